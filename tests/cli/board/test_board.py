"""A board and its keys, with a screen and a keyboard that are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.board.board import Board
from siren.cli.board.lines import text_of
from siren.cli.sounding import sounding
from siren.firing.rules import Outcome
from siren.text import phrase
from tests.cli.board.runs import SomeRun, at
from tests.cli.board.scenes import row_with

if TYPE_CHECKING:
    Capture = pytest.CaptureFixture[str]


class SomeScreen:
    """Keeps what would be drawn."""

    def __init__(self) -> None:
        self.is_hungry, self.fault, self.is_open = True, None, False
        self.draw: Any = None

    def open(self) -> None:
        self.is_open = True

    def show(self, draw: Any) -> None:
        self.draw = draw

    def close(self) -> bool:
        self.is_open = False
        return True


class SomeKeys:
    """A keyboard on which `press` types."""

    def __init__(self) -> None:
        self.waiting = ""

    def open(self) -> None: ...

    def close(self) -> None: ...

    def typed(self) -> str:
        typed, self.waiting = self.waiting, ""
        return typed


class Desk:
    """A person before a board."""

    def __init__(self, *runs: SomeRun, language: str = "en") -> None:
        self.runs: Any = runs
        self.screen, self.keys = SomeScreen(), SomeKeys()
        self.done: list[str] = []
        subject = sounding("yangjiang-2023")
        ids = dict.fromkeys(run.plan.id for run in runs)
        screen: Any = self.screen
        keys: Any = self.keys
        self.board = Board(
            "wang@console",
            language,
            subjects=[subject._replace(id=drill) for drill in ids],
            on_veto=lambda: self.done.append("veto"),
            on_downgrade=self._downgrade,
            clock_words=phrase("chrony", "chrony"),
            screen=screen,
            keys=keys,
        )

    def _downgrade(self) -> None:
        self.done.append("downgrade")
        for run in self.runs:
            run.is_silent = True

    def look(self, seconds: float, typed: str = "") -> list[str]:
        """Press keys, and return what is on the screen then."""
        self.keys.waiting = typed
        self.board.look(self.runs, at(seconds))
        return [text_of(row) for row in self.screen.draw(80, 24)]


@pytest.fixture
def run_() -> SomeRun:
    return SomeRun()


@pytest.fixture
def desk(run_: SomeRun) -> Desk:
    return Desk(run_)


class TestTheVeto:
    @pytest.mark.parametrize("seconds", [-30, -12.5, -0.4])
    def test_one_key_in_the_half_minute_before_the_signal(self, desk: Desk, seconds: float) -> None:
        assert "VETO" in desk.look(seconds)[-1]
        desk.look(seconds, "v")
        assert desk.done == ["veto"]

    @pytest.mark.parametrize("seconds", [-3600, -30.4, -0.2, 0, 1, 100])
    def test_at_any_other_time_the_key_does_nothing(self, desk: Desk, seconds: float) -> None:
        assert "VETO" not in desk.look(seconds)[-1]
        desk.look(seconds, "v")
        assert desk.done == []

    def test_a_key_that_was_pressed_too_early_does_not_wait(self, desk: Desk) -> None:
        desk.look(-31, "v")
        desk.look(-29)
        assert desk.done == []

    def test_a_signal_that_was_vetoed_is_shown_so(self, desk: Desk, run_: SomeRun) -> None:
        rows = desk.look(-10, "v")
        assert row_with(rows, "10:29:00  Alarm: VETOED here by wang@console")
        run_.veto(1)
        rows = desk.look(-9)
        assert row_with(rows, "■ vetoed: silence").startswith(" 10:29:00  Alarm")
        assert "VETO" not in rows[-1]

    def test_signals_of_several_destinations_are_one(self) -> None:
        desk = Desk(SomeRun(), SomeRun(device="hall"))
        desk.look(-10, "v")
        for run in desk.runs:
            run.veto(1)
        assert row_with(desk.look(-9), "■ vetoed: silence")
        assert desk.done == ["veto"]


class TestTheDowngrade:
    @pytest.mark.parametrize("seconds", [-86400, -10, 100])
    def test_one_key_from_armed_to_end(self, desk: Desk, seconds: float) -> None:
        assert " d  silence the rest" in desk.look(seconds)[-1]
        rows = desk.look(seconds, "d")
        assert desk.done == ["downgrade"]
        assert "NOTHING IS HEARD" in rows[0] + rows[1]
        assert "silence the rest" not in rows[-1]

    def test_once_silent_the_key_does_nothing_more(self, desk: Desk) -> None:
        desk.look(-100, "d")
        desk.look(-99, "d")
        assert desk.done == ["downgrade"]

    def test_what_begins_then_is_not_heard(self, desk: Desk, run_: SomeRun) -> None:
        desk.look(-100, "d")
        run_.begin(1)
        assert row_with(desk.look(1), "IS NOT HEARD 未发声")


@pytest.mark.parametrize("typed", ["video", "dv", "x", " ", "\r"])
def test_nothing_else_is_a_key(desk: Desk, typed: str) -> None:
    desk.look(-10, typed)
    assert desk.done == []


def test_where_nobody_carries_them_out_there_are_no_such_keys(run_: SomeRun) -> None:
    screen: Any = SomeScreen()
    keys: Any = SomeKeys()
    subject = sounding("yangjiang-2023")._replace(id="town-2026")
    board = Board("wang", "en", subjects=[subject], screen=screen, keys=keys)
    keys.waiting = "v"
    runs: Any = [run_]
    board.look(runs, at(-10))
    assert text_of(screen.draw(80, 24)[-1]).split() == ["Ctrl-C", "stop"]


class TestWhileTheClockIsInQuestion:
    @pytest.fixture(autouse=True)
    def stepped(self, run_: SomeRun) -> None:
        run_.clock_watch.is_trusted, run_.clock_watch.off_s = False, 3600.0

    def test_keys_are_letters_of_the_answer(self, desk: Desk) -> None:
        desk.look(-10, "v")
        desk.look(-10, "d")
        assert row_with(desk.look(-10), "type town-2026 and Enter: vd_")
        assert desk.done == []

    def test_the_id_and_enter_confirm_it(self, desk: Desk, run_: SomeRun) -> None:
        desk.look(-10, "town-20")
        desk.look(-10, "26")
        assert run_.confirmed == []
        rows = desk.look(-10, "\r")
        assert run_.confirmed == ["wang@console"]
        assert not [row for row in rows if "NOTHING BEGINS" in row]
        assert row_with(rows, "the clock is taken as right")

    def test_mistakes_are_taken_back(self, desk: Desk, run_: SomeRun) -> None:
        desk.look(-10, "wrong\x15town-2027\x7f6\r")
        assert run_.confirmed == ["wang@console"]

    def test_another_line_confirms_nothing(self, desk: Desk, run_: SomeRun) -> None:
        assert row_with(desk.look(-10, "yes\r"), "and Enter: _")
        assert run_.confirmed == []

    def test_set_back_the_question_is_gone_and_so_is_what_was_typed(
        self, desk: Desk, run_: SomeRun
    ) -> None:
        desk.look(-10, "town")
        run_.clock_watch.is_trusted = True
        assert not [row for row in desk.look(-10) if "NOTHING BEGINS" in row]
        run_.clock_watch.is_trusted = False
        assert row_with(desk.look(-10), "and Enter: _")


class TestWhatIsSeen:
    def test_health_comes_and_goes(self, desk: Desk, run_: SomeRun) -> None:
        run_.line.is_ready = False
        assert row_with(desk.look(-100), "horn  ○ not open yet")
        run_.is_near = True
        assert row_with(desk.look(-20), "horn  ◔ opening")
        run_.line.is_ready, run_.player.level = True, 0.5
        assert "-6.0 dBFS" in row_with(desk.look(-19), "horn  ● ready")
        run_.line.away_because = "unplugged"
        assert row_with(desk.look(-18), "horn  ✕ AWAY  unplugged")

    def test_due_and_not_begun_it_is_not_heard(self, desk: Desk) -> None:
        assert row_with(desk.look(0.5), "IS NOT HEARD 未发声")

    def test_begun_it_sounds_and_its_end_is_counted_down(self, desk: Desk, run_: SomeRun) -> None:
        run_.begin(1)
        assert row_with(desk.look(100), "SOUNDING 鸣响中  Alarm  警报  ends in")
        run_.line.is_ready = False
        assert row_with(desk.look(101), "IS NOT HEARD 未发声")

    def test_lost_on_one_destination_it_is_heard_on_the_other(self) -> None:
        desk = Desk(SomeRun(), SomeRun(device="hall"))
        for run in desk.runs:
            run.begin(1)
        desk.runs[0].end(1, Outcome.DEVICE_LOST)
        assert row_with(desk.look(10), "SOUNDING 鸣响中 on 1 of 2")

    def test_two_drills_have_a_timeline_each(self) -> None:
        rows = Desk(SomeRun(), SomeRun(drill="other", device="hall")).look(-10)
        assert len([row for row in rows if row.strip() == "◂"]) == 2

    def test_at_the_end_the_drill_is_over(self, desk: Desk, run_: SomeRun) -> None:
        run_.end(1, Outcome.PLAYED)
        run_.end(2, Outcome.PLAYED)
        run_.has_ended = True
        rows = desk.look(500)
        assert row_with(rows, "THE DRILL IS OVER")
        assert "silence the rest" not in rows[-1]

    def test_in_chinese(self, run_: SomeRun) -> None:
        rows = Desk(run_, language="zh").look(-10)
        assert row_with(rows, "距 10:29:00  警报  Alarm")
        assert "否决本信号" in rows[-1]


class TestAfterwards:
    def test_what_happened_stays_in_plain_lines(
        self, desk: Desk, run_: SomeRun, capsys: Capture
    ) -> None:
        desk.look(-10)
        run_.begin(1)
        desk.look(0.1)
        desk.board.say("the journal is slow")
        assert capsys.readouterr().err == ""
        desk.board.close()
        assert capsys.readouterr().err == (
            "10:29:00  警报 · Alarm (cn-air-raid): firing\nthe journal is slow\n"
        )
        desk.board.close()
        desk.board.say("later")
        assert capsys.readouterr().err == "later\n"

    def test_before_anything_is_armed_lines_are_plain(self, desk: Desk, capsys: Capture) -> None:
        desk.board.say("going on with the run that was killed")
        assert capsys.readouterr().err == "going on with the run that was killed\n"
        assert not desk.screen.is_open


def test_a_board_that_fails_gives_the_terminal_back_and_goes_on_in_lines(
    desk: Desk, run_: SomeRun, capsys: Capture
) -> None:
    desk.look(-100)
    run_.plan.timezone = "No/Such"
    desk.board.look(desk.runs, at(-99))
    assert "the board failed; plain lines from here: " in capsys.readouterr().err
    run_.plan.timezone = "Asia/Shanghai"
    desk.board.look(desk.runs, at(-60))
    assert capsys.readouterr().err == "  1:00 to cn-air-raid\n"
    assert not desk.screen.is_open
