"""One drill on one device, from armed to the last outcome.

Gathers the situation for :mod:`siren.firing.rules`, and carries out what they decide. Nothing
here waits: `tick` is called again and again by :mod:`siren.firing.attend`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from siren.firing.result import row_of
from siren.firing.rules import PREPARE_S, Action, Outcome, Situation, decide, judge
from siren.firing.state import FiringState, leaves_s
from siren.firing.telling import announce, tell_loss, tell_onset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from siren.clock import Clock, Instant
    from siren.destination import Destination
    from siren.firing.device_lock import DeviceLock
    from siren.firing.line import Line
    from siren.firing.plan import Plan
    from siren.firing.player import Player
    from siren.firing.record import Record
    from siren.firing.recovery import LeftFiring
    from siren.firing.result import Result
    from siren.firing.rules import Limits
    from siren.firing.seal import SealWatch
    from siren.firing.steps import ClockWatch

WAKE_S = 20.0
"""So long before the first T the device is opened: amplifiers wake slowly, and in this time the
pace of the card is learned."""


class Phase(StrEnum):
    """How far a run is."""

    ARMED = "armed"
    WAITING = "waiting"
    FIRING = "firing"
    ENDED = "ended"


class Feeding(NamedTuple):
    """A player and the line to its device, made for each other."""

    player: Player
    line: Line


@dataclass(slots=True, kw_only=True, eq=False)
class Run:
    """A drill under way.

    Attributes
    ----------
    device
        Where it sounds, in words: a device with its channels, a file, or silence.
    destination
        The same, and for which outlets.
    seal_watch
        Whether what was confirmed is still what the files say.
    silence_instead
        Makes what takes the place of the device once the rest is a dry run.
    is_silent
        Whether nothing is heard, by intent: a dry run, or what one was made of.
    was_killed
        Whether it goes on where a process was killed, and its device has not played since.
    """

    plan: Plan
    mode: str
    device: str
    destination: Destination
    seal_watch: SealWatch
    feeding: Feeding
    silence_instead: Callable[[], Feeding]
    record: Record
    clock: Clock
    clock_watch: ClockWatch
    lock: DeviceLock
    limits: Limits
    phase: Phase = Phase.ARMED
    is_silent: bool = False
    is_stopped: bool = False
    was_killed: bool = False
    was_downgraded: bool = False
    firings: list[FiringState] = field(init=False)

    def __post_init__(self) -> None:
        now = self.clock.read()
        self.firings = [
            FiringState.of(self.plan, number + 1, now) for number in range(len(self.plan.firings))
        ]

    def take_up(self, left: Iterable[LeftFiring], beat_s: float | None) -> None:
        """Go on where a process that was killed left off; see :meth:`FiringState.take_up`."""
        for state, before in zip(self.firings, left, strict=True):
            state.take_up(before, beat_s)
        self.was_killed = any(state.cue.began for state in self._unended())
        if self.was_killed:
            self.line.away_since_s = float("-inf") if beat_s is None else beat_s

    @property
    def line(self) -> Line:
        """The way to the device."""
        return self.feeding.line

    @property
    def player(self) -> Player:
        """What answers the device."""
        return self.feeding.player

    @property
    def wakes_utc(self) -> datetime:
        """When the device is to be opened."""
        early_s = WAKE_S * self.clock.speed + self.plan.ahead_s
        return self.plan.firings[0].start_utc - timedelta(seconds=early_s)

    @property
    def results(self) -> list[Result]:
        """How every firing went that has ended."""
        return [state.result for state in self.firings if state.result is not None]

    @property
    def is_near(self) -> bool:
        """Whether moments count: the device is open, or about to be."""
        return self.phase is not Phase.ARMED

    @property
    def has_ended(self) -> bool:
        """Whether every firing has an outcome."""
        return self.phase is Phase.ENDED

    @property
    def next_firing(self) -> FiringState | None:
        """The first firing that has not ended."""
        return next(iter(self._unended()), None)

    def silence(self) -> None:
        """Fall silent at once and for good; may be called from any thread."""
        self.line.silence()

    def stop(self, how: str, who: str) -> None:
        """End every firing as stopped."""
        if self.phase is not Phase.ENDED:
            self.silence()
            self.record.note("stop", how=how, who=who)
            self.is_stopped = True
            self._advance_all(self.clock.read())

    def veto(self, number: int, who: str) -> None:
        """Postpone one firing to silence, by its number; nothing changes once it has ended."""
        state = self.firings[number - 1]
        if state.result is None:
            state.is_vetoed = True
            self.player.forbid(state.cue)
            self.record.note("vetoed", who=who, **state.facts)
            self._advance(state, self.clock.read())

    def downgrade(self, who: str) -> None:
        """Make the rest a dry run: silent at once, and nothing more is heard."""
        if self.is_silent or self.phase is Phase.ENDED:
            return
        self.silence()
        self.record.note("downgraded", who=who)
        now = self.clock.read()
        for state in self._unended():
            if state.cue.began:
                self._finish(state, Outcome.STOPPED, now)
        self.is_silent = self.was_downgraded = True
        self.feeding = self.silence_instead()
        if self.is_near:
            self.line.open()
        self._set_phase()

    def fail(self, error: Exception) -> None:
        """End every firing as aborted: something happened that nobody has thought of."""
        if self.phase is not Phase.ENDED:
            self.silence()
            self.record.note("fault", error=repr(error))
            now = self.clock.read()
            for state in self._unended():
                self._finish(state, Outcome.ABORTED, now)
            self._end()

    def tick(self, now: Instant) -> None:
        """Do what is to be done now."""
        if self.phase is Phase.ENDED:
            return
        for event, facts in self.clock_watch.look(now):
            self.record.note(event, **facts)
        if self.phase is Phase.ARMED and now.utc_s >= self.wakes_utc.timestamp():
            self.phase = Phase.WAITING
            self.line.open()
            self.seal_watch.begin_to_listen()
        if self.is_near:
            self.line.poll()
            if self.line.is_ready:
                self.was_killed = False
                if isfinite(self.line.heard_until_s):
                    self.lock.beat(self.line.heard_until_s + now.wall_offset_s)
        self.seal_watch.look(now.monotonic_s, is_near=self.is_near)
        self._advance_all(now)

    def confirm_clock(self, who: str) -> None:
        """Take the time of day as right after a step."""
        offset_s = self.clock_watch.confirm()
        self.record.note(
            "clock-confirmed", who=who, clock_offset_s=offset_s, boot_id=self.clock.boot_id()
        )

    def _unended(self) -> list[FiringState]:
        return [state for state in self.firings if state.result is None]

    def _advance_all(self, now: Instant) -> None:
        for state in self._unended():
            self._advance(state, now)
        self._set_phase()

    def _advance(self, state: FiringState, now: Instant) -> None:
        if not state.cue.began:
            state.cue.at_s = leaves_s(self.plan, state.planned, now)
        answer = decide(
            self._situation(state, now), self.limits, prepare_s=PREPARE_S * self.clock.speed
        )
        onset_s = state.cue.onset_s
        if onset_s is not None and onset_s <= self.line.heard_until_s:
            tell_onset(state, self.record)
        tell_loss(state, self.record)
        if isinstance(answer, Outcome):
            self._finish(state, answer, now)
        elif answer is Action.SOUND:
            self._sound(state)
        elif answer is Action.JUDGE:
            self._judge(state, now)
        elif not state.cue.began:
            self.player.forbid(state.cue)

    def _situation(self, state: FiringState, now: Instant) -> Situation:
        cue, away_since_s = state.cue, self.line.away_since_s
        return Situation(
            since_start_s=now.monotonic_s - cue.at_s,
            length_s=self.plan.length_s(state.planned),
            heard_s=self.line.heard_until_s - cue.at_s,
            silent_s=0.0 if away_since_s is None else now.monotonic_s - away_since_s,
            begun=cue.began,
            was_killed=self.was_killed,
            given_up=cue.is_given_up,
            stopped=self.is_stopped or state.is_vetoed,
            clock_trusted=self.clock_watch.is_trusted,
            device_ready=self.line.is_ready,
            device_lost=self.line.away_because is not None,
            is_refused=state.is_refused,
        )

    def _sound(self, state: FiringState) -> None:
        """Let a firing sound, if all is as it was confirmed, once its line is on the disk."""
        if not state.is_announced:
            announce(state, self.seal_watch, self.record)
        if state.is_announced:
            self.player.allow(state.cue)

    def _judge(self, state: FiringState, now: Instant) -> None:
        cue = state.cue
        cue.skip_to(cue.end_frame)
        outcome = judge(cue.onset_error_s or 0.0, cue.lost_frames, was_resumed=cue.was_resumed)
        self._finish(state, outcome, now)

    def _finish(self, state: FiringState, outcome: Outcome, now: Instant) -> None:
        if outcome not in (Outcome.PLAYED, Outcome.LATE, Outcome.INTERRUPTED):
            self.player.forbid(state.cue)
            in_hand_s = self.line.in_hand_s if state.is_vetoed else 0.0
            state.cue.cut(now.monotonic_s + in_hand_s)
        tell_onset(state, self.record)
        result = state.end(outcome, is_silent=self.is_silent)
        self.record.note("outcome", firing=state.number, **row_of(result))

    def _set_phase(self) -> None:
        if not self._unended():
            self._end()
        elif any(state.cue.began for state in self._unended()):
            self.phase = Phase.FIRING
        elif self.phase is Phase.FIRING:
            self.phase = Phase.WAITING

    def _end(self) -> None:
        self.phase = Phase.ENDED
        self.line.close()
        self.record.note("ended", outcomes=[result.outcome for result in self.results])
        with suppress(OSError):  # the kernel gives the lock back with the process
            self.lock.release()
