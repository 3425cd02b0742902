"""The phase of a piece at every frame: closed form at knots, a cubic between."""

from __future__ import annotations

from functools import cache
from math import log2
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from siren.synth.pieces import Piece

Array = NDArray[np.float64]

KNOT_S = 256 / 48_000
"""Phase is computed in closed form at knots so far apart at most, and by a cubic between."""

KNOTS_A_TURN = 100
"""At least so many knots lie in the time in which a law changes its shape."""


def knot_frames(piece: Piece, rate_hz: int) -> int:
    """Return how many frames lie between knots: a power of two, 1 for the fastest laws.

    A cubic's error grows with the fourth power of the distance; so chosen it stays below -130 dB
    re one radian for every law.
    """
    smooth_s = min(law.smooth_s for law in piece.laws)
    return 1 << max(0, int(log2(max(1.0, min(KNOT_S, smooth_s / KNOTS_A_TURN) * rate_hz))))


def knots(piece: Piece, lo: int, hi: int, rate_hz: int) -> tuple[int, Array]:
    """Return the first knot before `lo` (frames of the piece) and the times of all up to `hi`.

    Knots lie on a grid from the piece's first frame, so that they, and all that is computed
    from them, do not depend on where a block begins.
    """
    step = knot_frames(piece, rate_hz)
    first = lo // step
    last = -(-hi // step)
    frames = np.arange(first, last + 1, dtype=np.float64) * step
    return first * step, piece.at_s(frames, rate_hz)


def phases(piece: Piece, note: int, lo: int, hi: int, rate_hz: int) -> Array:
    """Return the phase in turns of one note at frames ``[lo, hi)`` of the piece; float64."""
    law, step = piece.laws[note], knot_frames(piece, rate_hz)
    first, at_s = knots(piece, lo, hi, rate_hz)
    turns = law.cycles(at_s) + piece.start_cycles[note]
    slope = law.hz(at_s) * (step / rate_hz)
    base = turns[:-1] - np.floor(turns[:-1])
    parts = np.stack([np.diff(turns), slope[:-1], slope[1:]], axis=1)
    grid: Array = parts @ _hermite(step)
    grid += base[:, np.newaxis]
    return grid.reshape(-1)[lo - first : hi - first]


@cache
def _hermite(step: int) -> Array:
    """Return a cubic over one knot interval.

    Rows are what the phase gained by its end, the slope at its start and the slope at its end
    contribute at each frame.
    """
    x = np.arange(step) / step
    return np.stack([x**2 * (3 - 2 * x), x * (1 - x) ** 2, x**2 * (x - 1)])
