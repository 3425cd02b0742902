"""``siren list``: everything there is, in columns, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from siren.cli.columns import columns, padded

if TYPE_CHECKING:
    from collections.abc import Callable

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


def test_json_has_all_that_the_file_says(run: Run) -> None:
    [water] = json.loads(run("list", "--search", "ch-water-alarm", "--json")[1])
    assert water["system"]["id"] == "ch-civil-protection"
    assert water["system"]["legal_basis"].startswith("Bevölkerungsschutzverordnung")
    assert water["country_names"]["zh"] == "瑞士"
    assert (water["meaning"]["zh"], water["about"]) == ("水坝下游有洪水波危险", ["water"])
    assert water["replays"] == {
        "plays": {"nominal": 2, "min": 2, "max": 2},
        "gap_s": {"nominal": 300, "min": None, "max": 300},
        "total_s": 2 * 350 + 300,
    }
    assert len(water["sources"]) == 3
    assert water["source"] == water["sources"][0]
    [at] = json.loads(run("list", "--search", "at-alarm", "--json")[1])
    assert [one["key"] for one in at["ranges"]] == ["on_s"]
    [ch] = json.loads(run("list", "--search", "ch-general-alarm", "--json")[1])
    assert {claim["trusted"] for claim in ch["disagreements"]} == {True, False}


def test_a_country_goes_by_its_name_in_any_language_too(run: Run) -> None:
    for name in ("Österreich", "austria", "奥地利"):
        assert run("list", "--country", name)[1].startswith("AT  Österreich · Austria")
    assert "did you mean 'germany'?" in run("list", "--country", "Germny")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--search", "tsunmai"), "No signal fits --search tsunmai. Did you mean 'tsunami'?"),
        (("--search", "xyzzy"), "No signal fits --search xyzzy.\n"),
        (
            ("--country", "SG", "--status", "historic"),
            "No signal is all of this; signals by each alone: --country SG: 4, --status historic:",
        ),
        (
            ("--country", "fr", "--search", "tsunami"),
            "No signal is all of this; signals by each alone: --country FR: 5, --search tsunami:",
        ),
    ],
)
def test_what_there_is_none_of_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, out, _ = run("list", *arguments)
    assert code == 0
    assert out.startswith(said)
    assert json.loads(run("list", *arguments, "--json")[1]) == []


def test_a_system_or_a_word_that_nobody_knows_is_misuse(run: Run) -> None:
    code, _, err = run("list", "--system", "jp-tsunam")
    assert (code, err) == (
        2,
        "no system of signals is called 'jp-tsunam'; did you mean 'jp-tsunami'?",
    )
    assert run("list", "--meaning", "watr")[0] == 2


def test_the_end_says_how_many_there_are(run: Run) -> None:
    assert run("list", "--meaning", "remembrance")[1].endswith("\nSignals: 1. Countries: 1.\n")
    assert "Signals:" not in run("list", "--country", "KW")[1]


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
