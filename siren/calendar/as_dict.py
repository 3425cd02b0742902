"""What is to come as plain data, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.firing.result import time_text

if TYPE_CHECKING:
    from siren.calendar.coming import Unfixed
    from siren.calendar.event import Event, Part


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


def _part(part: Part, event: Event) -> dict[str, Any]:
    local = part.start_utc and part.start_utc.astimezone(event.zone)
    return {
        "signal": part.signal,
        "names": part.names.as_dict(),
        "start_local": local and local.isoformat(),
        "start_utc": part.start_utc and time_text(part.start_utc),
        "end_utc": part.end_utc and time_text(part.end_utc),
    }
