"""Where to put the marks of a time axis."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siren.units import Seconds

_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400)


def ticks(length_s: Seconds, most: int) -> list[Seconds]:
    """Return at most `most` round instants from 0 to `length_s`."""
    for step_s in _STEPS_S:
        if length_s / step_s < most:
            break
    return [Fraction(n * step_s) for n in range(int(length_s // step_s) + 1)]
