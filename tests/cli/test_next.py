"""``siren next``: a table for people, JSON for programs, a file for calendars."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.columns import cells
from siren.firing.device_lock import DeviceLock
from tests.cli.drills import DRILL, written
from tests.report.journals import Hand, Scribe, T

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

NOVEMBER = Hand(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))

pytestmark = pytest.mark.usefixtures("folders")


def as_json(run: Run, *arguments: str, clock: Hand = NOVEMBER) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("next", "--json", *arguments, clock=clock)[1])
    return found


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what makes the terminal so and so wide."""

    def made(width: int) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr("siren.cli.columns.sys.stdout.isatty", lambda: True, raising=False)

    return made


class TestTheTable:
    def test_the_soonest_first_in_local_time_and_utc(self, run: Run) -> None:
        code, out, err = run("next", clock=NOVEMBER)
        assert (code, err) == (0, "")
        lines = out.splitlines()
        assert lines[0].split() == ["IN", "LOCAL", "TIME", "UTC", "WHERE", "WHAT"]
        assert lines[1].split()[:7] == (["27", "h", "2026-11-24", "Tue", "12:00", "+0800", "11-24"])
        france = next(line for line in lines if "First-Wednesday" in line)
        assert france.split() == [
            *("9", "d", "2026-12-02", "Wed", "12:00", "+0100", "12-02", "11:00"),
            *("FR", "~", "First-Wednesday", "test"),
        ]

    def test_a_mark_is_explained_with_the_tests_that_bear_it(self, run: Run) -> None:
        out = run("next", "--country", "FR", clock=NOVEMBER)[1]
        assert out.splitlines()[-1] == (
            "~ On a public holiday it is moved to another day; siren does not know the holidays. "
            "(fr-monthly)"
        )
        assert "~" not in run("next", "--country", "CN", clock=NOVEMBER)[1]

    def test_what_has_no_rule_stands_below(self, run: Run) -> None:
        lines = run("next", "--country", "tw", clock=NOVEMBER)[1].splitlines()
        assert lines[0] == "Nothing is to come."
        assert lines[-2] == "Date set each time:"
        assert lines[-1].split()[:5] == ["TW", "09:30", "last", "known:", "2025-09-19"]

    def test_in_chinese(self, run: Run) -> None:
        lines = run("next", "--country", "CN", "--lang", "zh", clock=NOVEMBER)[1].splitlines()
        assert lines[0].split() == ["还有", "当地时间", "UTC", "地区", "名称"]
        assert lines[1].split() == [
            *("110", "天", "2027-03-13", "周六", "10:00", "+0800", "03-13", "02:00"),
            *("CN-SN", "汉中市防空警报试鸣"),
        ]
        assert run("next", "--country", "TW", "--lang", "zh")[1].startswith("暂无日程。")

    @pytest.mark.parametrize("width", [40, 60, 80, 100])
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_no_line_is_wider_than_the_terminal(
        self, run: Run, narrow: Callable[[int], None], width: int, lang: str
    ) -> None:
        from siren.calendar.coming import Window
        from siren.cli.next import _asked
        from siren.cli.next_table import table_of

        asked = _asked(Window(NOVEMBER.utc), (), None)
        narrow(width)
        lines = table_of(asked.events, asked.unfixed, asked.now_utc, lang).splitlines()
        assert len(lines) > 15
        assert max(map(cells, lines)) <= width
        assert sum("2026-12-02" in line for line in lines) == len(["CZ", "FR", "RO", "RS"])

    @pytest.mark.parametrize(
        ("before", "said"),
        [
            (timedelta(days=2), "2 d"),
            (timedelta(days=2, seconds=-1), "47 h"),
            (timedelta(minutes=59), "59 min"),
            (timedelta(seconds=-10), "now"),
        ],
    )
    def test_how_long_it_is_until_then(self, run: Run, before: timedelta, said: str) -> None:
        clock = Hand(datetime(2027, 9, 18, 2, 0, tzinfo=UTC) - before)
        out = run("next", "--country", "CN", clock=clock)[1]
        [line] = [line for line in out.splitlines() if "Mukden" in line]
        assert line.startswith(f"{said} ")


class TestTheWindow:
    def test_of_each_test_the_next_or_all_of_some_days(self, run: Run) -> None:
        def monthly(*arguments: str) -> list[str]:
            found = as_json(run, "--country", "FR", *arguments)["coming"]
            return [event["date"] for event in found]

        assert monthly() == ["2026-12-02"]
        assert monthly("--days", "45") == ["2026-12-02", "2027-01-06"]
        assert monthly("--until", "2027-01-06") == ["2026-12-02", "2027-01-06"]
        assert monthly("--until", "2027-01-05") == ["2026-12-02"]
        assert monthly("--days", "3") == []

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("--days", "9", "--until", "2027-01-01"), "exclude each other"),
            (("--until", "2020-01-01"), "is past: today is 2026-11-23"),
            (("--until", "9999-12-31"), "is too far: allowed: up to 2036-11-30, 3660 days"),
            (("--country", "XX"), "no country with signals is called 'XX'"),
            (("--json", "--ics", "-"), "both write to stdout"),
            (("cn-air-raid",), "cn-air-raid"),
            (("no-such-drill",), "no signal or drill is called"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, run: Run, arguments: tuple[str, ...], words: str
    ) -> None:
        code, out, err = run("next", *arguments, clock=NOVEMBER)
        assert (code, out) == (2, "")
        assert words in err


def test_for_programs(run: Run) -> None:
    found = as_json(run, "--country", "SE")
    assert (found["now_utc"], found["until"], found["unsaid"]) == ("2026-11-23T01:00:00Z", None, [])
    [test] = found["coming"]
    assert (
        test.items()
        >= {
            "kind": "test",
            "id": "se-quarterly",
            "countries": ["SE"],
            "timezone": "Europe/Stockholm",
            "start_local": "2026-12-07T15:00:00+01:00",
            "start_utc": "2026-12-07T14:00:00Z",
            "rrule": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1MO",
            "certain": False,
            "armed": [],
        }.items()
    )
    assert [part["signal"] for part in test["parts"]] == ["se-vma", "se-all-clear"]
    assert test["parts"][1]["start_utc"] == "2026-12-07T14:05:00Z"
    [untold] = as_json(run, "--country", "TW")["date_set_each_time"]
    assert (untold["id"], untold["seen"][-1]) == ("tw-disaster-day", "2025-09-19")


class TestDrills:
    BEFORE = Hand(T - timedelta(days=9))

    def test_a_drill_that_is_named(self, run: Run, tmp_path: Path) -> None:
        out = run("next", written(tmp_path), "--country", "FR", clock=self.BEFORE)[1]
        line = next(line for line in out.splitlines() if "Drill" in line)
        assert line.split()[2:] == [
            *("2026-10-29", "Thu", "10:29", "+0800", "10-29", "02:29"),
            *("CN", "Drill:", "Siren", "test"),
        ]

    def test_a_drill_that_is_past_is_said_to_be(self, run: Run, tmp_path: Path) -> None:
        code, out, err = run("next", written(tmp_path), clock=NOVEMBER)
        assert (code, err) == (0, "town-2026 is over: 2026-10-29\n")
        assert "Drill:" not in out

    def test_a_drill_that_is_armed_is_known_from_the_journal(self, run: Run, folders: Path) -> None:
        Scribe(folders / "journal.jsonl").arm("run")
        signed = {"drill": "yangjiang-2026", "mode": "run", "device": "horn"}
        lock = DeviceLock(folders, "horn", signed)
        soon = Hand(T - timedelta(seconds=200))
        try:
            out = run("next", clock=soon)[1]
            found = as_json(run, "--country", "CN", clock=soon)["coming"][0]
            french = as_json(run, "--country", "FR", clock=soon)["coming"]
        finally:
            lock.release()
        assert "3 min" in out.splitlines()[1]
        first = " ".join(out.splitlines()[1].split())
        assert "CN [armed] Drill: Yangjiang siren test" in first
        assert "yangjiang-2026 is armed on horn (run)" in out
        assert found["armed"] == [{"device": "horn", "mode": "run", "heard": True}]
        assert found["parts"][0]["start_utc"] == "2026-10-29T02:29:00Z"
        assert found["end_utc"] == "2026-10-29T02:44:00Z"
        assert {event["kind"] for event in french} == {"test"}

    @pytest.mark.parametrize(
        ("mode", "tag", "words"),
        [
            ("dry-run", "[dry-run] Drill:", "is armed on horn (dry-run, not heard)"),
            ("rehearsal", None, None),
        ],
    )
    def test_a_dry_run_is_marked_and_a_rehearsal_does_not_come(
        self, run: Run, folders: Path, mode: str, tag: str | None, words: str | None
    ) -> None:
        Scribe(folders / "journal.jsonl").arm("run", mode=mode)
        signed = {"drill": "yangjiang-2026", "mode": mode, "device": "horn"}
        lock = DeviceLock(folders, "horn", signed)
        try:
            out = run("next", clock=Hand(T - timedelta(seconds=200)))[1]
        finally:
            lock.release()
        assert ("Drill:" in out) is (tag is not None)
        assert tag is None or tag in out
        assert words is None or words in out

    def test_a_file_and_its_armed_run_are_one(
        self, run: Run, folders: Path, tmp_path: Path
    ) -> None:
        path = written(tmp_path, DRILL.replace("town-2026", "yangjiang-2026"))
        Scribe(folders / "journal.jsonl").arm("run")
        signed = {"drill": "yangjiang-2026", "mode": "run", "device": "horn"}
        lock = DeviceLock(folders, "horn", signed)
        try:
            found = as_json(run, path, clock=Hand(T - timedelta(seconds=200)))["coming"]
        finally:
            lock.release()
        [drill] = [event for event in found if event["kind"] == "drill"]
        assert drill["title"] == {"zh": "试鸣", "en": "Siren test"}
        assert [one["device"] for one in drill["armed"]] == ["horn"]

    def test_where_the_journal_cannot_be_read_the_tests_are_told_all_the_same(
        self, run: Run, folders: Path
    ) -> None:
        (folders / "journal.jsonl").mkdir(parents=True)
        code, out, err = run("next", clock=NOVEMBER)
        assert code == 0
        assert "First-Wednesday test" in out
        assert "journal.jsonl" in err
        assert "journal.jsonl" in as_json(run)["unsaid"][0]


class TestTheFile:
    def test_it_is_written_whole_and_said(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "sirens.ics"
        code, out, err = run("next", "--country", "CN", "--ics", str(path), clock=NOVEMBER)
        assert (code, out) == (0, "")
        content = path.read_bytes()
        assert content.count(b"BEGIN:VEVENT") == 7
        assert content.startswith(b"BEGIN:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert err == f"{path}: entries: 7\n"
        assert list(tmp_path.glob("*.ics")) == [path]

    def test_a_calendar_is_written_anew_and_nothing_else_is(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "drill.toml"
        path.write_text("mine")
        code, out, err = run("next", "--country", "CN", "--ics", str(path), clock=NOVEMBER)
        assert (code, out, path.read_text()) == (2, "", "mine")
        assert "exists and is no iCalendar file" in err
        path.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
        assert run("next", "--country", "CN", "--ics", str(path), clock=NOVEMBER)[0] == 0
        assert path.read_text().count("BEGIN:VEVENT") == 7

    def test_to_stdout(self, run: Run) -> None:
        code, out, err = run("next", "--country", "CN", "--ics", "-", clock=NOVEMBER)
        assert (code, err) == (0, "")
        assert out.startswith("BEGIN:VCALENDAR")
        assert "SUMMARY:Siren test: Hanzhong" in out
        assert "汉中" in run("next", "--country", "CN", "--ics", "-", "--lang", "zh")[1]

    def test_json_and_a_file_at_once(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "sirens.ics"
        assert len(as_json(run, "--country", "CN", "--ics", str(path))["coming"]) >= 7
        assert path.exists()

    def test_a_folder_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("next", "--ics", str(tmp_path / "no" / "s.ics"), clock=NOVEMBER)
        assert code == 1
        assert "no such file" in err

    def test_without_the_package_one_sentence_says_how_to_get_it(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "icalendar", None)
        path = tmp_path / "sirens.ics"
        code, out, err = run("next", "--ics", str(path), clock=NOVEMBER)
        assert (code, out, path.exists()) == (1, "", False)
        assert err == (
            "an iCalendar file needs icalendar, which is not installed (the extra calendar): "
            "pip install 'siren-drill[calendar]'"
        )
        assert run("next", clock=NOVEMBER)[0] == 0
