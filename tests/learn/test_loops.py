"""Loops that a browser can repeat without a click, and glides whose ends are held, in silence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren import library
from siren.errors import Misuse
from siren.learn.loops import (
    HELD_S,
    LEVEL_DB,
    MARGIN_S,
    MOST_MOVED,
    RATE_HZ,
    SHORTEST_S,
    Clip,
    _closing,
    _pitches,
    clip,
    key_of,
)
from siren.learn.shortened import shortened
from siren.timeline import Stretch, of_signal
from siren.tone import Glide, Steady, Tone
from siren.voice import GatedVoice
from tests.hearing import level_db, pitch_hz

if TYPE_CHECKING:
    from siren.learn.loops import ClipKey

MARGIN = int(MARGIN_S * RATE_HZ)


def electronic() -> GatedVoice:
    voice = library.voice("electronic")
    assert isinstance(voice, GatedVoice)
    return voice


VOICE = electronic()


def tones() -> dict[ClipKey, Tone]:
    """Return every distinct tone of the library, as a page would sound it."""
    found: dict[ClipKey, Tone] = {}
    for signal in library.signals():
        whole = of_signal(signal)
        for timeline in (whole, shortened(whole, 10)):
            for stretch in timeline.edges():
                found.setdefault(key_of(stretch), stretch.tone)
    return found


TONES = tones()
LOOPS = [(key, tone) for key, tone in TONES.items() if key.glide_s is None]
GLIDES = [(key, tone) for key, tone in TONES.items() if key.glide_s is not None]


def words(value: object) -> str:
    return type(getattr(value, "contour", value)).__name__


@pytest.mark.parametrize(("key", "tone"), LOOPS, ids=words)
class TestALoop:
    def test_closes(self, key: ClipKey, tone: Tone) -> None:
        made = clip(tone, key, VOICE)
        frames = made.length_s * RATE_HZ
        assert made.loops
        assert made.length_s >= SHORTEST_S
        assert frames.denominator == 1
        loop = int(frames)
        assert made.samples.size == loop + 2 * MARGIN
        # What lies one loop on is the same: so a decoder's shift does no harm.
        assert made.samples[: 2 * MARGIN] == pytest.approx(made.samples[loop:], abs=1e-4)

    def test_keeps_its_pitches(self, key: ClipKey, tone: Tone) -> None:
        made = clip(tone, key, VOICE)
        closing = _closing(tone.contour, made.length_s, VOICE)
        for is_notes, was_notes in zip(
            _pitches(closing, VOICE), _pitches(tone.contour, VOICE), strict=True
        ):
            for is_hz, was_hz in zip(is_notes, was_notes, strict=True):
                assert abs(is_hz / was_hz - 1) <= MOST_MOVED


@pytest.mark.parametrize(("key", "tone"), GLIDES, ids=words)
def test_a_glide_sounds_once_between_held_tones_and_silences(key: ClipKey, tone: Tone) -> None:
    made = clip(tone, key, VOICE)
    assert not made.loops
    assert made.length_s == key.glide_s
    held, sounding = int(HELD_S * RATE_HZ), int(made.length_s * RATE_HZ)
    assert made.samples.size == sounding + 2 * MARGIN
    silent = MARGIN - held
    assert not made.samples[:silent].any()
    assert not made.samples[-silent:].any()
    inside = made.samples[MARGIN : MARGIN + sounding]
    ends = inside[:held], inside[-held:]
    assert [level_db(end.astype(np.float64)) for end in ends] == pytest.approx(
        [LEVEL_DB] * 2, abs=1
    )


def test_the_library_has_loops_and_glides() -> None:
    assert len(LOOPS) > 10
    assert len(GLIDES) > 5


def steady(hz: int) -> tuple[Tone, Clip]:
    tone = Tone("steady", Steady((Fraction(hz),)))
    return tone, clip(tone, key_of(Stretch(Fraction(0), Fraction(9), tone, "test")), VOICE)


def test_a_steady_tone_has_the_stated_pitch_and_the_level_of_the_page() -> None:
    _, made = steady(440)
    assert made.length_s == SHORTEST_S
    assert pitch_hz(made.samples.astype(np.float64), RATE_HZ) == pytest.approx(440, rel=1e-4)
    assert level_db(made.samples.astype(np.float64)) == pytest.approx(LEVEL_DB, abs=0.2)


@given(st.fractions(5, 400, max_denominator=7))
@settings(max_examples=15)
def test_any_pitch_loops_however_low(hz: Fraction) -> None:
    tone = Tone("steady", Steady((hz,)))
    made = clip(tone, key_of(Stretch(Fraction(0), Fraction(9), tone, "test")), VOICE)
    loop = int(made.length_s * RATE_HZ)
    assert made.samples[: 2 * MARGIN] == pytest.approx(made.samples[loop:], abs=1e-4)


def test_what_nobody_can_hear_is_refused() -> None:
    tone = Tone("steady", Steady((Fraction(1, 100),)))
    stretch = Stretch(Fraction(0), Fraction(9), tone, "test")
    with pytest.raises(Misuse, match=r"the tone steady is too low to be looped on a page"):
        clip(tone, key_of(stretch), VOICE)


def test_a_glide_of_another_length_is_another_sound() -> None:
    contour = next(tone.contour for _, tone in GLIDES)
    assert isinstance(contour, Glide)
    tone = Tone("ramp-up", contour)
    first, second = (
        key_of(Stretch(Fraction(0), Fraction(length_s), tone, "test")) for length_s in (3, 4)
    )
    assert first != second
