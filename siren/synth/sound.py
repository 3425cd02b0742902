"""A sound: pieces, a waveform and an envelope, asked for block by block.

``block`` is the pure function of time that everything else rests on. ``spans`` is the same
sound in order, cut so that stretches which are the same samples carry the same key: a steady
tone is a loop, a repeated cycle is one cycle, and whoever writes them may keep them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from siren.synth.pieces import phases
from siren.units import gain_of_db

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from siren.synth.pieces import Piece
    from siren.synth.wavetable import Wavetable

Samples = NDArray[np.float32]

SPAN_FRAMES = 1 << 15
"""Longest span: Python's share is small, and numpy's arrays come from the heap, not from mmap."""

KEPT_LOOPS = 16
"""How many loops are kept; a drill needs two or three."""


class Span(NamedTuple):
    """``[first_frame, first_frame + frames)``; equal keys mean equal samples."""

    first_frame: int
    frames: int
    key: Hashable


class Envelope(Protocol):
    """The level of a voice."""

    def breaks(self, piece: Piece) -> tuple[int, ...]:
        """Return the frames at which the level starts or stops to move."""
        ...

    def key(self, piece: Piece, lo: int, hi: int) -> Hashable:
        """Return what the level in frames ``[lo, hi)`` depends on, besides the piece."""
        ...

    def shape(self, samples: Samples, piece: Piece, lo: int) -> None:
        """Apply the level to the samples from frame `lo` on, in place."""
        ...


class Sound:
    """A signal or drill in one voice, at one rate.

    Parameters
    ----------
    rate_hz, frames
        Sample rate and length.
    pieces
        What sounds, in order; silence between.
    level_db
        Peak level in dB re full scale.
    """

    def __init__(
        self,
        *,
        rate_hz: int,
        frames: int,
        pieces: tuple[Piece, ...],
        wavetable: Wavetable,
        envelope: Envelope,
        level_db: float,
    ) -> None:
        self.rate_hz, self.frames = rate_hz, frames
        self._pieces, self._wavetable, self._envelope = pieces, wavetable, envelope
        self._gain = np.float32(gain_of_db(level_db))
        self._firsts = [piece.first_frame for piece in pieces]
        self._loops: OrderedDict[Hashable, Samples] = OrderedDict()

    def block(self, first_frame: int, frames: int) -> Samples:
        """Return samples ``[first_frame, first_frame + frames)``.

        Returns
        -------
        float32, shape (frames,), within ±1; zero outside the sound. The same samples come
        whatever the block: frame n depends on n alone.
        """
        block = np.zeros(frames, dtype=np.float32)
        end = first_frame + frames
        for piece in self._between(first_frame, end):
            lo, hi = max(piece.first_frame, first_frame), min(piece.end_frame, end)
            samples = self._wave(piece, lo, hi)
            self._envelope.shape(samples, piece, lo)
            samples *= self._gain
            block[lo - first_frame : hi - first_frame] = samples
        return block

    def spans(self, first_frame: int = 0, end_frame: int | None = None) -> Iterator[Span]:
        """Yield spans that cover ``[first_frame, end_frame)`` in order without a gap."""
        at, end = first_frame, self.frames if end_frame is None else end_frame
        for piece in self._between(first_frame, end):
            yield from _silence(at, max(at, piece.first_frame))
            lo, hi = max(at, piece.first_frame), min(piece.end_frame, end)
            yield from self._piece_spans(piece, lo, hi)
            at = hi
        yield from _silence(at, end)

    def _between(self, lo: int, hi: int) -> Iterator[Piece]:
        index = max(0, bisect_right(self._firsts, lo) - 1)
        for piece in self._pieces[index:]:
            if piece.first_frame >= hi:
                return
            if piece.end_frame > lo:
                yield piece

    def _piece_spans(self, piece: Piece, lo: int, hi: int) -> Iterator[Span]:
        loop = piece.loop_frames(self.rate_hz)
        step = SPAN_FRAMES if loop is None or loop > SPAN_FRAMES else SPAN_FRAMES // loop * loop
        same = (piece.laws, piece.start_cycles, piece.lead_frames)
        cuts = [cut for cut in sorted(self._envelope.breaks(piece)) if lo < cut < hi]
        for start, stop in zip([lo, *cuts], [*cuts, hi], strict=True):
            for at in range(start, stop, step):
                frames = min(step, stop - at)
                position = at - piece.first_frame
                where = position if loop is None else position % loop
                level = self._envelope.key(piece, at, at + frames)
                yield Span(at, frames, (same, where, frames, level))

    def _wave(self, piece: Piece, lo: int, hi: int) -> Samples:
        loop_frames = piece.loop_frames(self.rate_hz)
        first, frames = lo - piece.first_frame, hi - lo
        if loop_frames is None:
            return self._computed(piece, first, first + frames)
        loop = self._loop(piece, loop_frames)
        return np.resize(np.roll(loop, -(first % loop_frames)), frames)

    def _loop(self, piece: Piece, loop_frames: int) -> Samples:
        key = (piece.laws, piece.start_cycles, piece.lead_frames)
        if key not in self._loops:
            self._loops[key] = self._computed(piece, 0, loop_frames)
            if len(self._loops) > KEPT_LOOPS:
                self._loops.popitem(last=False)
        return self._loops[key]

    def _computed(self, piece: Piece, lo: int, hi: int) -> Samples:
        notes = len(piece.laws)
        samples = self._wavetable.at(phases(piece, 0, lo, hi, self.rate_hz))
        for note in range(1, notes):
            samples += self._wavetable.at(phases(piece, note, lo, hi, self.rate_hz))
        if notes > 1:
            samples /= np.float32(notes)
        return samples


def _silence(lo: int, hi: int) -> Iterator[Span]:
    for at in range(lo, hi, SPAN_FRAMES):
        frames = min(SPAN_FRAMES, hi - at)
        yield Span(at, frames, ("silence", frames))
