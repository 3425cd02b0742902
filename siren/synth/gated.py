"""Gated voices: sound in exactly ``[start, end)`` of every stretch.

Stretches that touch are one run: the phase goes on, and only the run's two ends have ramps
(:mod:`siren.synth.ramps`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.synth.laws import Constant, Linear
from siren.synth.pieces import cycles_after, piece_between
from siren.tone import Glide, Steady, Steps, Sweep
from siren.units import frame_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from siren.synth.laws import Law
    from siren.synth.pieces import Piece
    from siren.timeline import Stretch
    from siren.tone import Notes
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
            shape = "linear" if glide.rises else "drag"
            yield start_s, end_s, _movers(shape, first, last, end_s - start_s)
        case Steps(high_s=high_s, low_s=low_s):
            steps = (high_s, tuple(map(Constant, high))), (low_s, tuple(map(Constant, low)))
            yield from _in_turn(start_s, end_s, steps)
        case Sweep(rise_s=rise_s, fall_s=fall_s, shape=shape):
            moves = (
                (rise_s, _movers(shape, low, high, rise_s)),
                (fall_s, _movers(shape, high, low, fall_s)),
            )
            yield from _in_turn(start_s, end_s, moves)


def _movers(shape: str, start: Notes, end: Notes, length_s: Seconds) -> Laws:
    """Return one law a note, none for a move of no length."""
    if not length_s:
        return ()
    law = _law(shape)
    return tuple(law(float(a), float(b), float(length_s)) for a, b in zip(start, end, strict=True))


def _law(shape: str) -> Callable[[float, float, float], Law]:
    if shape == "linear":
        return Linear
    from siren.synth.curves import Drag, HalfCosine  # numpy: not for steady tones

    return Drag if shape == "drag" else HalfCosine


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
