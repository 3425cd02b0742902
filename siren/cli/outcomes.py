"""How runs ended: a table for people, JSON for programs, and an exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from siren.cli.columns import columns
from siren.firing.result import row_of
from siren.firing.rules import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.firing.result import Result
    from siren.firing.run import Run

HEAD = ["#", "signal", "planned", "actual", "error ms", "frames", "lost", "outcome"]


def report(runs: Sequence[Run], *, as_json: bool) -> bool:
    """Show on stdout how every firing went; return whether all were played."""
    if as_json:
        rows = [_as_json(run) for run in runs]
        click.echo(json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False, indent=2))
    else:
        for run in runs:
            click.echo(f"{run.plan.id}, {run.mode}, {run.device}")
            click.echo(columns(_table(run), indent=2, whole=len(HEAD)))
    return all(result.outcome is Outcome.PLAYED for run in runs for result in run.results)


def _as_json(run: Run) -> dict[str, Any]:
    return {
        "drill": run.plan.id,
        "mode": run.mode,
        "device": run.device,
        "firings": [row_of(result) for result in run.results],
    }


def _table(run: Run) -> list[list[str]]:
    zone = ZoneInfo(run.plan.timezone)
    return [HEAD, *(_row(number, r, zone) for number, r in enumerate(run.results, start=1))]


def _row(number: int, result: Result, zone: ZoneInfo) -> list[str]:
    actual = result.actual_utc
    return [
        str(number),
        result.signal,
        f"{result.planned_utc.astimezone(zone):%H:%M:%S}",
        f"{actual.astimezone(zone):%H:%M:%S.%f}"[:-3] if actual else "-",
        "-" if result.error_ms is None else f"{result.error_ms:+.3f}",
        str(result.frames),
        str(result.lost_frames),
        str(result.outcome),
    ]
