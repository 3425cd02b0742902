"""A machine made up for the board: programs that answer, devices that ask for sound."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from siren import library, timeline
from siren.drill import Outlet
from siren.errors import DeviceLost, DeviceNotFound
from siren.files.document import read_text
from siren.files.drills import parse_drill
from siren.output.devices import Device
from siren.preflight.probes import Probes
from siren.synth.compose import compose
from tests.cli.drills import DRILL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from siren.clock import Clock
    from siren.drill import Drill
    from siren.output.sink import Feed
    from siren.preflight.check import Check
    from siren.synth.sound import Sound
    from tests.firing.world import SimClock

RATE_HZ = 8000
HORN = Device("horn", "ALSA", 2, RATE_HZ, is_default=False, index=3)
HALL = Device("hall", "ALSA", 4, RATE_HZ, is_default=True, index=4)

CHRONY = (
    "C0A80001,ntp.example.org,3,1793241000.123456789,-0.000312,0.000101,0.000250,"
    "-12.345,0.001,0.123,0.020000,0.011000,64.2,Normal\n"
)

FIRST_IN_S = 29 * 60.0
"""T of the drill, after a SimClock begins."""


def the_drill(*outlets: Outlet, text: str = DRILL) -> Drill:
    """Return the drill, with outlets."""
    return parse_drill(read_text(text, "town.toml"), library.signal)._replace(outlets=outlets)


def an_outlet(
    device: str | None = "horn",
    *,
    lead_s: float = 0,
    measured: dt.date | None = None,
    name: str = "Horns",
    **facts: Any,
) -> Outlet:
    return Outlet("siren", name, Fraction(lead_s), device=device, lead_measured=measured, **facts)


def sound_of(drill: Drill) -> Callable[[int], Sound]:
    """Return what makes a drill's sound at a rate."""
    whole = timeline.of_drill(drill)
    return lambda rate_hz: compose(whole, library.voice("tone"), rate_hz=rate_hz)


class MadeUpSink:
    """A device that asks for blocks by a made-up clock.

    Attributes
    ----------
    failure
        Why it cannot be opened.
    speed
        How fast it asks; 0: it has stalled.
    calls
        What was done with it, in order.
    """

    latency_s = 0.1

    def __init__(
        self,
        clock: SimClock,
        *,
        place: str | None = "rig",
        failure: Exception | None = None,
        trouble: str | None = None,
        speed: float = 1.0,
        underflows: int = 0,
    ) -> None:
        self.place, self.calls = place, list[str]()
        self._clock, self._failure, self._trouble = clock, failure, trouble
        self._speed, self._underflows = speed, underflows
        self._remarks: list[str] = []
        self.heard = np.zeros(0, dtype=np.float32)

    @property
    def alive_s(self) -> float:
        return self._clock.monotonic_s()

    def start(self, feed: Feed) -> None:
        self.calls.append("start")
        if self._failure:
            raise self._failure
        self._feed = feed
        self._clock.after(0.5, lambda: self._remarks.extend(["underflow"] * self._underflows))
        if self._speed:
            self._clock.after(0.0, self._block)

    def trouble(self) -> str | None:
        return self._trouble

    def remarks(self) -> list[str]:
        said, self._remarks = self._remarks, []
        return said

    def abort(self) -> None:
        self.calls.append("abort")

    def finish(self, limit_s: float) -> None:
        pass

    def close(self) -> None:
        self.calls.append("close")

    def _block(self) -> None:
        if self.calls[-1] != "start":
            return
        block = np.full(80, 0.7, dtype=np.float32)
        self._feed(block, None)
        self.heard = np.concatenate([self.heard, block])
        self._clock.after(80 / RATE_HZ / self._speed, self._block)


class Machine:
    """What the board is told of a machine; everything is well until a test says otherwise."""

    def __init__(self, clock: SimClock) -> None:
        self.clock = clock
        self.answers: dict[str, str] = {"chronyc": CHRONY, "systemd-inhibit": ""}
        self.listed = [HORN, HALL]
        self.free_bytes = 10**11
        self.sinks: dict[str, dict[str, Any]] = {}
        self.opened: list[tuple[str, int, MadeUpSink]] = []
        self.neighbours: list[str] | None = []

    @property
    def probes(self) -> Probes:
        return Probes(
            ask=lambda command: self.answers.get(command[0]),
            ask_kernel=lambda: None,
            free_bytes=lambda _: self.free_bytes,
            find=self._find,
            format_of=lambda device, highest: (device.rate_hz, max(2, highest)),
            list_names=lambda: [device.name for device in self.listed],
            make_sink=self._sink,
            neighbours=lambda _: self.neighbours,
        )

    def _find(self, name: str) -> Device:
        for device in self.listed:
            if device.name == name:
                return device
        raise DeviceNotFound(name, [device.name for device in self.listed])

    def _sink(self, device: Device, rate_hz: int, channels: int, clock: Clock) -> MadeUpSink:
        assert (rate_hz, clock) == (device.rate_hz, self.clock)
        sink = MadeUpSink(self.clock, **self.sinks.get(device.name, {}))
        self.opened.append((device.name, channels, sink))
        return sink


def cannot_open() -> DeviceLost:
    return DeviceLost("horn cannot be opened: Device unavailable")


def named(checks: Sequence[Check], name: str, of: str | None = None) -> Check:
    """Return the one line of this name."""
    [found] = [check for check in checks if (check.name, check.of) == (name, of)]
    return found


def states(checks: Sequence[Check]) -> dict[str, str]:
    """Return every state by name; a destination's with its label."""
    return {f"{c.name} {c.of}" if c.of else c.name: str(c.state) for c in checks}


def lock_file(folder: Path) -> Path:
    """Return the only lock file."""
    [path] = (folder / "locks").glob("*.lock")
    return path
