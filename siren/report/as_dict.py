"""A report as plain JSON, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.firing.result import onset_row, time_text

if TYPE_CHECKING:
    from siren.report.model import Part, Report, Row


def as_dict(report: Report) -> dict[str, Any]:
    """Return a report as JSON has it: everything, also what the page leaves out."""
    return {
        "exercise": True,
        "drill": report.drill,
        "mode": report.mode,
        "heard": report.was_heard,
        "ended": report.has_ended,
        "all_played": report.is_perfect,
        "title": report.title and report.title.as_dict(),
        "place": report.place and report.place.as_dict(),
        "authority": report.authority and report.authority.as_dict(),
        "document": report.document,
        "announced": report.announced and report.announced.isoformat(),
        "announced_days": report.announced_days,
        "timezone": report.timezone,
        "party": report.party,
        "armed_utc": time_text(report.armed_utc),
        "who": report.who,
        "second": report.second,
        "confirmed": report.confirmed,
        "allowed": list(report.allowed),
        "checks": [check._asdict() for check in report.checks],
        "sealed": [{"file": file, "sha256": digest} for file, digest in report.sealed],
        "runs": [_run(part) for part in report.parts],
        "happened": [
            {"at_utc": time_text(one.at_utc), "event": one.event, "device": one.device} | one.facts
            for one in report.happenings
        ],
        "journal": {
            "intact": report.chain.is_intact,
            "lines": report.chain.lines,
            "head": report.chain.head,
            "faults": list(report.chain.faults),
        },
        "made_utc": time_text(report.made_utc),
        "version": report.version,
    }


def _run(part: Part) -> dict[str, Any]:
    return {
        "run": part.run,
        "device": part.device,
        "channels": list(part.channels),
        "outlets": [outlet._asdict() for outlet in part.outlets],
        "heard": part.is_heard,
        "rate_hz": part.rate_hz,
        "ahead_s": part.ahead_s,
        "voice": part.voice,
        "level_db": part.level_db,
        "plan_hash": part.plan_hash,
        "sound_hash": part.sound_hash,
        "taken_up": part.was_taken_up,
        "ended": part.has_ended,
        "firings": [_firing(row) for row in part.rows],
    }


def _firing(row: Row) -> dict[str, Any]:
    return {
        "signal": row.signal,
        "planned_utc": time_text(row.planned_utc),
        "length_s": row.length_s,
        **onset_row(row.actual_utc, row.error_ms),
        "frames": row.frames,
        "lost_frames": row.lost_frames,
        "outcome": row.outcome,
        "begun": row.has_begun,
        "silent": row.is_silent,
    }
