"""What a service manager is told: that we are armed, what is next, and that all goes round.

Comes in: the runs, after every round of the loop that watches the audio. Goes out: datagrams of
systemd's notify protocol, to the socket that it names in the environment; without one, nothing.

The protocol is a dozen lines. Of the libraries for it sdnotify was last released in 2017 and waits
where the socket is full, systemd-python and cysystemd need a compiler and systemd's headers.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.output.bounded import is_anything_left

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from siren.clock import Clock, Instant
    from siren.firing.run import Run

HUNG_S = 10.0
"""A device that is being opened for so long hangs: opening gives up by itself long before."""

PATIENCE_S = 1.0

BEATS = 3
"""So many beats in the time after which the service manager acts."""


class Supervisor:
    """Tells a service manager how we are; where there is none, does nothing.

    The beat is given by `look` alone, and not while a device hangs that only a new process could
    get free: then the service manager ends this one and starts another, which goes on in phase.
    While anything sounds as it should, a device that hangs is no reason to end it.

    Parameters
    ----------
    clock
        The machine's, not one that runs fast.
    is_call_left
        Whether a call into a sound library has taken too long and still not returned.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        environ: Mapping[str, str] = os.environ,
        is_call_left: Callable[[], bool] = is_anything_left,
    ) -> None:
        self._clock, self._is_call_left = clock, is_call_left
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        self._beat_s = _beat_s(environ)
        self._next_beat_s = float("-inf")
        self._left_since_s: float | None = None
        self._status = ""

    def ready(self) -> None:
        """Say that everything is armed; from now on the beat is awaited."""
        self._tell("READY=1", PATIENCE_S)

    def look(self, runs: Sequence[Run], now: Instant) -> None:
        """Say what is next, if that has changed; and that all goes round, if it does."""
        if self._address is None:
            return
        status = _status(runs)
        if status != self._status and self._tell(f"STATUS={status}"):
            self._status = status
        real_s = self._clock.monotonic_s()
        hangs = self._hangs(runs, now, real_s)
        if self._beat_s is None or real_s < self._next_beat_s or hangs:
            return
        if self._tell("WATCHDOG=1"):
            self._next_beat_s = real_s + self._beat_s

    def stopping(self) -> None:
        """Say that we are about to end."""
        self._tell("STOPPING=1", PATIENCE_S)

    def _hangs(self, runs: Sequence[Run], now: Instant, real_s: float) -> bool:
        """Return whether a device hangs, and nothing sounds that ending us would silence."""
        if not self._is_call_left():
            self._left_since_s = None
        elif self._left_since_s is None:
            self._left_since_s = real_s
        is_left_for_long = self._left_since_s is not None and real_s - self._left_since_s > HUNG_S
        left = [run for run in runs if not run.has_ended]
        if any(run.line.is_ready and _sounds(run) for run in left):
            return False
        is_away = any(run.line.away_because is not None for run in left)
        return (is_left_for_long and is_away) or any(_is_opening_hung(run, now) for run in left)

    def _tell(self, words: str, patience_s: float = 0.0) -> bool:
        """Send a message if anybody listens; return whether it was taken. No fault stops a siren.

        Where the manager is behind, only a message that is sent once waits for it, a little.
        """
        if self._address is None:
            return False
        with (
            suppress(OSError, ValueError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth,
        ):
            mouth.settimeout(patience_s)
            mouth.sendto(words.encode("utf-8", "replace"), self._address)
            return True
        return False


def _address(named: str) -> str | None:
    """Return the socket's address: a path, or an abstract name that ``@`` stands before."""
    if named[:1] not in ("/", "@") or not hasattr(socket, "AF_UNIX"):
        return None
    return "\0" + named[1:] if named.startswith("@") else named


def _beat_s(environ: Mapping[str, str]) -> float | None:
    """Return how often a beat is due; None: nobody awaits one from this process."""
    if environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    try:
        awaited_us = int(environ.get("WATCHDOG_USEC", "0"))
    except ValueError:
        return None
    return awaited_us / 1_000_000 / BEATS if awaited_us > 0 else None


def _is_opening_hung(run: Run, now: Instant) -> bool:
    since_s = run.line.opening_since_s
    return since_s is not None and now.monotonic_s - since_s > HUNG_S


def _sounds(run: Run) -> bool:
    state = run.next_firing
    return state is not None and state.cue.began


def _status(runs: Sequence[Run]) -> str:
    """Return one line: what sounds or comes next, on every device that is not done."""
    said = [_said(run) for run in runs if not run.has_ended]
    return "; ".join(said) or "ended"


def _said(run: Run) -> str:
    state = run.next_firing
    if state is None:
        return f"{run.plan.id}: done"
    at = state.planned.start_utc.astimezone(ZoneInfo(run.plan.timezone))
    where = f"{state.planned.signal} {at:%H:%M:%S} ({run.mode}, {run.device})"
    away = "" if run.line.away_because is None else ", DEVICE AWAY"
    return f"{run.plan.id}: {'sounding' if state.cue.began else 'next'} {where}{away}"
