"""Every signal of the library, as it sounds, is the one that its file prints.

Rendered at 8 kHz, measured by ear-like means, compared with the figures of the TOML file, which
are read and unrolled without the program. A table of them all ends the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren import library
from siren.synth.compose import compose
from siren.timeline import of_signal
from tests.conformance.measured import Heard, edges_off_frames, heard
from tests.conformance.table import PROPERTY, Row
from tests.conformance.written import signals_in, voice_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

RATE_HZ = 8000
PITCH_WITHIN = 0.005

SHELF = library.patterns_folder()
VOICE = voice_in(SHELF / "voices" / "tone.toml")
WRITTEN = {
    name: signal
    for path in sorted((SHELF / "signals").glob("*.toml"))
    for name, signal in signals_in(path, VOICE).items()
}


def sound(name: str, voice: str = "tone") -> NDArray[np.float32]:
    timeline = of_signal(library.signal(name))
    whole = compose(timeline, library.voice(voice), rate_hz=RATE_HZ)
    return np.asarray(whole.block(0, whole.frames), dtype=np.float32)


def _row(name: str, found: Heard) -> Row:
    """Return what was measured in plain numbers, as they go from one process to another."""
    return Row(
        name,
        float(WRITTEN[name].total_s),
        int(found.total_off_frames),
        int(found.runs),
        int(found.edge_off_frames),
        int(found.moves),
        float(found.pitch_off),
    )


def test_every_signal_of_the_library_is_written_somewhere() -> None:
    assert list(WRITTEN) == library.names("signals")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_signal_sounds_as_it_is_written(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    found = heard(sound(name), RATE_HZ, WRITTEN[name])
    record_property(PROPERTY, [*_row(name, found)])
    assert found.runs == found.runs_written
    assert (found.edge_off_frames, found.total_off_frames) == (0, 0)
    assert found.moves > 0
    assert found.pitch_off < PITCH_WITHIN


@pytest.mark.parametrize("name", WRITTEN)
def test_the_electronic_siren_sounds_in_the_same_frames(name: str) -> None:
    samples = sound(name, "electronic")
    assert edges_off_frames(samples, RATE_HZ, WRITTEN[name]) == 0
    assert samples.size == WRITTEN[name].total_s * RATE_HZ


# --- the measure itself: it hears what is wrong ---


def test_an_edge_that_is_one_frame_late_is_heard() -> None:
    late = np.concatenate([np.zeros(1, np.float32), sound("tw-emergency")[:-1]])
    assert heard(late, RATE_HZ, WRITTEN["tw-emergency"]).edge_off_frames == 1


def test_a_missing_tone_is_heard() -> None:
    samples = sound("cn-air-raid").copy()
    samples[24 * RATE_HZ : 30 * RATE_HZ] = 0
    assert heard(samples, RATE_HZ, WRITTEN["cn-air-raid"]).runs == 14


@pytest.mark.parametrize(
    ("name", "other"), [("kr-air-raid", "kr-disaster-danger"), ("fi-danger", "hr-immediate")]
)
def test_another_sweep_of_the_same_length_is_heard(name: str, other: str) -> None:
    found = heard(sound(other), RATE_HZ, WRITTEN[name])
    assert (found.edge_off_frames, found.total_off_frames) == (0, 0)
    assert found.pitch_off > PITCH_WITHIN


def test_a_pitch_that_is_one_percent_low_is_heard() -> None:
    right = sound("fr-end")
    low = np.interp(np.arange(right.size) * 0.99, np.arange(right.size), right)
    found = heard(low.astype(np.float32), RATE_HZ, WRITTEN["fr-end"])
    assert 0.009 < found.pitch_off < 0.011
