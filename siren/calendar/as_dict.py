"""What is to come as plain data, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.calendar.rule_words import rule_words
from siren.firing.result import time_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from siren.calendar.coming import Unfixed
    from siren.calendar.event import Event, Part
    from siren.signal import PublicTest, TestStep


def event_dict(event: Event, language: str) -> dict[str, Any]:
    """Return an event; times in UTC and as the clocks there show them."""
    return {
        "kind": event.kind,
        "id": event.id,
        "title": event.title.as_dict(),
        "countries": list(event.countries),
        "where": event.where and event.where.as_dict(),
        "timezone": event.timezone,
        "date": event.date.isoformat(),
        "start_local": event.start_local and event.start_local.isoformat(),
        "start_utc": event.start_utc and time_text(event.start_utc),
        "end_utc": event.end_utc and time_text(event.end_utc),
        "parts": [_part(part, event) for part in event.parts],
        "rrule": event.test and event.test.rrule,
        "certain": not event.doubts,
        "doubts": [doubt.said_in(language) for doubt in event.doubts],
        "confidence": event.test and event.test.confidence,
        "armed": [one._asdict() for one in event.armed],
        "sources": list(event.sources),
        "note": event.note,
    }


def unfixed_dict(one: Unfixed) -> dict[str, Any]:
    """Return a test whose date is set each time."""
    test = one.test
    return {
        "kind": test.kind,
        "id": test.id,
        "title": test.what.as_dict(),
        "countries": [one.country],
        "where": test.region and {"en": test.region},
        "timezone": test.timezone,
        "at_local": test.at and test.at.isoformat(),
        "seen": [day.isoformat() for day in sorted(test.seen)],
        "confidence": test.confidence,
        "sources": list(test.sources),
        "note": test.note,
    }


def test_dict(test: PublicTest, country: str, coming: Iterable[Event]) -> dict[str, Any]:
    """Return all that is known of a public test, with the days that are to come."""
    return {
        "kind": test.kind,
        "id": test.id,
        "title": test.what.as_dict(),
        "countries": [country],
        "where": test.region and {"en": test.region},
        "timezone": test.timezone,
        "other_timezones": list(test.other_timezones),
        "at_local": test.at and test.at.isoformat(),
        "rrule": test.rrule,
        "rule_words": test.rrule and rule_words(test.rrule).as_dict(),
        "holidays": test.holidays,
        "steps": [_step(step) for step in test.steps],
        "coming": [
            {
                "date": event.date.isoformat(),
                "start_utc": event.start_utc and time_text(event.start_utc),
            }
            for event in coming
        ],
        "since": test.since and test.since.isoformat(),
        "until": test.until and test.until.isoformat(),
        "dates": _iso(test.dates),
        "exceptions": _iso(test.exceptions),
        "moved": [{"from": move.day.isoformat(), "to": move.to.isoformat()} for move in test.moved],
        "seen": _iso(test.seen),
        "confidence": test.confidence,
        "sources": list(test.sources),
        "note": test.note,
    }


def _iso(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]


def _step(step: TestStep) -> dict[str, Any]:
    return {
        "signal": step.signal,
        "label": step.label and step.label.as_dict(),
        "at_local": step.at and step.at.isoformat(),
        "after_s": step.after_s,
    }


def _part(part: Part, event: Event) -> dict[str, Any]:
    local = part.start_utc and part.start_utc.astimezone(event.zone)
    return {
        "signal": part.signal,
        "names": part.names.as_dict(),
        "start_local": local and local.isoformat(),
        "start_utc": part.start_utc and time_text(part.start_utc),
        "end_utc": part.end_utc and time_text(part.end_utc),
    }
