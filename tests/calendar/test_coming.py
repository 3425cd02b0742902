"""What is to come, of tests and drills, and in which order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from siren import library
from siren.calendar.coming import coming, unfixed
from siren.calendar.drills import distinct, drill_events
from siren.planning import on_date
from tests.calendar.tests_of_xx import NOW, find, monthly, of, window, xx

if TYPE_CHECKING:
    from siren.signal import Status

WEEKLY = monthly("FREQ=WEEKLY;BYDAY=SA", id="xx-weekly")


def test_of_each_test_the_next_day() -> None:
    assert [(event.id, str(event.date)) for event in of(monthly(), WEEKLY)] == [
        ("xx-weekly", "2026-11-28"),
        ("xx-monthly", "2026-12-02"),
    ]


def test_up_to_a_date_every_day_and_that_date_too() -> None:
    assert [str(event.date) for event in of(WEEKLY, until="2026-12-12")] == [
        *("2026-11-28", "2026-12-05", "2026-12-12")
    ]
    assert of(WEEKLY, until="2026-11-27") == ()


def test_up_to_a_date_and_the_next_however_far() -> None:
    leap = monthly("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", id="xx-leap")
    found = of(WEEKLY, leap, until="2026-12-05", with_next=True)
    assert [str(event.date) for event in found] == ["2026-11-28", "2026-12-05", "2028-02-29"]


def test_the_same_local_time_in_two_zones_is_two_events_the_eastern_first() -> None:
    found = of(monthly(other_timezones=("Asia/Tokyo",)))
    assert [(event.timezone, f"{event.start_utc:%H:%M}") for event in found] == [
        ("Asia/Tokyo", "03:00"),
        ("Europe/Prague", "11:00"),
    ]


@pytest.mark.parametrize("status", ["historic", "suspended"])
def test_sirens_that_are_silent_have_no_tests_to_come(status: Status) -> None:
    system = xx(monthly(), monthly(None), status=status)
    assert coming([system], [], window(), find) == ()
    assert unfixed([system], []) == ()


def test_a_test_without_a_rule_is_named_until_its_date_is_told() -> None:
    untold = monthly(None)
    assert of(untold) == ()
    assert [one.test for one in unfixed([xx(untold, WEEKLY)], ())] == [untold]
    told = untold._replace(dates=(dt.date(2026, 12, 24),))
    assert [str(event.date) for event in of(told)] == ["2026-12-24"]
    assert unfixed([xx(told)], of(told)) == ()


def test_a_drill_of_a_file_is_one_event() -> None:
    drill = on_date(library.drill("yangjiang-2023"), dt.date(2026, 12, 1))
    [event] = drill_events([drill], (), library.signal)
    assert (event.kind, event.id, event.countries) == ("drill", "yangjiang-2026-12-01", ("CN",))
    assert [part.signal for part in event.parts] == [
        *("cn-pre-warning", "cn-air-raid", "cn-all-clear")
    ]
    assert event.end_utc == dt.datetime(2026, 12, 1, 2, 44, tzinfo=dt.UTC)
    assert coming([], [event], window("2026-12-01"), find) == (event,)
    assert coming([], [event], window("2026-11-30"), find) == ()


def test_of_two_drills_of_one_id_and_start_the_first_is_kept_and_a_difference_told() -> None:
    drill = library.drill("yangjiang-2023")
    other = drill._replace(note="another")
    assert distinct([drill, drill]) == ((drill,), ())
    assert distinct([other, drill]) == ((other,), (drill,))


def test_a_drill_that_is_past_does_not_come() -> None:
    events = drill_events([library.drill("yangjiang-2023")], (), library.signal)
    assert coming([], events, window(), find) == ()
    assert NOW.year > 2023
