"""Motor voices: power goes on and off exactly as the pattern says, the rotor follows.

The motor is switched on while a tone is steady or rises and off while it falls or pauses; its
speed, and with it pitch, level and brightness, obeys :mod:`siren.synth.laws`. The rotor keeps
turning after the last switch-off, longer than the pattern lasts.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from siren.synth.curves import Coast, RunUp, Slip
from siren.synth.laws import Constant
from siren.synth.phases import knot_frames, knots
from siren.synth.pieces import cycles_after, piece_between
from siren.tone import Glide, Steady, Steps, Sweep
from siren.units import frame_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from siren.synth.laws import Law
    from siren.synth.pieces import Piece
    from siren.timeline import Stretch
    from siren.units import Seconds
    from siren.voice import MotorVoice

SETTLED_TAUS = 20
"""After so many time constants of slip the speed is the running speed to within 1e-9."""

FADE_S = Fraction(1, 20)
"""A file that ends while the rotor still turns is faded over its last 50 ms."""


@dataclass(frozen=True, slots=True)
class Power:
    """The motor switched on towards a running pitch, or off (None), in ``[start_s, end_s)``."""

    start_s: Seconds
    end_s: Seconds
    running_hz: Fraction | None


def power_schedule(
    stretches: Sequence[Stretch], voice: MotorVoice, end_s: Seconds
) -> Iterator[Power]:
    """Yield on and off without a gap from the first tone to `end_s`."""
    at_s: Seconds | None = None
    for stretch in stretches:
        if at_s is not None and at_s < stretch.start_s:
            yield Power(at_s, stretch.start_s, None)
        yield from _switching(stretch, voice)
        at_s = stretch.end_s
    if at_s is not None and at_s < end_s:
        yield Power(at_s, end_s, None)


def _switching(stretch: Stretch, voice: MotorVoice) -> Iterator[Power]:
    start_s, end_s = stretch.start_s, stretch.end_s
    match stretch.tone.contour:
        case Steady(hz=hz):
            yield Power(start_s, end_s, hz[0] if hz else voice.pitch_hz)
        case Glide(hz_to=hz_to) as glide:
            yield Power(start_s, end_s, hz_to[0] if glide.rises else None)
        case Sweep(rise_s=rise_s, fall_s=fall_s, hz_high=hz_high):
            running_hz = hz_high[0] if hz_high else voice.pitch_hz
            yield from _in_turn(start_s, end_s, (rise_s, running_hz), (fall_s, None))
        case Steps(high_s=high_s, low_s=low_s, hz_high=hz_high, hz_low=hz_low):
            high = hz_high[0] if hz_high else voice.pitch_hz
            low = hz_low[0] if hz_low else None
            yield from _in_turn(start_s, end_s, (high_s, high), (low_s, low))


def _in_turn(
    start_s: Seconds, end_s: Seconds, *moves: tuple[Seconds, Fraction | None]
) -> Iterator[Power]:
    at_s = start_s
    while at_s < end_s:
        for length_s, running_hz in moves:
            if length_s and at_s < end_s:
                yield Power(at_s, min(at_s + length_s, end_s), running_hz)
            at_s += length_s


def motor_pieces(
    stretches: Sequence[Stretch], voice: MotorVoice, rate_hz: int, end_s: Seconds
) -> tuple[Piece, ...]:
    """Return the pieces of a timeline in a motor voice; laws give shaft turns, not notes."""
    pieces: list[Piece] = []
    pitch_hz, turns, running_hz = 0.0, 0.0, voice.pitch_hz
    ports = voice.ports[0]
    span = 0, frame_at(end_s, rate_hz)
    for power in power_schedule(stretches, voice, end_s):
        running_hz = power.running_hz or running_hz
        at_s, left_s = power.start_s, power.end_s - power.start_s
        for law, length_s in _motion(power, voice, pitch_hz / ports, running_hz / ports):
            taken_s = left_s if length_s is None else min(left_s, Fraction(length_s))
            piece = piece_between(at_s, at_s + taken_s, rate_hz, (law,), (turns,), span)
            if piece.end_frame > piece.first_frame:
                pieces.append(piece)
            turns = cycles_after(law, turns, float(taken_s))
            pitch_hz = float(law.hz(float(taken_s))) * ports
            at_s, left_s = at_s + taken_s, left_s - taken_s
            if not left_s:
                break
        else:
            pitch_hz = 0.0
    return tuple(pieces)


def _motion(
    power: Power, voice: MotorVoice, from_hz: float, running_hz: Fraction
) -> Iterator[tuple[Law, float | None]]:
    """Yield the laws that follow a switch, each with how long it holds (None: for ever)."""
    top_hz = float(running_hz)
    if power.running_hz is None:
        if from_hz > 0:
            coast = Coast(from_hz, top_hz, voice.coast_s, voice.friction_ratio)
            yield coast, coast.rest_s
        return
    corner = 1 - voice.slip
    if from_hz < corner * top_hz:
        run_up = RunUp(from_hz, top_hz, voice.coast_s, voice.torque_ratio)
        yield run_up, run_up.reaches_s(corner * top_hz)
        from_hz = corner * top_hz
    tau_s = voice.slip * voice.coast_s / (voice.torque_ratio - corner**2)
    if abs(from_hz - top_hz) > 1e-9 * top_hz:
        yield Slip(from_hz, top_hz, tau_s), SETTLED_TAUS * tau_s
    yield Constant(running_hz), None


class SpeedLevel:
    """The envelope of a motor voice: pressure grows as ``(f / F) ** (m / 2)``.

    Parameters
    ----------
    running_hz
        The shaft speed of full level.
    exponent
        m: how sound power grows with speed.
    """

    def __init__(self, running_hz: float, exponent: float, rate_hz: int, frames: int) -> None:
        self._running_hz, self._power = running_hz, exponent / 2
        self._rate_hz, self._frames = rate_hz, frames
        self._fade_frames = int(FADE_S * rate_hz)

    def breaks(self, piece: Piece) -> tuple[int, ...]:
        """Return where the final fade begins."""
        return (self._frames - self._fade_frames,)

    def key(self, piece: Piece, lo: int, hi: int) -> int | None:
        """Return what the level in ``[lo, hi)`` depends on besides the speed; None: nothing."""
        return lo if hi > self._frames - self._fade_frames else None

    def shape(self, samples: NDArray[np.float32], piece: Piece, lo: int) -> None:
        """Apply the level to the samples from frame `lo` on, in place."""
        start = lo - piece.first_frame
        first, at_s = knots(piece, start, start + samples.size, self._rate_hz)
        speed = np.maximum(piece.laws[0].hz(at_s), 0) / self._running_hz
        gain = (np.minimum(speed, 1.0) ** self._power).astype(np.float32)
        step = knot_frames(piece, self._rate_hz)
        grid = np.diff(gain)[:, np.newaxis] * (np.arange(step, dtype=np.float32) / step)
        grid += gain[:-1, np.newaxis]
        samples *= grid.reshape(-1)[start - first : start - first + samples.size]
        fading = lo + samples.size - (self._frames - self._fade_frames)
        if fading > 0:
            left = self._frames - np.arange(lo, lo + samples.size)
            samples *= np.minimum(1.0, left / self._fade_frames).astype(np.float32)
