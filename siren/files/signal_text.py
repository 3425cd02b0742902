"""A signal -> the keys of its TOML table; :func:`~siren.files.systems.read_signal` goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.pattern import NOTHING, ONCE, Duration, Group, Pause, Repeat, Segment
from siren.tone import Glide, Steady, Steps, Sweep

if TYPE_CHECKING:
    from siren.pattern import Element, Pattern
    from siren.signal import Replays, Signal
    from siren.tone import Contour, Notes


def signal_keys(signal: Signal) -> dict[str, Any]:
    """Return what stands in ``[[signal]]`` of a drill; None where nothing does."""
    return {
        "id": signal.id,
        "country": signal.country,
        "names": signal.names,
        "meaning": signal.meaning,
        "action": signal.action,
        "about": signal.about or None,
        **_pattern(signal.pattern),
        "stated_total_s": signal.stated_total_s,
        "status": None if signal.status == "current" else signal.status,
        "region": signal.region,
        "years": signal.years,
        "well_known": signal.well_known or None,
        "unspecified": signal.unspecified or None,
        "assumed": signal.assumed or None,
        "replays": _replays(signal.replays) if signal.replays else None,
        "disagreements": [claim._asdict() for claim in signal.disagreements] or None,
        "confidence": signal.confidence,
        "sources": signal.sources,
        "note": signal.note,
    }


def _pattern(pattern: Pattern) -> dict[str, Any]:
    ends_in_pause = pattern.elements[-1].trailing_off_s > 0
    return {
        "pattern": [_element(element) for element in pattern.elements],
        "trailing_pause": pattern.trailing_pause if ends_in_pause else None,
    }


def _element(element: Element) -> dict[str, Any]:
    match element:
        case Pause():
            return {"pause_s": _range(element.length), "label": element.label}
        case Group():
            inner = [_element(one) for one in element.elements]
            return {"group": inner, **_again(element), "gap_s": _silence(element.gap)}
        case Segment():
            return {
                "tone": element.tone.name,
                "on_s": _range(element.on),
                "off_s": _silence(element.off),
                **_again(element),
                **_contour(element.tone.contour),
            }


def _again(element: Group | Segment) -> dict[str, Any]:
    is_once = element.repeat == ONCE
    return {
        "repeat": None if is_once else _range(element.repeat),
        "repeat_for_s": element.repeat_for_s,
    }


def _silence(length: Duration) -> Any:
    return None if length == NOTHING else _range(length)


def _range(value: Duration | Repeat) -> Any:
    """Return a number, or its range where the source gives one."""
    nominal, least, most = value
    if least == nominal == most:
        return nominal
    return {"nominal": nominal, "min": least, "max": most}


def _contour(contour: Contour) -> dict[str, Any]:
    match contour:
        case Steady(hz):
            return {"hz": _notes(hz)}
        case Sweep(rise_s, fall_s, low, high, shape):
            notes = {"hz_low": _notes(low), "hz_high": _notes(high)}
            is_plain = shape == "linear"
            return {
                "rise_s": rise_s,
                "fall_s": fall_s,
                **notes,
                "shape": None if is_plain else shape,
            }
        case Steps(high_s, low_s, high, low):
            notes = {"hz_high": _notes(high), "hz_low": _notes(low)}
            return {"high_s": high_s, "low_s": low_s, **notes}
        case Glide(start, end):
            return {"hz_from": _notes(start), "hz_to": _notes(end)}


def _notes(notes: Notes | None) -> Any:
    return notes[0] if notes and len(notes) == 1 else notes


def _replays(replays: Replays) -> dict[str, Any]:
    return {
        "plays": _range(replays.plays),
        "gap_s": _range(replays.gap) if replays.gap else None,
    }
