"""What is seen while a run goes on: a countdown, and every event as it comes; all on stderr."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from siren.cli.keyboard import forget_typed, is_there, typed_line
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.clock import Instant
    from siren.firing.run import Run
    from siren.firing.state import FiringState

MARKS_S = (3600, 1800, 600, 300, 120, 60, 30, 10, 5, 4, 3, 2, 1)
"""Where no line can be rewritten, a countdown is written at these many seconds before T."""


class Live:
    """Shows runs; on a terminal the last line is rewritten every second.

    Parameters
    ----------
    who
        Who confirms a stepped clock by typing the drill's id.
    """

    def __init__(self, who: str) -> None:
        self._who = who
        self._is_terminal = sys.stderr.isatty()
        self._said: set[tuple[object, ...]] = set()
        self._away: dict[str, str] = {}
        self._line = ""

    def look(self, runs: Sequence[Run], now: Instant) -> None:
        """Show what is new."""
        for run in runs:
            self._events(run)
            self._device(run)
        self._clocks([run for run in runs if not run.has_ended])
        self._countdown(" | ".join(filter(None, (self._left(run, now) for run in runs))))

    def say(self, words: str) -> None:
        """Show a line that stays."""
        self._wipe()
        _echo(words + "\n")

    def close(self) -> None:
        """Leave the terminal with a line of its own."""
        self._wipe()

    def _once(self, *key: object) -> bool:
        if key in self._said:
            return False
        self._said.add(key)
        return True

    def _events(self, run: Run) -> None:
        if run.is_near and not run.has_ended and self._once(run, "near"):
            self.say(f"{run.plan.id}: opening {run.device}")
        for state in run.firings:
            if state.is_onset_told and self._once(run, state.number, "onset"):
                self.say(f"{_at(run, state)}  {_title(state)}: firing")
            if state.result and self._once(run, state.number, "outcome"):
                self.say(f"{_at(run, state)}  {_title(state)}: {state.result.outcome}")

    def _device(self, run: Run) -> None:
        why, before = run.line.away_because, self._away.pop(run.device, None)
        if why is not None:
            self._away[run.device] = why
        if why != before and not run.has_ended:
            self.say(f"{run.device} " + ("is back" if why is None else f"IS AWAY: {why}"))

    def _clocks(self, runs: Sequence[Run]) -> None:
        """Ask once about every step of the clock, and look whether somebody has answered."""
        suspects = [run for run in runs if not run.clock_watch.is_trusted]
        for run in runs:
            if run not in suspects:
                self._said.discard((run, "clock"))
            elif self._once(run, "clock"):
                self.say(_question(run))
                forget_typed()
        typed = typed_line(0) if suspects and os.name == "posix" and is_there() else None
        for run in suspects:
            if typed == run.plan.id:
                run.confirm_clock(self._who)
                self.say("the clock is taken as right")

    def _left(self, run: Run, now: Instant) -> str:
        """Return how long until the next signal, or how long this one goes on."""
        state = run.next_firing
        if state is None:
            return ""
        start_s = state.planned.start_utc.timestamp() - now.utc_s
        if state.cue.began:
            if not self._is_terminal:
                return ""
            left_s = start_s + run.plan.length_s(state.planned)
            verb = "sounds for" if run.line.is_ready else "IS NOT HEARD; it ends in"
            return f"{state.planned.signal} {verb} {_whole(left_s)}"
        if not self._is_terminal and not self._is_mark(run, state, start_s):
            return ""
        return f"{_whole(start_s)} to {state.planned.signal}"

    def _is_mark(self, run: Run, state: FiringState, left_s: float) -> bool:
        passed = [mark for mark in MARKS_S if left_s <= mark]
        return bool(passed) and self._once(run, state.number, passed[-1])

    def _countdown(self, line: str) -> None:
        if not line or line == self._line:
            return
        if self._is_terminal:
            self._wipe()
            _echo(f"  {line}")
            self._line = line
        else:
            _echo(f"  {line}\n")

    def _wipe(self) -> None:
        if self._line:
            _echo("\r\x1b[2K")
            self._line = ""


def _echo(words: str) -> None:
    """Write to stderr; a terminal that has gone away stops no siren."""
    with suppress(OSError, ValueError):
        click.echo(words, nl=False, err=True)


def _whole(seconds: float) -> str:
    """Return seconds as a countdown shows them: 0:01 until it is over."""
    return clock_text(Fraction(max(0, int(-(-seconds // 1)))))


def _at(run: Run, state: FiringState) -> str:
    return f"{state.planned.start_utc.astimezone(ZoneInfo(run.plan.timezone)):%H:%M:%S}"


def _title(state: FiringState) -> str:
    return f"{state.planned.names.both()} ({state.planned.signal})"


def _question(run: Run) -> str:
    """Return what is asked after a step of the clock, or said where nobody can answer."""
    off_s = run.clock_watch.off_s
    stepped = (
        "THE MACHINE WAS STARTED ANEW, and its clock may be wrong, since this drill was "
        if off_s is None
        else f"THE CLOCK WAS STEPPED by {off_s:+.1f} s since this drill was "
    )
    if is_there():
        until = f"{run.plan.id} is typed here, or it is set back"
    else:
        until = "it is set back: there is nobody to ask (a machine says --allow clock-step)"
    return f"{stepped}confirmed. Nothing begins until {until}."
