from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.notice.numerals import NUMBER, SMALL, YEAR, number, whole
from tests.notice.worded import in_words, year_in_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("15", 15),
        ("十五", 15),
        ("十", 10),
        ("二十", 20),
        ("三十六", 36),
        ("一百八十", 180),
        ("百二十", 120),
        ("两", 2),
        ("零", 0),
        ("〇三", 3),
        ("二〇二三", 2023),
        ("二○二三", 2023),
        ("二零二三", 2023),
        ("二0二三", 2023),
        ("二O二三", 2023),
        ("二OO九", 2009),
        ("叁", 3),
    ],
)
def test_a_whole_number(words: str, value: int) -> None:
    assert whole(words) == value


@pytest.mark.parametrize("words", ["", "x", "3遍", "十x", "-3", "3.5", "廿"])
def test_what_is_no_number(words: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        whole(words)


def test_a_decimal_is_exact() -> None:
    assert number("3.6") == Fraction(36, 10)
    assert number("十五") == 15


@given(st.integers(1, 99))
def test_every_number_under_a_hundred_reads_back(value: int) -> None:
    assert whole(in_words(value)) == value
    assert number(str(value)) == value


@given(st.integers(1900, 2099))
def test_every_year_reads_back(year: int) -> None:
    assert whole(year_in_words(year)) == year
    assert re.fullmatch(YEAR, year_in_words(year))


@pytest.mark.parametrize(
    ("pattern", "words", "fits"),
    [
        (NUMBER, "3.5", True),
        (NUMBER, "十五", True),
        (NUMBER, "3.", False),
        (SMALL, "23", True),
        (SMALL, "二十三", True),
        (SMALL, "123", False),
        (YEAR, "2023", True),
        (YEAR, "二〇二三", True),
        (YEAR, "114", False),
    ],
)
def test_what_a_pattern_takes(pattern: str, words: str, *, fits: bool) -> None:
    assert bool(re.fullmatch(pattern, words)) == fits
