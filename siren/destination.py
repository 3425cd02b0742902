"""Where a drill's outlets are fed from this machine: devices, their channels, files.

Comes in: a drill's outlets. Goes out: one destination for each thing that is fed apart. Outlets
that share a device and its channels are one destination, and are fed at one time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.drill import Outlet
    from siren.units import Seconds


class Destination(NamedTuple):
    """One thing that is fed, for one or several outlets.

    Attributes
    ----------
    device
        The exact name of a sound device; None: a file, or silence.
    channels
        Of that device, from 1; empty: all.
    file
        The path of a WAV file or a named pipe; None: a device, or silence.
    outlets
        Whom it feeds; empty where the drill names nobody.
    """

    device: str | None = None
    channels: tuple[int, ...] = ()
    file: str | None = None
    outlets: tuple[Outlet, ...] = ()

    @property
    def lead_s(self) -> Seconds:
        """How long before T it is to be fed."""
        return max((outlet.lead_s for outlet in self.outlets), default=Fraction(0))

    @property
    def label(self) -> str:
        """What people call it: ``horn``, ``horn, channels 3+4``, ``file tv.wav``, ``silence``."""
        if self.device is None:
            return "silence" if self.file is None else f"file {self.file}"
        if not self.channels:
            return self.device
        noun = "channel" if len(self.channels) == 1 else "channels"
        return f"{self.device}, {noun} {'+'.join(map(str, self.channels))}"

    @property
    def title(self) -> str:
        """The names of the outlets that it feeds; its label where there are none."""
        return " + ".join(outlet.title for outlet in self.outlets) or self.label


def destinations(outlets: Iterable[Outlet]) -> tuple[Destination, ...]:
    """Return what this machine feeds for these outlets, in their order.

    An outlet with neither device nor file is fed by another machine, and left out.
    """
    fed: dict[tuple[str | None, tuple[int, ...], str | None], list[Outlet]] = {}
    for outlet in outlets:
        if outlet.device is not None or outlet.file is not None:
            fed.setdefault((outlet.device, outlet.channels, outlet.file), []).append(outlet)
    return tuple(Destination(*place, tuple(together)) for place, together in fed.items())
