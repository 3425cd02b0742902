"""The only place that asks for the time; passed in, so that tests can hold, step and speed it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from threading import Event


class Instant(NamedTuple):
    """What all clocks of a machine say at one moment.

    Attributes
    ----------
    utc_s
        The time of day, POSIX seconds. Somebody may step it.
    monotonic_s
        Seconds that never jump and go on while the machine sleeps, from an arbitrary start.
    awake_s
        Seconds that never jump and stand still while the machine sleeps.
    """

    utc_s: float
    monotonic_s: float
    awake_s: float

    @property
    def wall_offset_s(self) -> float:
        """What to add to `monotonic_s` for the time of day; it changes when that is stepped."""
        return self.utc_s - self.monotonic_s


class Clock(Protocol):
    """What time it is, and a way to let time pass.

    Attributes
    ----------
    speed
        How many of its seconds pass in one real second.
    """

    speed: float

    def utc_now(self) -> datetime:
        """Return the time of day, aware, in UTC."""
        ...

    def monotonic_s(self) -> float:
        """Return seconds that never jump, also counted while the machine sleeps."""
        ...

    def read(self) -> Instant:
        """Return what all clocks say at one moment, to a few microseconds."""
        ...

    def wait(self, event: Event, seconds: float) -> bool:
        """Wait until `event` is set, `seconds` of this clock at most; return whether it is."""
        ...

    def real_utc(self, utc: datetime) -> datetime:
        """Return when a time of this clock comes, by the clock of the machine."""
        ...

    def boot_id(self) -> str:
        """Return a name of this run of the machine: monotonic times of another do not compare."""
        ...


class SystemClock:
    """The clock of this machine."""

    speed = 1.0

    def utc_now(self) -> datetime:
        """Return the time of day, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Return seconds that never jump, also counted while the machine sleeps."""
        return _monotonic_s()

    def read(self) -> Instant:
        """Return what all clocks say at one moment: the tightest of three readings."""
        return min((_reading() for _ in range(3)), key=lambda reading: reading[0])[1]

    def wait(self, event: Event, seconds: float) -> bool:
        """Wait until `event` is set, `seconds` at most; return whether it is."""
        return event.wait(seconds)

    def real_utc(self, utc: datetime) -> datetime:
        """Return the same time."""
        return utc

    def boot_id(self) -> str:
        """Return the kernel's name of this boot; empty where the system has none."""
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            return ""


class FastClock:
    """A clock that shows the time of another when it is made, and then runs `speed` times as fast.

    For rehearsals: a drill of a quarter of an hour is over in half a minute.
    """

    def __init__(self, real: Clock, speed: float) -> None:
        self.speed = speed
        self._real, self._start = real, real.read()

    def utc_now(self) -> datetime:
        """Return the fast time of day, aware, in UTC."""
        return datetime.fromtimestamp(self.read().utc_s, UTC)

    def monotonic_s(self) -> float:
        """Return fast seconds."""
        return self.read().monotonic_s

    def read(self) -> Instant:
        """Return what all fast clocks say at one moment."""
        passed_s = (self._real.monotonic_s() - self._start.monotonic_s) * self.speed
        return Instant(*(start_s + passed_s for start_s in self._start))

    def wait(self, event: Event, seconds: float) -> bool:
        """Wait until `event` is set, `seconds` of fast time at most; return whether it is."""
        return self._real.wait(event, seconds / self.speed)

    def real_utc(self, utc: datetime) -> datetime:
        """Return when a fast time comes, by the clock of the machine."""
        passed_s = (utc.timestamp() - self._start.utc_s) / self.speed
        return datetime.fromtimestamp(self._start.utc_s + passed_s, UTC)

    def boot_id(self) -> str:
        """Return the name of this run of the machine."""
        return self._real.boot_id()


def _monotonic_s() -> float:
    """CLOCK_MONOTONIC of Linux stands still while the machine sleeps, CLOCK_BOOTTIME does not."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def _reading() -> tuple[float, Instant]:
    """Return how long a reading took, and the reading; a long one was interrupted."""
    before_s = _monotonic_s()
    utc_s, awake_s = time.time(), time.monotonic()
    after_s = _monotonic_s()
    return after_s - before_s, Instant(utc_s, (before_s + after_s) / 2, awake_s)
