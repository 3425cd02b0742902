"""Pieces: stretches of frames in which the pitch follows one law.

A voice turns a timeline into pieces (:mod:`siren.synth.gated`, :mod:`siren.synth.motor`);
:mod:`siren.synth.sound` turns pieces into samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING

from siren.synth.laws import Constant
from siren.units import frame_at

if TYPE_CHECKING:
    from siren.synth.laws import Law, Time
    from siren.units import Seconds

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

    def at_s(self, frames: Time, rate_hz: int) -> Time:
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
    return (start_cycles + float(law.cycles(length_s))) % 1.0
