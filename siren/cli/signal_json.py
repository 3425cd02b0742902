"""All that is known of a signal as plain data, for the JSON of ``siren list`` and ``show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren import library
from siren.cli.range_words import as_data, ranges
from siren.units import plain_number

if TYPE_CHECKING:
    from siren.signal import Replays, Signal, System


def signal_as_json(signal: Signal) -> dict[str, Any]:
    """Return everything that the file of a signal says of it, but how it sounds stretch by stretch.

    What a source leaves out is null, or an empty list.
    """
    stated_s = signal.stated_total_s
    return {
        "id": signal.id,
        "country": signal.country,
        "country_names": library.country(signal.country).as_dict(),
        "names": signal.names.as_dict(),
        "meaning": signal.meaning.as_dict(),
        "action": signal.action and signal.action.as_dict(),
        "about": list(signal.about),
        "duration_s": plain_number(signal.duration_s),
        "stated_total_s": None if stated_s is None else plain_number(stated_s),
        "ranges": [
            {"key": one.key, "of": one.of.as_dict(), **as_data(one.value)}
            for one in ranges(signal.pattern.elements)
        ],
        "replays": signal.replays and _replays(signal, signal.replays),
        "status": signal.status,
        "region": signal.region,
        "years": signal.years,
        "well_known": signal.well_known,
        "confidence": signal.confidence,
        "unspecified": list(signal.unspecified),
        "assumed": list(signal.assumed),
        "disagreements": [claim._asdict() for claim in signal.disagreements],
        "note": signal.note,
        "source": signal.sources[0],
        "sources": list(signal.sources),
    }


def system_as_json(system: System) -> dict[str, Any]:
    """Return what a file says of its signals and tests together."""
    return {
        "id": system.id,
        "names": system.names.as_dict(),
        "status": system.status,
        "timezone": system.timezone,
        "legal_basis": system.legal_basis,
        "announce_days": system.announce_days,
        "all_clear": system.all_clear,
        "note": system.note,
    }


def _replays(signal: Signal, replays: Replays) -> dict[str, Any]:
    total_s = replays.total_s(signal.duration_s)
    return {
        "plays": as_data(replays.plays),
        "gap_s": None if replays.gap is None else as_data(replays.gap),
        "total_s": None if total_s is None else plain_number(total_s),
    }
