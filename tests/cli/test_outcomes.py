"""How runs ended: a table, JSON, and whether everything was played."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.outcomes import all_went_well, report
from siren.destination import Destination
from siren.drill import Outlet
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


def run_of(
    *results: Result,
    drill: str = "town-2026",
    destination: Destination = Destination("horn"),  # noqa: B008 - frozen
    was_downgraded: bool = False,
) -> Any:
    """Return as much of a run as a report needs."""
    return SimpleNamespace(
        plan=SimpleNamespace(id=drill, timezone="Asia/Shanghai"),
        mode="run",
        device=destination.label,
        destination=destination,
        results=list(results),
        was_downgraded=was_downgraded,
    )


def test_people_see_local_times_errors_frames_and_outcomes(capsys: Capture) -> None:
    report([run_of(PLAYED, EARLY, MISSED)], "en", as_json=False)
    assert capsys.readouterr() == (
        "town-2026, run, horn\n"
        "  #  signal        planned   actual        error ms  frames   lost     outcome\n"
        "  1  cn-air-raid   10:29:00  10:29:00.001  +1.312    8640000  0        played\n"
        "  2  cn-air-raid   10:29:00  10:28:59.999  -0.400    8640000  0        played\n"
        "  3  cn-all-clear  10:29:00  -             -         0        8640000  missed\n",
        "",
    )


def test_programs_get_an_object(capsys: Capture) -> None:
    report([run_of(PLAYED, MISSED)], "en", as_json=True)
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
                "silent": False,
                "device": "horn",
                "outlets": [],
            },
            {
                "signal": "cn-all-clear",
                "planned_utc": "2026-10-29T02:29:00Z",
                "actual_utc": None,
                "error_ms": None,
                "frames": 0,
                "lost_frames": 8_640_000,
                "outcome": "missed",
                "silent": False,
                "device": "horn",
                "outlets": [],
            },
        ],
    }


def test_of_several_drills_a_list(capsys: Capture) -> None:
    report([run_of(PLAYED), run_of(PLAYED, drill="other")], "en", as_json=True)
    assert [row["drill"] for row in json.loads(capsys.readouterr().out)] == ["town-2026", "other"]


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.PLAYED])
def test_only_if_every_signal_was_played_all_is_well(outcome: Outcome) -> None:
    other = PLAYED._replace(outcome=outcome)
    assert all_went_well([run_of(PLAYED, EARLY)])
    assert not all_went_well([run_of(PLAYED, other)])
    assert not all_went_well([run_of(PLAYED), run_of(other)])


def test_what_was_silenced_on_the_way_is_not_well_and_says_so(capsys: Capture) -> None:
    run = run_of(PLAYED, PLAYED._replace(is_silent=True), was_downgraded=True)
    assert not all_went_well([run])
    report([run], "en", as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("0  ")[-1].strip() for line in lines[2:]] == ["played", "played in silence"]


def test_of_several_destinations_each_row_says_where_and_for_whom(capsys: Capture) -> None:
    horn = Destination("horn", outlets=(Outlet("siren", "Sirens", device="horn"),))
    tv = Destination("card", (3, 4), outlets=(Outlet("tv", "TV", channel="1", device="card"),))
    runs = [run_of(PLAYED, destination=horn), run_of(MISSED, destination=tv)]
    report(runs, "en", as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert "device" not in said
    where = [(row["device"], row["outlets"], row["outcome"]) for row in said["firings"]]
    assert where == [("horn", ["Sirens"], "played"), ("card, channels 3+4", ["TV 1"], "missed")]
    report(runs, "en", as_json=False)
    heads = [line for line in capsys.readouterr().out.splitlines() if line[0] != " "]
    assert heads == ["town-2026, run, horn: Sirens", "town-2026, run, card, channels 3+4: TV 1"]


def test_in_chinese_heads_and_outcomes_are(capsys: Capture) -> None:
    horn = Destination("horn", outlets=(Outlet("siren", "警报器", device="horn"),))
    silent = MISSED._replace(is_silent=True)
    report([run_of(PLAYED, silent, destination=horn, was_downgraded=True)], "zh", as_json=False)
    assert capsys.readouterr().out == (
        "town-2026，鸣响，horn：警报器\n"
        "  #  信号          计划      实际          误差 ms  帧数     丢失     结果\n"
        "  1  cn-air-raid   10:29:00  10:29:00.001  +1.312   8640000  0        已鸣响\n"
        "  2  cn-all-clear  10:29:00  -             -        0        8640000  未鸣响（静默）\n"
    )
