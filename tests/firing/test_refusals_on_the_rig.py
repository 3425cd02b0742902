"""What is refused, and what is asked, before anything sounds; and what a terminal shows."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.firing.rig_drills import ROOT, Desk, Ended, Job, command, soon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from tests.rig.rig import Rig

QUESTION = "Type drill to arm it: "


@pytest.fixture
def desk(rig: Rig, tmp_path: Path) -> Desk:
    return Desk(rig.environment, tmp_path)


@pytest.fixture
def drill(desk: Desk) -> Path:
    return desk.drill(soon(3600))


class Terminal:
    """A siren process on a terminal of its own, and the person who sits there."""

    def __init__(self, desk: Desk, *arguments: str | Path) -> None:
        self._keyboard, screen = pty.openpty()
        tied, siren = command()[:3], command()[3:]
        process = subprocess.Popen(
            [*tied, "setsid", "--ctty", *siren, *map(str, arguments)],
            env=desk.environment | {"TERM": "xterm"},
            cwd=ROOT,
            stdin=screen,
            stdout=subprocess.PIPE,
            stderr=screen,
            text=True,
        )
        os.close(screen)
        self.job, self.shown = Job(process, time.time()), ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.job.process.poll() is None:
            self.job.kill()
        os.close(self._keyboard)

    def type(self, words: str) -> None:
        os.write(self._keyboard, words.encode())

    def wait_for(self, pattern: str, *, within_s: float = 20.0) -> None:
        """Wait until the terminal shows something."""
        deadline_s = time.monotonic() + within_s
        while not re.search(pattern, self.shown):
            assert self._read(deadline_s - time.monotonic()), self.shown

    def end(self) -> Ended:
        """Wait for the process to end, reading what it still shows."""
        while self._read(20.0):
            pass
        return self.job.end(within_s=20)

    def _read(self, within_s: float) -> bool:
        if not select.select([self._keyboard], [], [], max(0.0, within_s))[0]:
            return False
        try:
            read = os.read(self._keyboard, 4096)
        except OSError:  # nobody has the other end any more
            return False
        self.shown += read.decode(errors="replace")
        return bool(read)


@pytest.fixture
def terminal(desk: Desk, drill: Path) -> Iterator[Terminal]:
    with Terminal(desk, "run", drill, "--device", "siren_rig", "--json") as opened:
        yield opened


# --- refused ---


def test_without_a_device_none_is_taken_and_all_are_named(desk: Desk, drill: Path) -> None:
    done = desk.siren("run", drill, "--yes")
    assert done.code == 1
    assert "no device is named, and none is taken unasked" in done.err
    assert "'siren_rig', 'siren_other', 'pulse', 'default'" in done.err


def test_an_unknown_device_is_not_replaced_by_the_nearest(desk: Desk, drill: Path) -> None:
    done = desk.siren("run", drill, "--device", "siren_ring", "--yes")
    assert done.code == 1
    assert "no sound device is called 'siren_ring'; did you mean 'siren_rig'?" in done.err


def test_a_drill_is_not_sounded_on_whatever_is_the_default(desk: Desk, drill: Path) -> None:
    done = desk.siren("run", drill, "--device", "default", "--yes")
    assert done.code == 1
    assert "whichever device the system prefers" in done.err


def test_with_nobody_to_ask_it_is_misuse(desk: Desk, drill: Path) -> None:
    done = desk.siren("run", drill, "--device", "siren_rig")
    assert done.code == 2
    assert "there is nobody to ask" in done.err
    assert not desk.entries()


def test_a_drill_that_is_over_is_refused(desk: Desk) -> None:
    past = desk.drill(soon(0) - timedelta(seconds=60))
    done = desk.siren("run", past, "--device", "siren_rig", "--yes")
    assert done.code == 1
    assert "drill is over" in done.err


def test_a_device_is_for_one_process(desk: Desk, drill: Path) -> None:
    first = desk.run(drill, "siren_rig")
    try:
        desk.wait_for("armed")
        second = desk.run(desk.drill(soon(3600), name="second"), "siren_rig").end()
        assert second.code == 1
        assert f"siren_rig is in use by process {first.process.pid} (drill)" in second.err
        third = desk.run(desk.drill(soon(3600), name="third"), "siren_other")
        third.process.send_signal(signal.SIGTERM)
        assert third.end().code != 0
    finally:
        first.kill()


def test_where_the_state_folder_cannot_be_written_nothing_is_armed(desk: Desk, drill: Path) -> None:
    desk.state.write_text("a file stands in its place")
    done = desk.run(drill, "siren_rig").end()
    assert done.code == 1
    assert re.fullmatch(r"siren: .*/state/.*: (not a directory|file exists).*\n", done.err)


def test_a_broken_journal_is_kept_and_the_next_run_begins_anew(desk: Desk) -> None:
    killed = desk.run(desk.drill(soon(3600)), "siren_rig")
    desk.wait_for("armed")
    killed.kill()
    content = desk.journal.read_bytes()
    desk.journal.write_bytes(content.replace(b"armed", b"ARMED", 1))
    drill = desk.drill(soon(3600))
    refused = desk.run(drill, "siren_rig").end()
    assert refused.code == 1
    assert "the journal was broken: it is kept as" in refused.err
    assert [line["event"] for line in desk.entries()] == ["begun-anew"]
    [kept] = desk.state.glob("journal.broken-*.jsonl")
    assert kept.read_bytes().startswith(content[:20])
    again = desk.run(drill, "siren_rig")
    desk.wait_for("armed")
    again.kill()
    assert desk.verifies()


def test_a_torn_last_line_is_kept_and_stops_nothing(desk: Desk, drill: Path) -> None:
    first = desk.run(drill, "siren_rig")
    desk.wait_for("armed")
    first.kill()
    with desk.journal.open("ab") as journal:
        journal.write(b'{"seq": 2, "event": "fir')
    second = desk.run(drill, "siren_rig")
    desk.wait_for("resumed")
    second.kill()
    assert [line["event"] for line in desk.entries()] == ["armed", "torn-line", "resumed"]
    assert desk.verifies()


# --- asked ---


def test_the_right_id_arms_it_and_a_terminal_counts_down(desk: Desk) -> None:
    drill = desk.drill(soon(7))
    with Terminal(desk, "run", drill, "--device", "siren_rig", "--json") as terminal:
        terminal.wait_for(QUESTION)
        assert "EXERCISE  Test (drill), run" in terminal.shown
        assert "de-ww2-akute" in terminal.shown
        terminal.type("drill\n")
        terminal.wait_for("in 0:0[12]")
        terminal.wait_for("SOUNDING")
        assert desk.entries("armed")[0]["confirmed"] == "typed"
        terminal.type("\x03")
        terminal.wait_for("Type correction")
        terminal.type("\n")
        terminal.wait_for("Type all-clear")
        terminal.type("\n")
        ended = terminal.end()
    assert (ended.code, ended.outcomes) == (1, ["stopped"])
    assert desk.entries("stop")[0]["how"] == "Ctrl-C"


@pytest.mark.parametrize("typed", ["Drill", ""])
def test_anything_else_arms_nothing(desk: Desk, terminal: Terminal, typed: str) -> None:
    terminal.wait_for(QUESTION)
    terminal.type(f"{typed}\n")
    ended = terminal.end()
    assert ended.code == 1
    assert f"not armed: {typed!r} was typed, not 'drill'" in terminal.shown
    assert not desk.entries()


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_who_walks_away_from_the_question_arms_nothing(
    desk: Desk, terminal: Terminal, key: str
) -> None:
    terminal.wait_for(QUESTION)
    terminal.type(key)
    assert terminal.end().code == 1
    assert "Traceback" not in terminal.shown
    assert not desk.entries()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_the_question_ends_it_and_arms_nothing(
    desk: Desk, terminal: Terminal, number: signal.Signals
) -> None:
    terminal.wait_for(QUESTION)
    began_s = time.monotonic()
    terminal.job.process.send_signal(number)
    assert terminal.end().code in (1, -number)
    assert time.monotonic() - began_s < 1
    assert not desk.entries()


def test_siren_stop_at_the_question_lets_nothing_be_armed(desk: Desk, terminal: Terminal) -> None:
    terminal.wait_for(QUESTION)
    began_s = time.monotonic()
    stop = desk.siren("stop")
    ended = terminal.end()
    assert time.monotonic() - began_s < 2
    assert (stop.code, ended.code) == (0, 1)
    assert "drill on siren_rig: silent" in stop.err
    assert "nothing sounds until: siren stop --clear" in " ".join(terminal.shown.split())
    assert [line["event"] for line in desk.entries()] == ["latched"]
