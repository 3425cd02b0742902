"""``siren learn --terminal`` in a real pseudo-terminal, and where there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from siren.cli.board.screen import LEAVE
from siren.cli.learn_sound import beats_on, feed_of, latch_for, where_words
from siren.errors import DeviceBusy, DeviceNotFound, Refused
from siren.firing.device_lock import DeviceLock
from siren.firing.latch import Latch
from tests.cli.board.test_terminal import assert_given_back, siren
from tests.conftest import HeldClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.board.emulator import Emulator

    Run = Callable[..., tuple[int, str, str]]

ON_A_TERMINAL = pytest.mark.alone


def learn(folder: Path, *options: str, **environ: str) -> Emulator:
    return siren(folder, "learn", "--terminal", *options, **environ)


def left_on_screen(terminal: Emulator) -> str:
    """Return what stands on the terminal after it was given back."""
    return terminal.sent.partition(LEAVE.encode())[2].decode().replace("\r\n", "\n")


@ON_A_TERMINAL
def test_a_whole_test_without_sound(tmp_path: Path) -> None:
    with learn(tmp_path, "--csv", str(tmp_path / "answers.csv")) as terminal:
        rows = terminal.shows("Enter = begin")
        assert rows[0].startswith(" EXERCISE 演习  Listening test")
        assert "shortened: 10 times as fast as in reality; without sound" in rows[1]
        terminal.press(b"\r")
        terminal.shows("S O U N D   鸣")
        for number in range(1, 4):
            terminal.shows(f"before, {number} of 3")
            terminal.press(b"1\r")
        for number in range(1, 4):
            terminal.shows(f"explanation, {number} of 3")
            terminal.press(b"\r")
        for number in range(1, 7):
            terminal.shows(f"after, {number} of 6")
            terminal.press("１\r".encode())
            terminal.until(lambda rows: re.search(r"RIGHT\.|NO\. This was:", "\n".join(rows)))
            terminal.press(b"\r")
        assert terminal.end() == 0
        assert_given_back(terminal)
        said = left_on_screen(terminal)
    assert "before the explanation: 1 of 3 right" in said
    assert re.search(r"2  空袭警报 · Air-raid warning +1  0  0  0\n", said)
    assert "after the explanation: 2 of 6 right" in said
    assert re.search(r"3  解除警报 · All clear +2  0  0  0\n", said)
    table = (tmp_path / "answers.csv").read_text(encoding="utf-8").splitlines()
    assert table[0] == "step,question,sounded,answered,correct,count,speed"
    assert sum(row.split(",")[4] == "1" for row in table) == 3
    assert len(table) == 10


@ON_A_TERMINAL
def test_ctrl_c_ends_it_gives_the_terminal_back_and_stops_nobody_else(tmp_path: Path) -> None:
    with learn(tmp_path, "--real-time") as terminal:
        terminal.shows("in real time, at full length")
        terminal.press(b"\r")
        terminal.shows("S O U N D")
        terminal.press(b"\x03")
        assert terminal.end() == 1
        assert_given_back(terminal)
        assert left_on_screen(terminal) == "siren: stopped; nothing was written\n"
    assert not (tmp_path / "state").exists()


@ON_A_TERMINAL
def test_who_leaves_sees_how_far_he_came(tmp_path: Path) -> None:
    with learn(tmp_path, "--lang", "zh") as terminal:
        terminal.shows("回车 开始")
        terminal.press(b"\r")
        terminal.shows("第 1 题")
        terminal.press(b"?\r")
        terminal.shows("第 2 题")
        terminal.press(b"\x04")
        assert terminal.end() == 0
        said = left_on_screen(terminal)
    assert said.startswith("讲解前：0 / 1 正确\n")
    assert "讲解后" not in said


@pytest.mark.usefixtures("folders")
def test_without_a_terminal_it_says_so(run: Run) -> None:
    code, _, err = run("learn", "--terminal")
    assert code == 2
    assert err.startswith("the listening test needs a terminal: somebody who types on stdin")
    code, _, err = run("learn", "--terminal", "--lang", "zh")
    assert err.startswith("听辨测试需要终端")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--signals", "cn-air-raid"], "takes 2 to 8 signals, not 1"),
        (["--signals", "cn-air-raid,cn-al-clear"], "no signal or drill is called 'cn-al-clear'"),
        (["--drill", "cn-air-raid"], "cn-air-raid is no drill but a signal"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(run: Run, options: list[str], words: str) -> None:
    code, _, err = run("learn", "--terminal", *options)
    assert code == 2
    assert words in err


@ON_A_TERMINAL
def test_answers_are_not_written_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("mine")
    with learn(tmp_path, "--csv", str(tmp_path / "answers.csv")) as terminal:
        assert terminal.end() == 2
        assert b"answers.csv exists and is not" in terminal.sent
    assert (tmp_path / "answers.csv").read_text() == "mine"


class TestTheDevice:
    """What `feed_of`, `latch_for` and `beats_on` refuse, on a made-up loudspeaker."""

    def test_it_is_named_or_refused(self, loudspeakers: list[object]) -> None:

        assert feed_of(None, HeldClock()) is None
        feed = feed_of("horn", HeldClock())
        assert where_words(feed, -24.0).english == "on horn, -24 dB"
        with pytest.raises(DeviceNotFound, match="no sound device is called 'hron'"):
            feed_of("hron", HeldClock())

    @pytest.mark.usefixtures("loudspeakers")
    def test_what_is_stopped_stays_silent(self, folders: Path) -> None:

        Latch(folders).set("wang", HeldClock().utc_now())
        assert latch_for(None) is None
        with pytest.raises(Refused, match="stopped by wang"):
            latch_for(feed_of("horn", HeldClock()))

    @pytest.mark.usefixtures("loudspeakers")
    def test_a_device_that_another_has_is_not_taken(self, folders: Path) -> None:

        feed = feed_of("horn", HeldClock())
        lock = DeviceLock(folders, "horn", {"drill": "yangjiang-2023"})
        with (
            pytest.raises(DeviceBusy, match=r"horn is in use by process \d+ \(yangjiang-2023\)"),
            beats_on(feed, {}, -24.0, HeldClock()),
        ):
            pytest.fail("the device was taken")
        lock.release()
