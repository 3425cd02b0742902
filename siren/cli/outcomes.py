"""How runs ended: a table for people, JSON for programs, and an exit code."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from siren.cli.board.outcome import outcome_words
from siren.cli.columns import columns
from siren.cli.confirm import MODES
from siren.cli.language import speech
from siren.firing.result import row_of
from siren.firing.rules import Outcome
from siren.report.words import FIGURES
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.firing.result import Result
    from siren.firing.run import Run

HEAD = (phrase("#", "#"), phrase("signal", "信号"), *FIGURES)

IN_SILENCE = phrase(" in silence", "（静默）")


def report(runs: Sequence[Run], language: str, *, as_json: bool) -> None:
    """Show on stdout how every firing went, by drill and by where it sounded; JSON is English."""
    drills = [list(together) for _, together in groupby(runs, lambda run: run.plan.id)]
    if as_json:
        rows = [_as_json(together) for together in drills]
        click.echo(json.dumps(rows[0] if len(rows) == 1 else rows, ensure_ascii=False, indent=2))
        return
    for run in runs:
        click.echo(_title(run, language))
        click.echo(columns(_table(run, language), indent=2, whole=len(HEAD)))


def all_went_well(runs: Sequence[Run], faults: Sequence[str] = ()) -> bool:
    """Return whether everything was played, nothing silenced on the way and nothing left out."""
    return not faults and all(
        result.outcome is Outcome.PLAYED and not run.was_downgraded
        for run in runs
        for result in run.results
    )


def _as_json(runs: Sequence[Run]) -> dict[str, Any]:
    """Return one drill; where it has one destination, that stands at the top."""
    first = runs[0]
    alone = {"device": first.device} if len(runs) == 1 else {}
    return {
        "drill": first.plan.id,
        "mode": first.mode,
        **alone,
        "firings": [_row_of(run, result) for run in runs for result in run.results],
    }


def _row_of(run: Run, result: Result) -> dict[str, Any]:
    outlets = [outlet.title for outlet in run.destination.outlets]
    return {**row_of(result), "device": run.device, "outlets": outlets}


def _title(run: Run, language: str) -> str:
    say, mode = speech(language), MODES[run.mode].said_in(language)
    where = run.device
    if run.destination.outlets:
        where = say("{}: {}", "{}：{}").format(where, run.destination.title)
    return say("{}, {}, {}", "{}，{}，{}").format(run.plan.id, mode, where)


def _table(run: Run, language: str) -> list[list[str]]:
    zone = ZoneInfo(run.plan.timezone)
    rows = [_row(number, r, zone, language) for number, r in enumerate(run.results, start=1)]
    if run.was_downgraded:
        for row, result in zip(rows, run.results, strict=True):
            row[-1] += IN_SILENCE.said_in(language) if result.is_silent else ""
    return [[head.said_in(language) for head in HEAD], *rows]


def _row(number: int, result: Result, zone: ZoneInfo, language: str) -> list[str]:
    actual = result.actual_utc
    return [
        str(number),
        result.signal,
        f"{result.planned_utc.astimezone(zone):%H:%M:%S}",
        f"{actual.astimezone(zone):%H:%M:%S.%f}"[:-3] if actual else "-",
        "-" if result.error_ms is None else f"{result.error_ms:+.3f}",
        str(result.frames),
        str(result.lost_frames),
        outcome_words(result.outcome).said_in(language),
    ]
