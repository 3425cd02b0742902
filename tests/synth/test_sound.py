"""What every sound promises: one function of time, whatever the block; within full scale."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren import library, timeline
from siren.synth.compose import compose
from siren.synth.curves import Coast, Drag, HalfCosine, RunUp, Slip
from siren.synth.laws import Law, Linear
from siren.synth.phases import phases
from siren.synth.pieces import Piece
from tests.synth.sounds import in_spans, sound_of, whole

VOICES = library.names("voices")

PATTERNS = [
    '{ tone = "steady", on_s = 0.7, off_s = 0.31, repeat = 3 }, { tone = "steady", on_s = 0.1 }',
    '{ tone = "wail", on_s = 2.3, rise_s = 0.4, fall_s = 0.7 }',
    '{ tone = "wail", on_s = 2, rise_s = 0.5, fall_s = 0.5, shape = "sine" }',
    '{ tone = "hi-lo", on_s = 1.7, high_s = 0.25, low_s = 0.4 }',
    '{ tone = "whoop", on_s = 1.2, rise_s = 0.5, fall_s = 0, hz_low = 422, hz_high = 775 }',
    '{ tone = "steady", on_s = 1.5, hz = [475, 570] }',
    '{ tone = "ramp-up", on_s = 1, hz_from = 20, hz_to = 380 },'
    '{ tone = "steady", on_s = 1, hz = 380 },'
    '{ tone = "ramp-down", on_s = 2, hz_from = 380, hz_to = 66 }',
    '{ tone = "steady", on_s = 0.3333, hz = 431.7 }, { pause_s = 0.1 },'
    '{ tone = "steady", on_s = 0.3333, hz = 431.7 }',
]


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_sample_is_over_full_scale_or_no_number(pattern: str, voice: str) -> None:
    samples = whole(sound_of(pattern, voice, level_db=0.0))
    assert np.all(np.isfinite(samples))
    assert 0.5 < np.abs(samples).max() <= 1.0 or voice.startswith("motor")
    assert np.abs(samples).max() <= 1.0


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_spans_cover_the_sound_and_equal_keys_are_equal_samples(pattern: str, voice: str) -> None:
    sound = sound_of(pattern, voice, rate_hz=44_100)
    at = 0
    for span in sound.spans():
        assert span.first_frame == at
        at += span.frames * span.repeat
    assert at == sound.frames
    assert np.array_equal(in_spans(sound), whole(sound))


@settings(max_examples=60, deadline=None)
@given(
    pattern=st.sampled_from(PATTERNS),
    voice=st.sampled_from(VOICES),
    rate_hz=st.sampled_from([8000, 11_025, 44_100, 48_000]),
    block=st.integers(1, 50_000),
    first=st.integers(-1000, 100_000),
)
def test_a_block_is_the_same_stretch_of_the_whole(
    pattern: str, voice: str, rate_hz: int, block: int, first: int
) -> None:
    sound = sound_of(pattern, voice, rate_hz=rate_hz)
    padded = np.concatenate([np.zeros(1000), whole(sound), np.zeros(160_000)])
    expected = padded[first + 1000 : first + 1000 + block]
    assert np.array_equal(sound.block(first, block), expected)


def test_a_day_into_the_sound_the_phase_is_still_right() -> None:
    sound = sound_of('{ tone = "steady", on_s = 86400, hz = 431.7 }')
    first = 86_000 * 48_000
    phase = np.mod(431.7 * (np.arange(4800) + first % (10 * 48_000)) / 48_000, 1.0)
    expected = 10 ** (-6 / 20) * np.cos(2 * np.pi * phase)
    assert np.abs(sound.block(first, 4800) - expected).max() < 10 ** (-90 / 20)


def test_repeated_cycles_and_steady_tones_are_computed_once() -> None:
    drill = library.drill("yangjiang-2023")
    sound = compose(timeline.of_drill(drill), library.voice("tone"), rate_hz=48_000)
    spans = list(sound.spans())
    assert sound.frames == 900 * 48_000
    assert len(spans) < 100
    assert len({span.key for span in spans}) < 10
    assert sum(span.frames for span in spans) < sound.frames / 500


@pytest.mark.parametrize("rate_hz", [8000, 44_100, 48_000])
@pytest.mark.parametrize(
    ("law", "length_s"),
    [
        (HalfCosine(300.0, 500.0, 0.025), 0.025),
        (HalfCosine(250.0, 400.0, 4.0), 4.0),
        (Drag(380.0, 20.0, 0.1), 0.1),
        (Drag(380.0, 66.0, 40.0), 40.0),
        (Linear(300.0, 1200.0, 0.02), 0.02),
        (Coast(480.0, 480.0, 6.0, 0.00125), 200.0),
        (Coast(480.0, 480.0, 0.5, 0.01), 4.0),
        (RunUp(0.0, 480.0, 6.0, 2.25), 2.9),
        (RunUp(0.0, 480.0, 0.5, 3.0), 0.2),
        (Slip(456.0, 480.0, 0.22), 4.0),
        (Slip(456.0, 480.0, 0.02), 0.4),
    ],
    ids=lambda value: type(value).__name__,
)
def test_between_knots_the_phase_is_the_laws_own(law: Law, length_s: float, rate_hz: int) -> None:
    frames = int(length_s * rate_hz)
    piece = Piece(0, frames, 0.25, (law,), (0.125,), (0, frames))
    exact = law.cycles(piece.at_s(np.arange(frames, dtype=np.float64), rate_hz)) + 0.125
    found = phases(piece, 0, 0, frames, rate_hz)
    error = np.mod(found - exact + 0.5, 1.0) - 0.5
    assert 2 * np.pi * np.abs(error).max() < 10 ** (-130 / 20)
