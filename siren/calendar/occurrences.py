"""The days of a public test as events: local time as the rule has it, and UTC with its offset."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.calendar.event import Event, Part, utc_of
from siren.errors import Misuse
from siren.recurrence import days
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime, time

    from siren.recurrence import Day
    from siren.signal import PublicTest, Signal, TestStep

    FindSignal = Callable[[str], Signal]

HOLIDAYS = {
    "moved": phrase(
        "On a public holiday it is moved to another day; siren does not know the holidays.",
        "遇法定节假日改期；本程序不掌握各地节假日。",
    ),
    "skipped": phrase(
        "On a public holiday it is not held; siren does not know the holidays.",
        "遇法定节假日不鸣响；本程序不掌握各地节假日。",
    ),
}

_LITTLE_KNOWN = phrase(
    "The rule rests on little: ask the authority before you count on the day.",
    "该规律依据不足；请先向主管部门核实日期。",
)


def occurrences(
    test: PublicTest, country: str, timezone: str, now_utc: datetime, find_signal: FindSignal
) -> Iterator[Event]:
    """Yield a test's events in one of its zones that are not over, the soonest first.

    It may go on for ever; nothing where the days are not known.
    """
    zone = ZoneInfo(timezone)
    for day in days(test, now_utc.astimezone(zone).date()):
        event = _event(test, country, zone, day, find_signal)
        if not event.is_over(now_utc):
            yield event


def zones(test: PublicTest) -> tuple[str, ...]:
    """Return every zone in which a test is held at its local time."""
    return (test.timezone, *test.other_timezones)


def is_exact(test: PublicTest) -> bool:
    """Return whether the rule alone says every day, as far as anybody knows."""
    return test.rrule is not None and test.holidays is None and test.confidence != "low"


def _event(
    test: PublicTest, country: str, zone: ZoneInfo, day: Day, find_signal: FindSignal
) -> Event:
    start_utc = _utc(day.date, test.at, zone)
    return Event(
        kind=test.kind,
        id=test.id,
        title=test.what,
        countries=(country,),
        timezone=zone.key,
        date=day.date,
        start_utc=start_utc,
        parts=tuple(_part(step, day.date, start_utc, zone, find_signal) for step in test.steps),
        where=None if test.region is None else Text.of({"en": test.region}),
        doubts=_doubts(test, day),
        sources=test.sources,
        note=test.note,
        test=test,
        day=day,
    )


def _part(
    step: TestStep,
    day: date,
    test_utc: datetime | None,
    zone: ZoneInfo,
    find_signal: FindSignal,
) -> Part:
    start_utc = _utc(day, step.at, zone)
    if test_utc and step.after_s is not None:
        start_utc = test_utc + timedelta(seconds=step.after_s)
    if step.signal is None:
        return Part(step.label or phrase("?", "？"), None, start_utc, start_utc)
    try:
        signal = find_signal(step.signal)
    except Misuse:  # the file it stands in has a fault
        return Part(Text.of({"en": step.signal}), step.signal, start_utc)
    end_utc = start_utc and start_utc + timedelta(seconds=float(signal.duration_s))
    return Part(signal.names, signal.id, start_utc, end_utc)


def _utc(day: date, at: time | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else utc_of(day, at, zone)


def _doubts(test: PublicTest, day: Day) -> tuple[Text, ...]:
    """Return why the day may be another one; a date that was named is none of the rule's."""
    if day.by != "rule":
        return ()
    little = [_LITTLE_KNOWN] if test.confidence == "low" else []
    return (*([HOLIDAYS[test.holidays]] if test.holidays else []), *little)
