"""Pieces: stretches of frames in which the pitch follows one law.

A voice turns a timeline into pieces (:mod:`siren.synth.gated`, :mod:`siren.synth.motor`);
:mod:`siren.synth.sound` turns pieces into samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from siren.synth.laws import Constant
from siren.units import frame_at

if TYPE_CHECKING:
    from siren.synth.laws import Array, Law
    from siren.units import Seconds

KNOT_FRAMES = 256
"""Phase is computed in closed form every so many frames, and by a cubic between."""

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


# Cubic Hermite over one knot interval: rows are what phase at its end, slope at its start and
# slope at its end contribute at each frame (the phase at its start contributes 1 everywhere).
_X = np.arange(KNOT_FRAMES) / KNOT_FRAMES
_HERMITE = np.stack([_X**2 * (3 - 2 * _X), _X * (1 - _X) ** 2, _X**2 * (_X - 1)])


def knots(piece: Piece, lo: int, hi: int, rate_hz: int) -> tuple[int, Array]:
    """Return the first knot before `lo` (frames of the piece) and the times of all up to `hi`.

    Knots lie on a grid from the piece's first frame, so that they, and all that is computed
    from them, do not depend on where a block begins.
    """
    first = lo // KNOT_FRAMES
    last = -(-hi // KNOT_FRAMES)
    frames = np.arange(first, last + 1, dtype=np.float64) * KNOT_FRAMES
    return first * KNOT_FRAMES, piece.at_s(frames, rate_hz)


def phases(piece: Piece, note: int, lo: int, hi: int, rate_hz: int) -> Array:
    """Return the phase in turns of one note at frames ``[lo, hi)`` of the piece; float64."""
    law = piece.laws[note]
    first, at_s = knots(piece, lo, hi, rate_hz)
    turns = law.cycles(at_s) + piece.start_cycles[note]
    slope = law.hz(at_s) * (KNOT_FRAMES / rate_hz)
    base = turns[:-1] - np.floor(turns[:-1])
    parts = np.stack([np.diff(turns), slope[:-1], slope[1:]], axis=1)
    grid: Array = parts @ _HERMITE
    grid += base[:, np.newaxis]
    return grid.reshape(-1)[lo - first : hi - first]
