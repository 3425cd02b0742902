"""Which days a rule gives; dates of real tests, and properties of all."""

from __future__ import annotations

import datetime as dt
from itertools import islice, takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.recurrence import Day, days
from siren.signal import Move, PublicTest
from siren.text import Text

DATES = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
RULES = st.sampled_from(
    [
        "FREQ=MONTHLY;BYDAY=1WE",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=9;BYDAY=3SA",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=WEEKLY;BYDAY=TU,SA",
        "FREQ=MONTHLY;BYMONTHDAY=31",
    ]
)


def a_test(rrule: str | None, **other: Any) -> PublicTest:
    bare = PublicTest(
        "xx-test", Text.of({"en": "Test"}), "UTC", dt.time(12), rrule, (), "high", ("https://x",)
    )
    return bare._replace(**other)


def first(count: int, test: PublicTest, since: str) -> list[str]:
    return [str(day.date) for day in islice(days(test, dt.date.fromisoformat(since)), count)]


@pytest.mark.parametrize(
    ("rrule", "since", "found"),
    [
        ("FREQ=MONTHLY;BYDAY=1WE", "2014-02-05", ["2014-02-05", "2014-03-05"]),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=1SA", "2015-10-04", ["2016-10-01", "2017-10-07"]),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU", "2015-01-01", ["2015-09-27", "2016-09-25"]),
        # The first working day: a Friday, a Thursday, and in 2018 the Monday after a Sunday.
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
            "2017-12-01",
            ["2017-12-01", "2018-01-01", "2018-02-01"],
        ),
        (
            "FREQ=MONTHLY;BYMONTH=4,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
            "2022-05-01",
            ["2022-10-03", "2023-04-03", "2023-10-02", "2024-04-01"],
        ),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2025-01-01", ["2028-02-29", "2032-02-29"]),
    ],
)
def test_dates_of_real_tests(rrule: str, since: str, found: list[str]) -> None:
    assert first(len(found), a_test(rrule), since) == found


def test_a_day_may_be_left_out_held_on_another_or_come_beside_the_rule() -> None:
    test = a_test(
        "FREQ=MONTHLY;BYDAY=1MO",
        exceptions=(dt.date(2022, 6, 6),),
        moved=(
            Move(dt.date(2022, 4, 4), dt.date(2022, 4, 11)),
            Move(dt.date(2022, 5, 2), dt.date(2022, 5, 9)),
        ),
        dates=(dt.date(2022, 4, 20),),
    )
    assert list(islice(days(test, dt.date(2022, 3, 1)), 5)) == [
        Day(dt.date(2022, 3, 7), "rule"),
        Day(dt.date(2022, 4, 11), "moved"),
        Day(dt.date(2022, 4, 20), "dated"),
        Day(dt.date(2022, 5, 9), "moved"),
        Day(dt.date(2022, 7, 4), "rule"),
    ]


def test_a_date_that_was_told_is_no_longer_the_rules() -> None:
    test = a_test("FREQ=MONTHLY;BYDAY=1MO", dates=(dt.date(2026, 12, 7),), holidays="moved")
    assert next(days(test, dt.date(2026, 12, 1))) == Day(dt.date(2026, 12, 7), "dated")


def test_without_a_rule_there_are_only_the_dates_that_were_told() -> None:
    test = a_test(None, dates=(dt.date(2027, 9, 20), dt.date(2026, 9, 18)))
    assert first(9, test, "2026-09-18") == ["2026-09-18", "2027-09-20"]
    assert first(9, a_test(None), "2026-09-18") == []


def test_a_series_that_has_ended_gives_nothing() -> None:
    ended = a_test("FREQ=WEEKLY;BYDAY=TU", until=dt.date(2019, 12, 10))
    assert first(9, ended, "2019-12-01") == ["2019-12-03", "2019-12-10"]
    assert first(9, ended, "2026-01-01") == []


def test_every_second_week_counts_from_the_first_however_long_ago() -> None:
    test = a_test("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", since=dt.date(2020, 1, 7))
    assert first(2, test, "2026-11-20") == ["2026-12-01", "2026-12-15"]


@given(RULES, DATES, DATES, DATES, st.sets(DATES, max_size=5))
def test_every_day_is_in_bounds_in_order_and_no_exception(
    rrule: str, start: dt.date, since: dt.date, until: dt.date, extra: set[dt.date]
) -> None:
    ruled = takewhile(lambda d: d.date <= until, days(a_test(rrule, since=since), start))
    out = tuple(day.date for day in islice(ruled, 2))
    named = tuple(day for day in extra if since <= day <= until)
    test = a_test(rrule, since=since, until=until, exceptions=out, dates=named)
    found = [day.date for day in islice(days(test, start), 60)]
    assert found == sorted(set(found))
    assert all(max(since, start) <= day <= until for day in found)
    assert not set(found) & (set(out) - set(named))


@given(RULES, DATES)
def test_where_one_begins_to_look_changes_no_day(rrule: str, start: dt.date) -> None:
    """A start a year before, which the rule is worked out from, must not show."""
    test = a_test(rrule)
    later = start + dt.timedelta(days=200)
    seen = [day for day in islice(days(test, start), 40) if day.date >= later]
    assert seen == list(islice(days(test, later), len(seen)))
