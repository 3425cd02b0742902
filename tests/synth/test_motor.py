"""Motor voices: power switches exactly, the rotor follows by physics."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from siren import library
from siren.synth.compose import compose
from siren.synth.motor import power_schedule
from siren.voice import MotorVoice
from tests.hearing import largest_step, level_db, pitch_hz
from tests.synth.sounds import sound_of, timeline_of, whole

RATE_HZ = 16_000


def heard_hz(samples: np.ndarray, at_s: float) -> float:
    middle = int(at_s * RATE_HZ)
    return pitch_hz(samples[middle - 800 : middle + 800], RATE_HZ)


@pytest.fixture(scope="module")
def pre_warning() -> np.ndarray:
    text = '{ tone = "steady", on_s = 36, off_s = 24, repeat = 2 }'
    return whole(sound_of(text, "motor", rate_hz=RATE_HZ, trailing_pause=True))


def test_it_runs_up_holds_and_coasts_down(pre_warning: np.ndarray) -> None:
    assert heard_hz(pre_warning, 1.0) == pytest.approx(180, rel=0.1)
    assert heard_hz(pre_warning, 3.0) == pytest.approx(460, rel=0.05)
    assert heard_hz(pre_warning, 20.0) == pytest.approx(480, rel=0.001)
    assert heard_hz(pre_warning, 42.0) == pytest.approx(240, rel=0.02)
    assert heard_hz(pre_warning, 54.0) == pytest.approx(480 / 4, rel=0.05)


def test_the_second_run_up_starts_from_the_turning_rotor(pre_warning: np.ndarray) -> None:
    assert heard_hz(pre_warning, 60.1) == pytest.approx(105, rel=0.1)
    assert heard_hz(pre_warning, 62.5) == pytest.approx(460, rel=0.01)


def test_half_the_speed_is_12_db_less(pre_warning: np.ndarray) -> None:
    full = level_db(pre_warning[20 * RATE_HZ : 21 * RATE_HZ])
    half = level_db(pre_warning[int(42.0 * RATE_HZ) : int(42.05 * RATE_HZ)])
    assert half - full == pytest.approx(-12, abs=0.5)


def test_nothing_clicks(pre_warning: np.ndarray) -> None:
    steady = largest_step(pre_warning[20 * RATE_HZ : 21 * RATE_HZ])
    assert largest_step(pre_warning) <= 1.01 * steady


def test_the_steady_pitch_is_ports_times_turns() -> None:
    for name, hz in (("motor", 480), ("motor-e57", 420), ("motor-dual", 475)):
        voice = library.voice(name)
        assert isinstance(voice, MotorVoice)
        assert voice.pitch_hz == hz


def test_two_rotors_sound_in_the_ratio_of_their_ports() -> None:
    samples = whole(sound_of('{ tone = "steady", on_s = 10 }', "motor-dual", rate_hz=RATE_HZ))
    spectrum = np.abs(np.fft.rfft(samples[8 * RATE_HZ : 9 * RATE_HZ] * np.hanning(RATE_HZ)))
    low = spectrum[:700]
    peaks = [
        n for n in range(2, 698) if low[n] > 0.2 * low.max() and low[n] == low[n - 2 : n + 3].max()
    ]
    assert peaks == [475, 570]


def test_a_stated_pitch_is_the_running_pitch() -> None:
    samples = whole(sound_of('{ tone = "steady", on_s = 12, hz = 380 }', "motor", rate_hz=RATE_HZ))
    assert heard_hz(samples, 11.0) == pytest.approx(380, rel=0.001)


def test_power_goes_on_and_off_where_the_pattern_says() -> None:
    voice = library.voice("motor")
    assert isinstance(voice, MotorVoice)
    timeline = timeline_of(
        '{ tone = "steady", on_s = 6, off_s = 6, repeat = 2 }', trailing_pause=True
    )
    powers = list(power_schedule(timeline.stretches, voice, Fraction(30)))
    assert [(float(p.start_s), float(p.end_s), p.running_hz) for p in powers] == [
        (0, 6, 480),
        (6, 12, None),
        (12, 18, 480),
        (18, 30, None),
    ]


def test_a_wail_is_power_on_while_it_rises_and_off_while_it_falls() -> None:
    voice = library.voice("motor")
    assert isinstance(voice, MotorVoice)
    timeline = timeline_of('{ tone = "wail", on_s = 10, rise_s = 4, fall_s = 3 }')
    powers = list(power_schedule(timeline.stretches, voice, Fraction(10)))
    assert [(float(p.end_s - p.start_s), p.running_hz is not None) for p in powers] == [
        (4, True),
        (3, False),
        (3, True),
    ]


def test_the_file_ends_in_a_fade_and_a_tail_lets_it_die_away() -> None:
    timeline = timeline_of('{ tone = "steady", on_s = 6 }')
    voice = library.voice("motor")
    cut = compose(timeline, voice, rate_hz=RATE_HZ)
    long = compose(timeline, voice, rate_hz=RATE_HZ, tail_s=Fraction(270))
    assert cut.frames == 6 * RATE_HZ
    assert abs(whole(cut)[-1]) < 0.002
    tail = whole(long)
    assert np.abs(tail[6 * RATE_HZ : 7 * RATE_HZ]).max() > 0.3
    assert not tail[-RATE_HZ:].any()


def test_harmonics_stay_below_half_the_rate() -> None:
    samples = whole(sound_of('{ tone = "steady", on_s = 10 }', "motor", rate_hz=8000))
    steady = samples[8 * 8000 : 9 * 8000] * np.blackman(8000) ** 2
    spectrum = np.abs(np.fft.rfft(steady))
    lines = np.arange(0, 4001, 48)
    away = np.ones(spectrum.size, dtype=bool)
    for line in lines:
        away[max(0, line - 6) : line + 7] = False
    assert spectrum[away].max() < 10 ** (-90 / 20) * spectrum.max()


def test_the_sound_differs_from_exact_physics_by_less_than_90_db() -> None:
    """The laws in float64, every partial summed, against 20 s of running up and coasting down."""
    sound = sound_of('{ tone = "steady", on_s = 8 }, { pause_s = 12 }', "motor", level_db=0.0)
    samples = whole(sound)
    table = sound._wavetable
    lines = np.fft.rfft(table._values.astype(np.float64)) / table.size
    multiples = np.flatnonzero(np.abs(lines) > 1e-7 * np.abs(lines).max())
    exact = np.zeros(sound.frames)
    for piece in sound._pieces:
        at_s = piece.at_s(np.arange(piece.end_frame - piece.first_frame, dtype=float), 48_000)
        turns = piece.laws[0].cycles(at_s) + piece.start_cycles[0]
        speed = np.clip(piece.laws[0].hz(at_s) / 48, 0, 1)
        for k in multiples:
            line = (2 if k else 1) * lines[k] * np.exp(2j * np.pi * np.mod(k * turns, 1.0))
            exact[piece.first_frame : piece.end_frame] += line.real * speed**2
    before_fade = slice(0, sound.frames - 2400)
    assert np.abs(samples - exact)[before_fade].max() < 10 ** (-90 / 20)
