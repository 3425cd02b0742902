"""``siren journal report``: as text, HTML and JSON, from a journal of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from siren.cli.columns import cells
from siren.cli.report_text import wrapped
from siren.firing.journal import journal_path
from tests.cli.drills import written
from tests.report.journals import SOUND_HASH, Scribe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

DRILL = "yangjiang-2026"


@pytest.fixture
def scribe(folders: Path) -> Scribe:
    assert journal_path().parent == folders
    return Scribe(journal_path())


@pytest.fixture
def test_day(scribe: Scribe) -> Scribe:
    scribe.whole(*(scribe.arm(f"run{n}", n) for n in range(4)))
    return scribe


def report(run: Run, *arguments: str) -> str:
    code, out, err = run("journal", "report", *arguments)
    assert code == 0, err
    return out


@pytest.mark.usefixtures("test_day")
class TestText:
    def test_people_read_it_in_their_language(self, run: Run) -> None:
        english = report(run, DRILL, "--lang", "en")
        assert english.startswith("EXERCISE 演习  Record of a siren test\nYangjiang siren test\n")
        assert "All 12 firings were sounded as planned." in english
        chinese = report(run, DRILL, "--lang", "zh")
        assert chinese.startswith("演习 EXERCISE  防空警报试鸣记录\n阳江市防空警报试鸣\n")
        assert "10:35:00  空袭警报 (cn-air-raid), 3:00" in chinese

    def test_columns_line_up_whatever_the_script(self, run: Run) -> None:
        lines = report(run, DRILL, "--lang", "zh").splitlines()
        rows = [line for line in lines if line.endswith("已完整鸣放")]
        assert len(rows) == 12
        assert len({cells(line) for line in rows}) == 1

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_it_fits_80_columns(self, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        assert max(map(cells, report(run, DRILL, "--lang", lang).splitlines())) <= 80

    def test_a_hash_stands_on_one_line(self, run: Run) -> None:
        assert SOUND_HASH in report(run, DRILL).split()


@pytest.mark.usefixtures("test_day")
class TestFiles:
    def test_html(self, run: Run, tmp_path: Path) -> None:
        page = tmp_path / "record.html"
        code, out, err = run("journal", "report", DRILL, "-o", str(page), "--lang", "zh")
        assert (code, out, err) == (0, "", f"{page}: {DRILL}, run\n")
        assert '<html lang="zh-Hans">' in page.read_text("utf-8")

    def test_text(self, run: Run, tmp_path: Path) -> None:
        page = tmp_path / "record.txt"
        report(run, DRILL, "-o", str(page))
        assert "Yangjiang siren test" in page.read_text("utf-8")

    def test_json_is_what_the_option_prints(self, run: Run, tmp_path: Path) -> None:
        page = tmp_path / "record.json"
        printed = report(run, DRILL, "--json", "-o", str(page))
        assert page.read_text("utf-8") == printed

    def test_another_suffix_is_misuse_and_writes_nothing(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("journal", "report", DRILL, "-o", str(tmp_path / "record.pdf"))
        assert code == 2
        assert "record.pdf: allowed are names that end in .html, .txt, .json" in err
        assert not (tmp_path / "record.pdf").exists()

    def test_what_cannot_be_written_is_said(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("journal", "report", DRILL, "-o", str(tmp_path / "no" / "a.html"))
        assert (code, "no such file" in err) == (1, True)


class TestJson:
    def test_programs_get_everything(self, run: Run, test_day: Scribe) -> None:
        found = json.loads(report(run, DRILL, "--json"))
        assert found["exercise"] is True
        assert (found["mode"], found["ended"], found["all_played"]) == ("run", True, True)
        assert found["announced_days"] == 18
        assert [one["device"] for one in found["runs"]][:2] == ["horn", "tv one"]
        assert found["runs"][1]["outlets"][0]["lead_s"] == 1.5
        firing = found["runs"][0]["firings"][0]
        assert firing["planned_utc"] == "2026-10-29T02:29:00Z"
        assert firing["actual_utc"] == "2026-10-29T02:29:00.000200Z"
        assert firing["outcome"] == "played"
        assert found["journal"]["intact"]
        assert found["journal"]["head"] == test_day.journal.entries()[-1].hash

    def test_what_happened_comes_with_its_facts(self, run: Run, scribe: Scribe) -> None:
        scribe.write("device-away", run=scribe.arm("run"), reason="unplugged")
        (one,) = json.loads(report(run, DRILL, "--json"))["happened"]
        assert (one["event"], one["reason"]) == ("device-away", "unplugged")


class TestWhichDrill:
    def test_the_path_of_its_file_does_too(self, run: Run, scribe: Scribe, tmp_path: Path) -> None:
        scribe.arm("run", drill="town-2026")
        assert "town-2026" in report(run, written(tmp_path))

    def test_a_file_of_something_else_is_misuse(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("journal", "report", str(tmp_path / "missing.toml"))
        assert code == 2
        assert "missing.toml" in err

    @pytest.mark.usefixtures("test_day")
    def test_an_unknown_one_is_one_sentence(self, run: Run) -> None:
        code, out, err = run("journal", "report", "yangjiang-2025")
        assert (code, out) == (1, "")
        assert err == (
            "the journal has no drill 'yangjiang-2025'; it has, the nearest first: yangjiang-2026"
        )

    def test_another_arming_by_its_party(self, run: Run, scribe: Scribe) -> None:
        scribe.arm("one", party="p1", who="li")
        scribe.arm("two", party="p2")
        assert "li (typed)" in report(run, DRILL, "--party", "p1", "--lang", "en")


class TestTrouble:
    def test_a_broken_journal_says_so_and_still_reports(self, run: Run, test_day: Scribe) -> None:
        path = test_day.journal.path
        path.write_bytes(path.read_bytes().replace(b"loop-back", b"loop_back", 1))
        text = report(run, DRILL, "--lang", "en")
        assert "! THE JOURNAL IS BROKEN: line 1 was changed" in text
        assert json.loads(report(run, DRILL, "--json"))["journal"]["intact"] is False

    def test_nothing_steers_the_terminal(self, run: Run, scribe: Scribe) -> None:
        scribe.arm("run", who="\x1b[31mwang")
        assert "\x1b" not in report(run, DRILL)


def test_a_long_journal_is_reported_within_a_second(scribe: Scribe) -> None:
    scribe.whole(*(scribe.arm(f"run{n}", n) for n in range(4)))
    lines = scribe.journal.path.read_bytes()
    scribe.journal.path.write_bytes(lines * (10_000 // lines.count(b"\n")))  # broken, as long
    start_s = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "siren", "journal", "report", DRILL, "--json"], capture_output=True
    )
    assert done.returncode == 0
    assert time.monotonic() - start_s < 5  # a busy machine; about 0.5 s on an idle one


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("中止中止中止", ["中止中", "止中止"]),
        ("", [""]),
        ("a" * 20, ["a" * 7, "a" * 7, "a" * 6]),
    ],
)
def test_wrapping_counts_cells(text: str, lines: list[str]) -> None:
    assert wrapped(text, 7) == lines
