"""Runs -> what a board shows of them; called where they run."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.cli.board.scene import (
    ClockView,
    Ended,
    Health,
    Next,
    Place,
    Scene,
    Signal,
    Stage,
    is_heard,
    is_silent,
    next_of,
    start_s,
)
from siren.cli.board.track import Track
from siren.drill import Drill
from siren.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siren.cli.board.scene import Asked
    from siren.cli.sounding import Sounding
    from siren.clock import Instant
    from siren.firing.run import Run
    from siren.firing.state import FiringState

VETO_FROM_S = 30.0
"""So long a signal may be vetoed, before the first of its feeds begins."""

VETO_UNTIL_S = 0.3
"""What a sound card has in hand by then cannot be called back."""


class Observer:
    """Looks at the runs of one board.

    Parameters
    ----------
    clock_words
        What the check of the clock found.
    can_veto, can_downgrade
        Whether somebody carries that out.
    """

    def __init__(
        self,
        subjects: Sequence[Sounding],
        clock_words: Text | None,
        *,
        can_veto: bool,
        can_downgrade: bool,
    ) -> None:
        self._subjects = {subject.id: subject for subject in subjects}
        self._clock_words = clock_words
        self._can_veto, self._can_downgrade = can_veto, can_downgrade
        self._tracks: dict[str, Track] = {}

    def scene(
        self, runs: Sequence[Run], now: Instant, said: Sequence[str], asked: Asked | None
    ) -> Scene:
        """Return what is to be seen now."""
        zone = ZoneInfo(runs[0].plan.timezone)
        drills = [self._subjects[run.plan.id].source for run in _one_a_drill(runs)]
        silent = all(map(is_silent, runs))
        return Scene(
            title=_joined([run.plan.title for run in _one_a_drill(runs)]),
            place=next((d.place for d in drills if isinstance(d, Drill) and d.place), None),
            mode=runs[0].mode,
            is_silent=silent,
            speed=runs[0].clock.speed,
            now=datetime.fromtimestamp(now.utc_s, UTC).astimezone(zone),
            zone=zone.key,
            next=_next(runs, now),
            tracks=tuple(self._track(run) for run in _one_a_drill(runs)),
            places=tuple(map(_place, runs)),
            clock=self._clock(runs),
            signals=self._signals(runs, now),
            asked=asked,
            veto_s=self.veto_s(runs, now),
            can_downgrade=self.can_downgrade(runs),
            said=tuple(said),
        )

    def veto_s(self, runs: Sequence[Run], now: Instant) -> float | None:
        """Return for how many more seconds the next signal may be vetoed; None: not now."""
        feeds_s = [state.cue.at_s - now.monotonic_s for _, state in next_of(runs)]
        left_s = min(feeds_s, default=0.0) - VETO_UNTIL_S
        return left_s if self._can_veto and 0 < left_s <= VETO_FROM_S else None

    def can_downgrade(self, runs: Sequence[Run]) -> bool:
        """Return whether there is anything left to make silent."""
        return self._can_downgrade and any(not r.has_ended and not is_silent(r) for r in runs)

    def _track(self, run: Run) -> Track:
        if run.plan.id not in self._tracks:
            timeline = self._subjects[run.plan.id].timeline
            first_utc = run.plan.firings[0].start_utc
            self._tracks[run.plan.id] = Track(timeline, first_utc, run.plan.timezone)
        return self._tracks[run.plan.id]

    def _clock(self, runs: Sequence[Run]) -> ClockView:
        watches = [run.clock_watch for run in runs]
        worst = next((watch for watch in watches if not watch.is_trusted), watches[0])
        return ClockView(self._clock_words, worst.off_s, worst.is_trusted)

    def _signals(self, runs: Sequence[Run], now: Instant) -> tuple[Signal, ...]:
        firings: dict[tuple[float, str], list[tuple[Run, FiringState]]] = defaultdict(list)
        for run in runs:
            for state in run.firings:
                firings[start_s(state), state.planned.signal].append((run, state))
        return tuple(self._signal(firings[key], key[0] - now.utc_s) for key in sorted(firings))

    def _signal(self, firing: Sequence[tuple[Run, FiringState]], left_s: float) -> Signal:
        run, first = firing[0]
        at = first.planned.start_utc.astimezone(ZoneInfo(run.plan.timezone))
        ended = tuple(self._ended(run, state) for run, state in firing)
        return Signal(first.planned.names, first.planned.signal, at, left_s, ended)

    def _ended(self, run: Run, state: FiringState) -> Ended:
        silent = is_silent(run) if state.result is None else state.result.is_silent
        return Ended(state.result, is_heard(run, state), silent, state.is_vetoed)


def _one_a_drill(runs: Sequence[Run]) -> list[Run]:
    return list({run.plan.id: run for run in reversed(runs)}.values())[::-1]


def _joined(titles: Sequence[Text]) -> Text:
    languages: Mapping[str, None] = dict.fromkeys(
        language for title in titles for language in title.as_dict()
    )
    return Text.of({lang: " + ".join(t.said_in(lang) for t in titles) for lang in languages})


def _next(runs: Sequence[Run], now: Instant) -> Next | None:
    firing = next_of(runs)
    if not firing:
        return None
    run, state = firing[0]
    left_s = start_s(state) - now.utc_s
    heard_on = sum(is_heard(run, state) for run, state in firing)
    planned = [other.planned.start_utc for other_run in runs for other in other_run.firings]
    stage = Stage.BEFORE
    if left_s <= 0:
        left_s += run.plan.length_s(state.planned)
        stage = Stage.SOUNDING if heard_on else Stage.UNHEARD
    at = state.planned.start_utc.astimezone(ZoneInfo(run.plan.timezone))
    names, signal = state.planned.names, state.planned.signal
    return Next(names, signal, at, stage, left_s, heard_on, planned.count(state.planned.start_utc))


def _place(run: Run) -> Place:
    outlets = " + ".join(outlet.title for outlet in run.destination.outlets)
    why = run.line.away_because or ""
    return Place(
        device=run.device,
        outlets=outlets,
        health=_health(run),
        why=why,
        is_silent=is_silent(run),
        level=run.player.level,
        underflows=run.line.remarked["underflow"],
    )


def _health(run: Run) -> Health:
    if run.has_ended:
        return Health.ENDED
    if run.line.away_because is not None:
        return Health.AWAY
    if run.line.is_ready:
        return Health.READY
    return Health.OPENING if run.is_near else Health.CLOSED
