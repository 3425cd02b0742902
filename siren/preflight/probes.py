"""What the board asks of the machine: the real thing, unless a test puts a stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.errors import NoSoundSystem
from siren.output import devices
from siren.output.bounded import Result, TookTooLong, bounded, is_anything_left
from siren.output.neighbours import neighbours
from siren.output.speaker import Speaker
from siren.preflight.commands import ask_command
from siren.preflight.kernel_clock import kernel_clock
from siren.preflight.state_folder import free_bytes_at

ANSWER_S = 2.0
"""PortAudio reads its list of devices in a tenth of that, and for ever where a server stalls."""

SOON_S = 0.1
"""Where it has not answered once already."""

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock
    from siren.output.devices import Device
    from siren.preflight.commands import Ask
    from siren.preflight.kernel_clock import KernelClock
    from siren.preflight.state_folder import FreeBytes
    from siren.preflight.trial import Neighbours, PlacedSink


def named_devices() -> list[str]:
    """Return what the devices of this machine are called; none where there is no sound system."""
    try:
        return devices.names(in_time(devices.devices))
    except NoSoundSystem:
        return []


def in_time(call: Callable[[], Result], within_s: float = ANSWER_S) -> Result:
    """Return what PortAudio says; NoSoundSystem where it says nothing, as with a stalled server."""
    try:
        return bounded(call, SOON_S if is_anything_left() else within_s)
    except TookTooLong as error:
        raise NoSoundSystem("the sound system does not answer") from error


def _found(name: str) -> Device:
    return in_time(lambda: devices.find_device(name))


def _format_of(device: Device, highest: int) -> tuple[int, int]:
    return in_time(lambda: devices.format_for(device, highest))


class Probes(NamedTuple):
    """Everything that is asked outside this process.

    Attributes
    ----------
    ask
        What a program prints.
    make_sink
        A sink of a device at a rate with so many channels.
    """

    ask: Ask = ask_command
    ask_kernel: Callable[[], KernelClock | None] = kernel_clock
    free_bytes: FreeBytes = free_bytes_at
    find: Callable[[str], Device] = _found
    format_of: Callable[[Device, int], tuple[int, int]] = _format_of
    list_names: Callable[[], list[str]] = named_devices
    make_sink: Callable[[Device, int, int, Clock], PlacedSink] = Speaker
    neighbours: Neighbours = neighbours
