"""The beat on the screen: sound and pause, to one scale, and nothing of what is to come."""

from __future__ import annotations

from fractions import Fraction

import pytest

from siren import library
from siren.cli.board.lines import text_of, width_of
from siren.cli.learn_beat import Now, beat_rows, now_in, scale_of
from siren.learn.shortened import shortened
from siren.timeline import of_signal
from siren.units import exact_s
from tests.synth.sounds import timeline_of

OF_CHINA = ("cn-pre-warning", "cn-air-raid", "cn-all-clear")
HEARD = {name: shortened(of_signal(library.signal(name)), 10) for name in OF_CHINA}
SCALE = scale_of(list(HEARD.values()))


def rows(signal: str, at_s: str | None, width: int = 80, language: str = "en") -> list[str]:
    at = None if at_s is None else exact_s(at_s)
    lines = beat_rows(HEARD[signal], at, SCALE, width, language)
    assert all(width_of(line) <= width for line in lines)
    return [text_of(line).rstrip() for line in lines]


@pytest.mark.parametrize(
    ("at_s", "now"),
    [
        ("0", Now(True, Fraction(0))),
        ("3.5", Now(True, exact_s("3.5"))),
        ("3.6", Now(False, Fraction(0))),
        ("6", Now(True, Fraction(0))),
        ("17.9", Now(False, exact_s("2.3"))),
    ],
)
def test_it_is_known_whether_it_sounds_and_since_when(at_s: str, now: Now) -> None:
    assert now_in(HEARD["cn-pre-warning"], exact_s(at_s)) == now


def test_a_silence_at_the_beginning_is_a_pause() -> None:
    timeline = timeline_of('{ pause_s = 2 }, { tone = "steady", on_s = 2 }')
    assert now_in(timeline, Fraction(1)) == Now(False, Fraction(1))
    assert now_in(timeline, Fraction(3)) == Now(True, Fraction(1))


def test_sound_and_pause_are_said_and_how_long_already() -> None:
    sound, pause = rows("cn-pre-warning", "2"), rows("cn-pre-warning", "5")
    assert sound[0].strip() == "S O U N D   鸣"
    assert pause[0].strip() == "pause   停"
    assert sound[2].startswith("   2.0 s █")
    assert pause[2].startswith("   1.4 s ·")
    assert rows("cn-pre-warning", "2", language="zh")[0].strip() == "鸣   S O U N D"


def test_the_bar_fills_to_one_scale_for_all_signals() -> None:
    assert rows("cn-all-clear", "2")[2] == rows("cn-pre-warning", "2")[2]
    assert rows("cn-all-clear", "4")[2].count("█") > rows("cn-all-clear", "2")[2].count("█")


def test_nothing_of_what_is_to_come_is_drawn() -> None:
    early = [rows(signal, "0.5") for signal in HEARD]
    assert early[0] == early[1] == early[2]
    assert rows("cn-pre-warning", "5")[3].startswith(" ███████")
    assert rows("cn-pre-warning", "5")[3].endswith(" ▏")


@pytest.mark.parametrize(("at_s", "words"), [(None, "listen ..."), ("-0.5", "listen ...")])
def test_before_it_begins_one_listens(at_s: str | None, words: str) -> None:
    assert rows("cn-air-raid", at_s)[0].strip() == words
    assert rows("cn-air-raid", at_s)[3] == " ▏"


def test_the_axis_does_not_tell_which_signal_of_a_test_it_is() -> None:
    heard = {name: of_signal(library.signal(name)) for name in ("be-alert", "be-test")}
    scale = scale_of(list(heard.values()))
    alert, test = (
        [text_of(line) for line in beat_rows(timeline, None, scale, 80, "en")]
        for timeline in heard.values()
    )
    assert alert == test


def test_a_signal_that_never_sounds_has_a_scale_and_rows() -> None:
    silence = timeline_of("{ pause_s = 10 }")
    scale = scale_of([silence])
    assert text_of(beat_rows(silence, Fraction(1), scale, 80, "en")[0]).strip() == "pause   停"


def test_when_it_is_over_all_of_it_stands_there() -> None:
    over = rows("cn-air-raid", "18")
    assert over[0].strip() == "it is over"
    assert over[3] == rows("cn-air-raid", "100")[3]
