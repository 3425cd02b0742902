"""Gated voices: sound in exactly ``[start, end)`` of every stretch, soft ramps inside it.

Stretches that touch are one run: the phase goes on, and only the run's two ends have ramps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siren.pattern import Glide, Steady, Steps, Sweep
from siren.synth.laws import Constant, Drag, HalfCosine, Linear
from siren.synth.pieces import cycles_after, piece_between
from siren.units import frame_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from siren.pattern import Notes
    from siren.synth.laws import Law
    from siren.synth.pieces import Piece
    from siren.timeline import Stretch
    from siren.units import Seconds
    from siren.voice import GatedVoice

Laws = tuple["Law", ...]


def gated_pieces(
    stretches: Sequence[Stretch], voice: GatedVoice, rate_hz: int
) -> tuple[Piece, ...]:
    """Return the pieces of a timeline in a gated voice."""
    pieces: list[Piece] = []
    for run in _runs(stretches, voice):
        frames = frame_at(run[0].start_s, rate_hz), frame_at(run[-1].end_s, rate_hz)
        cycles = (0.0,) * len(_notes(run[0], voice))
        for stretch in run:
            for start_s, end_s, laws in _moves(stretch, voice):
                pieces.append(piece_between(start_s, end_s, rate_hz, laws, cycles, frames))
                length_s = float(end_s - start_s)
                cycles = tuple(
                    cycles_after(law, turns, length_s)
                    for law, turns in zip(laws, cycles, strict=True)
                )
    return tuple(piece for piece in pieces if piece.end_frame > piece.first_frame)


def highest_hz(stretches: Sequence[Stretch], voice: GatedVoice) -> Fraction:
    """Return the highest pitch that will be played."""
    return max((max(_notes(s, voice)) for s in stretches), default=voice.pitch_hz)


def _runs(stretches: Sequence[Stretch], voice: GatedVoice) -> Iterator[list[Stretch]]:
    """Yield stretches that touch; a change in the number of notes starts a new run."""
    run: list[Stretch] = []
    for stretch in stretches:
        if run and (
            run[-1].end_s != stretch.start_s
            or len(_notes(run[-1], voice)) != len(_notes(stretch, voice))
        ):
            yield run
            run = []
        run.append(stretch)
    if run:
        yield run


def _notes(stretch: Stretch, voice: GatedVoice) -> Notes:
    """Return the (highest) pitches of a stretch."""
    match stretch.tone.contour:
        case Steady(hz=hz) | Sweep(hz_high=hz) | Steps(hz_high=hz):
            return hz or (voice.pitch_hz,)
        case Glide(hz_from=start, hz_to=end) as glide:
            return end if glide.rises else start


def _low_notes(stretch: Stretch, voice: GatedVoice) -> Notes:
    contour = stretch.tone.contour
    low = contour.hz_low if isinstance(contour, Sweep | Steps) else None
    return low or tuple(high * voice.low_ratio for high in _notes(stretch, voice))


def _moves(stretch: Stretch, voice: GatedVoice) -> Iterator[tuple[Seconds, Seconds, Laws]]:
    """Yield the monotone moves of a stretch, the last one cut where the stretch ends."""
    high, low = _notes(stretch, voice), _low_notes(stretch, voice)
    start_s, end_s = stretch.start_s, stretch.end_s
    match stretch.tone.contour:
        case Steady():
            yield start_s, end_s, tuple(map(Constant, high))
        case Glide(hz_from=first, hz_to=last) as glide:
            mover: type[Linear | Drag] = Linear if glide.rises else Drag
            yield start_s, end_s, _movers(mover, first, last, end_s - start_s)
        case Steps(high_s=high_s, low_s=low_s):
            steps = (high_s, tuple(map(Constant, high))), (low_s, tuple(map(Constant, low)))
            yield from _in_turn(start_s, end_s, steps)
        case Sweep(rise_s=rise_s, fall_s=fall_s, shape=shape):
            kind: type[Linear | HalfCosine] = HalfCosine if shape == "sine" else Linear
            moves = (
                (rise_s, _movers(kind, low, high, rise_s)),
                (fall_s, _movers(kind, high, low, fall_s)),
            )
            yield from _in_turn(start_s, end_s, moves)


def _movers(
    kind: type[Linear | HalfCosine | Drag], start: Notes, end: Notes, length_s: Seconds
) -> Laws:
    if not length_s:
        return ()
    return tuple(kind(float(a), float(b), float(length_s)) for a, b in zip(start, end, strict=True))


def _in_turn(
    start_s: Seconds, end_s: Seconds, moves: Sequence[tuple[Seconds, Laws]]
) -> Iterator[tuple[Seconds, Seconds, Laws]]:
    """Yield the moves over and over until `end_s`; a move of no length is left out."""
    at_s = start_s
    while at_s < end_s:
        for length_s, laws in moves:
            if length_s and at_s < end_s:
                yield at_s, min(at_s + length_s, end_s), laws
            at_s += length_s


class Ramps:
    """The envelope of a gated voice: a quarter sine at each end of a run, inside it.

    A quarter sine meets full level smoothly and leaves zero at once, so that the first and the
    last frame of a run are there in 16 bits, without a click.
    """

    def __init__(self, ramp_s: Fraction, rate_hz: int) -> None:
        self._frames = max(1, frame_at(ramp_s, rate_hz))

    def _ends(self, piece: Piece) -> tuple[int, int]:
        """Return where the rise ends and the fall begins."""
        first, end = piece.run
        length = min(self._frames, (end - first) // 2)
        return first + length, end - length

    def breaks(self, piece: Piece) -> tuple[int, ...]:
        """Return the frames that separate ramps from steady level."""
        return self._ends(piece)

    def key(self, piece: Piece, lo: int, hi: int) -> tuple[object, object]:
        """Return what the level in ``[lo, hi)`` depends on, besides the piece."""
        rise_end, fall_start = self._ends(piece)
        first, end = piece.run
        rising = (lo - first, rise_end - first) if lo < rise_end else None
        falling = (end - lo, end - fall_start) if hi > fall_start else None
        return rising, falling

    def shape(self, samples: NDArray[np.float32], piece: Piece, lo: int) -> None:
        """Apply the level to the samples from frame `lo` on, in place."""
        first, end = piece.run
        rise_end, fall_start = self._ends(piece)
        rising, falling = max(0, rise_end - lo), max(0, fall_start - lo)
        if rising:
            frames = np.arange(lo, lo + samples.size)[:rising]
            samples[:rising] *= _quarter_sine(frames - first, rise_end - first)
        if falling < samples.size:
            frames = np.arange(lo, lo + samples.size)[falling:]
            samples[falling:] *= _quarter_sine(end - 1 - frames, end - fall_start)


def _quarter_sine(step: NDArray[np.int64], length: int) -> NDArray[np.float32]:
    return np.sin(np.pi / 2 * (step + 0.5) / length).astype(np.float32)
