"""Gated voices: exact edges, right pitches, no clicks, nothing but the harmonics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.errors import Unsupported
from siren.units import frame_at
from tests.hearing import largest_step, level_db, pitch_hz, sounding_runs
from tests.synth.sounds import sound_of, timeline_of, whole

if TYPE_CHECKING:
    from numpy.typing import NDArray

GATED = ["tone", "electronic"]
RATES_HZ = [8000, 44_100, 48_000]


def in_16_bits(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.rint(samples * 32767.0)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("voice", GATED)
def test_every_edge_is_on_its_frame_and_silence_is_zero(voice: str, rate_hz: int) -> None:
    pattern = '{ tone = "steady", on_s = 0.6, off_s = 0.4, repeat = 3 }, { pause_s = 0.5 },'
    pattern += '{ tone = "steady", on_s = 0.1, off_s = 0.1, repeat = 5 }'
    samples = in_16_bits(whole(sound_of(pattern, voice, rate_hz=rate_hz, trailing_pause=True)))
    expected = [(n * 1.0, n + 0.6) for n in range(3)]
    expected += [(3.5 + 0.2 * n, 3.6 + 0.2 * n) for n in range(5)]
    found = sounding_runs(samples, shortest_gap=rate_hz // 50)
    assert found == [(round(a * rate_hz), round(b * rate_hz)) for a, b in expected]


@settings(max_examples=40, deadline=None)
@given(
    on_ms=st.integers(50, 400),
    off_ms=st.integers(30, 400),
    rate_hz=st.sampled_from([8000, 22_050, 44_100, 48_000, 96_000]),
    voice=st.sampled_from(GATED),
)
def test_edges_are_rounded_once_from_absolute_times(
    on_ms: int, off_ms: int, rate_hz: int, voice: str
) -> None:
    text = f'{{ tone = "steady", on_s = {on_ms / 1000}, off_s = {off_ms / 1000}, repeat = 4 }}'
    samples = whole(sound_of(text, voice, rate_hz=rate_hz, trailing_pause=True))
    for stretch in timeline_of(text, trailing_pause=False).stretches:
        first, end = frame_at(stretch.start_s, rate_hz), frame_at(stretch.end_s, rate_hz)
        assert samples[first] != 0
        assert np.any(samples[end - 3 : end])
        assert not np.any(samples[end : frame_at(stretch.end_s, rate_hz) + 10])
        assert not np.any(samples[max(0, first - 10) : first])


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("voice", GATED)
def test_an_edge_makes_no_larger_step_than_the_tone_itself(voice: str, rate_hz: int) -> None:
    samples = whole(sound_of('{ tone = "steady", on_s = 1 }', voice, rate_hz=rate_hz))
    samples = np.concatenate([[0.0], samples, [0.0]])
    ramp = int(0.02 * rate_hz)
    assert largest_step(samples[:ramp]) <= largest_step(samples[ramp:-ramp])
    assert largest_step(samples[-ramp:]) <= largest_step(samples[ramp:-ramp])
    assert max(abs(samples[1]), abs(samples[-2])) < 0.02


@pytest.mark.parametrize("hz", [200, 380, 431.7, 500, 970])
def test_a_stated_pitch_sounds(hz: float) -> None:
    for voice in GATED:
        samples = whole(sound_of(f'{{ tone = "steady", on_s = 2, hz = {hz} }}', voice))
        middle = samples[24_000:72_000]
        assert min(abs(pitch_hz(middle, 48_000) / (n * hz) - 1) for n in (1, 2, 3)) < 1e-4
        period = 48_000 / hz
        frames = np.arange(40_000)
        shifted = np.interp(frames + 20 * period, np.arange(middle.size), middle)
        assert np.corrcoef(shifted, middle[:40_000])[0, 1] > 0.99


@pytest.mark.parametrize("hz", [500, 431.7, 1000, 3333.3])
def test_the_tone_differs_from_an_exact_sine_by_less_than_90_db(hz: float) -> None:
    samples = whole(sound_of(f'{{ tone = "steady", on_s = 3, hz = {hz} }}', level_db=0.0))
    frames = np.arange(1000, samples.size - 1000)
    exact = np.cos(2 * np.pi * np.mod(hz * frames / 48_000, 1.0))
    assert np.abs(samples[1000:-1000] - exact).max() < 10 ** (-90 / 20)


@pytest.mark.parametrize("rate_hz", [8000, 48_000])
@pytest.mark.parametrize("hz", [431.7, 511.3, 997.0])
def test_nothing_but_harmonics_above_minus_90_db(hz: float, rate_hz: int) -> None:
    text = f'{{ tone = "steady", on_s = 6, hz = {hz} }}'
    samples = whole(sound_of(text, "electronic", rate_hz=rate_hz, level_db=0.0))
    middle = samples[rate_hz // 2 : rate_hz // 2 + 5 * rate_hz]
    window = np.blackman(middle.size) ** 2
    spectrum = np.abs(np.fft.rfft(middle * window)) / (window.sum() / 2)
    bins = np.arange(spectrum.size) * rate_hz / middle.size
    away = np.abs(bins / hz - np.rint(bins / hz)) * hz > 3
    away |= bins < hz / 2
    assert spectrum[away].max() < 10 ** (-90 / 20)
    assert spectrum[bins > 0.46 * rate_hz].max() < 10 ** (-90 / 20)


def test_a_sweep_follows_an_exact_reference_phase() -> None:
    text = '{ tone = "wail", on_s = 8, rise_s = 1.5, fall_s = 2.5, hz_low = 250, hz_high = 400 }'
    samples = whole(sound_of(text, level_db=0.0))
    fine_s = (np.arange(8 * 48_000 * 8) + 0.5) / (48_000 * 8)
    at = np.mod(fine_s, 4.0)
    hz = np.where(at < 1.5, 250 + 100 * at, 400 - 60 * (at - 1.5))
    turns = np.concatenate([[0.0], np.cumsum(hz) / (48_000 * 8)])[::8][:-1]
    exact = np.cos(2 * np.pi * np.mod(turns, 1.0))
    error = (samples - exact)[1000:-1000]
    assert np.abs(error).max() < 10 ** (-90 / 20) * 3


def test_two_notes_sound_at_once_without_being_louder() -> None:
    samples = whole(sound_of('{ tone = "steady", on_s = 2, hz = [475, 570] }', level_db=0.0))
    spectrum = np.abs(np.fft.rfft(samples[10_000:58_000] * np.hanning(48_000)))
    assert sorted(np.argsort(spectrum)[-6:]) == [474, 475, 476, 569, 570, 571]
    assert level_db(samples) <= 0


def test_touching_tones_go_on_without_a_gap_or_a_step() -> None:
    text = '{ tone = "steady", on_s = 0.5, hz = 380 }, { tone = "steady", on_s = 0.5, hz = 500 }'
    samples = whole(sound_of(text))
    around = samples[23_500:24_500]
    assert largest_step(around) < 1.01 * largest_step(samples[30_000:40_000])
    assert np.abs(around).max() > 0.45


def test_hi_lo_alternates_from_the_high_end() -> None:
    text = '{ tone = "hi-lo", on_s = 4, high_s = 1, low_s = 1, hz_high = 700, hz_low = 500 }'
    samples = whole(sound_of(text))
    heard = [pitch_hz(samples[n * 48_000 + 5000 : n * 48_000 + 43_000], 48_000) for n in range(4)]
    assert heard == pytest.approx([700, 500, 700, 500], rel=0.001)


def test_the_level_is_the_peak() -> None:
    for voice in GATED:
        samples = whole(sound_of('{ tone = "steady", on_s = 2 }', voice, level_db=-12.0))
        assert level_db(samples) == pytest.approx(-12, abs=0.05)


def test_a_pitch_that_the_rate_cannot_hold_is_refused() -> None:
    with pytest.raises(Unsupported, match="5000 Hz cannot sound at 8000 Hz; allowed: 11112 Hz up"):
        sound_of('{ tone = "steady", on_s = 1, hz = 5000 }', rate_hz=8000)
