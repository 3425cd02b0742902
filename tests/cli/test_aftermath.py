"""After a drill that was cut short: a correction and the all-clear, each with its own yes."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from siren.cli.aftermath import CUT_SHORT, settle_with_people
from siren.cli.orders import Outlay, Request, lay_out
from siren.clock import SystemClock
from siren.errors import OutputFailed
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from siren.firing.rules import Outcome
from tests.cli.cut_short import SE_DRILL, run_of
from tests.cli.drills import HORN_OUTLET, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.people import Keyboard
    from tests.firing.world import Card, SimClock

    Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("card")

CORRECTION = "town-2026-correction.txt"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def town(tmp_path: Path, clock: SimClock) -> Outlay:
    return laid_out(written(tmp_path, SE_DRILL + HORN_OUTLET), clock)


@pytest.fixture
def latch(folders: Path, clock: SimClock) -> Latch:
    """The stop that has cut the drill short."""
    latch = Latch(folders)
    latch.set("wang@console (Ctrl-C)", clock.utc_now())
    return latch


def laid_out(what: str, clock: SimClock, mode: str = "run") -> Outlay:
    return lay_out(what, Request(mode, "tone", -6.0), clock)


def settle(
    outlay: Outlay, clock: SimClock, *outcomes: Outcome, language: str = "en", played: int = 1
) -> None:
    """Let a drill end so on its first destination."""
    outcomes = outcomes or (Outcome.STOPPED, Outcome.STOPPED)
    settle_with_people(outlay, [run_of(outlay.plan, *outcomes, frames=(played,))], clock, language)


def lines(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    entries = Journal(folder / "journal.jsonl", SystemClock()).entries()
    return [(entry.event, entry.facts) for entry in entries]


class TestWhenItIsOffered:
    @pytest.mark.parametrize("outcome", sorted(CUT_SHORT))
    def test_after_a_drill_that_was_cut_short(
        self, town: Outlay, clock: SimClock, capsys: Capture, outcome: Outcome
    ) -> None:
        settle(town, clock, Outcome.PLAYED, outcome)
        err = capsys.readouterr().err
        assert "--- ready correction text ---\n关于试鸣的说明\n" in err
        assert "\nCorrection: Siren test\n" in err

    @pytest.mark.parametrize("outcome", sorted(set(Outcome) - CUT_SHORT))
    def test_not_after_one_that_ended_otherwise(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, capsys: Capture, outcome: Outcome
    ) -> None:
        settle(town, clock, outcome, outcome)
        assert capsys.readouterr().err == ""

    def test_not_after_a_veto_alone(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, capsys: Capture
    ) -> None:
        run = run_of(town.plan, Outcome.STOPPED, Outcome.PLAYED, frames=(0, 1))
        run.firings[0].is_vetoed = True
        settle_with_people(town, [run], clock, "en")
        assert capsys.readouterr().err == ""

    @pytest.mark.parametrize("mode", ["dry-run", "rehearsal"])
    def test_not_after_what_nobody_heard(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, capsys: Capture, mode: str
    ) -> None:
        silent = town._replace(orders=(town.orders[0]._replace(mode=mode),))
        settle(silent, clock)
        assert capsys.readouterr().err == ""

    def test_with_nobody_there_the_way_to_the_all_clear_is_told_by_the_drills_file(
        self, town: Outlay, clock: SimClock, capsys: Capture, tmp_path: Path
    ) -> None:
        settle(town, clock)
        path = shlex.quote(str(tmp_path / "town.toml"))
        assert capsys.readouterr().err.splitlines()[-1] == (
            f"The all-clear: siren stop --clear; siren all-clear {path}"
        )
        assert not (tmp_path / CORRECTION).exists()

    def test_or_by_its_id_where_that_is_known(self, clock: SimClock, capsys: Capture) -> None:
        shipped = lay_out("yangjiang-2023", Request("run", "tone", -6.0, "horn"), clock)
        settle(shipped, clock, language="zh")
        assert capsys.readouterr().err.splitlines()[-1] == (
            "解除警报：siren stop --clear; siren all-clear yangjiang-2023"
        )


class TestTheQuestions:
    def test_they_say_what_will_be_done(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("", "")
        settle(town, clock)
        err = capsys.readouterr().err
        assert f"Type correction to write it to {CORRECTION}, Enter to leave it: " in err
        assert (
            "EXERCISE. Type all-clear to sound Danger over (0:30) NOW on horn; or Enter: "
        ) in err

    def test_they_say_it_in_chinese(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("", "")
        settle(town, clock, language="zh")
        err = capsys.readouterr().err
        assert "--- 更正文本（可直接使用）---" in err
        assert f"输入 correction 将其写入 {CORRECTION}，直接回车则不写：" in err
        assert "演习。输入 all-clear 即刻在 horn 鸣响" in err

    @pytest.mark.parametrize("answer", ["", "y", "yes", "ALL-CLEAR", "town-2026"])
    def test_enter_and_every_other_word_leave_both(
        self,
        town: Outlay,
        clock: SimClock,
        keyboard: Keyboard,
        latch: Latch,
        card: Card,
        tmp_path: Path,
        folders: Path,
        answer: str,
    ) -> None:
        keyboard.type(answer, answer)
        settle(town, clock)
        assert keyboard.lines == []
        assert not (tmp_path / CORRECTION).exists()
        assert card.streams == []
        assert latch.is_set()
        assert lines(folders) == []

    def test_the_correction_alone(
        self,
        town: Outlay,
        clock: SimClock,
        keyboard: Keyboard,
        latch: Latch,
        card: Card,
        tmp_path: Path,
    ) -> None:
        keyboard.type("correction", "correction")
        settle(town, clock)
        text = (tmp_path / CORRECTION).read_text(encoding="utf-8")
        assert text.startswith("关于试鸣的说明\n")
        assert text.endswith("10:00\n")
        assert card.streams == []
        assert latch.is_set()

    def test_a_correction_that_is_there_already_is_left_as_it_is(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, tmp_path: Path
    ) -> None:
        (tmp_path / CORRECTION).write_text("of this morning")
        keyboard.type("correction", "")
        settle(town, clock)
        assert (tmp_path / CORRECTION).read_text() == "of this morning"
        second = tmp_path / "town-2026-correction-2.txt"
        assert second.read_text(encoding="utf-8").startswith("关于试鸣的说明\n")

    def test_a_correction_that_cannot_be_written_is_said_and_the_all_clear_offered(
        self,
        town: Outlay,
        clock: SimClock,
        keyboard: Keyboard,
        capsys: Capture,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def full(path: Path, _: str) -> None:
            raise OutputFailed(f"{path}: no space left on device")

        monkeypatch.setattr("siren.cli.aftermath.write_text_aside", full)
        keyboard.type("correction", "")
        settle(town, clock)
        err = capsys.readouterr().err
        assert f"siren: {CORRECTION}: no space left on device\n" in err
        assert "Type all-clear" in err.partition("siren: ")[2]

    def test_another_stop_meanwhile_ends_the_questions(
        self,
        town: Outlay,
        clock: SimClock,
        keyboard: Keyboard,
        latch: Latch,
        card: Card,
        capsys: Capture,
    ) -> None:
        keyboard.type("")
        keyboard.meanwhile = lambda _: latch.set("chief (siren stop)", clock.utc_now())
        settle(town, clock)
        assert "siren: stopped by chief (siren stop) at " in capsys.readouterr().err
        assert latch.is_set()
        assert card.streams == []

    def test_where_no_all_clear_is_known_none_is_offered(
        self, clock: SimClock, keyboard: Keyboard, tmp_path: Path
    ) -> None:
        text = SE_DRILL.replace("se-air-raid", "ch-general-alarm")
        text = text.replace("se-all-clear", "ch-general-alarm")
        keyboard.type("", "not read")
        settle(laid_out(written(tmp_path, text + HORN_OUTLET), clock), clock)
        assert keyboard.lines == ["not read"]


class TestTheAllClear:
    def test_it_sounds_at_once_and_once_and_the_stop_is_cleared_by_whoever_typed_it(
        self,
        town: Outlay,
        clock: SimClock,
        keyboard: Keyboard,
        latch: Latch,
        card: Card,
        tmp_path: Path,
        folders: Path,
    ) -> None:
        keyboard.type("", "all-clear")
        before_s = clock.true_s
        settle(town, clock)
        times_s, samples = card.heard()
        loud_s = times_s[np.flatnonzero(samples)]
        assert loud_s[0] - before_s < 4
        assert loud_s[-1] - loud_s[0] == pytest.approx(30, abs=0.01)
        assert not latch.is_set()
        assert not (tmp_path / CORRECTION).exists()
        events = [event for event, _ in lines(folders)]
        assert events[:2] == ["cleared", "armed"]
        assert lines(folders)[0][1]["why"] == "all-clear"
        armed = lines(folders)[1][1]
        assert (armed["drill"], armed["mode"]) == ("town-2026-all-clear", "all-clear")
        assert armed["confirmed"] == "typed after a stop"

    def test_without_a_stop_nothing_is_cleared(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, folders: Path
    ) -> None:
        keyboard.type("", "all-clear")
        settle(town, clock, Outcome.PLAYED, Outcome.DEVICE_LOST)
        assert lines(folders)[0][0] == "armed"

    def test_where_it_cannot_be_sounded_that_is_said(
        self,
        town: Outlay,
        clock: SimClock,
        keyboard: Keyboard,
        loudspeakers: list[Any],
        capsys: Capture,
    ) -> None:
        loudspeakers.clear()
        keyboard.type("", "all-clear")
        settle(town, clock)
        assert "siren: no sound device is called 'horn'" in capsys.readouterr().err

    def test_an_edited_drill_has_its_all_clear_all_the_same(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, card: Card, tmp_path: Path
    ) -> None:
        (tmp_path / "town.toml").write_text("edited after it was armed")
        keyboard.type("", "all-clear")
        settle(town, clock, Outcome.ABORTED, Outcome.ABORTED)
        assert len(card.onsets()) == 1

    def test_where_nothing_was_heard_none_is_called_for(
        self, town: Outlay, clock: SimClock, keyboard: Keyboard, card: Card, capsys: Capture
    ) -> None:
        keyboard.type("", "all-clear")
        settle(town, clock, played=0)
        assert keyboard.lines == ["all-clear"]
        assert "No all-clear is called for" in capsys.readouterr().err
        assert card.streams == []
