"""Steady tones in plain Python: the same samples as with numpy, bit for bit.

A tone of 500 Hz at 48 kHz repeats after 96 frames; a run of it is two ramps and a loop. Loading
numpy would take longer than computing these.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siren.synth.pieces import Piece
    from siren.synth.ramps import Ramps
    from siren.synth.waveform import Waveform

MAX_SINES = 100_000
"""A loop that takes more sines than this is left to numpy and its table."""


class PlainTones:
    """The steady pieces of a gated voice.

    Parameters
    ----------
    gain
        Of the whole sound, a float32 value.
    """

    def __init__(self, waveform: Waveform, ramps: Ramps, gain: float, rate_hz: int) -> None:
        self._waveform, self._ramps, self._rate_hz = waveform, ramps, rate_hz
        self._gain = gain
        self._loops: dict[object, array[float]] = {}

    def can(self, piece: Piece) -> bool:
        """Return whether a piece is steady and its loop short."""
        loop_frames = piece.loop_frames(self._rate_hz)
        if loop_frames is None:
            return False
        return loop_frames * len(piece.laws) * len(self._waveform.partials) <= MAX_SINES

    def loop(self, piece: Piece) -> array[float]:
        """Return one loop of a piece, float32, without ramps and gain."""
        key = (piece.laws, piece.start_cycles, piece.lead_frames)
        if key not in self._loops:
            frames = piece.loop_frames(self._rate_hz) or 0
            notes = list(zip(piece.laws, piece.start_cycles, strict=True))
            self._loops[key] = array(
                "f",
                (
                    sum(
                        self._waveform.at(start + law.cycles(piece.at_s(n, self._rate_hz)))
                        for law, start in notes
                    )
                    / len(notes)
                    for n in range(frames)
                ),
            )
        return self._loops[key]

    def samples(self, piece: Piece, lo: int, hi: int) -> array[float]:
        """Return frames ``[lo, hi)`` of the sound, all inside `piece`; float32.

        Every step is rounded to float32, as numpy does.
        """
        loop = self.loop(piece)
        first, size = lo - piece.first_frame, len(loop)
        samples = array("f", (loop[n % size] for n in range(first, first + hi - lo)))
        for start, gains in self._ramps.parts(piece, lo, hi):
            for n, gain in enumerate(gains, start):
                samples[n] *= gain
        return array("f", (sample * self._gain for sample in samples))
