"""Where a drill is fed from this machine: by its outlets, or by the one device asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.destination import Destination, destinations

if TYPE_CHECKING:
    from siren.drill import Drill


def fed_by(drill: Drill, device: str | None) -> tuple[Destination, ...]:
    """Return the destinations of a drill; a device that was asked for is the only one.

    It keeps the lead of the outlets that name it.
    """
    if device is None:
        return destinations(drill.outlets)
    outlets = tuple(outlet for outlet in drill.outlets if outlet.device == device)
    return (Destination(device=device, outlets=outlets),)
