"""The calendar file, read back by another library than the one that wrote it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
import recurring_ical_events

from siren import library
from siren.calendar.coming import Window, coming
from siren.calendar.drills import drill_events
from siren.calendar.ics import ics_bytes
from siren.planning import on_date
from siren.signal import Move
from siren.signal import TestStep as Step
from tests.calendar.tests_of_xx import NOW, find, monthly, of, window, xx

if TYPE_CHECKING:
    from siren.calendar.event import Event
    from siren.signal import PublicTest

YEAR = dt.date(2027, 11, 23)


def parsed(*tests: PublicTest, until: str | None = None) -> Any:
    """Return the file of these tests: as asked for, or open with a year of what has no rule."""
    asked = window(until) if until else Window(NOW, YEAR)
    return read(ics_bytes(coming([xx(*tests)], [], asked, find), asked, "en"))


def read(content: bytes) -> Any:
    return icalendar.Calendar.from_ical(content)


def entries(calendar: Any) -> list[Any]:
    return list(calendar.walk("VEVENT"))


def occurring(calendar: Any, until: str) -> list[tuple[str, dt.datetime | dt.date]]:
    found = recurring_ical_events.of(calendar).between(NOW, dt.datetime.fromisoformat(until))
    return sorted((str(event["SUMMARY"]), event["DTSTART"].dt) for event in found)


def expected(events: tuple[Event, ...]) -> list[dt.datetime | dt.date]:
    return [event.start_local or event.date for event in events]


RICH = monthly(
    exceptions=(dt.date(2027, 1, 6),),
    moved=(Move(dt.date(2027, 5, 5), dt.date(2027, 5, 12)),),
    dates=(dt.date(2026, 12, 24), dt.date(2027, 3, 3)),
    until=dt.date(2027, 9, 30),
)


@pytest.mark.parametrize(
    "test",
    [
        monthly(),
        RICH,
        monthly(holidays="skipped"),
        monthly("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", since=dt.date(2020, 1, 4)),
        monthly("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        monthly("FREQ=YEARLY;BYMONTH=4,9;BYDAY=1SU,-1SU", timezone="Pacific/Auckland"),
        monthly(at=None, steps=(), exceptions=(dt.date(2027, 1, 6),)),
        monthly(other_timezones=("Asia/Tokyo", "Pacific/Honolulu")),
        monthly(None, dates=(dt.date(2026, 12, 24), dt.date(2027, 12, 24))),
    ],
    ids=lambda test: test.rrule,
)
def test_another_library_finds_the_days_that_siren_knows(test: PublicTest) -> None:
    found = [start for _, start in occurring(parsed(test), "2027-11-22T00:00:00+00:00")]
    wanted = expected(of(test, until="2027-11-21"))
    assert len(wanted) >= 1
    assert sorted(map(str, found)) == sorted(map(str, wanted))


def test_the_library_of_signals_reads_back_day_by_day() -> None:
    systems, asked = list(library.systems()), Window(NOW, YEAR)
    events = coming(systems, [], asked, library.signal)
    calendar = read(ics_bytes(events, asked, "en"))
    found = [start for _, start in occurring(calendar, "2027-11-22T00:00:00+00:00")]
    wanted = [event for event in events if event.date < dt.date(2027, 11, 22)]
    assert len(wanted) > 40
    assert sorted(map(str, found)) == sorted(map(str, expected(tuple(wanted))))


def test_an_exact_rule_is_one_entry_that_goes_on_with_what_is_left_out() -> None:
    [entry] = entries(parsed(monthly(exceptions=(dt.date(2020, 1, 1), dt.date(2027, 1, 6)))))
    assert entry["RRULE"].to_ical() == b"FREQ=MONTHLY;BYDAY=1WE"
    assert [str(one.dt) for one in entry["EXDATE"].dts] == ["2027-01-06 12:00:00+01:00"]
    assert str(entry["UID"]) == "xx-monthly@siren-drill"


def test_what_was_moved_or_told_is_an_entry_of_its_own() -> None:
    names = [str(entry["UID"]) for entry in entries(parsed(RICH))]
    assert sorted(names) == [
        "xx-monthly-2026-12-24@siren-drill",
        "xx-monthly-2027-03-03@siren-drill",
        "xx-monthly-2027-05-12@siren-drill",
        "xx-monthly@siren-drill",
    ]


def test_a_rule_ends_with_the_test_or_with_the_date_that_was_asked_for() -> None:
    for test, until in ((RICH, None), (monthly(), "2027-09-30")):
        rule = next(e for e in entries(parsed(test, until=until)) if "RRULE" in e)["RRULE"]
        assert rule["UNTIL"] == [dt.datetime(2027, 9, 30, 21, 59, 59, tzinfo=dt.UTC)]


def test_what_is_in_doubt_is_dated_one_by_one_and_tentative() -> None:
    found = entries(parsed(monthly(holidays="moved")))
    assert len(found) == 12
    for entry in found:
        assert "RRULE" not in entry
        assert entry["STATUS"] == "TENTATIVE"
        assert str(entry["SUMMARY"]) == "perhaps: Siren test: Test of XX (XX)"
        assert "siren does not know the holidays" in entry["DESCRIPTION"]
    assert len({entry["UID"] for entry in found}) == 12


def test_an_open_hour_is_a_whole_day() -> None:
    [entry] = entries(parsed(monthly(at=None, steps=())))
    assert entry["DTSTART"].dt == dt.date(2026, 12, 2)
    assert "DTEND" not in entry
    assert "The hour is not fixed." in entry["DESCRIPTION"]
    [entry] = entries(parsed(monthly(at=None, steps=(Step("xx-a"),))))
    assert "open All clear [xx-a]" in str(entry["DESCRIPTION"]).splitlines()


def test_local_times_have_their_zone_in_the_file() -> None:
    calendar = parsed(monthly(other_timezones=("Pacific/Auckland",)))
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    assert zones == {"Europe/Prague", "Pacific/Auckland"}
    assert {entry["DTSTART"].params["TZID"] for entry in entries(calendar)} == zones


def test_an_entry_says_all_that_is_known_and_rings_no_bell() -> None:
    [entry] = entries(parsed(monthly(note="Not at the airport.")))
    assert entry["DTSTAMP"].dt == NOW
    assert (entry["DTEND"].dt - entry["DTSTART"].dt) == dt.timedelta(minutes=3)
    assert [str(one) for one in entry["CATEGORIES"].cats] == ["Siren test"]
    assert str(entry["DESCRIPTION"]).splitlines() == [
        "A public test of the sirens, no alarm [xx-monthly]",
        "12:00:00 All clear [xx-a]",
        "Not at the airport.",
        "https://example.org/test",
    ]
    assert (entry["LOCATION"], entry["URL"]) == ("XX", "https://example.org/test")
    assert entry.walk("VALARM") == []


def test_a_drill_is_one_entry_with_the_time_of_every_signal() -> None:
    drill = on_date(library.drill("yangjiang-2023"), dt.date(2026, 12, 1))
    events = tuple(drill_events([drill], (), library.signal))
    [entry] = entries(read(ics_bytes(events, window(), "zh")))
    assert str(entry["UID"]) == "yangjiang-2026-12-01@siren-drill"
    assert str(entry["SUMMARY"]).startswith("演习 EXERCISE：阳江市防空警报试鸣")
    assert entry["DTSTART"].dt.isoformat() == "2026-12-01T10:29:00+08:00"
    assert entry["DTEND"].dt.isoformat() == "2026-12-01T10:44:00+08:00"
    description = str(entry["DESCRIPTION"])
    for line in ("10:29:00 预先警报", "10:35:00 空袭警报", "10:41:00 解除警报"):
        assert line in description


def test_the_same_file_twice_but_for_when_it_was_made() -> None:
    later = Window(NOW + dt.timedelta(hours=1), YEAR)
    first, second = (
        ics_bytes(coming([xx(RICH)], [], asked, find), asked, "en")
        for asked in (Window(NOW, YEAR), later)
    )
    assert first != second
    assert first.replace(b"20261123T010000Z", b"20261123T020000Z") == second


def test_nothing_to_come_is_a_calendar_with_nothing_in_it() -> None:
    assert entries(parsed(monthly(None))) == []


def test_a_part_of_a_second_at_the_end_counts_as_a_whole_one() -> None:
    drill = on_date(library.drill("yangjiang-2023"), dt.date(2026, 12, 1))
    [event] = drill_events([drill], (), library.signal)
    assert event.end_utc is not None
    last = event.parts[-1]._replace(end_utc=event.end_utc + dt.timedelta(milliseconds=500))
    event = event._replace(parts=(*event.parts[:-1], last))
    [entry] = entries(read(ics_bytes([event], window(), "zh")))
    assert entry["DTEND"].dt.isoformat() == "2026-12-01T10:44:01+08:00"
