"""Steady tones without numpy are the same samples, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.synth.waveform import Partial, Waveform
from siren.synth.wavetable import note_table
from tests.synth.sounds import sound_of


@settings(max_examples=40, deadline=None)
@given(
    on_ms=st.integers(1, 3000),
    off_us=st.integers(1, 500_000),
    hz=st.sampled_from(["500", "380", "[475, 570]", "433", "62.5"]),
    rate_hz=st.sampled_from([8000, 11_025, 44_100, 48_000]),
    voice=st.sampled_from(["tone", "electronic"]),
)
def test_every_span_is_the_block_that_it_stands_for(
    on_ms: int, off_us: int, hz: str, rate_hz: int, voice: str
) -> None:
    text = f'{{ tone = "steady", on_s = {on_ms / 1000}, off_s = {off_us / 1e6:.6f}, '
    text += f"repeat = 3, hz = {hz} }}"
    sound = sound_of(text, voice, rate_hz=rate_hz, trailing_pause=True)
    for span in sound.spans():
        expected = sound.block(span.first_frame, span.frames * span.repeat)
        assert np.array_equal(np.tile(sound.samples_of(span), span.repeat), expected)


@pytest.mark.parametrize("amplitudes", [[1.0], [1.0, 0.5, 0.3], [0.2, 0, 1.0, 0.1, 0.4]])
def test_the_table_is_the_waveform(amplitudes: list[float]) -> None:
    waveform = Waveform([Partial(n, a) for n, a in enumerate(amplitudes, start=1)])
    turns = np.linspace(0, 5, 1777)
    exact = np.array([waveform.at(turn) for turn in turns])
    assert np.abs(note_table(waveform).at(turns.copy()) - exact).max() < 10 ** (-110 / 20)


@pytest.mark.parametrize("amplitudes", [[1.0], [1.0, 0.5, 0.3], [0.2, 0, 1.0, 0.1, 0.4]])
def test_a_waveform_begins_at_its_peak_which_is_1(amplitudes: list[float]) -> None:
    waveform = Waveform([Partial(n, a) for n, a in enumerate(amplitudes, start=1)])
    assert waveform.at(0) == pytest.approx(1)
    assert max(abs(waveform.at(n / 997)) for n in range(997)) <= 1
