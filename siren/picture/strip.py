"""A timeline as one line of characters with an axis below.

A full cell sounds, half cells show edges between, shades show cycles too fine for the width,
and a pitch that moves is drawn by height.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING

from siren.pattern import Steady
from siren.picture.height import height_at
from siren.picture.ticks import ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.timeline import Stretch
    from siren.units import Seconds

_HALVES = {(False, False): " ", (True, False): "▌", (False, True): "▐", (True, True): "█"}
_SHADES = " ░▒▓█"
_HEIGHTS = "▁▂▃▄▅▆▇█"


def strip(stretches: Sequence[Stretch], length_s: Seconds, width: int) -> str:
    """Return `width` characters for ``[0, length_s)``."""
    cell_s = length_s / width
    return "".join(_cell(stretches, n * cell_s, cell_s) for n in range(width))


def axis(length_s: Seconds, width: int, label: Callable[[Seconds], str]) -> str:
    """Return the line of labels under a strip, each starting at its instant."""
    widest = len(label(length_s)) + 2
    line = ""
    for at_s in ticks(length_s, max(2, width // widest)):
        column = int(at_s / length_s * width)
        text = label(at_s)
        if column >= len(line) and column + len(text) <= width + widest:
            line = line.ljust(column) + text + " "
    return line.rstrip()


def _cell(stretches: Sequence[Stretch], start_s: Seconds, cell_s: Seconds) -> str:
    half_s = cell_s / 2
    left = _share(stretches, start_s, half_s)
    right = _share(stretches, start_s + half_s, half_s)
    if left == right == 1:
        return _solid(stretches, start_s + half_s)
    if _is_plain(left) and _is_plain(right):
        return _HALVES[left > Fraction(1, 2), right > Fraction(1, 2)]
    mean = (left + right) / 2
    return _SHADES[min(len(_SHADES) - 1, max(1, round(mean * (len(_SHADES) - 1))))]


def _is_plain(share: Fraction) -> bool:
    return share < Fraction(1, 8) or share > Fraction(7, 8)


def _solid(stretches: Sequence[Stretch], time_s: Seconds) -> str:
    stretch = stretches[_index(stretches, time_s)]
    if isinstance(stretch.tone.contour, Steady):
        return "█"
    return _HEIGHTS[min(7, int(height_at(stretch, time_s) * 8))]


def _index(stretches: Sequence[Stretch], time_s: Seconds) -> int:
    return max(0, bisect_right(stretches, time_s, key=lambda stretch: stretch.start_s) - 1)


def _share(stretches: Sequence[Stretch], start_s: Seconds, length_s: Seconds) -> Fraction:
    """Return how much of ``[start_s, start_s + length_s)`` sounds, from 0 to 1."""
    end_s = start_s + length_s
    sounding = Fraction(0)
    for stretch in stretches[_index(stretches, start_s) :]:
        if stretch.start_s >= end_s:
            break
        overlap_s = min(stretch.end_s, end_s) - max(stretch.start_s, start_s)
        sounding += max(overlap_s, Fraction(0))
    return sounding / length_s
