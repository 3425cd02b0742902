"""Pieces: stretches of frames in which the pitch follows one law.

A voice turns a timeline into pieces (:mod:`siren.synth.gated`, :mod:`siren.synth.motor`);
:mod:`siren.synth.sound` turns pieces into samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import lcm, log2
from typing import TYPE_CHECKING

import numpy as np

from siren.synth.laws import Constant
from siren.units import frame_at

if TYPE_CHECKING:
    from siren.synth.laws import Array, Law
    from siren.units import Seconds

KNOT_S = 256 / 48_000
"""Phase is computed in closed form at knots so far apart at most, and by a cubic between."""

KNOTS_A_TURN = 100
"""At least so many knots lie in the time in which a law changes its shape."""

MAX_LOOP_FRAMES = 1 << 17
"""A steady tone whose loop is longer is computed like any other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Frames ``[first_frame, end_frame)`` in which every note follows one law.

    Attributes
    ----------
    lead_frames
        How far the first frame lies after the exact start of the laws; within ±1/2.
    laws, start_cycles
        One law a note, and the note's phase (in turns) at the exact start.
    run
        First and end frame of the unbroken sound that this is a part of.
    """

    first_frame: int
    end_frame: int
    lead_frames: float
    laws: tuple[Law, ...]
    start_cycles: tuple[float, ...]
    run: tuple[int, int]

    def loop_frames(self, rate_hz: int) -> int | None:
        """Return after how many frames the samples repeat exactly; None: never, or too late."""
        length = 1
        for law in self.laws:
            if not isinstance(law, Constant):
                return None
            length = lcm(length, (law.exact_hz / rate_hz).denominator)
        return length if length <= MAX_LOOP_FRAMES else None

    def at_s(self, frames: Array, rate_hz: int) -> Array:
        """Return the laws' own time of `frames` (counted from the piece's first)."""
        return (frames + self.lead_frames) / rate_hz


def piece_between(
    start_s: Seconds,
    end_s: Seconds,
    rate_hz: int,
    laws: tuple[Law, ...],
    start_cycles: tuple[float, ...],
    run: tuple[int, int],
) -> Piece:
    """Return the piece between two exact times."""
    first = frame_at(start_s, rate_hz)
    lead = float(first - start_s * rate_hz)
    return Piece(first, frame_at(end_s, rate_hz), lead, laws, start_cycles, run)


def cycles_after(law: Law, start_cycles: float, length_s: float) -> float:
    """Return the phase, within one turn, `length_s` after the start of a law."""
    if isinstance(law, Constant):
        turns = float(law.exact_hz) * length_s
    else:
        turns = float(law.cycles(np.array([length_s]))[0])
    return (start_cycles + turns) % 1.0


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
