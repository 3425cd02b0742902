"""Short drills for a simulated world, armed as the command line would arm them."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from threading import Event
from typing import TYPE_CHECKING, Any

from siren import library
from siren.firing.arming import Armory, Order
from siren.firing.plan import Plan, PlannedFiring
from siren.firing.rules import Limits
from siren.output.devices import Device
from siren.output.speaker import Speaker
from siren.synth.compose import compose
from siren.text import Text
from siren.timeline import Timeline
from siren.units import frame_at
from tests.firing.world import START_UTC_S, Card, SimClock
from tests.synth.sounds import timeline_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.firing.run import Run

RATE_HZ = 8000
LIMITS = Limits()
DEVICE = Device("test card", "simulated", 2, RATE_HZ, False, 0)


def plan_of(
    *starts_and_patterns: tuple[float, str],
    first_in_s: float = 20.0,
    ahead_s: float = 0.0,
    rate_hz: int = RATE_HZ,
) -> Plan:
    """Return a plan of firings: seconds after the first one, and a pattern for each."""
    stretches, firings, first_utc_s = [], [], START_UTC_S + first_in_s
    for start_s, pattern in starts_and_patterns:
        part = timeline_of(pattern, trailing_pause=True if "off_s" in pattern else None)
        at_s = Fraction(start_s)
        moved = [s._replace(start_s=s.start_s + at_s, end_s=s.end_s + at_s) for s in part.stretches]
        stretches += moved
        firings.append((at_s, at_s + part.duration_s))
    timeline = Timeline(tuple(stretches), (), firings[-1][1])
    sound = compose(timeline, library.voice("tone"), rate_hz=rate_hz)
    frames = [(frame_at(start, rate_hz), frame_at(end, rate_hz)) for start, end in firings]
    untils = [*(first for first, _ in frames[1:]), sound.frames]
    return Plan(
        "test-drill",
        Text.plain("Test"),
        "UTC",
        "hash",
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


class Bench:
    """Arms plans on a simulated card and lets time pass."""

    def __init__(self, folder: Path, clock: SimClock, card: Card) -> None:
        self.folder, self.clock, self.card = folder, clock, card
        self.complaints: list[str] = []
        self.armory = Armory(folder, clock, who="tester", complain=self.complaints.append)

    def order(self, plan: Plan, *, limits: Limits = LIMITS, **options: Any) -> Order:
        return Order(
            plan,
            "run",
            DEVICE.name,
            lambda _: Speaker(DEVICE, plan.rate_hz, 2, self.clock),
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
        self, run: Run, *, until: Callable[[], bool] = lambda: False, most_s: float = 3600.0
    ) -> list[str]:
        """Tick until the run has ended, or `until` says so; return the outcomes."""
        end_s = self.clock.true_s + most_s
        while not run.has_ended and not until():
            assert self.clock.true_s < end_s, "the run does not end"
            run.tick(self.clock.read())
            self.clock.wait(Event(), 0.02)
        return [str(result.outcome) for result in run.results]

    def die(self, run: Run) -> None:
        """End as `kill -9` would: nothing is written, the kernel gives the lock back."""
        for stream in self.card.streams:
            stream.end()
        run.silence()
        run.lock.release()

    def events(self) -> list[str]:
        return [entry.event for entry in self.armory.journal.entries()]
