"""The sounds of a page: one cycle of each tone, made so that a browser can loop it exactly.

A loop closes only where a whole number of waves fits into it. Each pitch is therefore moved to
the nearest one that does so, by less than :data:`MOST_MOVED`: nobody can hear that. A glide
sounds once and is no loop. Encoders and decoders may shift what they are given, so each sound
stands between margins: a loop goes on in them, a glide has silence there to be found by.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.timeline import Stretch, Timeline
from siren.tone import Glide, Steady, Steps, Sweep
from siren.units import frame_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.synth.sound import Samples
    from siren.tone import Contour, Notes, Tone
    from siren.units import Seconds
    from siren.voice import GatedVoice

RATE_HZ = 16_000
"""A horn carries up to 5 kHz (patterns/voices/electronic.toml); this carries 8."""

MARGIN_S = Fraction(1, 5)
"""Before and after each sound; an MP3 encoder and decoder shift by 0.14 s at most at this rate."""

SHORTEST_S = Fraction(1)
"""Of a loop, so that a pitch is moved by half a wave a second at most."""

MOST_MOVED = Fraction(1, 200)
"""0.5%: what pitches are measured to in this project; here it is far less."""

LEVEL_DB = -3.0
"""Peak level of the samples; the page turns it down."""


class Clip(NamedTuple):
    """One sound of a page.

    Attributes
    ----------
    samples
        float32, shape (frames,), at :data:`RATE_HZ`, within ±1: margin, sound, margin.
    length_s
        Of the sound between the margins.
    loops
        Whether it comes again and again, or sounds once.
    """

    samples: Samples
    length_s: Seconds
    loops: bool


class ClipKey(NamedTuple):
    """What a clip depends on: how the pitch moves, and for a glide how long that takes."""

    contour: Contour
    glide_s: Seconds | None


def key_of(stretch: Stretch) -> ClipKey:
    """Return which clip a stretch is played from."""
    contour = stretch.tone.contour
    once = isinstance(contour, Glide)
    return ClipKey(contour, stretch.end_s - stretch.start_s if once else None)


def clip(tone: Tone, key: ClipKey, voice: GatedVoice) -> Clip:
    """Return the sound of a tone in a voice."""
    if key.glide_s is not None:
        return _once(tone, key.glide_s, voice)
    length_s = _loop_s(tone)
    closing = tone._replace(contour=_closing(tone.contour, length_s, voice))
    # The second of three cycles: a ramp is only at the ends.
    sounding = _sounding(closing, 3 * length_s, voice, length_s - MARGIN_S, 2 * length_s + MARGIN_S)
    return Clip(sounding, length_s, loops=True)


def _once(tone: Tone, length_s: Seconds, voice: GatedVoice) -> Clip:
    return Clip(
        _sounding(tone, length_s, voice, -MARGIN_S, length_s + MARGIN_S), length_s, loops=False
    )


def _sounding(
    tone: Tone, length_s: Seconds, voice: GatedVoice, start_s: Seconds, end_s: Seconds
) -> Samples:
    """Return ``[start_s, end_s)`` of a tone that sounds in ``[0, length_s)``."""
    from siren.synth.compose import compose

    stretch = Stretch(Fraction(0), length_s, tone, "clip")
    sound = compose(Timeline((stretch,), (), length_s), voice, rate_hz=RATE_HZ, level_db=LEVEL_DB)
    first = frame_at(start_s, RATE_HZ)
    return sound.block(first, frame_at(end_s, RATE_HZ) - first)


def _loop_s(tone: Tone) -> Seconds:
    """Return the length of a loop: whole sweeps or steps, and not too short."""
    cycle_s = tone.contour_s or SHORTEST_S
    return cycle_s * math.ceil(SHORTEST_S / cycle_s)


def _closing(contour: Contour, length_s: Seconds, voice: GatedVoice) -> Contour:
    """Return the contour with its pitches moved so that whole waves fit into the loop."""
    high, low = _pitches(contour, voice)
    match contour:
        case Steady():
            return Steady(tuple(note * _factor(note * length_s) for note in high))
        case Sweep():
            factors = _factors((a + b) / 2 * length_s for a, b in zip(high, low, strict=True))
        case Steps(high_s=high_s, low_s=low_s):
            cycles = length_s / (high_s + low_s)
            factors = _factors(
                cycles * (a * high_s + b * low_s) for a, b in zip(high, low, strict=True)
            )
        case Glide():
            raise ValueError("a glide is no loop")
    return contour._replace(
        hz_high=tuple(a * f for a, f in zip(high, factors, strict=True)),
        hz_low=tuple(b * f for b, f in zip(low, factors, strict=True)),
    )


def _pitches(contour: Contour, voice: GatedVoice) -> tuple[Notes, Notes]:
    """Return the high and the low pitches, the voice's where the source states none."""
    stated = contour.hz if isinstance(contour, Steady) else getattr(contour, "hz_high", None)
    high: Notes = stated or (voice.pitch_hz,)
    low = getattr(contour, "hz_low", None) or tuple(note * voice.low_ratio for note in high)
    return high, low


def _factors(waves: Iterable[Fraction]) -> tuple[Fraction, ...]:
    return tuple(map(_factor, waves))


def _factor(waves: Fraction) -> Fraction:
    """Return by how much a pitch is moved, so that a whole number of waves fits.

    Raises
    ------
    ValueError
        Where that is more than :data:`MOST_MOVED`: a pitch below 100 Hz in the shortest loop.
    """
    factor = Fraction(round(waves)) / waves
    if abs(factor - 1) > MOST_MOVED:
        raise ValueError(f"a loop of {float(waves):.2f} waves cannot be closed")
    return factor
