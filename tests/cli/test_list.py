"""``siren list``: everything there is, in columns, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from siren.cli.columns import columns, padded

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Run = Callable[..., tuple[int, str, str]]


def test_json_has_every_signal_with_its_source(run: Run) -> None:
    signals = {entry["id"]: entry for entry in json.loads(run("list", "--json")[1])}
    air_raid = signals["cn-air-raid"]
    assert air_raid["country"] == "CN"
    assert air_raid["names"] == {"zh": "空袭警报", "en": "Air-raid warning"}
    assert (air_raid["duration_s"], air_raid["confidence"]) == (180, "high")
    assert all(entry["source"].startswith("http") for entry in signals.values())
    assert {"CN", "TW", "FR", "JP", "US", "DE", "SE", "CH"} <= {
        entry["country"] for entry in signals.values()
    }


def test_one_country(run: Run) -> None:
    found = json.loads(run("list", "--country", "fr", "--json")[1])
    assert {entry["country"] for entry in found} == {"FR"}
    code, _, err = run("list", "--country", "XX")
    assert code == 2
    assert "no country with signals is called 'XX'" in err
    assert "there are: AT, AU, BA, BE" in err


def test_people_see_drills_templates_and_voices_too(run: Run) -> None:
    out = run("list")[1]
    for name in ("cn-air-raid", "yangjiang-2023", "cn-gaps-3min", "motor-e57"):
        assert name in out


def test_a_cut_text_fills_its_cells_also_in_chinese() -> None:
    assert padded("空袭警报", 10) == "空袭警报  "
    assert padded("空袭警报", 6) == "空袭… "
    assert padded("abc", 3) == "abc"


def test_only_the_columns_on_the_right_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    line = columns([["a-long-id-that-must-stay", "some words that may be cut"]], whole=1)
    assert line.startswith("a-long-id-that-must-stay  ")
    assert line.endswith("…")
    assert len(line) == 40


def test_headings_are_chinese_too(run: Run) -> None:
    lines = run("list", "--lang", "zh")[1].splitlines()
    assert {"演习", "模板", "音色"} <= set(lines)
