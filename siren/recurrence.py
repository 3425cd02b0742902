"""On which days a public test is held: its rule, less what is left out, with what is moved.

Comes in: a :class:`~siren.signal.PublicTest`. Goes out: days in order, without an hour or a zone;
:mod:`siren.calendar.occurrences` makes instants of them. The rule itself (RFC 5545) is worked out
by python-dateutil; this is the only place that knows it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.signal import PublicTest


class Day(NamedTuple):
    """A day on which a test is held, and what says so: the rule, a move, or a date of its own."""

    date: date
    by: Literal["rule", "moved", "dated"]


def days(test: PublicTest, first: date) -> Iterator[Day]:
    """Yield the days of a test from `first` on, the soonest first; it may go on for ever."""
    named = {move.to: Day(move.to, "moved") for move in test.moved}
    named |= {day: Day(day, "dated") for day in test.dates}
    return _merged(_left(test, first), sorted(day for day in named.values() if day.date >= first))


def ruled_out(test: PublicTest) -> set[date]:
    """Return the days on which the rule does not hold, whatever it gives: left out, or named."""
    moved = (day for move in test.moved for day in move)
    return {*test.exceptions, *moved, *test.dates}


def rule_dates(test: PublicTest, first: date) -> Iterator[date]:
    """Yield what the bare rule gives from `first` on, within ``since`` and ``until``."""
    if test.rrule is None:
        return iter(())
    since, until = test.since or date.min, test.until or date.max
    soonest = max(first, since)
    late = dropwhile(lambda day: day < soonest, _unrolled(test.rrule, test.since, soonest))
    return takewhile(lambda day: day <= until, late)


def _left(test: PublicTest, first: date) -> Iterator[Day]:
    out = ruled_out(test)
    return (Day(day, "rule") for day in rule_dates(test, first) if day not in out)


def _unrolled(rule: str, since: date | None, soonest: date) -> Iterator[date]:
    from dateutil.rrule import rrulestr

    # Every second week counts from the first; else a start near by gives the same days, sooner.
    counts = "INTERVAL=" in rule and since is not None
    start = since if since and counts else date(max(soonest.year - 1, 1), 1, 1)
    return (moment.date() for moment in rrulestr(rule, dtstart=datetime.combine(start, time())))


def _merged(ruled: Iterator[Day], named: list[Day]) -> Iterator[Day]:
    """Yield both in order; not `heapq.merge`, which asks a rule for one more than it needs."""
    for day in ruled:
        while named and named[0].date < day.date:
            yield named.pop(0)
        yield day
    yield from named
