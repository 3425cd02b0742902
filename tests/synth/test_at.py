"""A sound between its frames, as a sound card needs it whose clock is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren import library
from tests.synth.sounds import sound_of, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

VOICES = library.names("voices")

PATTERNS = {
    "steady": '{ tone = "steady", on_s = 0.7, off_s = 0.31 }, { tone = "steady", on_s = 0.7 }',
    "sweep": '{ tone = "wail", on_s = 2.3, rise_s = 0.4, fall_s = 0.7 }',
    "curved sweep": '{ tone = "wail", on_s = 2, rise_s = 0.5, fall_s = 0.5, shape = "sine" }',
    "steps": '{ tone = "hi-lo", on_s = 1.7, high_s = 0.25, low_s = 0.4 }',
    "two notes": '{ tone = "steady", on_s = 1.5, hz = [475, 570] }',
    "glide": '{ tone = "ramp-up", on_s = 1, hz_from = 20, hz_to = 380 },'
    '{ tone = "ramp-down", on_s = 1, hz_from = 380, hz_to = 66 }',
}

every_sound = pytest.mark.parametrize("voice", VOICES)
every_pattern = pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)


def db(values: NDArray[np.float64] | float) -> float:
    return float(20 * np.log10(np.max(np.abs(values)) + 1e-15))


@every_sound
@every_pattern
def test_at_whole_frames_it_is_the_sounds_own_samples(pattern: str, voice: str) -> None:
    sound = sound_of(pattern, voice)
    assert db(sound.at(0.0, 1.0, sound.frames) - whole(sound)) < -120


@pytest.mark.parametrize("part", [0.5, 0.125, 0.9375])
def test_between_frames_a_steady_tone_is_the_sine_itself(part: float) -> None:
    sound = sound_of('{ tone = "steady", on_s = 1, hz = 431.7 }', "tone", level_db=-6.0)
    first, frames = 1000, 46_000  # the ramps are 480 frames long
    places = first + part + np.arange(frames)
    exact = 10 ** (-6 / 20) * np.cos(2 * np.pi * 431.7 * places / 48_000)
    assert db(sound.at(first + part, 1.0, frames) - exact) < -110


@every_sound
@every_pattern
@pytest.mark.parametrize("other_hz", [47_995, 48_005])
def test_asked_at_the_times_of_another_rate_it_is_the_sound_at_that_rate(
    pattern: str, voice: str, other_hz: int
) -> None:
    """104 ppm off, and the pitch, the phase and every join are those of an independent way."""
    other = sound_of(pattern, voice, rate_hz=other_hz)
    asked = sound_of(pattern, voice).at(0.0, 48_000 / other_hz, other.frames)
    off = np.abs(asked - whole(other))
    # An edge lies on a frame of its own rate: up to half a frame of a ramp of 480.
    assert db(off) < (-80 if voice.startswith("motor") else -58)
    assert db(float(np.quantile(off, 0.9))) < -110


@settings(max_examples=60, deadline=None)
@given(
    pattern=st.sampled_from(list(PATTERNS.values())),
    voice=st.sampled_from(VOICES),
    first=st.floats(-500.0, 130_000.0),
    step=st.floats(1 - 300e-6, 1 + 300e-6),
    cuts=st.lists(st.integers(1, 1500), min_size=1, max_size=6),
)
def test_the_size_of_the_blocks_makes_no_difference(
    pattern: str, voice: str, first: float, step: float, cuts: list[int]
) -> None:
    sound = sound_of(pattern, voice)
    frames = sum(cuts)
    in_one = sound.at(first, step, frames).astype(np.float64)
    starts = np.cumsum([0, *cuts[:-1]])
    parts = [
        sound.at(first + step * start, step, size) for start, size in zip(starts, cuts, strict=True)
    ]
    assert db(np.concatenate(parts) - in_one) < -110


@every_sound
@every_pattern
def test_it_stays_within_full_scale(pattern: str, voice: str) -> None:
    sound = sound_of(pattern, voice, level_db=0.0)
    samples = sound.at(0.37, 1 - 100e-6, sound.frames + 100)
    assert np.all(np.isfinite(samples))
    assert np.abs(samples).max() <= 1.0


@pytest.mark.parametrize("voice", ["tone", "electronic"])
def test_outside_the_pattern_it_is_exactly_zero(voice: str) -> None:
    sound = sound_of(PATTERNS["steady"], voice)  # [0, 33 600) and [48 480, 82 080)
    assert not np.any(sound.at(-2000.25, 1 + 1e-4, 1990))
    assert not np.any(sound.at(33_600.0, 1 + 1e-4, 14_870))
    assert not np.any(sound.at(sound.frames + 0.01, 1.0, 4800))
    assert np.count_nonzero(sound.at(48_480.5, 1.0, 10)) == 10


class TestIsSilent:
    sound = sound_of(PATTERNS["steady"], "tone")  # [0, 33 600) and [48 480, 82 080)

    @pytest.mark.parametrize(
        ("first", "end"), [(-500, 0), (33_600, 48_480), (40_000, 40_001), (82_080, 999_999)]
    )
    def test_where_nothing_sounds_it_is(self, first: int, end: int) -> None:
        assert self.sound.is_silent(first, end)
        assert not np.any(self.sound.block(first, min(end - first, 100_000)))

    @pytest.mark.parametrize(
        ("first", "end"), [(-500, 1), (0, 33_600), (33_599, 48_480), (33_600, 48_481), (0, 99_999)]
    )
    def test_where_anything_sounds_it_is_not(self, first: int, end: int) -> None:
        assert not self.sound.is_silent(first, end)
