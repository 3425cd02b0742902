"""Tones: how the pitch moves while something sounds.

Pitches are exact Hz; several in one tuple sound at once. Times are exact seconds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from siren.units import Seconds

Notes = tuple[Fraction, ...]
"""Pitches in Hz that sound together; one for a single note."""


class Steady(NamedTuple):
    """One pitch, or several at once. `hz` None: the source does not say, the voice chooses."""

    hz: Notes | None = None


class Sweep(NamedTuple):
    """Up in `rise_s`, down in `fall_s`, over and over from the low end; cut where time is up.

    `shape` ``linear`` moves in straight lines, ``sine`` in half cosines. Pitches None: the
    voice chooses.
    """

    rise_s: Seconds
    fall_s: Seconds
    hz_low: Notes | None = None
    hz_high: Notes | None = None
    shape: Literal["linear", "sine"] = "linear"


class Steps(NamedTuple):
    """High for `high_s`, low for `low_s`, over and over from the high end."""

    high_s: Seconds
    low_s: Seconds
    hz_high: Notes | None = None
    hz_low: Notes | None = None


class Glide(NamedTuple):
    """Once from one pitch to the other: up as a motor runs up, down as it coasts.

    Up, the pitch grows evenly (constant torque); down, its inverse does (air drag).
    """

    hz_from: Notes
    hz_to: Notes

    @property
    def rises(self) -> bool:
        """Whether this is a run-up."""
        return self.hz_to[0] >= self.hz_from[0]


Contour = Steady | Sweep | Steps | Glide

TONES: dict[str, type[Contour]] = {
    "steady": Steady,
    "pulsed": Steady,
    "foghorn": Steady,
    "morse": Steady,
    "scale": Steady,
    "series": Steady,
    "chime": Steady,
    "bang": Steady,
    "recording": Steady,
    "unspecified": Steady,
    "wail": Sweep,
    "warble": Sweep,
    "whoop": Sweep,
    "hi-lo": Steps,
    "step": Steps,
    "ramp-up": Glide,
    "ramp-down": Glide,
}
"""The field's words for a tone, and how its pitch moves."""


class Tone(NamedTuple):
    """A named tone (a key of :data:`TONES`) and its pitch."""

    name: str
    contour: Contour

    @property
    def contour_s(self) -> Seconds | None:
        """How long one sweep up and down, or one pair of steps, takes; None: never repeats."""
        match self.contour:
            case Sweep(rise_s=rise_s, fall_s=fall_s):
                return rise_s + fall_s
            case Steps(high_s=high_s, low_s=low_s):
                return high_s + low_s
        return None
