"""``siren read``: what a notice announces, what is asked, and the drill that it makes."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

from siren import library
from siren.cli.columns import cells
from siren.cli.read_drill import make_drill
from siren.cli.read_input import read_input
from siren.drill import Drill
from siren.errors import JournalFailed, Refused
from siren.firing.journal import Journal, journal_path
from siren.firing.verification import verify
from tests.conftest import HeldClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.people import Keyboard

    Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("folders")

GAZETTE = Path(__file__).parents[2] / "examples" / "4_notice.txt"

NOTICE = """某市人民政府关于试鸣防空警报的公告
市人民政府定于2026年9月18日（星期六）上午10时至10时15分试鸣防空警报。
一、预先警报（10时至10时3分）：鸣36秒，停24秒，反复3遍，时间3分钟。
二、解除警报（10时12分至10时15分）：连续鸣放3分钟。
某市人民政府
2026年9月1日
"""

NO_STARTS = NOTICE.replace("（10时至10时3分）", "").replace("（10时12分至10时15分）", "")
NO_STARTS = NO_STARTS.replace("（星期六）", "")
REPORT = "9月18日上午，某市防空警报准时响起，全市防空警报试鸣活动圆满结束。\n"


@pytest.fixture
def notice(tmp_path: Path) -> Callable[[str], str]:
    """Write a notice's file; return its path."""

    def written(text: str) -> str:
        path = tmp_path / "notice.txt"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


class TestWhatIsRead:
    def test_every_field_stands_with_its_words_and_line(self, run: Run) -> None:
        code, out, _ = run("read", str(GAZETTE))
        assert code == 0
        assert "plan: understood, nothing contradicts" in out
        assert "阳府告〔2023〕5号" in out
        assert "36/24 s × 3 = 3:00  17“预先警报（10：29—10：32”" in out
        assert "阳江电台 91.6 MHz  line 13 “阳江电台”; line 13 “91.6”" in out

    def test_in_chinese_too(self, run: Run) -> None:
        _, out, _ = run("read", str(GAZETTE), "--lang", "zh")
        assert "可编制演习：内容明确，没有矛盾" in out
        assert "2023-10-29（星期日）" in out

    def test_as_json(self, run: Run) -> None:
        code, out, _ = run("read", str(GAZETTE), "--json")
        found = json.loads(out)
        assert (code, found["should"], found["date"]) == (0, "plan", "2023-10-29")
        assert [signal["start"] for signal in found["signals"]] == ["10:29", "10:35", "10:41"]

    def test_a_contradiction_is_said_with_its_words_and_exits_with_1(
        self, run: Run, notice: Callable[[str], str]
    ) -> None:
        code, out, _ = run("read", notice(NOTICE))
        assert code == 1
        assert "2026-09-18 is a Friday, the notice says Saturday\n    line 2 “" in out

    @pytest.mark.parametrize(("text", "should"), [(NOTICE, "ask"), (REPORT, "not-a-notice")])
    def test_json_is_printed_whatever_the_verdict(
        self, run: Run, notice: Callable[[str], str], text: str, should: str
    ) -> None:
        code, out, _ = run("read", notice(text), "--json")
        assert (code, json.loads(out)["should"]) == (1, should)

    def test_what_is_no_notice_makes_no_drill(
        self, run: Run, notice: Callable[[str], str], tmp_path: Path
    ) -> None:
        target = tmp_path / "drill.toml"
        code, out, err = run("read", notice(REPORT), "-o", str(target))
        assert (code, target.exists()) == (1, False)
        assert "not-a-notice: a report of a test that has already taken place" in out
        assert err.startswith("no drill is made: ")

    def test_stdin_is_read(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "siren", "read", "-", "--json"],
            input=GAZETTE.read_bytes(),
            capture_output=True,
        )
        assert json.loads(done.stdout)["document"] == "阳府告〔2023〕5号"


class TestTheDrill:
    def test_other_commands_take_it_as_it_is(self, run: Run, tmp_path: Path) -> None:
        path = str(tmp_path / "drill.toml")
        code, _, err = run("read", str(GAZETTE), "-o", path, "--id", "yangjiang")
        assert code == 0
        assert err == f"{path}: yangjiang, 3 signals.\nNext: siren check {path}\n"
        shown = json.loads(run("show", path, "--json")[1])
        shipped = json.loads(run("show", "yangjiang-2023", "--json")[1])
        assert shown["edges"] == shipped["edges"]
        checks = json.loads(run("check", path, "--json")[1])
        assert [c["state"] for c in checks if c["name"] == "drill"] == ["green"]

    def test_nobody_is_journalled_who_answered_nothing(
        self, run: Run, tmp_path: Path, folders: Path
    ) -> None:
        run("read", str(GAZETTE), "-o", str(tmp_path / "drill.toml"))
        assert not (folders / "journal.jsonl").exists()

    def test_stdout_gets_the_file_and_stderr_the_page(self, run: Run) -> None:
        code, out, err = run("read", str(GAZETTE), "-o", "-")
        assert code == 0
        assert out.startswith("# An exercise.")
        assert "plan: understood" in err

    def test_an_existing_file_is_never_overwritten(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "drill.toml"
        path.write_text("mine")
        code, out, err = run("read", str(GAZETTE), "-o", str(path))
        assert (code, out, path.read_text()) == (2, "", "mine")
        assert "exists and is not overwritten" in err

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [(("--id", "A B"), 2, "--id 'A B'"), (("-o", "none/d.toml"), 1, "none is no folder")],
    )
    def test_what_cannot_be_written_is_said_before_anything_is_asked(
        self, run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
    ) -> None:
        got, out, err = run("read", str(GAZETTE), "-o", str(tmp_path / "d.toml"), *arguments)
        assert (got, out) == (code, "")
        assert said in err
        assert list(tmp_path.glob("*.toml")) == []

    def test_two_things_on_stdout_are_refused(self, run: Run) -> None:
        code, _, err = run("read", str(GAZETTE), "--json", "-o", "-")
        assert code == 2
        assert "exclude each other" in err

    @pytest.mark.parametrize(
        ("text", "open_"),
        [
            (NOTICE, "1. 2026-09-18 is a Friday, the notice says Saturday"),
            (NO_STARTS, "2. 解除警报: its start is not printed"),
        ],
    )
    def test_with_nobody_to_ask_the_questions_are_listed_and_nothing_is_written(
        self, run: Run, notice: Callable[[str], str], tmp_path: Path, text: str, open_: str
    ) -> None:
        target = tmp_path / "drill.toml"
        code, _, err = run("read", notice(text), "-o", str(target))
        assert (code, target.exists()) == (1, False)
        assert open_ in err


class TestTheQuestions:
    @pytest.fixture
    def made(
        self, notice: Callable[[str], str], tmp_path: Path, keyboard: Keyboard
    ) -> Callable[..., Drill]:
        """Read a notice at a terminal where lines are typed; return its drill."""

        def make(text: str, *typed: str) -> Drill:
            keyboard.type(*typed)
            found = read_input(notice(text), None)
            make_drill(found, f"{tmp_path}/d.toml", None, HeldClock(), "en", may_ask=True)
            drill = library.find_sound(f"{tmp_path}/d.toml")
            assert isinstance(drill, Drill)
            return drill

        return make

    def test_a_choice_is_taken_by_its_number(self, made: Callable[..., Drill]) -> None:
        assert made(NOTICE, "2").date.isoformat() == "2026-09-19"

    def test_another_answer_may_be_typed_and_is_checked(
        self, made: Callable[..., Drill], capsys: pytest.CaptureFixture[str]
    ) -> None:
        drill = made(NOTICE, "", "3", "9月20日", "2026-02-30", "2026-09-20")
        assert drill.date.isoformat() == "2026-09-20"
        assert capsys.readouterr().err.count("is no answer here") == 4

    def test_starts_that_nobody_printed_are_asked_one_by_one(
        self, made: Callable[..., Drill]
    ) -> None:
        drill = made(NO_STARTS, "1", "10:02", "10:05:30")  # 10:02 is in the first signal
        assert [f"{firing.at:%H:%M:%S}" for firing in drill.firings] == ["10:00:00", "10:05:30"]

    def test_the_answers_stand_in_the_file_as_the_operators(
        self, made: Callable[..., Drill], tmp_path: Path
    ) -> None:
        made(NOTICE, "1")
        text = (tmp_path / "d.toml").read_text(encoding="utf-8")
        assert "# ANSWERED by " in text
        assert "On which day is the test? 2026-09-18 (Friday)\n" in text

    def test_the_journal_has_the_answers_and_the_hashes(
        self, made: Callable[..., Drill], tmp_path: Path
    ) -> None:
        made(NOTICE, "1")
        assert verify(journal_path()).ok
        [entry] = Journal(journal_path(), HeldClock()).entries()
        facts = entry.facts
        assert (entry.event, facts["verdict"]) == ("read", "ask")
        assert facts["notice_sha256"] == sha256(tmp_path / "notice.txt")
        assert facts["drill_sha256"] == sha256(tmp_path / "d.toml")
        assert facts["file"] == str(tmp_path / "d.toml")
        [answer] = answers_of(facts)
        assert answer == {
            "about": "date",
            "open": "2026-09-18 is a Friday, the notice says Saturday",
            "asked": "On which day is the test?",
            "answer": "2026-09-18 (Friday)",
            "typed": False,
        }

    def test_where_the_journal_fails_the_drill_stands_and_it_is_said(
        self, made: Callable[..., Drill], tmp_path: Path, folders: Path
    ) -> None:
        (folders / "journal.jsonl").mkdir(parents=True)
        with pytest.raises(
            JournalFailed, match=r"d\.toml is written, .* delete the drill and read"
        ):
            made(NOTICE, "1")
        assert "ANSWERED by" in (tmp_path / "d.toml").read_text(encoding="utf-8")

    def test_each_conflict_is_answered_on_its_own(
        self, made: Callable[..., Drill], tmp_path: Path
    ) -> None:
        text = NOTICE.replace("某市人民政府\n2026", "如遇雨天顺延。\n某市人民政府\n2026")
        assert made(text, "1", "y").date.isoformat() == "2026-09-18"
        (tmp_path / "d.toml").unlink()
        with pytest.raises(Refused, match="not settled"):
            made(text, "1", "n")
        assert not (tmp_path / "d.toml").exists()

    def test_where_the_terminal_goes_nothing_is_written(
        self, made: Callable[..., Drill], tmp_path: Path, folders: Path
    ) -> None:
        with pytest.raises(click.Abort):
            made(NOTICE)
        assert not (tmp_path / "d.toml").exists()
        assert not folders.exists()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def answers_of(facts: Any) -> list[dict[str, Any]]:
    return list(facts["answers"])


@pytest.mark.alone
@pytest.mark.parametrize(
    ("keys", "code", "lang"),
    [(b"1\n", 0, "en"), (b"1\n", 0, "zh"), (b"\x03", 1, "en"), (b"\x04", 1, "zh")],
)
def test_at_a_real_terminal_of_80_columns(
    notice: Callable[[str], str], tmp_path: Path, keys: bytes, code: int, lang: str
) -> None:
    target = tmp_path / "drill.toml"
    command = ["read", notice(NOTICE), "-o", str(target), "--lang", lang]
    got, shown = at_a_terminal(command, keys)
    assert (got, target.exists()) == (code, code == 0)
    assert {"2026-09-18", "2026-09-19"} <= set(shown.replace("（", " ").split())
    lines = [line.rstrip("\r") for line in shown.split("\n") if str(target) not in line]
    assert max(cells(line) for line in lines) <= 80


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background ignores Ctrl-C


def at_a_terminal(command: list[str], keys: bytes) -> tuple[int, str]:
    """Run a command line at a terminal where keys are pressed when it asks."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "siren", *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        preexec_fn=_own_terminal,
    )
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 20)[0]:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        shown += part
        if keys and shown.endswith(b"> "):
            os.write(ours, keys)
            keys = b""
    code = process.wait(timeout=20)  # before our end closes: that would hang up on it
    os.close(ours)
    return code, shown.decode()
