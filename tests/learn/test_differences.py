"""What tells two signals apart, the most telling first."""

from __future__ import annotations

from siren.learn.differences import difference, sound_alike
from siren.library import signal


def test_the_beat_of_both_with_their_names() -> None:
    words = difference(signal("cn-air-raid"), signal("cn-pre-warning"))
    assert words.said_in("en") == (
        "Air-raid warning: sounds for 6 s at a time, then is silent for 6 s. "
        "Advance (preliminary) air-raid warning: sounds for 36 s at a time, "
        "then is silent for 24 s."
    )
    assert (
        words.said_in("zh") == "空袭警报：每次鸣 6 秒，停 6 秒。预先警报：每次鸣 36 秒，停 24 秒。"
    )


def test_a_pitch_that_moves_tells_more_than_a_pause() -> None:
    words = difference(signal("us-victory-warble"), signal("cn-air-raid")).english
    assert "sounds for 8 s at a time, the pitch rises for 8 s and falls for 4 s." in words
    assert "Air-raid warning: sounds for 6 s at a time, the pitch stays the same." in words
    assert "silent" not in words


def test_where_only_the_length_differs_it_is_said() -> None:
    words = difference(signal("se-all-clear"), signal("cn-all-clear")).english
    assert "sounds for 30 s at a time, lasts 30 s in all." in words


def test_signals_that_are_the_same_sound_are_found() -> None:
    assert sound_alike(signal("cn-all-clear"), signal("us-nd-all-clear"))
    assert not sound_alike(signal("cn-all-clear"), signal("cn-disaster-clear-zhejiang"))
