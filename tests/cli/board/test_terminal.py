"""The board in a real pseudo-terminal, read by a terminal emulator."""

from __future__ import annotations

import re
import sys
import termios
import time
from pathlib import Path

import pytest

from siren.cli.board.screen import ENTER, LEAVE
from tests.cli.board.emulator import Emulator

pytestmark = pytest.mark.alone

ROOT = Path(__file__).parents[3]

LOCAL_MODES = 3
"""Where they stand in what termios tells."""

REHEARSE = ("run", "yangjiang-2023", "--rehearse", "--speed")


def siren(folder: Path, *arguments: str, **environ: str) -> Emulator:
    """Run a command in a terminal of 80 columns and 24 rows."""
    home = {
        "SIREN_STATE_DIR": str(folder / "state"),
        "SIREN_CONFIG_DIR": str(folder / "config"),
        "SIREN_LANG": "en",
    }
    return program("siren", *arguments, **{**home, **environ})


def program(module: str, *arguments: str, **environ: str) -> Emulator:
    here = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return Emulator([sys.executable, "-m", module, *arguments], {**here, **environ}, 80, 24)


def assert_given_back(terminal: Emulator) -> None:
    """The terminal is as it was: its screen, its cursor, its keyboard."""
    assert terminal.sent.count(ENTER.encode()) == 1
    assert terminal.sent.count(LEAVE.encode()) == 1
    assert not terminal.screen.cursor.hidden
    assert terminal.modes() == terminal.modes_before


def cursor(rows: list[str]) -> int:
    """Return in which column the cursor of the timeline is; -1: it is not there."""
    return next((row.index("▲") for row in rows if row.strip() == "▲"), -1)


def figures(rows: list[str]) -> int:
    """Return how many rows the figures are high."""
    return sum(bool(row) and set(row) <= set("█▀▄ ") for row in rows)


def test_a_rehearsal_from_beginning_to_end(tmp_path: Path) -> None:
    with siren(tmp_path, *REHEARSE, "90") as terminal:
        rows = terminal.shows("Ctrl-C  stop")
        assert rows[0].startswith(" EXERCISE 演习  Yangjiang siren test")
        assert rows[1].startswith(" REHEARSAL ×90: NOTHING IS HEARD")
        assert terminal.modes()[LOCAL_MODES] & termios.ECHO == 0
        terminal.press(b"\x1b[D\x1b[D\x1b[[Dx")
        first = cursor(terminal.shows("IS NOT HEARD 未发声  Advance"))
        rows = terminal.shows("✓ played +0.00 ms, silent")
        assert 8 <= figures(rows) <= 9
        assert cursor(rows) > first
        assert terminal.end() == 0
        assert_given_back(terminal)
        after = terminal.sent.partition(LEAVE.encode())[2].decode()
        assert "空袭警报 · Air-raid warning (cn-air-raid): played\r\n" in after
        assert re.search(r"3 +cn-all-clear .* played\r\n", after)


def test_a_large_terminal_in_chinese_that_becomes_small(tmp_path: Path) -> None:
    with siren(tmp_path, *REHEARSE, "30", SIREN_LANG="zh") as terminal:
        terminal.resize(200, 50)
        rows = terminal.until(lambda rows: figures(rows) > 20)
        assert rows[0].startswith(" 演习 EXERCISE  阳江市防空警报试鸣")
        assert "预演 ×30：不发声  Asia/Shanghai" in rows[0]
        began_s = time.monotonic()
        terminal.resize(60, 15)
        terminal.until(lambda rows: rows[14].endswith("Ctrl-C  中止") and figures(rows) == 5)
        assert time.monotonic() - began_s < 3
        terminal.press(b"\x03")
        assert terminal.end() == 1
        assert_given_back(terminal)


def test_keys_are_taken_and_sequences_are_not() -> None:
    with program("tests.cli.board.at_a_terminal", "keys") as terminal:
        terminal.shows("VETO: silence")
        terminal.press(b"\x1b[200~v\x1b[201~")
        terminal.press(b"\x1b[[D")
        terminal.press(b"d")
        rows = terminal.shows("the rest is made silent here by wang@console")
        assert "VETOED here" not in "\n".join(rows)
        terminal.press(b"v")
        assert terminal.end() == 0
        assert b"PRESSED downgrade veto" in terminal.sent
        assert_given_back(terminal)


def test_a_crash_gives_the_terminal_back() -> None:
    with program("tests.cli.board.at_a_terminal", "crash") as terminal:
        terminal.shows("VETO: silence")
        terminal.press(b"d")
        assert terminal.end() == 1
        assert_given_back(terminal)


def test_ctrl_z_halts_no_siren() -> None:
    with program("tests.cli.board.at_a_terminal", "keys") as terminal:
        terminal.shows("VETO: silence")
        terminal.press(b"\x1a")
        time.sleep(0.3)
        terminal.press(b"d")
        terminal.shows("the rest is made silent here")


def test_without_colour_only_bold_dim_and_reverse_are_sent(tmp_path: Path) -> None:
    with siren(tmp_path, *REHEARSE, "30", NO_COLOR="1") as terminal:
        terminal.shows("IS NOT HEARD")
        terminal.press(b"\x03")
        assert terminal.end() == 1
        styles = b";".join(re.findall(rb"\x1b\[([\d;]*)m", terminal.sent)).split(b";")
        assert set(styles) == {b"0", b"1", b"2", b"7"}


@pytest.mark.thorough
def test_a_terminal_without_a_screen_gets_lines(tmp_path: Path) -> None:
    with siren(tmp_path, *REHEARSE, "90", TERM="dumb") as terminal:
        terminal.shows("Air-raid warning (cn-air-raid): firing")
        terminal.press(b"\x03")
        assert terminal.end() == 1
        assert b"\x1b" not in terminal.sent


@pytest.mark.thorough
def test_a_terminal_that_takes_nothing_holds_up_no_run(tmp_path: Path) -> None:
    with siren(tmp_path, *REHEARSE, "90") as terminal:
        journal, end_s = tmp_path / "state" / "journal.jsonl", time.monotonic() + 40
        while not (journal.exists() and '"event":"ended"' in _packed(journal)):
            assert time.monotonic() < end_s
            time.sleep(0.1)
        assert _packed(journal).count('"outcome":"played"') == 3
        assert terminal.sent == b""


def _packed(journal: Path) -> str:
    return journal.read_text(encoding="utf-8").replace(" ", "")
