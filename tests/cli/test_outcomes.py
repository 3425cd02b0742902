"""How runs ended: a table, JSON, and whether everything was played."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.outcomes import report
from siren.firing.result import Result
from siren.firing.rules import Outcome

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]

PLANNED = datetime(2026, 10, 29, 2, 29, tzinfo=UTC)
PLAYED = Result(
    "cn-air-raid", PLANNED, PLANNED.replace(microsecond=1312), 1.312, 8_640_000, 0, Outcome.PLAYED
)
EARLY = PLAYED._replace(
    actual_utc=datetime(2026, 10, 29, 2, 28, 59, 999_600, tzinfo=UTC), error_ms=-0.4
)
MISSED = Result("cn-all-clear", PLANNED, None, None, 0, 8_640_000, Outcome.MISSED)


def run_of(*results: Result, drill: str = "town-2026") -> Any:
    """Return as much of a run as a report needs."""
    plan = SimpleNamespace(id=drill, timezone="Asia/Shanghai")
    return SimpleNamespace(plan=plan, mode="run", device="horn", results=list(results))


def test_people_see_local_times_errors_frames_and_outcomes(capsys: Capture) -> None:
    report([run_of(PLAYED, EARLY, MISSED)], as_json=False)
    assert capsys.readouterr() == (
        "town-2026, run, horn\n"
        "  #  signal        planned   actual        error ms  frames   lost     outcome\n"
        "  1  cn-air-raid   10:29:00  10:29:00.001  +1.312    8640000  0        played\n"
        "  2  cn-air-raid   10:29:00  10:28:59.999  -0.400    8640000  0        played\n"
        "  3  cn-all-clear  10:29:00  -             -         0        8640000  missed\n",
        "",
    )


def test_programs_get_an_object(capsys: Capture) -> None:
    report([run_of(PLAYED, MISSED)], as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "drill": "town-2026",
        "mode": "run",
        "device": "horn",
        "firings": [
            {
                "signal": "cn-air-raid",
                "planned_utc": "2026-10-29T02:29:00Z",
                "actual_utc": "2026-10-29T02:29:00.001312Z",
                "error_ms": 1.312,
                "frames": 8_640_000,
                "lost_frames": 0,
                "outcome": "played",
            },
            {
                "signal": "cn-all-clear",
                "planned_utc": "2026-10-29T02:29:00Z",
                "actual_utc": None,
                "error_ms": None,
                "frames": 0,
                "lost_frames": 8_640_000,
                "outcome": "missed",
            },
        ],
    }


def test_of_several_drills_a_list(capsys: Capture) -> None:
    report([run_of(PLAYED), run_of(PLAYED, drill="other")], as_json=True)
    assert [row["drill"] for row in json.loads(capsys.readouterr().out)] == ["town-2026", "other"]


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.PLAYED])
def test_only_if_every_signal_was_played_all_is_well(outcome: Outcome) -> None:
    other = PLAYED._replace(outcome=outcome)
    assert report([run_of(PLAYED, EARLY)], as_json=True)
    assert not report([run_of(PLAYED, other)], as_json=True)
    assert not report([run_of(PLAYED), run_of(other)], as_json=True)
