"""What has happened to runs since they were last looked at, in lines that stay."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from siren.cli.board.outcome import outcome_words
from siren.firing.rules import Outcome
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.firing.run import Run
    from siren.firing.state import FiringState

OPENING = phrase("{drill}: opening {device}", "{drill}：正在打开 {device}")
FIRING = phrase("{signal}: firing", "{signal}：开始")
ENDED = phrase("{signal}: {outcome}", "{signal}：{outcome}")
AWAY = phrase("{device} IS AWAY: {why}", "{device} 断开：{why}")
CHANGED = phrase(
    "{file} WAS CHANGED after the drill was confirmed: nothing begins unless it is set back",
    "{file} 在确认之后被改动：恢复原样之前，信号不会开始",
)
BACK = phrase("{device} is back", "{device} 已恢复")


class Event(NamedTuple):
    """Something that happened, in words; and whether it is trouble."""

    words: str
    is_trouble: bool = False


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

    def new(self, runs: Sequence[Run]) -> list[Event]:
        """Return what has happened since the last call."""
        drills = Counter(run.plan.id for run in runs)
        said = [self._changed(runs)]
        for run in runs:
            where = f" · {run.device}" if drills[run.plan.id] > 1 else ""
            said += [list(self._of(run, where)), list(self._device(run))]
        return [event for some in said for event in some]

    def _changed(self, runs: Sequence[Run]) -> list[Event]:
        """Return which files have changed, each once."""
        files = {run.seal_watch.changed for run in runs if not run.has_ended} - {None}
        new = [file for file in files if self._once(file, "changed")]
        words = CHANGED.said_in(self._language)
        return [Event(words.format(file=file), is_trouble=True) for file in new]

    def _once(self, *key: object) -> bool:
        if key in self._said:
            return False
        self._said.add(key)
        return True

    def _of(self, run: Run, where: str) -> Iterator[Event]:
        if run.is_near and not run.has_ended and self._once(run, "near"):
            opening = OPENING.said_in(self._language)
            yield Event(opening.format(drill=run.plan.id, device=run.device))
        for state in run.firings:
            signal = f"{at_text(run, state)}  {self._title(state)}{where}"
            if state.is_onset_told and self._once(run, state.number, "onset"):
                yield Event(FIRING.said_in(self._language).format(signal=signal))
            if state.result and self._once(run, state.number, "outcome"):
                outcome = outcome_words(state.result.outcome).said_in(self._language)
                words = ENDED.said_in(self._language).format(signal=signal, outcome=outcome)
                yield Event(words, is_trouble=state.result.outcome is not Outcome.PLAYED)

    def _device(self, run: Run) -> Iterator[Event]:
        why, before = run.line.away_because, self._away.pop(run, None)
        if why is not None:
            self._away[run] = why
        if why != before and not run.has_ended:
            words = (BACK if why is None else AWAY).said_in(self._language)
            yield Event(words.format(device=run.device, why=why), is_trouble=why is not None)

    def _title(self, state: FiringState) -> str:
        return f"{state.planned.names.both()} ({state.planned.signal})"


def at_text(run: Run, state: FiringState) -> str:
    """Return the local time at which a firing is planned."""
    return f"{state.planned.start_utc.astimezone(ZoneInfo(run.plan.timezone)):%H:%M:%S}"
