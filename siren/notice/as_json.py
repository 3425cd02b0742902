"""A reading as plain data, for programs: the object that ``siren read --json`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.notice.reading import day_time
from siren.units import plain_number

if TYPE_CHECKING:
    from siren.notice.page import Quote
    from siren.notice.reading import Assumed, Conflict, OutletRead, Reading, SignalRead, Window
    from siren.units import Seconds


def as_json(reading: Reading, language: str = "en") -> dict[str, Any]:
    """Return a reading as lists, mappings, words and numbers.

    Times of day are ``HH:MM``, with seconds where there are any; lengths are seconds; what the
    notice does not say is None. ``conflicts``, ``candidates``, ``assumed`` and ``reject_reason``
    are there where they say something.
    """
    found: dict[str, Any] = {
        "should": str(reading.should),
        "city": reading.city,
        "issuer": reading.issuer,
        "document": reading.document,
        "issued": reading.issued.isoformat() if reading.issued else None,
        "timezone": reading.timezone,
        "date": reading.date.isoformat() if reading.date else None,
        "window": _window(reading.window) if reading.window else None,
    }
    if len(reading.windows) > 1:
        found["windows"] = [_window(window) for window in reading.windows]
    found |= {
        "signals": [_signal(signal) for signal in reading.signals],
        "gap_s": None if reading.gap_s is None else [plain_number(gap) for gap in reading.gap_s],
        "outlets": [_outlet(outlet) for outlet in reading.outlets],
        "area": reading.area,
        "occasion": reading.occasion,
        "derived": list(reading.derived),
    }
    found |= _remarks(reading, language)
    found["evidence"] = [{"field": field, **_quote(quote)} for field, quote in reading.evidence]
    return found


def _remarks(reading: Reading, language: str) -> dict[str, Any]:
    """Return what is there only where it says something."""
    found: dict[str, Any] = {}
    if reading.assumed:
        found["assumed"] = [_assumed(assumed) for assumed in reading.assumed]
    if reading.conflicts:
        found["conflicts"] = [_conflict(conflict, language) for conflict in reading.conflicts]
    candidates: dict[str, Any] = {}
    if reading.dates:
        candidates["date"] = [day.isoformat() for day in reading.dates]
    if reading.candidate_windows:
        candidates["window"] = [_window(window) for window in reading.candidate_windows]
    if candidates:
        found["candidates"] = candidates
    if reading.remarks:
        found["remarks"] = [remark.said_in(language) for remark in reading.remarks]
    if reading.reason is not None:
        found["reject_reason"] = reading.reason.said_in(language)
    return found


def _window(window: Window) -> list[str | None]:
    return [day_time(window.start_s), _time(window.end_s)]


def _time(at_s: int | None) -> str | None:
    return None if at_s is None else day_time(at_s)


def _number(value: Seconds | None) -> int | float | None:
    return None if value is None else plain_number(value)


def _signal(signal: SignalRead) -> dict[str, Any]:
    single = signal.cycle[0] if len(signal.cycle) == 1 else (None, None)
    found: dict[str, Any] = {
        "name": signal.name,
        "kind": signal.kind,
        "start": _time(signal.start_s),
        "end": _time(signal.end_s),
        "on_s": _number(single[0]),
        "off_s": _number(single[1]),
        "repeats": signal.repeats,
        "duration_s": _number(signal.duration_s),
    }
    if len(signal.cycle) > 1:
        found["pattern"] = [
            [plain_number(on_s), plain_number(off_s)] for on_s, off_s in signal.cycle
        ]
    if signal.continuous:
        found["continuous"] = True
    if signal.rounds > 1:
        found["rounds"] = signal.rounds
        found["round_gap_s"] = _number(signal.round_gap_s)
        found["total_s"] = _number(signal.total_s)
    if not signal.last_gap_counted:
        found["last_gap_counted"] = False
    if signal.derived:
        found["derived"] = list(signal.derived)
    return found


def _outlet(outlet: OutletRead) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": outlet.kind, "name": outlet.name}
    if outlet.channel is not None:
        found["channel"] = outlet.channel
    if outlet.freq_mhz is not None:
        found["freq_mhz"] = plain_number(outlet.freq_mhz)
    if outlet.freq_khz is not None:
        found["freq_khz"] = plain_number(outlet.freq_khz)
    return found


def _assumed(assumed: Assumed) -> dict[str, Any]:
    return {
        "name": assumed.name,
        "signal": assumed.signal_id,
        "cycle": [[plain_number(on_s), plain_number(off_s)] for on_s, off_s in assumed.cycle],
        "repeats": assumed.repeats,
        "duration_s": plain_number(assumed.duration_s),
    }


def _conflict(conflict: Conflict, language: str) -> str:
    """Return what contradicts, with the words it stands in and their lines."""
    said = conflict.said.said_in(language)
    quoted = ", ".join(f"“{quote.words}” (line {quote.line})" for quote in conflict.quotes)
    return f"{said}: {quoted}" if quoted else said


def _quote(quote: Quote) -> dict[str, Any]:
    return {"line": quote.line, "words": quote.words}
