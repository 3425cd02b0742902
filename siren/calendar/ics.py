"""What is to come as an iCalendar file (RFC 5545), for any calendar program.

Comes in: events. Goes out: the bytes of a file. A test whose rule is exact is one event that
recurs; what is moved, named or in doubt is an event of its own, since no rule can say it. The
package icalendar writes the file; this is its only home.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from siren.calendar.event import utc_of
from siren.calendar.occurrences import is_exact
from siren.calendar.words import described, place_words, titled
from siren.errors import NotInstalled
from siren.recurrence import ruled_out
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import icalendar

    from siren.calendar.coming import Window
    from siren.calendar.event import Event
    from siren.signal import PublicTest

CATEGORIES = {
    "test": phrase("Siren test", "防空警报试鸣"),
    "commemoration": phrase("Commemoration", "纪念鸣响"),
    "drill": phrase("Siren drill", "防空警报演习"),
}


def ics_bytes(events: Iterable[Event], window: Window, language: str) -> bytes:
    """Return the file.

    Parameters
    ----------
    window
        Its end also ends the rules, unless it is to hold the next day of each: then they go on.

    Raises
    ------
    NotInstalled
        Without the package icalendar.
    """
    calendar = _calendar(language)
    for event, recurs in _entries(events):
        calendar.add_component(_component(event, window, language, recurs=recurs))
    if calendar.walk("VEVENT"):
        # Nothing here lies in the past; some years before are for rules that began then.
        calendar.add_missing_timezones(first_date=window.now_utc.date() - timedelta(days=366))
    return bytes(calendar.to_ical())


def _calendar(language: str) -> icalendar.Calendar:
    try:
        from icalendar import Calendar
    except ImportError as error:
        what = phrase("an iCalendar file", "iCalendar 日历文件")
        raise NotInstalled(what, "icalendar", "calendar") from error
    calendar = Calendar()
    calendar.add("prodid", "-//siren-drill//siren next//EN")
    calendar.add("version", "2.0")
    name = phrase("Siren tests and drills", "防空警报试鸣与演习").said_in(language)
    calendar.add("x-wr-calname", name)
    return calendar


def _entries(events: Iterable[Event]) -> Iterator[tuple[Event, bool]]:
    """Yield the events to write, and whether each stands for those of its rule that follow."""
    by_test = sorted(events, key=lambda event: (event.id, event.timezone, event.soonest_utc))
    for _, group in groupby(by_test, key=lambda event: (event.id, event.timezone)):
        has_rule = False
        for event in group:
            is_ruled = _is_ruled(event)
            if not (is_ruled and has_rule):
                yield event, is_ruled
            has_rule = has_rule or is_ruled


def _is_ruled(event: Event) -> bool:
    is_of_rule = event.day is not None and event.day.by == "rule"
    return is_of_rule and event.test is not None and is_exact(event.test)


def _component(event: Event, window: Window, language: str, *, recurs: bool) -> icalendar.Event:
    from icalendar import Event as Component

    found = Component()
    found.add("uid", uid(event, recurs=recurs))
    found.add("dtstamp", window.now_utc.astimezone(UTC).replace(microsecond=0))
    found.add("dtstart", event.start_local or event.date)
    if event.start_utc and event.end_utc and event.end_utc > event.start_utc:
        end_local = event.end_utc.astimezone(event.zone)
        part_s = timedelta(seconds=1 if end_local.microsecond else 0)  # a part is a whole one
        found.add("dtend", end_local.replace(microsecond=0) + part_s)
    found.add("summary", titled(event, language))
    found.add("description", described(event, language))
    found.add("location", place_words(event, language))
    found.add("categories", [CATEGORIES[event.kind].said_in(language)])
    found.add("status", "TENTATIVE" if event.doubts else "CONFIRMED")
    found.add("transp", "TRANSPARENT")
    if event.sources:
        found.add("url", event.sources[0])
    if recurs and event.test and event.test.rrule:
        _add_rule(found, event, event.test, event.test.rrule, window)
    return found


def uid(event: Event, *, recurs: bool) -> str:
    """Return a name that stays the same from file to file, so that an import changes no entry."""
    other = event.test is not None and event.timezone != event.test.timezone
    zone = f"-{event.timezone.replace('/', '-').lower()}" if other else ""
    day = "" if recurs or event.kind == "drill" else f"-{event.date.isoformat()}"
    return f"{event.id}{day}{zone}@siren-drill"


def _add_rule(
    found: icalendar.Event, event: Event, test: PublicTest, rrule: str, window: Window
) -> None:
    from icalendar import vRecur

    rule = vRecur.from_ical(rrule)
    end = None if window.with_next else window.until
    last = min((day for day in (test.until, end) if day), default=None)
    if last is not None:
        rule["UNTIL"] = [_moment(event, last, time(23, 59, 59), UTC)]
    found.add("rrule", rule)
    left_out = sorted(day for day in ruled_out(test) if day >= event.date)
    if left_out:
        local = test.at or time()
        found.add("exdate", [_moment(event, day, local, event.zone) for day in left_out])


def _moment(event: Event, day: date, at: time, zone: Any) -> date | datetime:
    """Return a time of day in a zone; a mere date where the event has no hour either."""
    return utc_of(day, at, event.zone).astimezone(zone) if event.start_utc else day
