"""A sound: pieces, a waveform and an envelope, asked for block by block.

``block`` is the pure function of time that everything else rests on. ``spans`` is the same
sound in order, cut so that what repeats is said once: silence is a frame, a steady tone is a
loop, a repeated cycle is one cycle, and whoever writes them may keep them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from siren.units import gain_of_db

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from siren.synth.pieces import Piece
    from siren.synth.plain import PlainTones
    from siren.synth.wavetable import Wavetable

    Samples = NDArray[np.float32]

SPAN_FRAMES = 1 << 15
"""Longest span: Python's share is small, and numpy's arrays come from the heap, not from mmap."""

KEPT_LOOPS = 16
"""How many loops are kept; a motor that has settled needs one."""


class Span(NamedTuple):
    """`repeat` times the same `frames` samples from `first_frame` on.

    Equal keys mean equal samples. `piece` is what sounds, None in silence.
    """

    first_frame: int
    frames: int
    repeat: int
    key: Hashable
    piece: Piece | None


class Envelope(Protocol):
    """The level of a voice."""

    def breaks(self, piece: Piece) -> tuple[int, ...]:
        """Return the frames at which the level starts or stops to move."""
        ...

    def key(self, piece: Piece, lo: int, hi: int) -> Hashable:
        """Return what the level in frames ``[lo, hi)`` depends on, besides the piece's laws.

        None: on nothing else, so that a steady tone has a steady level there.
        """
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
    table
        Makes the wavetable when it is first needed.
    plain
        Computes steady pieces without numpy; None: the table does.
    gain
        Peak amplitude, a float32 value.
    """

    def __init__(
        self,
        *,
        rate_hz: int,
        frames: int,
        pieces: tuple[Piece, ...],
        table: Callable[[], Wavetable],
        envelope: Envelope,
        plain: PlainTones | None,
        gain: float,
    ) -> None:
        self.rate_hz, self.frames = rate_hz, frames
        self._pieces, self._table, self._envelope = pieces, table, envelope
        self._plain, self._gain = plain, gain
        self._firsts = [piece.first_frame for piece in pieces]
        self._loops: OrderedDict[Hashable, Samples] = OrderedDict()

    def prepare(self) -> None:
        """Compute all that is computed only once, so that no block takes long to answer."""
        prepared: set[Hashable] = set()
        for piece in self._pieces:
            if (key := (piece.laws, piece.start_cycles, piece.lead_frames)) not in prepared:
                prepared.add(key)
                self.block(piece.first_frame, 1)
        if self._pieces:
            self.at(self._pieces[0].first_frame, 1.0, 1)

    def block(self, first_frame: int, frames: int) -> Samples:
        """Return samples ``[first_frame, first_frame + frames)``.

        Returns
        -------
        float32, shape (frames,), within ±1; zero outside the sound. The same samples come
        whatever the block: frame n depends on n alone.
        """
        import numpy as np

        block = np.zeros(frames, dtype=np.float32)
        end = first_frame + frames
        for piece in self._between(first_frame, end):
            lo, hi = max(piece.first_frame, first_frame), min(piece.end_frame, end)
            samples = self._wave(piece, lo - piece.first_frame, hi - piece.first_frame)
            self._envelope.shape(samples, piece, lo)
            samples *= np.float32(self._gain)
            block[lo - first_frame : hi - first_frame] = samples
        return block

    def at(self, first_frame: float, step: float, frames: int) -> Samples:
        """Return samples at times between the frames: `first_frame`, and every `step` after it.

        For a sound card whose clock is off: it is given the sound of the moments at which its
        frames will be heard.

        Parameters
        ----------
        first_frame
            Where the first sample lies, in frames; need not be whole.
        step
            How many frames lie between two samples; near 1.

        Returns
        -------
        float32, shape (frames,), within ±1; zero outside the sound.
        """
        import numpy as np

        places = first_frame + step * np.arange(frames, dtype=np.float64)
        block = np.zeros(frames, dtype=np.float32)
        for piece in self._between(int(places[0]), int(places[-1]) + 1):
            lo, hi = np.searchsorted(places, (piece.first_frame, piece.end_frame))
            if lo < hi:
                block[lo:hi] = self._between_frames(piece, places[lo:hi])
        return block

    def is_silent(self, first_frame: int, end_frame: int) -> bool:
        """Return whether every sample of ``[first_frame, end_frame)`` is zero."""
        return next(self._between(first_frame, end_frame), None) is None

    def spans(self, first_frame: int = 0, end_frame: int | None = None) -> Iterator[Span]:
        """Yield spans that cover ``[first_frame, end_frame)`` in order without a gap."""
        at, end = first_frame, self.frames if end_frame is None else end_frame
        for piece in self._between(first_frame, end):
            yield from _silence(at, piece.first_frame)
            lo, hi = max(at, piece.first_frame), min(piece.end_frame, end)
            yield from self._piece_spans(piece, lo, hi)
            at = hi
        yield from _silence(at, end)

    def samples_of(self, span: Span) -> array[float] | Samples:
        """Return the samples of a span, once: those of ``block``, by the lightest way."""
        if span.piece is None:
            return array("f", bytes(4 * span.frames))
        if self._plain is not None and self._plain.can(span.piece):
            end = span.first_frame + span.frames
            return self._plain.samples(span.piece, span.first_frame, end)
        return self.block(span.first_frame, span.frames)

    def _between(self, lo: int, hi: int) -> Iterator[Piece]:
        index = max(0, bisect_right(self._firsts, lo) - 1)
        for piece in self._pieces[index:]:
            if piece.first_frame >= hi:
                return
            if piece.end_frame > lo:
                yield piece

    def _piece_spans(self, piece: Piece, lo: int, hi: int) -> Iterator[Span]:
        cuts = [cut for cut in sorted(self._envelope.breaks(piece)) if lo < cut < hi]
        loop = piece.loop_frames(self.rate_hz)
        same = (piece.laws, piece.start_cycles, piece.lead_frames)
        for start, stop in zip([lo, *cuts], [*cuts, hi], strict=True):
            steady = self._envelope.key(piece, start, stop) is None
            for first, frames, repeat in _cut(start, stop, loop if steady else None):
                position = first - piece.first_frame
                where = position if loop is None else position % loop
                level = self._envelope.key(piece, first, first + frames)
                yield Span(first, frames, repeat, (same, where, frames, level), piece)

    def _wave(self, piece: Piece, lo: int, hi: int) -> Samples:
        """Return frames ``[lo, hi)`` of a piece, before envelope and gain."""
        import numpy as np

        loop_frames = piece.loop_frames(self.rate_hz)
        if loop_frames is None:
            return self._computed(piece, lo, hi)
        if self._plain is not None and self._plain.can(piece):
            loop = np.frombuffer(self._plain.loop(piece), dtype=np.float32)
        else:
            loop = self._loop(piece, loop_frames)
        return np.resize(np.roll(loop, -(lo % loop_frames)), hi - lo)

    def _between_frames(self, piece: Piece, places: NDArray[np.float64]) -> Samples:
        """Return the samples of a piece at `places`, all inside it.

        Phase and level are straight lines between two frames; the error is below -130 dB.
        """
        import numpy as np

        from siren.synth.phases import phases

        lo, hi = int(places[0]), int(places[-1]) + 2
        index = places.astype(np.int64) - lo
        fraction = places - lo - index
        samples = np.zeros(places.size, dtype=np.float32)
        for note in range(len(piece.laws)):
            first = piece.first_frame
            turns = phases(piece, note, lo - first, hi - first, self.rate_hz)
            gained = np.diff(turns)
            gained -= np.rint(gained)
            samples += self._wavetable.at(turns[index] % 1.0 + fraction * gained[index] + 1.0)
        level, inside = np.ones(hi - lo, dtype=np.float32), min(hi, piece.end_frame) - lo
        self._envelope.shape(level[:inside], piece, lo)
        level[inside:] = level[inside - 1] if piece.end_frame < piece.run[1] else 0.0
        samples *= level[index] + fraction.astype(np.float32) * np.diff(level)[index]
        samples *= np.float32(self._gain / len(piece.laws))
        return samples

    def _loop(self, piece: Piece, loop_frames: int) -> Samples:
        key = (piece.laws, piece.start_cycles, piece.lead_frames)
        if key not in self._loops:
            self._loops[key] = self._computed(piece, 0, loop_frames)
            if len(self._loops) > KEPT_LOOPS:
                self._loops.popitem(last=False)
        return self._loops[key]

    def _computed(self, piece: Piece, lo: int, hi: int) -> Samples:
        from siren.synth.phases import phases

        notes = len(piece.laws)
        samples = self._wavetable.at(phases(piece, 0, lo, hi, self.rate_hz))
        for note in range(1, notes):
            samples += self._wavetable.at(phases(piece, note, lo, hi, self.rate_hz))
        if notes > 1:
            samples /= samples.dtype.type(notes)
        return samples

    @cached_property
    def _wavetable(self) -> Wavetable:
        return self._table()


def float32(value: float) -> float:
    """Return the float32 value nearest to `value`."""
    return array("f", [value])[0]


def gain_of(level_db: float) -> float:
    """Return the float32 gain of a peak level in dB re full scale."""
    return float32(gain_of_db(level_db))


def _silence(lo: int, hi: int) -> Iterator[Span]:
    if hi > lo:
        yield Span(lo, 1, hi - lo, "silence", None)


def _cut(start: int, stop: int, loop: int | None) -> Iterator[tuple[int, int, int]]:
    """Yield first frame, frames and repeat: whole loops at once, the rest in spans."""
    if loop is not None and loop <= SPAN_FRAMES and stop - start >= loop:
        repeat = (stop - start) // loop
        yield start, loop, repeat
        start += repeat * loop
    for first in range(start, stop, SPAN_FRAMES):
        yield first, min(SPAN_FRAMES, stop - first), 1
