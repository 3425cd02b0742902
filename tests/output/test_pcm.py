"""Samples become integers by rounding to the nearest, and nothing is clipped in silence."""

from __future__ import annotations

from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.errors import OutputFailed
from siren.output.pcm import encode


def test_16_bits_are_the_nearest_integers() -> None:
    samples = np.array([0, 1, -1, 0.5, 1.49 / 32767, -1.51 / 32767], dtype=np.float32)
    assert np.frombuffer(encode(samples, "PCM_16", 1), "<i2").tolist() == [
        0,
        32767,
        -32767,
        16384,
        1,
        -2,
    ]


def test_24_bits_are_three_bytes_low_byte_first() -> None:
    samples = np.array([1, -1, 0.5], dtype=np.float32)
    expected = [(8388607).to_bytes(3, "little"), (-8388607).to_bytes(3, "little", signed=True)]
    expected.append((4194304).to_bytes(3, "little"))
    assert encode(samples, "PCM_24", 1) == b"".join(expected)


@given(st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=50), st.integers(1, 4))
def test_every_channel_carries_the_same(values: list[float], channels: int) -> None:
    samples = np.array(values, dtype=np.float32)
    decoded = np.frombuffer(encode(samples, "FLOAT", channels), "<f4").reshape(-1, channels)
    assert np.array_equal(decoded, np.repeat(samples[:, np.newaxis], channels, axis=1))


@given(
    st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=50),
    st.integers(1, 4),
    st.sampled_from(["PCM_16", "PCM_24", "PCM_32", "FLOAT"]),
)
def test_short_sounds_are_encoded_without_numpy_to_the_same_bytes(
    values: list[float], channels: int, subtype: str
) -> None:
    plain = array("f", values)
    assert encode(plain, subtype, channels) == encode(
        np.frombuffer(plain, dtype=np.float32), subtype, channels
    )


def test_no_number_is_refused_without_numpy_too() -> None:
    with pytest.raises(OutputFailed, match="no number or over full scale"):
        encode(array("f", [0, float("nan")]), "PCM_16", 1)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1.001, -1.001])
def test_no_number_and_over_range_are_refused(bad: float) -> None:
    with pytest.raises(OutputFailed, match="no number or over full scale"):
        encode(np.array([0, bad, 0], dtype=np.float32), "PCM_16", 1)
