"""The envelope of a gated voice: a quarter sine at each end of a run, inside it.

A quarter sine meets full level smoothly and leaves zero at once, so that the first and the last
frame of a run are there in 16 bits, without a click.
"""

from __future__ import annotations

from array import array
from functools import cache
from math import pi, sin
from typing import TYPE_CHECKING

from siren.units import frame_at

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from fractions import Fraction

    from siren.synth.pieces import Piece
    from siren.synth.sound import Samples


class Ramps:
    """Soft ends for every run.

    Parameters
    ----------
    ramp_s
        Their length; a run that is shorter than two of them is all ramp.
    """

    def __init__(self, ramp_s: Fraction, rate_hz: int) -> None:
        self._frames = max(1, frame_at(ramp_s, rate_hz))

    def breaks(self, piece: Piece) -> tuple[int, int]:
        """Return the frames where the rise of the run ends and where its fall begins."""
        first, end = piece.run
        length = min(self._frames, (end - first) // 2)
        return first + length, end - length

    def key(self, piece: Piece, lo: int, hi: int) -> Hashable:
        """Return what the level in ``[lo, hi)`` depends on; None where it is steady."""
        rise_end, fall_start = self.breaks(piece)
        first, end = piece.run
        rising = (lo - first, rise_end - first) if lo < rise_end else None
        falling = (end - lo, end - fall_start) if hi > fall_start else None
        return (rising, falling) if rising or falling else None

    def parts(self, piece: Piece, lo: int, hi: int) -> Iterator[tuple[int, array[float]]]:
        """Yield where in ``[lo, hi)`` a ramp applies (counted from `lo`), and its gains."""
        rise_end, fall_start = self.breaks(piece)
        first, end = piece.run
        if lo < rise_end:
            yield 0, _rise(rise_end - first)[lo - first : hi - first]
        start = max(lo, fall_start)
        if start < hi:
            yield start - lo, _fall(end - fall_start)[start - fall_start : hi - fall_start]

    def shape(self, samples: Samples, piece: Piece, lo: int) -> None:
        """Apply the ramps to the samples from frame `lo` on, in place."""
        import numpy as np

        for start, gains in self.parts(piece, lo, lo + samples.size):
            samples[start : start + len(gains)] *= np.frombuffer(gains, dtype=np.float32)


@cache
def _rise(length: int) -> array[float]:
    return array("f", (sin(pi / 2 * (step + 0.5) / length) for step in range(length)))


@cache
def _fall(length: int) -> array[float]:
    return _rise(length)[::-1]
