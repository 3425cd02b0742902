"""How high a tone stands in a picture at a given instant: 1 at its top, 0 at its bottom."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.tone import Glide, Steady, Steps, Sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.timeline import Stretch
    from siren.units import Seconds

COAST_POINTS = 16
"""So many straight lines draw a coast-down."""


def turning_points(stretch: Stretch) -> Iterator[tuple[Seconds, Fraction]]:
    """Yield the instants and heights between which the pitch moves evenly, ends included."""
    start_s, end_s = stretch.start_s, stretch.end_s
    match stretch.tone.contour:
        case Steady():
            yield from ((start_s, Fraction(1)), (end_s, Fraction(1)))
        case Glide(rises=True):
            yield from ((start_s, Fraction(0)), (end_s, Fraction(1)))
        case Glide(hz_from=hz_from, hz_to=hz_to):
            yield from _coasting(start_s, end_s, hz_from[0], hz_to[0])
        case Sweep(rise_s=rise_s, fall_s=fall_s):
            yield from _zigzag(start_s, end_s, ((rise_s, 0, 1), (fall_s, 1, 0)))
        case Steps(high_s=high_s, low_s=low_s):
            yield from _zigzag(start_s, end_s, ((high_s, 1, 1), (low_s, 0, 0)))


def _coasting(
    start_s: Seconds, end_s: Seconds, hz_from: Fraction, hz_to: Fraction
) -> Iterator[tuple[Seconds, Fraction]]:
    """Yield points of a pitch whose inverse is a straight line: fast at first."""
    for n in range(COAST_POINTS + 1):
        share = Fraction(n, COAST_POINTS)
        hz = 1 / (1 / hz_from + share * (1 / hz_to - 1 / hz_from))
        yield start_s + share * (end_s - start_s), (hz - hz_to) / (hz_from - hz_to)


def _zigzag(
    start_s: Seconds, end_s: Seconds, moves: tuple[tuple[Seconds, int, int], ...]
) -> Iterator[tuple[Seconds, Fraction]]:
    at_s = start_s
    while at_s < end_s:
        for length_s, first, last in moves:
            if not length_s or at_s >= end_s:
                continue
            share = min(Fraction(1), (end_s - at_s) / length_s)
            yield at_s, Fraction(first)
            yield at_s + share * length_s, first + share * (last - first)
            at_s += length_s


def height_at(stretch: Stretch, time_s: Seconds) -> Fraction:
    """Return the height of a stretch at an instant inside it."""
    before: tuple[Seconds, Fraction] | None = None
    for point in turning_points(stretch):
        if before is not None and before[0] <= time_s < point[0]:
            share = (time_s - before[0]) / (point[0] - before[0])
            return before[1] + share * (point[1] - before[1])
        before = point
    return Fraction(1) if before is None else before[1]
