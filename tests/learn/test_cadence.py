"""The beat of a signal, found in its timeline and said in words."""

from __future__ import annotations

import pytest

from siren import library
from siren.learn.cadence import beats, cadence, cycle_words, length_words
from siren.timeline import of_signal
from siren.units import exact_s
from tests.synth.sounds import timeline_of

WORDS = {
    "cn-pre-warning": (
        "36 s of sound, 24 s of silence, 3 times; the pitch stays the same; 3 min in all",
        "鸣 36 秒、停 24 秒，反复 3 遍；音调不变；全长 3 分钟",
    ),
    "cn-all-clear": (
        "one sound of 3 min without a break; the pitch stays the same; 3 min in all",
        "连续鸣 3 分钟，中间不停；音调不变；全长 3 分钟",
    ),
    "se-vma": (  # its last pause does not count, and the cycle is the same all the same
        "7 s of sound, 14 s of silence, 6 times; the pitch stays the same; 2 min 6 s in all",
        "鸣 7 秒、停 14 秒，反复 6 遍；音调不变；全长 2 分 6 秒",
    ),
    "cn-disaster-qingdao-test": (
        "18 sounds of 5 s to 15 s, 10 s to 2 min 10 s of silence between; "
        "the pitch stays the same; 10 min in all",
        "共 18 声，每声 5 秒至 15 秒，间隔 10 秒至 2 分 10 秒；音调不变；全长 10 分钟",
    ),
    "us-victory-warble": (
        "8 s of sound, 4 s of silence, 15 times; the pitch rises for 8 s and falls for 4 s; "
        "3 min in all",
        "鸣 8 秒、停 4 秒，反复 15 遍；音调起伏（升 8 秒、降 4 秒）；全长 3 分钟",
    ),
    "fr-sna": (
        "101 s of sound, 5 s of silence, 3 times; the pitch moves in several ways; "
        "5 min 13 s in all",
        "鸣 101 秒、停 5 秒，反复 3 遍；音调有多种变化；全长 5 分 13 秒",
    ),
}


@pytest.mark.parametrize("signal", WORDS)
def test_the_cycle_in_the_words_of_notices(signal: str) -> None:
    words = cycle_words(of_signal(library.signal(signal)))
    assert (words.said_in("en"), words.said_in("zh")) == WORDS[signal]


def test_every_signal_of_the_library_has_a_beat_that_makes_it_up() -> None:
    for signal in library.signals():
        timeline = of_signal(signal)
        found, every = cadence(timeline), beats(timeline)
        made_up = found.cycle * found.times
        assert made_up[:-1] == every[:-1], signal.id
        assert made_up[-1].sound_s == every[-1].sound_s, signal.id
        assert made_up[-1].silence_s >= every[-1].silence_s, signal.id


def test_tones_that_touch_are_one_sound() -> None:
    timeline = timeline_of(
        '{ tone = "steady", on_s = 2, hz = 400 }, { tone = "steady", on_s = 3, hz = 300 },'
        " { pause_s = 1 }, { tone = 'steady', on_s = 5 }"
    )
    assert [tuple(map(int, beat)) for beat in beats(timeline)] == [(5, 1), (5, 0)]


@pytest.mark.parametrize(
    ("length_s", "words"),
    [("3.6", "3.6 s"), ("0.46667", "0.5 s"), ("119", "119 s"), ("180", "3 min")],
)
def test_lengths_are_said_to_a_tenth_of_a_second(length_s: str, words: str) -> None:
    assert length_words(exact_s(length_s)).english == words


def test_pauses_alone_are_no_beat() -> None:
    timeline = timeline_of("{ pause_s = 10 }")
    assert beats(timeline) == ()
    assert cycle_words(timeline).english == "nothing sounds; 10 s in all"
    assert cycle_words(timeline).said_in("zh") == "没有声音；全长 10 秒"
