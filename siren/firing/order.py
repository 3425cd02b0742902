"""What is to be armed, and what the journal is told of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.destination import Destination
from siren.firing.recovery import Arming
from siren.firing.result import time_text
from siren.firing.rules import Limits
from siren.firing.seal import Seal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siren.clock import Clock
    from siren.drill import Outlet
    from siren.firing.plan import Plan
    from siren.output.sink import Sink


class Order(NamedTuple):
    """What is to be armed.

    Attributes
    ----------
    mode
        ``run``, ``dry-run``, ``rehearsal`` or ``play``.
    device
        What is locked: the name of a device, or of what stands in for one.
    make_sink
        Makes the sink, given the monotonic time of the drill's first frame.
    can_go_on
        Whether a run like it that was killed may be taken up.
    allowed
        Names of what was allowed beforehand, such as ``clock-step``.
    destination
        What is fed, and for whom.
    is_silent
        Whether nothing is heard, by intent.
    seal
        The files from which the plan was read.
    about
        What else the journal is told of the drill: title, voice, sound hash, ...
    """

    plan: Plan
    mode: str
    device: str
    make_sink: Callable[[float], Sink]
    can_go_on: bool = True
    allowed: tuple[str, ...] = ()
    limits: Limits = Limits()
    destination: Destination = Destination()
    is_silent: bool = False
    seal: Seal = Seal()
    about: Mapping[str, Any] = MappingProxyType({})

    @property
    def place(self) -> str:
        """Where it sounds, or would, unlike any other of the drill."""
        if self.is_silent and self.destination != Destination():
            return f"{self.device} for {self.destination.label}"
        return self.destination.label if self.destination.device else self.device

    @property
    def arming(self) -> Arming:
        """What must be equal for a run to go on where another was killed."""
        return Arming(self.plan.hash, self.place, self.mode)


def facts_of(order: Order, clock: Clock) -> dict[str, Any]:
    """Return what the journal is told when an order is armed."""
    plan = order.plan
    return {
        "drill": plan.id,
        "mode": order.mode,
        "device": order.device,
        "where": order.place,
        "channels": list(order.destination.channels),
        "outlets": [_outlet(outlet) for outlet in order.destination.outlets],
        **order.about,
        "sealed": [{"file": str(f.path), "sha256": f.sha256} for f in order.seal.files],
        "plan_hash": plan.hash,
        "rate_hz": plan.rate_hz,
        "ahead_s": plan.ahead_s,
        "late_s": order.limits.late_s,
        "resume_s": order.limits.resume_s,
        "allowed": list(order.allowed),
        "speed": clock.speed,
        "clock_offset_s": clock.read().wall_offset_s,
        "boot_id": clock.boot_id(),
        "firings": [
            {
                "signal": firing.signal,
                "planned_utc": time_text(firing.start_utc),
                "length_s": plan.length_s(firing),
            }
            for firing in plan.firings
        ],
    }


def _outlet(outlet: Outlet) -> dict[str, Any]:
    measured = outlet.lead_measured
    return {
        "kind": outlet.kind,
        "name": outlet.name,
        "title": outlet.title,
        "lead_s": float(outlet.lead_s),
        "lead_measured": measured and measured.isoformat(),
        "lead_method": outlet.lead_method,
    }
