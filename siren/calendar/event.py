"""One thing that is to come: a public test on one day, or a drill.

Comes in: from :mod:`siren.calendar.occurrences` and :mod:`siren.calendar.drills`. Goes out: to
tables, JSON and :mod:`siren.calendar.ics`.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date

    from siren.recurrence import Day
    from siren.signal import PublicTest
    from siren.text import Text

Kind = Literal["test", "commemoration", "drill"]


class Part(NamedTuple):
    """One signal of an event, or something else that it is made of; None: at no known time."""

    names: Text
    signal: str | None = None
    start_utc: datetime | None = None
    end_utc: datetime | None = None


class ArmedOn(NamedTuple):
    """Where a drill is armed now, and whether it will be heard there."""

    device: str
    mode: str
    heard: bool


class Event(NamedTuple):
    """Something that is to come, or goes on.

    Attributes
    ----------
    countries
        ISO 3166 codes; several where a drill has signals of several.
    where
        A region or a place; None: the whole country, or nobody said.
    date
        The local date on which it begins.
    start_utc
        None: the hour is not fixed.
    doubts
        Why it may be otherwise, in sentences.
    test, day
        What it is a day of; None: a drill.
    """

    kind: Kind
    id: str
    title: Text
    countries: tuple[str, ...]
    timezone: str
    date: date
    start_utc: datetime | None
    parts: tuple[Part, ...]
    where: Text | None = None
    doubts: tuple[Text, ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None
    armed: tuple[ArmedOn, ...] = ()
    test: PublicTest | None = None
    day: Day | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its local times."""
        return ZoneInfo(self.timezone)

    @property
    def start_local(self) -> datetime | None:
        """When it begins, by the clocks there."""
        return self.start_utc and self.start_utc.astimezone(self.zone)

    @property
    def end_utc(self) -> datetime | None:
        """When the last sound that is known of is over; None where none is."""
        return max((part.end_utc for part in self.parts if part.end_utc), default=None)

    @property
    def soonest_utc(self) -> datetime:
        """When it may begin: with the day, where the hour is not fixed."""
        return self.start_utc or utc_of(self.date, time(), self.zone)

    def is_over(self, now_utc: datetime) -> bool:
        """Return whether nothing of it is to come."""
        a_day = timedelta(days=0 if self.start_utc else 1)
        return max(self.end_utc or self.soonest_utc, self.soonest_utc + a_day) <= now_utc


def utc_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant of a local time, as RFC 5545 has it where clocks change.

    A time that exists twice is the first of the two; one that is skipped is read by the clock
    from before the change, and so comes an hour later by the new one.
    """
    return datetime.combine(day, at, zone).astimezone(UTC)
