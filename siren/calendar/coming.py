"""What is to come, of all that is known: the next day of each test, or every one up to a date."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from siren.calendar.occurrences import occurrences, zones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from siren.calendar.event import Event
    from siren.calendar.occurrences import FindSignal
    from siren.signal import PublicTest, System


class Window(NamedTuple):
    """How far ahead to look.

    Attributes
    ----------
    until
        The last local date; None: no end, and of each test its next day alone.
    with_next
        Whether the next day of each test counts, however far it is.
    """

    now_utc: datetime
    until: date | None = None
    with_next: bool = True


class Unfixed(NamedTuple):
    """A test whose date is set each time, and has not been told."""

    test: PublicTest
    country: str


def coming(
    systems: Iterable[System], drills: Iterable[Event], window: Window, find_signal: FindSignal
) -> tuple[Event, ...]:
    """Return what is to come, the soonest first; what goes on now is the first of all."""
    tests = (
        event
        for system in filter(is_alive, systems)
        for test in system.tests
        for timezone in zones(test)
        for event in _of_test(test, system.country, timezone, window, find_signal)
    )
    ahead = (
        event
        for event in drills
        if not event.is_over(window.now_utc)
        and (window.until is None or event.date <= window.until)
    )
    return tuple(sorted([*tests, *ahead], key=lambda event: (event.soonest_utc, event.id)))


def unfixed(systems: Iterable[System], events: Iterable[Event]) -> tuple[Unfixed, ...]:
    """Return the tests without a rule that are not among the events."""
    dated = {event.id for event in events}
    return tuple(
        Unfixed(test, system.country)
        for system in filter(is_alive, systems)
        for test in system.tests
        if test.rrule is None and test.until is None and test.id not in dated
    )


def is_alive(system: System) -> bool:
    """Return whether its sirens still sound."""
    return system.status not in ("historic", "suspended")


def _of_test(
    test: PublicTest, country: str, timezone: str, window: Window, find_signal: FindSignal
) -> Iterator[Event]:
    last = window.until or date.min
    events = occurrences(test, country, timezone, window.now_utc, find_signal)
    first = next(events, None)
    if first is not None and (window.with_next or first.date <= last):
        yield first
    yield from takewhile(lambda event: event.date <= last, events)
