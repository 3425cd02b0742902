"""``siren new``: a drill of a date, ready for every other command."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("template", "minutes", "starts_s"),
    [
        ("cn-gaps-3min", 15, [0, 360, 720]),
        ("cn-gaps-5min", 19, [0, 480, 960]),
        ("cn-gaps-7min", 23, [0, 600, 1200]),
        ("cn-two-rounds", 31, [0, 360, 840, 1200, 1680]),
    ],
)
def test_a_template_becomes_a_drill_that_show_takes(
    run: Run, tmp_path: Path, template: str, minutes: int, starts_s: list[int]
) -> None:
    path = f"{tmp_path}/drill.toml"
    code, out, _ = run(
        "new", template, "--date", "2026-10-29", "--first-at", "10:29:00", "-o", path
    )
    assert (code, out) == (0, "")
    shown = json.loads(run("show", path, "--json")[1])
    assert shown["duration_s"] == minutes * 60
    assert shown["edges"][0]["start_utc"] == "2026-10-29T02:29:00+00:00"
    assert {edge["start_s"] for edge in shown["edges"]} >= set(starts_s)


def test_a_drill_moves_to_another_day_without_its_old_announcement(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "drill.toml"
    run("new", "yangjiang-2023", "--date", "2026-10-29", "-o", str(path))
    text = path.read_text(encoding="utf-8")
    assert 'id = "yangjiang-2026-10-29"' in text
    assert "at = 10:35:00" in text
    assert "announced" not in text
    assert "阳府告" not in text
    assert "阳江-2" in text


def test_stdout_gets_the_file(run: Run) -> None:
    code, out, err = run("new", "yangjiang-2023", "--date", "2026-10-29", "-o", "-")
    assert code == 0
    assert out.endswith("\n")
    assert "[[firing]]" in out
    assert err.startswith("stdout: yangjiang-2026-10-29, 3 signals.\n")
    assert "Carried over from yangjiang-2023: authority and outlets" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cn-gaps-3min"], "--first-at is missing"),
        (["cn-gaps-3mim", "--first-at", "10:00"], "did you mean 'cn-gaps-3min'"),
        (["cn-gaps-3min", "--first-at", "25:00"], "'25:00' does not match"),
        (["cn-gaps-3min", "--first-at", "10:00", "--timezone", "Asia/Shangai"], "no time zone"),
        (["cn-gaps-3min", "--first-at", "10:00", "--id", "A B"], "lower-case words"),
        (
            ["cn-gaps-3min", "--first-at", "02:30", "--timezone", "Europe/Berlin"],
            "2026-03-29 02:30:00 does not exist in Europe/Berlin",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "siren", "new", *arguments, "--date", "2026-03-29", "-o", "x.toml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "drill.toml"
    path.write_text("mine")
    code, _, err = run("new", "yangjiang-2023", "--date", "2026-10-29", "-o", str(path))
    assert code == 2
    assert "exists and is not overwritten" in err
    assert path.read_text() == "mine"
