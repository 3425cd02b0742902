"""``siren journal``: what happened, for people and programs; whether the record is whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siren.cli.facts import event_words, facts_words, plain
from siren.clock import SystemClock
from siren.firing.journal import Journal, journal_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., tuple[int, str, str]]


class StandingClock(SystemClock):
    """Stands at the second of an announced signal."""

    def utc_now(self) -> datetime:
        return datetime(2026, 10, 29, 2, 29, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_shanghai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SIREN_STATE_DIR", str(tmp_path / "state"))
    if not hasattr(time, "tzset"):
        yield
        return
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def journal() -> Journal:
    record = Journal(journal_path(), StandingClock())
    record.append("armed", drill="yangjiang-2023", plan_sha256="ab" * 32)
    record.append("firing", signal="cn-air-raid", planned_utc="2026-10-29T02:29:00+00:00")
    record.append("outcome", signal="cn-air-raid", outcome="played", error_ms=0.31234567)
    return record


class TestShowing:
    @pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a zone of our choice")
    @pytest.mark.usefixtures("journal")
    def test_people_see_a_table_in_their_own_time(self, run: Run) -> None:
        assert run("journal") == (
            0,
            "TIME                       EVENT\n"
            "2026-10-29 10:29:00 +0800  armed    yangjiang-2023, plan sha256 abababababab…\n"
            "2026-10-29 10:29:00 +0800  firing   cn-air-raid, planned 2026-10-29 10:29:00 +0800\n"
            "2026-10-29 10:29:00 +0800  outcome  cn-air-raid, played, error 0.312346 ms\n",
            "",
        )

    def test_programs_get_the_lines_as_they_are(self, run: Run, journal: Journal) -> None:
        lines = [json.loads(line) for line in journal.path.read_text("utf-8").splitlines()]
        assert json.loads(run("journal", "--json")[1]) == lines
        assert json.loads(run("journal", "show", "--json", "--last", "2")[1]) == lines[1:]

    @pytest.mark.usefixtures("journal")
    def test_the_last_lines(self, run: Run) -> None:
        assert len(run("journal", "--last", "1")[1].splitlines()) == 2
        assert len(run("journal", "--last", "99")[1].splitlines()) == 4
        code, _, err = run("journal", "--last", "0")
        assert code == 2
        assert "0 is not in the range" in err

    def test_none_yet_is_no_error(self, run: Run) -> None:
        code, out, err = run("journal")
        assert (code, out) == (0, "")
        assert err == f"Nothing has happened yet: there is no journal {journal_path()}.\n"
        assert run("journal", "--json")[:2] == (0, "[]\n")

    def test_a_torn_line_is_mentioned(self, run: Run, journal: Journal) -> None:
        with journal.path.open("ab") as file:
            file.write(b'{"hash')
        code, out, err = run("journal")
        assert (code, len(out.splitlines())) == (0, 4)
        assert "The last 6 bytes of" in err
        assert "the next line that is written keeps them aside" in err

    def test_a_broken_one_is_shown_as_far_as_it_can_be_read(
        self, run: Run, journal: Journal
    ) -> None:
        journal.path.write_bytes(journal.path.read_bytes().replace(b"firing", b"wiring"))
        code, out, err = run("journal")
        assert code == 1
        assert "armed" in out
        assert "outcome" in out
        assert "is not as it was written; see: siren journal verify" in err


class TestChinese:
    @pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a zone of our choice")
    @pytest.mark.usefixtures("journal")
    def test_the_table(self, run: Run) -> None:
        assert run("journal", "show", "--lang", "zh")[1] == (
            "时间                       事件\n"
            "2026-10-29 10:29:00 +0800  进入待命  yangjiang-2023，plan sha256 abababababab…\n"
            "2026-10-29 10:29:00 +0800  开始信号  cn-air-raid，计划 2026-10-29 10:29:00 +0800\n"
            "2026-10-29 10:29:00 +0800  信号结果  cn-air-raid，已鸣响，误差 0.312346 ms\n"
        )

    def test_every_event_of_the_documentation_has_a_word(self) -> None:
        page = (Path(__file__).parents[2] / "docs" / "journal.md").read_text(encoding="utf-8")
        rows = page.split("## Events")[1].split("### What `armed` says")[0].splitlines()
        documented = set(re.findall(r"^\| `([a-z-]+)`", "\n".join(rows), re.MULTILINE))
        assert len(documented) > 15
        assert not [name for name in documented if event_words(name, "zh") == name]

    def test_what_is_wrong(self, run: Run, journal: Journal) -> None:
        content = journal.path.read_bytes()
        journal.path.write_bytes(content.replace(b"armed", b"harmed") + b"torn")
        code, out, err = run("journal", "verify", "--lang", "zh")
        assert code == 1
        assert out.splitlines() == ["第 1 行已被改动，或不是日志的行", "第 4 行残缺，没有行尾"]
        assert err == f"{journal.path}：2 处不符"
        assert run("journal", "--lang", "zh")[2] == (
            f"{journal.path} 已非原样；请查看 siren journal verify"
        )

    def test_what_is_well(self, run: Run, journal: Journal) -> None:
        head = journal.entries()[-1].hash
        assert run("journal", "verify", "--lang", "zh")[1] == f"完好：共 3 行，末行哈希 {head}\n"
        journal.path.unlink()
        assert run("journal", "--lang", "zh")[2] == f"尚无任何记录：没有日志 {journal.path}。\n"

    def test_names_of_facts_and_values(self) -> None:
        facts = {
            "mode": "dry-run",
            "place": {"zh": "阳江", "en": "Yangjiang"},
            "error": "ValueError()",
            "silent": True,
            "outlets": [],
            "of_no_name": 3,
        }
        said = "静默演练，地点 阳江，错误 ValueError()，静默 是，发放渠道 无，of no name 3"
        assert facts_words(facts, "zh") == said


class TestVerifying:
    def test_an_intact_one(self, run: Run, journal: Journal) -> None:
        head = journal.entries()[-1].hash
        assert run("journal", "verify") == (0, f"ok: 3 lines, head {head}\n", "")
        assert run("journal", "verify", "--head", head.upper())[0] == 0
        assert json.loads(run("journal", "verify", "--json")[1]) == {
            "ok": True,
            "lines": 3,
            "head": head,
            "faults": [],
            "torn_bytes": 0,
        }

    def test_one_line_is_one_line(self, run: Run) -> None:
        head = Journal(journal_path(), StandingClock()).append("armed")
        assert run("journal", "verify")[1] == f"ok: 1 line, head {head}\n"

    def test_each_fault_stands_on_its_own_line(self, run: Run, journal: Journal) -> None:
        content = journal.path.read_bytes().replace(b"armed", b"harmed")
        journal.path.write_bytes(content.replace(b"played", b"missed") + b"torn")
        code, out, err = run("journal", "verify")
        assert code == 1
        assert out.splitlines() == [
            "line 1 was changed (its hash does not match)",
            "line 3 was changed (its hash does not match)",
            "line 4 is torn: 4 bytes without a line end",
        ]
        assert "3 faults" in err
        found = json.loads(run("journal", "verify", "--json")[1])
        assert (found["ok"], found["lines"], found["torn_bytes"]) == (False, 3, 4)
        assert found["faults"][0] == {
            "line": 1,
            "fault": "line 1 was changed (its hash does not match)",
            "kind": "changed",
        }

    def test_a_cut_tail_is_found_by_its_head(self, run: Run, journal: Journal) -> None:
        head = journal.entries()[-1].hash
        lines = journal.path.read_bytes().splitlines(keepends=True)
        journal.path.write_bytes(b"".join(lines[:-1]))
        assert run("journal", "verify")[0] == 0
        code, out, _ = run("journal", "verify", "--head", head)
        assert code == 1
        assert f"no line has the hash {head}: the tail was cut" in out

    def test_lines_after_the_head_are_counted(self, run: Run, journal: Journal) -> None:
        code, out, _ = run("journal", "verify", "--head", journal.entries()[0].hash)
        assert code == 1
        assert out.startswith("2 lines came after line 1")

    def test_none_yet_is_intact_but_has_no_head(self, run: Run) -> None:
        assert run("journal", "verify")[:2] == (0, "ok: 0 lines\n")
        assert json.loads(run("journal", "verify", "--json")[1])["head"] is None
        assert run("journal", "verify", "--head", "0" * 64)[0] == 1

    def test_what_is_no_hash_is_misuse(self, run: Run) -> None:
        code, _, err = run("journal", "verify", "--head", "abc")
        assert code == 2
        assert "'abc' is no hash of 64 hexadecimal digits" in err

    def test_the_exit_code_of_the_process(self, journal: Journal) -> None:
        def process() -> subprocess.CompletedProcess[str]:
            arguments = [sys.executable, "-m", "siren", "journal", "verify"]
            return subprocess.run(arguments, capture_output=True, text=True)

        assert process().returncode == 0
        with journal.path.open("ab") as file:
            file.write(b"torn")
        done = process()
        assert done.returncode == 1
        assert done.stdout == "line 4 is torn: 4 bytes without a line end\n"
        assert done.stderr.splitlines()[-1] == f"siren: {journal.path}: 1 fault"


class TestWords:
    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"lost_frames": 12, "step_s": -1.5}, "lost 12 frames, step -1.5 s"),
            ({"device": "hw:0", "outlets": ["TV", "radio"]}, "hw:0, outlets TV + radio"),
            ({"confirmed": True, "by": None, "latched": False}, "confirmed yes, latched no"),
            ({"clock": {"offset_ms": 2}, "seen": []}, "clock (offset 2 ms), seen none"),
            ({"planned_utc": "soon", "frames": 3}, "planned soon, frames 3"),
        ],
    )
    def test_names_say_their_units(self, facts: dict[str, object], words: str) -> None:
        assert facts_words(facts) == words

    def test_nothing_steers_the_terminal(self) -> None:
        assert (
            plain("\x1b[31m空袭\n") == "\N{REPLACEMENT CHARACTER}[31m空袭\N{REPLACEMENT CHARACTER}"
        )
        assert "\x1b" not in facts_words({"\x1b": ["\x1b"], "a_utc": "\x1b"})
