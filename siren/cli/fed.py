"""Where a drill is fed from this machine: by its outlets, or by the one device asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.destination import Destination, destinations
from siren.errors import NoSoundSystem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.drill import Outlet


def fed_by(outlets: Sequence[Outlet], device: str | None) -> tuple[Destination, ...]:
    """Return the destinations of a drill; on a device that was asked for, and no other.

    There its outlets that name it keep their channels and leads; all of it is fed where none
    names it.
    """
    if device is None:
        return destinations(outlets)
    names = _names_of(device)
    named = (outlet._replace(device=device) for outlet in outlets if outlet.device in names)
    return destinations(named) or (Destination(device),)


def _names_of(name: str) -> set[str]:
    """Return what a device may be called by: with its host API, and without."""
    from siren.output.devices import devices

    try:
        listed = devices()
    except NoSoundSystem:
        return {name}
    alike = [device for device in listed if name in (device.name, device.full_name)]
    return {name}.union(*({device.name, device.full_name} for device in alike))
