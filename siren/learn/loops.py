"""The sounds of a page: one cycle of each tone, made so that a browser can loop it exactly.

A loop closes only where a whole number of waves fits into it. Each pitch is therefore moved to
the nearest one that does so, by less than :data:`MOST_MOVED`: nobody can hear that. A glide
sounds once and is no loop. Encoders and decoders may shift what they are given, so each sound
stands between margins: a loop goes on in them, a glide has silence there to be found by. Next
to the glide its ends are held, so that the tones before and after it can meet it.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Misuse
from siren.text import phrase
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

HELD_S = Fraction(1, 20)
"""How long the ends of a glide are held: the page fades from tone to tone in 8 ms."""

SHORTEST_S = Fraction(1)
"""Of a loop, so that a pitch is moved by half a wave a second at most."""

LONGEST_S = 60
"""Of a loop: what is lower than 2 Hz cannot be heard anyway."""

MOST_MOVED = Fraction(1, 200)
"""0.5%: what pitches are measured to in this project; here it is far less."""

LEVEL_DB = -3.0
"""Peak level of the samples; the page turns it down."""


class Clip(NamedTuple):
    """One sound of a page.

    Attributes
    ----------
    samples
        float32, shape (frames,), at :data:`RATE_HZ`, within ±1: margin, sound, margin; the
        margins of a glide end and begin with a held tone.
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
    length_s = _loop_s(tone, voice)
    closing = tone._replace(contour=_closing(tone.contour, length_s, voice))
    # The second of three cycles: a ramp is only at the ends.
    thrice = [(closing, 3 * length_s)]
    sounding = _sounding(thrice, voice, length_s - MARGIN_S, 2 * length_s + MARGIN_S)
    return Clip(sounding, length_s, loops=True)


def _once(tone: Tone, length_s: Seconds, voice: GatedVoice) -> Clip:
    glide = tone.contour
    assert isinstance(glide, Glide)
    before, after = (tone._replace(contour=Steady(hz)) for hz in (glide.hz_from, glide.hz_to))
    whole = [(before, HELD_S), (tone, length_s), (after, HELD_S)]
    margin_s = MARGIN_S - HELD_S
    sounding = _sounding(whole, voice, -margin_s, length_s + 2 * HELD_S + margin_s)
    return Clip(sounding, length_s, loops=False)


def _sounding(
    tones: Iterable[tuple[Tone, Seconds]], voice: GatedVoice, start_s: Seconds, end_s: Seconds
) -> Samples:
    """Return ``[start_s, end_s)`` of tones that sound one after another from 0 on."""
    from siren.synth.compose import compose

    stretches, at_s = list[Stretch](), Fraction(0)
    for tone, length_s in tones:
        stretches.append(Stretch(at_s, at_s + length_s, tone, "clip"))
        at_s += length_s
    whole = Timeline(tuple(stretches), (), at_s)
    sound = compose(whole, voice, rate_hz=RATE_HZ, level_db=LEVEL_DB)
    first = frame_at(start_s, RATE_HZ)
    return sound.block(first, frame_at(end_s, RATE_HZ) - first)


def _loop_s(tone: Tone, voice: GatedVoice) -> Seconds:
    """Return the length of a loop: whole sweeps or steps, so many that whole waves fit.

    Raises
    ------
    Misuse
        For a pitch so low that the loop would be longer than :data:`LONGEST_S`.
    """
    cycle_s = tone.contour_s or SHORTEST_S
    fewest, most = ceil(SHORTEST_S / cycle_s), max(1, floor(LONGEST_S / cycle_s))
    for cycles in range(fewest, max(fewest, most) + 1):
        waves = _waves(tone.contour, cycles * cycle_s, voice)
        if all(abs(_factor(count) - 1) <= MOST_MOVED for count in waves):
            return cycles * cycle_s
    raise Misuse(
        phrase(
            f"the tone {tone.name} is too low to be looped on a page: no whole waves fit into "
            f"{LONGEST_S} s",
            f"音调 {tone.name} 过低，无法在网页中循环播放：{LONGEST_S} 秒内容不下整数个波",
        )
    )


def _waves(contour: Contour, length_s: Seconds, voice: GatedVoice) -> list[Fraction]:
    """Return how many waves of each note there are in a loop."""
    high, low = _pitches(contour, voice)
    match contour:
        case Steady():
            return [note * length_s for note in high]
        case Sweep():
            return [(a + b) / 2 * length_s for a, b in zip(high, low, strict=True)]
        case Steps(high_s=high_s, low_s=low_s):
            cycles = length_s / (high_s + low_s)
            pairs = zip(high, low, strict=True)
            return [cycles * (a * high_s + b * low_s) for a, b in pairs]
        case Glide():
            raise ValueError("a glide is no loop")


def _closing(contour: Contour, length_s: Seconds, voice: GatedVoice) -> Contour:
    """Return the contour with its pitches moved so that whole waves fit into the loop."""
    high, low = _pitches(contour, voice)
    factors = [_factor(count) for count in _waves(contour, length_s, voice)]
    moved_high = tuple(a * f for a, f in zip(high, factors, strict=True))
    if isinstance(contour, Steady):
        return Steady(moved_high)
    assert isinstance(contour, Sweep | Steps)
    moved_low = tuple(b * f for b, f in zip(low, factors, strict=True))
    return contour._replace(hz_high=moved_high, hz_low=moved_low)


def _pitches(contour: Contour, voice: GatedVoice) -> tuple[Notes, Notes]:
    """Return the high and the low pitches, the voice's where the source states none."""
    stated = contour.hz if isinstance(contour, Steady) else getattr(contour, "hz_high", None)
    high: Notes = stated or (voice.pitch_hz,)
    low = getattr(contour, "hz_low", None) or tuple(note * voice.low_ratio for note in high)
    return high, low


def _factor(waves: Fraction) -> Fraction:
    """Return by how much a pitch is moved, so that a whole number of waves fits."""
    return Fraction(max(1, round(waves))) / waves
