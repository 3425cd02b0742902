"""The sounds of a page: each once, and none that alert receivers act on."""

from __future__ import annotations

import io
from base64 import b64decode
from fractions import Fraction

import numpy as np
import pytest
import soundfile

from siren import library
from siren.errors import Misuse
from siren.learn.loops import MARGIN_S, RATE_HZ
from siren.learn.sounds import Sounds
from siren.timeline import Stretch
from siren.tone import Contour, Steady, Steps, Tone
from siren.voice import GatedVoice
from tests.hearing import pitch_hz


def sounds() -> Sounds:
    voice = library.voice("electronic")
    assert isinstance(voice, GatedVoice)
    return Sounds(voice)


def stretch(contour: Contour, *, start_s: int = 0) -> Stretch:
    return Stretch(Fraction(start_s), Fraction(start_s + 3), Tone("steady", contour), "us-test")


def hz(*notes: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, notes))


def test_the_same_tone_at_another_time_is_the_same_sound() -> None:
    page = sounds()
    numbers = [
        page.number_of(stretch(Steady(hz(500)))),
        page.number_of(stretch(Steady(hz(600)))),
        page.number_of(stretch(Steady(hz(500)), start_s=9)),
    ]
    assert (numbers, len(page)) == ([0, 1, 0], 2)


def test_a_sound_is_an_mp3_of_one_loop_between_margins() -> None:
    page = sounds()
    page.number_of(stretch(Steady(hz(500))))
    made: list[int] = []
    [sound] = page.as_dicts(made.append)
    samples, rate_hz = soundfile.read(io.BytesIO(b64decode(sound["mp3"])))
    assert made == [1]
    assert (sound["margin_s"], sound["length_s"], sound["loops"]) == (float(MARGIN_S), 1, True)
    assert rate_hz == RATE_HZ
    assert samples.ndim == 1
    assert samples.size / rate_hz == pytest.approx(1.4, abs=0.15)
    assert pitch_hz(np.asarray(samples[4000:20_000]), rate_hz) == pytest.approx(500, rel=1e-3)


@pytest.mark.parametrize(
    "contour",
    [
        Steady(hz(853, 960)),
        Steady(hz(960, 500, 853)),
        Steps(Fraction(1), Fraction(1), hz(700), hz(853, 960)),
    ],
    ids=["together", "among others", "in one of two steps"],
)
def test_the_tones_of_the_emergency_alert_system_are_refused(contour: Contour) -> None:
    with pytest.raises(Misuse, match=r"us-test sounds 853 and 960 Hz together.*47 CFR 11\.45"):
        sounds().number_of(stretch(contour))


def test_one_after_the_other_they_are_no_alert() -> None:
    assert sounds().number_of(stretch(Steps(Fraction(1), Fraction(1), hz(853), hz(960)))) == 0
