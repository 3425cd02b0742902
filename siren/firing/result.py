"""How a firing went, and the same as a row of JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from siren.firing.rules import Outcome


class Result(NamedTuple):
    """How one firing went.

    Attributes
    ----------
    actual_utc, error_ms
        When its first sample was heard, by the sound card, and how much later than planned
        that is; None: nothing sounded.
    frames, lost_frames
        How many frames of the pattern were heard, and how many were not.
    is_silent
        Whether nothing could be heard by intent: a dry run, or what one was made of.
    """

    signal: str
    planned_utc: datetime
    actual_utc: datetime | None
    error_ms: float | None
    frames: int
    lost_frames: int
    outcome: Outcome
    is_silent: bool = False


def row_of(result: Result) -> dict[str, Any]:
    """Return a result as the journal and ``--json`` have it."""
    return {
        "signal": result.signal,
        "planned_utc": time_text(result.planned_utc),
        **onset_row(result.actual_utc, result.error_ms),
        "frames": result.frames,
        "lost_frames": result.lost_frames,
        "outcome": str(result.outcome),
        "silent": result.is_silent,
    }


def onset_row(actual_utc: datetime | None, error_ms: float | None) -> dict[str, Any]:
    """Return when a firing was first heard, as the journal and ``--json`` have it."""
    return {"actual_utc": actual_utc and time_text(actual_utc), "error_ms": error_ms}


def result_of_row(row: dict[str, Any]) -> Result:
    """Return the result that a line of the journal holds."""
    actual = row["actual_utc"]
    return Result(
        row["signal"],
        datetime.fromisoformat(row["planned_utc"]),
        actual and datetime.fromisoformat(actual),
        row["error_ms"],
        row["frames"],
        row["lost_frames"],
        Outcome(row["outcome"]),
        row.get("silent", False),
    )


def time_text(when: datetime) -> str:
    """Return a UTC time as text, to the microsecond where it has any."""
    return when.isoformat().replace("+00:00", "Z")
