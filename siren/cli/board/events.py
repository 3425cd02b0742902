"""What has happened to runs since they were last looked at, in lines that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.cli.board.outcome import outcome_words
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.firing.run import Run
    from siren.firing.state import FiringState

OPENING = phrase("{drill}: opening {device}", "{drill}：正在打开 {device}")
FIRING = phrase("{signal}: firing", "{signal}：开始")
ENDED = phrase("{signal}: {outcome}", "{signal}：{outcome}")
AWAY = phrase("{device} IS AWAY: {why}", "{device} 断开：{why}")
BACK = phrase("{device} is back", "{device} 已恢复")


class Events:
    """Says everything once.

    Parameters
    ----------
    language
        ``en`` or ``zh``.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._said: set[tuple[object, ...]] = set()
        self._away: dict[Run, str] = {}

    def new(self, runs: Sequence[Run]) -> list[str]:
        """Return what has happened since the last call."""
        return [words for run in runs for words in (*self._of(run), *self._device(run))]

    def _once(self, *key: object) -> bool:
        if key in self._said:
            return False
        self._said.add(key)
        return True

    def _of(self, run: Run) -> Iterator[str]:
        if run.is_near and not run.has_ended and self._once(run, "near"):
            opening = OPENING.said_in(self._language)
            yield opening.format(drill=run.plan.id, device=run.device)
        for state in run.firings:
            signal = f"{at_text(run, state)}  {self._title(state)}"
            if state.is_onset_told and self._once(run, state.number, "onset"):
                yield FIRING.said_in(self._language).format(signal=signal)
            if state.result and self._once(run, state.number, "outcome"):
                outcome = outcome_words(state.result.outcome).said_in(self._language)
                yield ENDED.said_in(self._language).format(signal=signal, outcome=outcome)

    def _device(self, run: Run) -> Iterator[str]:
        why, before = run.line.away_because, self._away.pop(run, None)
        if why is not None:
            self._away[run] = why
        if why != before and not run.has_ended:
            words = (BACK if why is None else AWAY).said_in(self._language)
            yield words.format(device=run.device, why=why)

    def _title(self, state: FiringState) -> str:
        return f"{state.planned.names.both()} ({state.planned.signal})"


def at_text(run: Run, state: FiringState) -> str:
    """Return the local time at which a firing is planned."""
    return f"{state.planned.start_utc.astimezone(ZoneInfo(run.plan.timezone)):%H:%M:%S}"
