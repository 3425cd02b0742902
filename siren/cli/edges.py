"""Edges and pauses of a timeline as JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from siren.tone import Glide, Steady, Steps, Sweep
from siren.units import plain_number

if TYPE_CHECKING:
    from datetime import datetime

    from siren.timeline import LabelledPause, Stretch
    from siren.tone import Contour, Notes


def edge_as_json(edge: Stretch, first_utc: datetime | None) -> dict[str, Any]:
    """Return one sounding stretch; `hz` is null where the source states no one pitch."""
    steady = edge.tone.contour if isinstance(edge.tone.contour, Steady) else Steady()
    answer: dict[str, Any] = {
        "start_s": plain_number(edge.start_s),
        "end_s": plain_number(edge.end_s),
        "tone": edge.tone.name,
        "signal": edge.signal,
        "hz": _hertz(steady.hz),
    }
    moves = _moves(edge.tone.contour)
    if moves:
        answer["moves"] = moves
    if first_utc is not None:
        start_utc = first_utc + timedelta(seconds=float(edge.start_s))
        answer["start_utc"] = start_utc.isoformat()
    return answer


def pause_as_json(pause: LabelledPause) -> dict[str, Any]:
    """Return one labelled pause."""
    return {
        "start_s": plain_number(pause.start_s),
        "end_s": plain_number(pause.end_s),
        "label": pause.label.as_dict(),
        "signal": pause.signal,
    }


def _hertz(notes: Notes | None) -> Any:
    """Return one pitch as a number, several at once as a list, none as null."""
    if notes is None:
        return None
    numbers = [plain_number(note) for note in notes]
    return numbers[0] if len(numbers) == 1 else numbers


def _moves(contour: Contour) -> dict[str, Any] | None:
    match contour:
        case Sweep():
            return {
                "rise_s": plain_number(contour.rise_s),
                "fall_s": plain_number(contour.fall_s),
                "hz_low": _hertz(contour.hz_low),
                "hz_high": _hertz(contour.hz_high),
                "shape": contour.shape,
            }
        case Steps():
            return {
                "high_s": plain_number(contour.high_s),
                "low_s": plain_number(contour.low_s),
                "hz_high": _hertz(contour.hz_high),
                "hz_low": _hertz(contour.hz_low),
            }
        case Glide():
            return {"hz_from": _hertz(contour.hz_from), "hz_to": _hertz(contour.hz_to)}
    return None
