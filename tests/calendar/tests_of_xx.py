"""Country XX: a signal of three minutes, and public tests made of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from siren import library
from siren.calendar.coming import Window, coming
from siren.signal import PublicTest, Status, System
from siren.signal import TestStep as Step
from siren.text import Text

if TYPE_CHECKING:
    from siren.calendar.event import Event
    from siren.signal import Signal

NOW = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)
NAME = Text.of({"en": "Test of XX"})


def find(name: str) -> Signal:
    """Return the Chinese all-clear, three minutes long, whatever was asked for."""
    return library.signal("cn-all-clear")._replace(id=name)


def monthly(rrule: str | None = "FREQ=MONTHLY;BYDAY=1WE", **other: Any) -> PublicTest:
    bare = PublicTest(
        "xx-monthly",
        NAME,
        "Europe/Prague",
        dt.time(12),
        rrule,
        (Step("xx-a", dt.time(12)),),
        "high",
        ("https://example.org/test",),
    )
    return bare._replace(**other)


def xx(*tests: PublicTest, status: Status = "current") -> System:
    return System("xx", "XX", NAME, "Europe/Prague", status, (), tests)


def window(until: str | None = None, *, with_next: bool | None = None) -> Window:
    last = dt.date.fromisoformat(until) if until else None
    return Window(NOW, last, with_next=until is None if with_next is None else with_next)


def of(
    *tests: PublicTest, until: str | None = None, with_next: bool | None = None
) -> tuple[Event, ...]:
    return coming([xx(*tests)], [], window(until, with_next=with_next), find)
