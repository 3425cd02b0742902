"""A drill made ready: looked at, told, confirmed by one or two people; or taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siren.cli.manner import Manner
from siren.cli.orders import Outlay, Request, lay_out
from siren.cli.ready import Desk, Ready, made_ready
from siren.cli.who import who
from siren.errors import Refused
from siren.firing.arming import Armory
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from tests.cli.drills import DRILL, HORN_OUTLET, outlet, written
from tests.firing.world import SilentSink

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.firing.device_lock import DeviceLock
    from siren.firing.run import Run
    from tests.cli.people import Keyboard
    from tests.firing.world import Card, SimClock

    Invoke = Callable[..., tuple[int, str, str]]
    Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("card")

TWO_CHANNELS = outlet("Sirens", 'device = "horn"\nchannels = [1]') + outlet(
    "TV", 'device = "horn"\nchannels = [2]', 2
)

ASKED, YES = Manner(), Manner(confirmed="--yes")

GOING_ON = "town-2026: going on with the run that was armed before and killed"


class Table:
    """Where somebody makes drills ready, with all that is written and said."""

    def __init__(self, folder: Path, clock: SimClock) -> None:
        self.folder, self.clock = folder, clock
        self.said: list[str] = []
        self.journal = Journal(folder / "journal.jsonl", clock)
        self.locks: list[DeviceLock] = []

    def ready(self, what: str, manner: Manner = ASKED, **options: Any) -> Ready:
        outlay = lay_out(what, Request("run", "tone", -6.0, **options), self.clock)
        return self.made_ready(outlay, manner)

    def made_ready(self, outlay: Outlay, manner: Manner) -> Ready:
        armory = Armory(
            self.journal,
            self.clock,
            who="tester",
            complain=self.said.append,
            make_silence=lambda _, rate_hz, __: SilentSink(self.clock, rate_hz),
        )
        first = armory.lock(outlay.orders[0])
        self.locks = [first, *(first.share() for _ in outlay.orders[1:])]
        desk = Desk(armory, Latch(self.folder), self.clock, self.folder, manner, self.said.append)
        return made_ready(desk, outlay, self.locks)

    def let_go(self) -> None:
        """Give the device back, as the end of the process does."""
        for lock in self.locks:
            lock.release()

    def die(self, runs: list[Run]) -> None:
        """End as `kill -9` would."""
        for run in runs:
            if not run.has_ended:
                run.silence()
                run.lock.release()

    def lines(self, event: str) -> list[dict[str, Any]]:
        return [entry.facts for entry in self.journal.entries() if entry.event == event]


@pytest.fixture
def table(folders: Path, clock: SimClock) -> Table:
    return Table(folders, clock)


@pytest.fixture
def town(tmp_path: Path) -> str:
    return written(tmp_path, DRILL + HORN_OUTLET)


class TestTheBoard:
    def test_what_is_not_green_is_shown_before_the_question(
        self, table: Table, town: str, capsys: Capture
    ) -> None:
        table.ready(town, YES)
        err = capsys.readouterr().err
        assert err.index("! AMBER  audible") < err.index("=== GO ===") < err.index("EXERCISE")
        assert "GREEN" not in err

    def test_what_was_found_stands_in_the_journal_of_what_was_armed(
        self, table: Table, town: str
    ) -> None:
        [arm] = table.ready(town, YES).arm
        arm()
        [armed] = table.lines("armed")
        states = {(line["name"], line["of"]): line["state"] for line in armed["checks"]}
        assert states.pop(("clock", None)) in (
            "green",
            "amber",
        )  # as its kernel has it
        assert states == {("audible", "horn"): "amber"}
        assert armed["checks"][0]["value"].startswith("chrony: off by 0.31 ms")
        assert armed["confirmed"] == "--yes"
        assert "EXERCISE  试鸣 · Siren test (town-2026), run" in armed["text"]
        assert len(armed["sound_hash"]) == 64
        assert (armed["voice"], armed["level_db"], armed["second"]) == ("tone", -6.0, None)
        assert (armed["where"], armed["place"]) == ("horn", {"en": "Testville"})
        assert (armed["authority"], armed["document"]) == ({"en": "Town of Test"}, "No. 5")

    def test_what_was_found_of_the_clock_goes_on_to_the_screen(
        self, table: Table, town: str
    ) -> None:
        words = table.ready(town, YES).clock_words
        assert words is not None
        assert words.english.startswith("chrony: off by 0.31 ms")

    def test_a_rehearsal_is_not_looked_at(self, table: Table, town: str, capsys: Capture) -> None:
        request = Request("rehearsal", "tone", -6.0, "horn")
        ready = table.made_ready(lay_out(town, request, table.clock), YES)
        assert ready.clock_words is None
        assert "=== GO" not in capsys.readouterr().err


class TestARedLine:
    @pytest.fixture(autouse=True)
    def _clock_is_adrift(self, programs: Path) -> None:
        (programs / "chronyc").write_text("#!/bin/sh\necho '0,,0,0,0,0,0,0,0,0,0,0,0,Not'\n")

    def test_it_refuses_before_anybody_is_asked(
        self, table: Table, town: str, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("town-2026")
        with pytest.raises(Refused, match=r"^NO-GO\nclock: chrony: not synchronised; .*--allow cl"):
            table.ready(town)
        assert keyboard.lines == ["town-2026"]
        assert "Type town-2026" not in capsys.readouterr().err
        assert table.lines("armed") == []

    def test_it_may_be_passed_and_both_are_in_the_journal(self, table: Table, town: str) -> None:
        [arm] = table.ready(town, YES, allowed=("clock",)).arm
        arm()
        [armed] = table.lines("armed")
        assert armed["allowed"] == ["clock"]
        assert armed["checks"][0] == {
            "name": "clock",
            "of": None,
            "state": "red",
            "value": "chrony: not synchronised",
        }

    def test_to_have_allowed_another_does_not_pass_it(self, table: Table, town: str) -> None:
        with pytest.raises(Refused, match="clock: chrony: not synchronised"):
            table.ready(town, YES, allowed=("disk", "pace"))


class TestNobodyThere:
    def test_it_is_misuse_before_any_device_is_opened(
        self, run: Invoke, town: str, clock: SimClock, card: Card, folders: Path
    ) -> None:
        code, out, err = run("run", town, clock=clock)
        assert (code, out) == (2, "")
        assert err == "there is nobody to ask: stdin is no terminal; a machine says --yes"
        assert card.streams == []
        assert not (folders / "journal.jsonl").exists()


class TestTheSecondPerson:
    LI = Manner(second="Li")

    def test_who_types_the_id_agrees_and_is_named_in_the_journal(
        self, table: Table, town: str, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("town-2026", "town-2026")
        [arm] = table.ready(town, self.LI).arm
        arm()
        assert "Li, type town-2026 within 60 s to agree: " in capsys.readouterr().err
        [armed] = table.lines("armed")
        assert (armed["confirmed"], armed["second"]) == ("typed", "Li")

    @pytest.mark.parametrize("words", ["yes", "", "town"])
    def test_other_words_arm_nothing(
        self, table: Table, town: str, keyboard: Keyboard, words: str
    ) -> None:
        keyboard.type("town-2026", words)
        with pytest.raises(Refused, match=rf"^not armed: Li typed '{words}', not 'town-2026'$"):
            table.ready(town, self.LI)
        assert table.lines("armed") == []

    def test_a_minute_is_waited_for_and_no_longer(
        self, table: Table, town: str, keyboard: Keyboard
    ) -> None:
        keyboard.type("town-2026")
        waited_s: list[float] = []

        def pass_by(seconds: float) -> None:
            waited_s.append(seconds)
            table.clock.leap(seconds)

        keyboard.meanwhile = pass_by
        with pytest.raises(Refused, match=r"^not armed: Li has not agreed within 60 s$"):
            table.ready(town, self.LI)
        assert sum(waited_s) == pytest.approx(60, abs=0.2)
        assert table.lines("armed") == []

    def test_a_stop_meanwhile_ends_the_question(
        self, table: Table, town: str, keyboard: Keyboard
    ) -> None:
        keyboard.type("town-2026")
        keyboard.meanwhile = lambda _: Latch(table.folder).set("wang", table.clock.utc_now())
        with pytest.raises(Refused, match=r"^stopped by wang at "):
            table.ready(town, self.LI)

    def test_it_is_asked_in_chinese_too(
        self, table: Table, town: str, keyboard: Keyboard, capsys: Capture
    ) -> None:
        keyboard.type("town-2026", "town-2026")
        table.ready(town, Manner("zh", second="李"))
        assert "李：请在 60 秒内输入 town-2026 表示同意：" in capsys.readouterr().err

    def test_with_yes_there_is_nobody_to_agree(self, run: Invoke, town: str) -> None:
        code, _, err = run("run", town, "--yes", "--second", "Li")
        assert (code, err) == (
            2,
            "--second asks a person, --yes asks nobody; allowed: one of them",
        )

    @pytest.mark.parametrize("name", [who(), who().split("@")[0].upper(), "", "  "])
    def test_it_is_another_person(self, run: Invoke, town: str, name: str) -> None:
        code, _, err = run("run", town, "--second", name)
        assert (code, err) == (
            2,
            f"--second {name!r} is not another person than {who()}; name one",
        )


class TestGoingOn:
    @pytest.fixture
    def fed_twice(self, tmp_path: Path) -> str:
        """Sirens and television on one card."""
        return written(tmp_path, DRILL + TWO_CHANNELS)

    def test_after_a_kill_nobody_is_asked_and_nothing_is_looked_at(
        self, table: Table, fed_twice: str, capsys: Capture
    ) -> None:
        table.die([arm() for arm in table.ready(fed_twice, YES).arm])
        capsys.readouterr()
        ready = table.ready(fed_twice)  # and nobody is at the keyboard
        assert capsys.readouterr().err == ""
        assert table.said == [GOING_ON] * 2
        again = [arm() for arm in ready.arm]
        assert len(table.lines("armed")) == len(table.lines("resumed")) == 2
        assert [run.device for run in again] == ["horn, channel 1", "horn, channel 2"]

    def test_what_had_ended_at_one_place_is_not_begun_again_there(
        self, table: Table, fed_twice: str
    ) -> None:
        runs = [arm() for arm in table.ready(fed_twice, YES).arm]
        runs[0].stop("test", "tester")
        table.die(runs)
        [arm] = table.ready(fed_twice).arm
        gone = "town-2026: NOT TAKEN UP AGAIN after the kill: horn, channel 1"
        assert table.said == [GOING_ON, gone]
        again = arm()
        assert again.device == "horn, channel 2"
        again.stop("test", "tester")
        table.ready(fed_twice, YES)  # the device is free

    def test_of_a_drill_that_ended_everywhere_nothing_goes_on(
        self, table: Table, fed_twice: str
    ) -> None:
        for run in [arm() for arm in table.ready(fed_twice, YES).arm]:
            run.stop("test", "tester")
        table.ready(fed_twice, YES)
        assert table.said == []
        table.let_go()
