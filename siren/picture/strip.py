"""A timeline as one line of characters with an axis below.

A full cell sounds, a half cell has an edge in it, shades stand for cycles too fine to draw, and
a pitch that moves is drawn by height; one that moves too fast for that is drawn as low and high
cells in turn. A cell is a round number of seconds where the line is long enough, so that edges
fall between cells.
"""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from typing import TYPE_CHECKING

from siren.picture.height import height_at
from siren.picture.ticks import ticks
from siren.tone import Steady

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.timeline import Stretch
    from siren.units import Seconds

_HALVES = {(False, False): " ", (True, False): "▌", (False, True): "▐", (True, True): "█"}
_SHADES = " ░▒▓█"
_HEIGHTS = "▁▂▃▄▅▆▇█"
_TREMBLES = "▃▇"

FINEST_CELLS = 4
"""Where the pitch goes up and down within fewer cells, what they show of it would be chance."""

_CELLS_S = [
    Fraction(n, 20) for n in (1, 2, 5, 10, 20, 40, 60, 80, 100, 120, 200, 240, 400, 600, 1200)
]


def strip(
    stretches: Sequence[Stretch],
    length_s: Seconds,
    width: int,
    label: Callable[[Seconds], str],
    cell_s: Seconds | None = None,
) -> str:
    """Return two lines of at most `width` characters: ``[0, length_s)``, and its time axis.

    `label` turns an instant into the words of the axis. Without `cell_s`, of which `width` must
    be enough, a cell is as long as suits the edges.
    """
    cell_s = cell_s or cell_length_s(stretches, length_s, width)
    cells = -(-length_s // cell_s)
    line = "".join(_cell(stretches, n * cell_s, cell_s) for n in range(cells))
    return f"{line}\n{_axis(length_s, cell_s, width, label)}"


def cell_length_s(stretches: Sequence[Stretch], length_s: Seconds, width: int) -> Seconds:
    """Return how long a cell is: up to twice the shortest that fits, so that edges fall between.

    Where no round duration does that, one with which they fall on halves of cells; or else the
    shortest with which all fits.
    """
    fitting = (cell_s for cell_s in _CELLS_S if length_s / cell_s <= width)
    finest_s = next(fitting, length_s / width)
    near = [cell_s for cell_s in _CELLS_S if finest_s <= cell_s <= 2 * finest_s]
    edges = {edge_s for one in stretches for edge_s in (one.start_s, one.end_s)}
    for part in (1, 2):
        for cell_s in near:
            if all(edge_s % (cell_s / part) == 0 for edge_s in edges):
                return cell_s
    return finest_s


def _axis(length_s: Seconds, cell_s: Seconds, width: int, label: Callable[[Seconds], str]) -> str:
    """Return labels that start at their instants."""
    widest = len(label(length_s)) + 2
    line = ""
    for at_s in ticks(length_s, max(2, int(length_s / cell_s) // widest)):
        column, text = int(at_s / cell_s), label(at_s)
        if column >= len(line) and column + len(text) <= width:
            line = line.ljust(column) + text + " "
    return line.rstrip()


def _cell(stretches: Sequence[Stretch], start_s: Seconds, cell_s: Seconds) -> str:
    half_s = cell_s / 2
    left = _share(stretches, start_s, half_s)
    right = _share(stretches, start_s + half_s, half_s)
    if left == right == 1:
        return _solid(stretches, start_s, cell_s)
    if _edges(stretches, start_s, cell_s) <= 1:
        return _HALVES[left >= Fraction(1, 2), right >= Fraction(1, 2)]
    mean = (left + right) / 2
    return _SHADES[min(len(_SHADES) - 1, max(1, round(mean * (len(_SHADES) - 1))))]


def _edges(stretches: Sequence[Stretch], start_s: Seconds, length_s: Seconds) -> int:
    """Return how many edges lie inside ``(start_s, start_s + length_s)``."""
    end_s = start_s + length_s
    count = 0
    for stretch in stretches[_index(stretches, start_s) :]:
        if stretch.start_s >= end_s:
            break
        count += (start_s < stretch.start_s < end_s) + (start_s < stretch.end_s < end_s)
    return count


def _solid(stretches: Sequence[Stretch], start_s: Seconds, cell_s: Seconds) -> str:
    time_s = start_s + cell_s / 2
    stretch = stretches[_index(stretches, time_s)]
    if isinstance(stretch.tone.contour, Steady):
        return "█"
    turn_s = stretch.tone.contour_s
    if turn_s is not None and turn_s < FINEST_CELLS * cell_s:
        return _TREMBLES[int(start_s / cell_s) % len(_TREMBLES)]
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
