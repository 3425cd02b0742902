"""What sources leave open: ranges and pitches in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from siren import library
from siren.cli.pitch_words import pitch_words
from siren.cli.range_words import as_data, range_words, ranges, value_words
from siren.pattern import Duration, Repeat


def seconds(nominal: int, least: int | None, most: int | None) -> Duration:
    low, high = (None if n is None else Fraction(n) for n in (least, most))
    return Duration(Fraction(nominal), low, high)


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (seconds(60, 60, 60), "60 s", "60 秒"),
        (seconds(60, 60, None), "at least 60 s (60 s here)", "至少 60 秒（此处 60 秒）"),
        (seconds(90, None, 90), "at most 90 s (90 s here)", "至多 90 秒（此处 90 秒）"),
        (seconds(240, 180, 300), "180 to 300 s (240 s here)", "180 至 300 秒（此处 240 秒）"),
        (seconds(0, 0, None), "no length is stated (0 s here)", "未载明时长（此处 0 秒）"),
        (Repeat(4, 3, 5), "3 to 5 times (4 times here)", "3 至 5 次（此处 4 次）"),
        (Repeat(2, 2, None), "at least 2 times (2 times here)", "至少 2 次（此处 2 次）"),
        (Repeat(1, None, 1), "at most 1 time (1 time here)", "至多 1 次（此处 1 次）"),
        (
            Repeat(12, 1, None),
            "open, until it is stopped (12 times here)",
            "不限次数，直至停止（此处 12 次）",
        ),
    ],
)
def test_a_range_in_words(value: Duration | Repeat, en: str, zh: str) -> None:
    assert (value_words(value, "en"), value_words(value, "zh")) == (en, zh)


def of(name: str) -> list[str]:
    elements = library.signal(name).pattern.elements
    return [range_words(one, "en") for one in ranges(elements)]


def test_a_range_says_of_what_it_is() -> None:
    assert of("at-alarm") == ["wail: at least 60 s (60 s here)"]
    assert of("jp-fire-near") == ["steady, how often: open, until it is stopped (12 times here)"]
    assert of("tw-nuclear") == ["all of it, how often: at least 2 times (2 times here)"]
    assert of("cn-air-raid") == []


def test_a_range_as_data_has_null_where_it_is_open() -> None:
    assert as_data(Repeat(12, 1, None)) == {"nominal": 12, "min": 1, "max": None}
    assert as_data(seconds(60, 60, None)) == {"nominal": 60, "min": 60, "max": None}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cn-air-raid", "none is stated; the voice chooses it"),
        ("ch-water-alarm", "steady 200 Hz"),
        ("ch-general-alarm", "wail 250 Hz to 400 Hz"),
        ("gb-ww2-warning", "wail 333 + 400 Hz to 475 + 570 Hz"),
    ],
)
def test_the_pitch_in_words(name: str, words: str) -> None:
    assert pitch_words(library.signal(name).pattern.elements, "en") == words
