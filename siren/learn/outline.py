"""What sounds as the outline of a shape: time in seconds to the right, pitch by height."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from siren.picture.height import turning_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.timeline import Stretch

LOWEST = 0.45
"""How high the lowest pitch of a tone that moves is drawn; the highest is 1."""


def outline(stretches: Sequence[Stretch]) -> str:
    """Return an SVG path in a box from (0, 0) to (seconds, 1), its ground at the bottom."""
    return "".join(map(_shape, stretches))


def _shape(stretch: Stretch) -> str:
    tops = [
        (float(at_s), 1 - LOWEST - (1 - LOWEST) * float(height))
        for at_s, height in turning_points(stretch)
    ]
    corners = [(float(stretch.start_s), 1.0), *tops, (float(stretch.end_s), 1.0)]
    points = [f"{_short(x)} {_short(y)}" for (x, y), _ in groupby(corners)]
    return f"M{'L'.join(points)}Z"


def _short(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
