"""Drills that were cut short, made up: as much of their runs as is asked for afterwards."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from siren.firing.result import Result
from siren.firing.rules import Outcome

if TYPE_CHECKING:
    from siren.firing.plan import Plan

SE_DRILL = """
[drill]
id = "town-2026"
title = { zh = "试鸣", en = "Siren test" }
timezone = "Asia/Shanghai"
date = 2026-10-29

[[firing]]
signal = "se-air-raid"
at = 10:29:00

[[firing]]
signal = "se-all-clear"
at = 10:34:00
"""
"""Of a system whose all-clear takes half a minute."""


def run_of(plan: Plan, *outcomes: Outcome, frames: tuple[int, ...] = ()) -> Any:
    """Return a run of a plan, with an outcome for each firing, and how much of it was heard."""
    heard = [*frames, *[0] * len(plan.firings)]
    ended = [*outcomes, *[Outcome.STOPPED] * len(plan.firings)]
    results = [
        Result(planned.signal, planned.start_utc, None, None, count, 0, outcome)
        for planned, count, outcome in zip(plan.firings, heard, ended, strict=False)
    ]
    return SimpleNamespace(
        plan=plan,
        firings=[
            SimpleNamespace(number=number, planned=planned, result=result, is_vetoed=False)
            for number, (planned, result) in enumerate(zip(plan.firings, results, strict=True), 1)
        ],
        results=results,
    )
