"""What may be typed in answer to a question, and what may not."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from siren.notice.reading import Window
from siren.notice.typed import (
    read_cadence,
    read_day,
    read_length,
    read_time,
    read_window,
    read_yes,
)
from siren.notice.whole_sound import Sound


@pytest.mark.parametrize(
    "typed", ["2026-10-29", "2026年10月29日", "２０２６－１０－２９", " 2026/10/29 "]
)
def test_a_day_is_typed_as_notices_write_it(typed: str) -> None:
    assert read_day(typed) == dt.date(2026, 10, 29)


@pytest.mark.parametrize("typed", ["", "10-29", "2026-02-30", "2026-10-29 or so", "10月29日"])
def test_a_day_without_its_year_or_that_is_none_is_not_taken(typed: str) -> None:
    assert read_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "at_s"),
    [("10:29", 37_740), ("10：29：30", 37_770), ("24:00", None), ("9:60", None), ("1029", None)],
)
def test_a_time_has_hours_and_minutes(typed: str, at_s: int | None) -> None:
    assert read_time(typed) == at_s


@pytest.mark.parametrize(
    ("typed", "window"),
    [
        ("10:00-10:15", Window(36_000, 36_900)),
        ("10：00～10：15", Window(36_000, 36_900)),
        ("10:00", Window(36_000)),
        ("10:15-10:00", None),
        ("10:00-25:00", None),
    ],
)
def test_a_window_ends_after_it_begins(typed: str, window: Window | None) -> None:
    assert read_window(typed) == window


@pytest.mark.parametrize(
    ("typed", "length_s"), [("120", 120), ("2:00", 120), ("1:60", None), ("-1", None), ("x", None)]
)
def test_a_length_is_seconds_or_minutes_and_seconds(typed: str, length_s: int | None) -> None:
    assert read_length(typed) == length_s


RAID = ((Fraction(6), Fraction(6)),)
STEADY = Sound(((Fraction(180), Fraction(0)),), 1)


@pytest.mark.parametrize(
    ("typed", "sound"),
    [
        ("6/6x15", Sound(RAID, 15)),
        ("6/6 × 15", Sound(RAID, 15)),
        ("15/10+5/10*3", Sound(((Fraction(15), Fraction(10)), (Fraction(5), Fraction(10))), 3)),
        ("180s", STEADY),
        ("180秒", STEADY),
        ("3:00", STEADY),
    ],
)
def test_a_cadence_is_tone_and_pause_and_count_or_a_steady_tone(typed: str, sound: Sound) -> None:
    assert read_cadence(typed) == sound


@pytest.mark.parametrize("typed", ["6/6x99999", "3601s", "9/1x361"])
def test_what_takes_over_an_hour_is_no_cadence(typed: str) -> None:
    assert read_cadence(typed) is None


@pytest.mark.parametrize("typed", ["3", "180", "6/6", "6/6x0", "0/6x3", "0s", "6x15"])
def test_a_bare_number_may_be_meant_for_a_choice_and_is_no_cadence(typed: str) -> None:
    assert read_cadence(typed) is None


@pytest.mark.parametrize(("typed", "value"), [("y", True), ("是", True), ("N", False), ("", None)])
def test_yes_and_no_in_both_languages(typed: str, *, value: bool | None) -> None:
    assert read_yes(typed) is value
