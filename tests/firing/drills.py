"""Short drills for a simulated world, armed as the command line would arm them."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from siren import library
from siren.firing.arming import Armory
from siren.firing.journal import Journal
from siren.firing.order import Order
from siren.firing.plan import Plan, PlannedFiring
from siren.firing.rules import Limits
from siren.output.devices import Device
from siren.output.speaker import Speaker
from siren.synth.compose import compose
from siren.synth.sound import Sound
from siren.text import Text
from siren.timeline import Timeline
from siren.units import frame_at
from tests.firing.world import START_S, START_UTC_S, Card, SilentSink, SimClock
from tests.hearing import sounding_runs
from tests.synth.sounds import timeline_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from siren.firing.run import Run

RATE_HZ = 8000
LIMITS = Limits()
FIRST_IN_S = 5.0
T_S = START_S + FIRST_IN_S
"""When the first firing of a plan is to be heard, by the clock that nobody can step."""

"""What a card has in hand: it comes out after the process has died or slept."""

WAIL = '{ tone = "wail", on_s = 3, rise_s = 4, fall_s = 3 }'
"""Its pitch tells at any moment which moment of it that is."""
DEVICE = Device("test card", "simulated", 2, RATE_HZ, False, 0)
OTHER_DEVICE = DEVICE._replace(name="other card", index=1)


def device_called(full_name: str) -> Device:
    """Return the device of this name, as PortAudio would find it when it looks again."""
    return {device.full_name: device for device in (DEVICE, OTHER_DEVICE)}[full_name]


class Kept(Sound):
    """A sound that is computed once, for many tests, and then read."""

    def __init__(self, sound: Sound) -> None:
        self.__dict__.update(sound.__dict__)
        self._whole = sound.block(0, sound.frames)

    def block(self, first_frame: int, frames: int) -> NDArray[np.float32]:
        block = np.zeros(frames, dtype=np.float32)
        part = self._whole[max(0, first_frame) : max(0, first_frame + frames)]
        start = max(0, -first_frame)
        block[start : start + part.size] = part
        return block


@cache
def _sound_of(
    starts_and_patterns: tuple[tuple[float, str], ...], rate_hz: int
) -> tuple[Sound, list[tuple[Fraction, Fraction]]]:
    """Return the sound of patterns, each with its start, and where each starts and ends."""
    stretches, firings = [], []
    for start_s, pattern in starts_and_patterns:
        part = timeline_of(pattern, trailing_pause=True if "off_s" in pattern else None)
        at_s = Fraction(start_s)
        moved = [s._replace(start_s=s.start_s + at_s, end_s=s.end_s + at_s) for s in part.stretches]
        stretches += moved
        firings.append((at_s, at_s + part.duration_s))
    timeline = Timeline(tuple(stretches), (), firings[-1][1])
    return Kept(compose(timeline, library.voice("tone"), rate_hz=rate_hz)), firings


def plan_of(
    *starts_and_patterns: tuple[float, str],
    first_in_s: float = FIRST_IN_S,
    ahead_s: float = 0.0,
    rate_hz: int = RATE_HZ,
    mark: str = "hash",
) -> Plan:
    """Return a plan of firings: seconds after the first one, and a pattern for each."""
    sound, firings = _sound_of(starts_and_patterns, rate_hz)
    first_utc_s = START_UTC_S + first_in_s
    frames = [(frame_at(start, rate_hz), frame_at(end, rate_hz)) for start, end in firings]
    untils = [*(first for first, _ in frames[1:]), sound.frames]
    return Plan(
        "test-drill",
        Text.plain("Test"),
        "UTC",
        mark,
        sound,
        tuple(
            PlannedFiring(
                f"signal-{number}",
                Text.plain("Signal"),
                datetime.fromtimestamp(first_utc_s + float(start), UTC),
                first,
                end,
                until,
            )
            for number, ((start, _), (first, end), until) in enumerate(
                zip(firings, frames, untils, strict=True), start=1
            )
        ),
        ahead_s,
    )


class Stretch(NamedTuple):
    """What came out of a card between two silences; times in true seconds after the first T."""

    start_s: float
    end_s: float
    samples: NDArray[np.float32]


def stretches(card: Card, *, t_s: float = T_S, pause_s: float = 0.02) -> list[Stretch]:
    """Return everything that came out, counted from `t_s`."""
    times_s, samples = card.heard()
    gaps = np.flatnonzero(np.diff(times_s) > pause_s) + 1
    return [
        Stretch(
            float(part_s[first]) - t_s,
            float(part_s[end - 1]) - t_s + 1 / RATE_HZ,
            part[first:end],
        )
        for part_s, part in zip(np.split(times_s, gaps), np.split(samples, gaps), strict=True)
        for first, end in sounding_runs(part, round(pause_s * RATE_HZ))
    ]


def starts_s(card: Card) -> list[float]:
    """Return when everything that came out began, in true seconds after the first T."""
    return [part.start_s for part in stretches(card)]


def is_in_phase(stretch: Stretch, plan: Plan, *, moved_s: float = 0.0, fade_s: float = 0.0) -> bool:
    """Return whether a stretch is what the plan has for that time, to the sample.

    Parameters
    ----------
    moved_s
        How much later than planned, in true time, T was, since the time of day was stepped.
    fade_s
        So much of its beginning may be softer.
    """
    first = round((stretch.start_s - moved_s) * plan.rate_hz)
    skipped = round(fade_s * plan.rate_hz)
    expected = plan.sound.block(first, stretch.samples.size)
    return any(
        np.array_equal(
            np.roll(expected, shift)[skipped + 1 : -1], stretch.samples[skipped + 1 : -1]
        )
        for shift in (0, 1, -1)
    )


class Bench:
    """Arms plans on a simulated card and lets time pass."""

    def __init__(self, folder: Path, clock: SimClock, card: Card, device: Device = DEVICE) -> None:
        self.folder, self.clock, self.card, self.device = folder, clock, card, device
        self.complaints: list[str] = []
        journal = Journal(folder / "journal.jsonl", clock)
        self.armory = Armory(
            journal,
            clock,
            who="tester",
            complain=self.complaints.append,
            make_silence=lambda _, rate_hz, __: SilentSink(clock, rate_hz),
        )

    def order(self, plan: Plan, *, limits: Limits = LIMITS, **options: Any) -> Order:
        return Order(
            plan,
            "run",
            self.device.name,
            lambda _: Speaker(self.device, plan.rate_hz, 2, self.clock),
            limits=limits,
            **options,
        )

    def arm(self, plan: Plan, **options: Any) -> Run:
        order = self.order(plan, **options)
        lock = self.armory.lock(order)
        left = self.armory.left_behind(order)
        if left is not None:
            return self.armory.go_on(order, lock, left)
        return self.armory.arm(order, lock, confirmed="test")

    def run(
        self,
        run: Run,
        *,
        until: Callable[[], bool] = lambda: False,
        until_s: float = float("inf"),
        every_s: float = 0.02,
        most_s: float = 3600.0,
    ) -> list[str]:
        """Tick until the run has ended, or `until` says so; return the outcomes.

        Parameters
        ----------
        until_s
            Stop then, in seconds after the first T, true time.
        most_s
            A run that takes longer hangs.
        """
        end_s = self.clock.true_s + most_s
        while not run.has_ended and not until() and self.clock.true_s < T_S + until_s - 1e-6:
            assert self.clock.true_s < end_s, "the run does not end"
            run.tick(self.clock.read())
            self.clock.wait(Event(), every_s)
        return [str(result.outcome) for result in run.results]

    def die(self, run: Run) -> None:
        """End as `kill -9` would: nothing is written, the kernel gives the lock back."""
        for stream in self.card.streams:
            stream.end()
        run.silence()
        run.lock.release()

    def events(self) -> list[str]:
        return [entry.event for entry in self.armory.journal.entries()]

    def lines(self, event: str) -> list[dict[str, Any]]:
        """Return what the journal says of every such event."""
        entries = self.armory.journal.entries()
        return [entry.facts for entry in entries if entry.event == event]
