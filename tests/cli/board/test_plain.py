"""What is seen while a run goes on: on a terminal, in a log, and when something is wrong."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.board.plain import PlainLines
from siren.firing.rules import Outcome
from tests.cli.board.runs import SomeRun, at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.people import Keyboard

    Capture = pytest.CaptureFixture[str]

ERASED = "\r"
"""How a line is taken back; click leaves the rest out where the terminal is made up."""


class Screen:
    """Looks at runs and says what has appeared on stderr since the last look."""

    def __init__(self, capsys: Capture, *runs: SomeRun) -> None:
        self.live, self.runs, self._capsys = PlainLines("wang@console", "en"), runs, capsys

    def look(self, seconds: float) -> str:
        runs: Any = self.runs
        self.live.look(runs, at(seconds))
        return self._capsys.readouterr().err


@pytest.fixture
def run_() -> SomeRun:
    return SomeRun()


@pytest.fixture
def log(capsys: Capture, run_: SomeRun) -> Screen:
    """Stderr is a file."""
    return Screen(capsys, run_)


@pytest.fixture
def terminal(capsys: Capture, run_: SomeRun, monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    return Screen(capsys, run_)


class TestTheCountdown:
    def test_in_a_log_it_is_written_at_marks(self, log: Screen) -> None:
        seen = {seconds: log.look(-seconds) for seconds in range(3700, 0, -1)}
        written = {seconds: text for seconds, text in seen.items() if text}
        assert list(written) == [3600, 1800, 600, 300, 120, 60, 30, 10, 5, 4, 3, 2, 1]
        assert written[3600] == "  1:00:00 to cn-air-raid\n"
        assert written[120] == "  2:00 to cn-air-raid\n"

    def test_begun_between_two_marks_it_says_so_once(self, log: Screen) -> None:
        assert log.look(-100) == "  1:40 to cn-air-raid\n"
        assert log.look(-99) == ""

    def test_the_next_signal_has_marks_of_its_own(self, log: Screen, run_: SomeRun) -> None:
        log.look(-1)
        run_.end(1, Outcome.PLAYED)
        log.look(180)
        assert log.look(240) == "  1:00 to cn-all-clear\n"

    def test_on_a_terminal_the_last_line_is_rewritten(self, terminal: Screen) -> None:
        assert terminal.look(-100) == "  1:40 to cn-air-raid"
        assert terminal.look(-99.5) == ""
        assert terminal.look(-98.9) == f"{ERASED}  1:39 to cn-air-raid"

    def test_while_it_sounds_what_is_left_is_shown(self, terminal: Screen, run_: SomeRun) -> None:
        run_.firings[0].cue.began = True
        assert terminal.look(0.5) == "  cn-air-raid sounds for 3:00"
        assert terminal.look(100.5) == f"{ERASED}  cn-air-raid sounds for 1:20"

    def test_in_a_log_that_is_not_written_every_second(self, log: Screen, run_: SomeRun) -> None:
        run_.firings[0].cue.began = True
        assert [log.look(seconds) for seconds in (1, 2, 3)] == ["", "", ""]

    def test_two_drills_share_a_line(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        other = SomeRun(drill="other", device="hall")
        other.end(1, Outcome.PLAYED)
        two = Screen(capsys, SomeRun(), other)
        two.look(-100)
        assert two.look(-99).endswith("  1:39 to cn-air-raid | 6:39 to cn-all-clear")

    def test_one_drill_on_two_devices_is_counted_once(
        self, capsys: Capture, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        two = Screen(capsys, SomeRun(), SomeRun(device="hall"))
        assert two.look(-100) == "  1:40 to cn-air-raid"


class TestEvents:
    def test_opening_firing_and_outcome_are_said_once(self, log: Screen, run_: SomeRun) -> None:
        log.look(-20)
        run_.is_near = True
        assert log.look(-19.9) == "town-2026: opening horn\n"
        run_.firings[0].cue.began = run_.firings[0].is_onset_told = True
        assert log.look(0.1) == "10:29:00  警报 · Alarm (cn-air-raid): firing\n"
        assert log.look(0.2) == ""
        run_.end(1, Outcome.PLAYED)
        run_.has_ended = True
        assert "10:29:00  警报 · Alarm (cn-air-raid): played\n" in log.look(180)

    def test_they_keep_their_lines_on_a_terminal(self, terminal: Screen, run_: SomeRun) -> None:
        terminal.look(-20)
        run_.is_near = True
        assert terminal.look(-19.9) == (f"{ERASED}town-2026: opening horn\n  0:20 to cn-air-raid")

    def test_one_drill_on_two_devices_is_said_for_both(self, capsys: Capture) -> None:
        runs = SomeRun(), SomeRun(device="hall")
        two = Screen(capsys, *runs)
        two.look(-20)
        for run in runs:
            run.is_near = True
        said = two.look(-19)
        assert said == "town-2026: opening horn\ntown-2026: opening hall\n"

    def test_at_the_end_the_terminal_has_a_line_of_its_own(
        self, terminal: Screen, capsys: Capture
    ) -> None:
        terminal.look(-20)
        terminal.live.close()
        assert capsys.readouterr().err == ERASED


class TestADeviceThatIsAway:
    def test_it_is_said_with_its_reason_and_again_when_it_is_back(
        self, log: Screen, run_: SomeRun
    ) -> None:
        log.look(-1)
        run_.line.away_because = "the stream ended by itself"
        assert log.look(1) == "horn IS AWAY: the stream ended by itself\n"
        assert log.look(2) == ""
        run_.line.away_because = "horn cannot be opened: Device unavailable"
        assert log.look(3) == "horn IS AWAY: horn cannot be opened: Device unavailable\n"
        run_.line.away_because = None
        assert log.look(4) == "horn is back\n"

    def test_nothing_is_said_to_sound_meanwhile(self, terminal: Screen, run_: SomeRun) -> None:
        run_.firings[0].cue.began = True
        run_.line.is_ready = False
        assert terminal.look(100.5) == "  cn-air-raid IS NOT HEARD; it ends in 1:20"


def test_a_dry_run_is_not_said_to_sound(terminal: Screen, run_: SomeRun) -> None:
    run_.firings[0].cue.began = run_.is_silent = True
    assert terminal.look(100.5) == "  cn-air-raid IS NOT HEARD; it ends in 1:20"


class TestASteppedClock:
    STEPPED = "THE CLOCK WAS STEPPED by +3600.0 s since this drill was confirmed. Nothing begins "

    def step(self, *runs: SomeRun) -> None:
        for run in runs:
            run.clock_watch.is_trusted, run.clock_watch.off_s = False, 3600.0

    def test_the_id_confirms_it(self, log: Screen, run_: SomeRun, keyboard: Keyboard) -> None:
        log.look(-1)
        self.step(run_)
        asked = f"{self.STEPPED}until town-2026 is typed here, or it is set back.\n"
        assert log.look(-1) == asked
        assert log.look(-1) == ""
        keyboard.type("town-2026")
        assert log.look(-1) == "the clock is taken as right\n"
        assert run_.confirmed == ["wang@console"]

    @pytest.mark.parametrize("line", ["", "y", "town", "other"])
    def test_nothing_else_does(
        self, log: Screen, run_: SomeRun, keyboard: Keyboard, line: str
    ) -> None:
        self.step(run_)
        keyboard.type(line)
        log.look(-1)
        assert run_.confirmed == []

    def test_a_second_step_is_asked_about_again(
        self, log: Screen, run_: SomeRun, keyboard: Keyboard
    ) -> None:
        log.look(-1)
        self.step(run_)
        log.look(-1)
        run_.clock_watch.is_trusted = True
        assert log.look(-1) == ""
        self.step(run_)
        assert "THE CLOCK WAS STEPPED" in log.look(-1)

    def test_of_two_drills_the_one_is_confirmed_that_was_typed(
        self, capsys: Capture, keyboard: Keyboard
    ) -> None:
        runs = SomeRun(), SomeRun(drill="other", device="hall")
        two = Screen(capsys, *runs)
        self.step(*runs)
        keyboard.type("other")
        two.look(-1)
        assert [run.confirmed for run in runs] == [[], ["wang@console"]]

    def test_where_nobody_can_answer_the_way_out_is_told(
        self, log: Screen, run_: SomeRun, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("town-2026\n"))
        log.look(-1)
        self.step(run_)
        assert log.look(-1) == (
            f"{self.STEPPED}until it is set back: there is nobody to ask "
            "(a machine says --allow clock-step).\n"
        )
        assert run_.confirmed == []


def test_a_terminal_that_has_gone_away_stops_nothing(
    log: Screen, run_: SomeRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("click.echo", gone)
    run_.is_near = True
    log.look(-1)
    log.live.close()


def test_the_journal_of_systemd_is_told_how_much_each_line_matters(tmp_path: Path) -> None:
    script = (
        "import os, sys; s = os.fstat(2); "
        "os.environ['JOURNAL_STREAM'] = f'{s.st_dev}:{s.st_ino}'; "
        "from siren.cli.board.plain import write; "
        "write('armed\\n'); write('horn IS AWAY\\n', is_trouble=True)"
    )
    log = tmp_path / "stderr"
    with log.open("w") as file:
        subprocess.run([sys.executable, "-c", script], stderr=file, check=True)
    assert log.read_text().splitlines() == ["<6>armed", "<4>horn IS AWAY"]
