"""How things stand, told from locks, journal and latch by somebody who only reads."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from siren.errors import JournalFailed
from siren.firing.device_lock import DeviceLock, holders
from siren.firing.heard import is_heard
from siren.firing.latch import Latch
from siren.firing.recent import ROOM_BYTES, recent
from siren.firing.standing import standing
from tests.report.journals import LENGTH_S, Scribe, T

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siren.firing.standing import Standing

DRILL = "yangjiang-2026"


class Machine:
    """A state folder, the journal in it, and processes that hold devices."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scribe = Scribe(folder / "journal.jsonl")
        self.locks: dict[str, DeviceLock] = {}

    def arm(self, run: str = "run", outlet: int = 0, **facts: Any) -> str:
        self.scribe.arm(run, outlet, **facts)
        armed = self.scribe.journal.entries()[-1].facts
        holder = {name: armed[name] for name in ("drill", "mode", "device")}
        self.locks[run] = DeviceLock(self.folder, armed["device"], holder)
        return run

    def kill(self, run: str) -> None:
        self.locks.pop(run).release()

    def look(self, after_s: float, *, is_heard: bool = True) -> Standing:
        now = T + timedelta(seconds=after_s)
        for lock in self.locks.values() if is_heard else ():
            lock.beat(now.timestamp() - 0.1)
        return standing(self.folder, now)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    for run in list(machine.locks):
        machine.kill(run)


def problems(found: Standing) -> list[str]:
    return [problem.english for problem in found.problems]


def test_an_empty_machine_is_well(machine: Machine) -> None:
    found = machine.look(0)
    assert (found.sounding, found.next, found.armed, found.problems) == ((), None, (), ())
    assert not found.is_stopped


class TestSounding:
    def test_before_during_and_after_a_signal(self, machine: Machine) -> None:
        run = machine.arm()
        before = machine.look(-60)
        assert before.sounding == ()
        assert before.next is not None
        assert before.next.in_s == 60
        machine.scribe.fire(run, 1)
        (sounding,) = machine.look(90).sounding
        assert sounding.firing.signal == "cn-pre-warning"
        machine.scribe.end(run, 1)
        after = machine.look(LENGTH_S + 2)
        assert after.sounding == ()
        assert after.next is not None
        assert after.next.firing.signal == "cn-air-raid"

    def test_the_line_is_written_a_second_before_the_sound(self, machine: Machine) -> None:
        machine.scribe.fire(machine.arm(), 1)
        assert machine.look(-0.5).sounding == ()

    @pytest.mark.parametrize(
        ("mode", "device", "heard"),
        [
            ("run", "horn", True),
            ("run", "file /srv/feed.wav", True),
            ("play", "horn", True),
            ("rehearsal", "horn", True),
            ("rehearsal", "file /tmp/a.wav", False),
            ("rehearsal", "silence (x, rehearsal)", False),
            ("dry-run", "silence (x, dry-run)", False),
            ("dry-run", "horn", False),
        ],
    )
    def test_only_what_can_be_heard_sounds(
        self, machine: Machine, mode: str, device: str, heard: bool
    ) -> None:
        machine.scribe.fire(machine.arm(mode=mode, device=device), 1)
        found = machine.look(90)
        assert is_heard(mode, device) is heard
        assert (len(found.sounding), len(found.silent)) == ((1, 0) if heard else (0, 1))
        assert len(found.armed) == 1

    def test_what_was_made_a_dry_run_does_not(self, machine: Machine) -> None:
        run = machine.arm()
        machine.scribe.write("downgraded", run=run, who="li")
        machine.scribe.fire(run, 1)
        assert machine.look(90).sounding == ()

    def test_what_ended_does_not(self, machine: Machine) -> None:
        run = machine.arm()
        machine.scribe.whole(run)
        found = machine.look(90)
        assert (found.sounding, found.armed, found.problems) == ((), (), ())

    def test_two_drills_at_once(self, machine: Machine) -> None:
        runs = [machine.arm("one", 0), machine.arm("two", 1)]
        for run in runs:
            machine.scribe.fire(run, 1)
        machine.scribe.end("one", 1)
        found = machine.look(90)
        assert [run.left.device for run, _ in found.sounding] == ["tv one"]
        assert len(found.armed) == 2


class TestNext:
    def test_one_that_is_heard_comes_before_an_earlier_one_that_is_not(
        self, machine: Machine
    ) -> None:
        machine.arm("heard", 0)
        machine.scribe.end("heard", 1)
        machine.arm("dry", 1, mode="dry-run", drill="dry")
        found = machine.look(-60)
        assert found.next is not None
        assert found.next.run.drill == DRILL

    def test_a_fast_clock_is_counted_in_real_seconds(self, machine: Machine) -> None:
        machine.arm(mode="rehearsal", device="silence (x)", speed=30.0)  # armed 600 s before T
        found = machine.look(-590)
        assert found.next is not None
        assert found.next.in_s == 10


class TestProblems:
    def test_latched(self, machine: Machine) -> None:
        latch = Latch(machine.folder)
        latch.set("li@console", T)
        found = machine.look(60)
        assert found.stopped == {"who": "li@console", "at": "2026-10-29T02:29:00Z"}
        assert problems(found)[0].startswith("stopped by li@console at 2026-10-29T02:29:00Z")
        latch.path.write_bytes(b"")
        found = machine.look(60)
        assert (found.is_stopped, found.stopped) == (True, None)

    def test_a_device_that_is_away_is_not_sounding(self, machine: Machine) -> None:
        run = machine.arm()
        machine.scribe.fire(run, 1)
        machine.scribe.write("device-away", 30, run=run, reason="unplugged")
        found = machine.look(40)
        assert found.sounding == ()
        assert problems(found) == ["horn: the device IS AWAY: unplugged"]
        machine.scribe.write("device-back", 45, run=run, away_s=15.0)
        assert len(machine.look(50).sounding) == 1
        assert problems(machine.look(50)) == []

    def test_a_killed_run_that_can_be_taken_up(self, machine: Machine) -> None:
        run = machine.arm()
        machine.scribe.fire(run, 1)
        machine.kill(run)
        found = machine.look(90)
        assert (found.sounding, found.next, found.armed) == ((), None, ())
        assert problems(found) == [
            f"{DRILL}, horn: WAS KILLED and is not attended to; start the same siren run again"
        ]

    def test_a_killed_run_that_is_past(self, machine: Machine) -> None:
        machine.kill(machine.arm())
        assert "nobody knows how its signals ended" in problems(machine.look(86_400))[0]

    def test_one_that_was_stopped_or_never_heard_is_none(self, machine: Machine) -> None:
        machine.kill(machine.arm("dry", mode="dry-run"))
        run = machine.arm("stopped", 1)
        machine.scribe.write("stop", run=run, how="Ctrl-C", who="li")
        machine.kill(run)
        assert problems(machine.look(0)) == []

    def test_the_dead_run_of_a_device_is_told_from_its_living_one(self, machine: Machine) -> None:
        machine.kill(machine.arm("dead", party="before"))
        machine.arm("alive")
        found = machine.look(-60)
        assert [one.left.run for one in found.armed] == ["alive"]
        assert "WAS KILLED" in problems(found)[0]

    def test_a_run_that_sounds_but_is_not_heard(self, machine: Machine) -> None:
        run = machine.arm()
        machine.scribe.fire(run, 1)
        machine.locks[run].beat((T + timedelta(seconds=30)).timestamp())
        assert problems(machine.look(40, is_heard=False)) == [
            "horn: not heard for 10 s, although cn-pre-warning sounds"
        ]
        assert problems(machine.look(40)) == []

    def test_a_clock_that_nobody_confirmed(self, machine: Machine) -> None:
        run = machine.arm()
        machine.scribe.write("clock-step", run=run, step_s=1.5, needs_confirmation=True)
        assert (
            "the clock was stepped by +1.5 s and is not trusted" in problems(machine.look(-60))[0]
        )
        machine.scribe.write(
            "clock-confirmed", run=run, who="li", clock_offset_s=1.0, boot_id="boot"
        )
        assert problems(machine.look(-60)) == []

    def test_a_clock_that_was_set_back(self, machine: Machine) -> None:
        run = machine.arm()
        for step_s, needs in ((1.5, True), (-1.5, False)):
            machine.scribe.write("clock-step", run=run, step_s=step_s, needs_confirmation=needs)
        assert problems(machine.look(-60)) == []

    def test_a_broken_journal(self, machine: Machine) -> None:
        machine.arm()
        path = machine.scribe.journal.path
        path.write_bytes(path.read_bytes().replace(b"wang", b"wong"))
        assert problems(machine.look(-60)) == [
            "The journal is broken near its end; see: siren journal verify"
        ]

    def test_a_torn_line_breaks_nothing(self, machine: Machine) -> None:
        machine.arm()
        with machine.scribe.journal.path.open("ab") as file:
            file.write(b'{"hash": "ab')
        assert problems(machine.look(-60)) == []


class TestFolder:
    def test_none_yet_is_well(self, tmp_path: Path) -> None:
        assert standing(tmp_path / "none", T).problems == ()

    def test_one_that_is_no_folder_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(JournalFailed, match=r"file: not a directory; what sounds cannot"):
            standing(tmp_path / "file", T)

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read all")
    def test_another_users_is_said_where_it_may_not_be_read(self, tmp_path: Path) -> None:
        folder = tmp_path / "state"
        folder.mkdir(mode=0)
        with pytest.raises(JournalFailed, match=r"permission denied; .* Ask as the user"):
            standing(folder, T)

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write all")
    def test_a_lock_that_may_only_be_read_is_read(self, machine: Machine) -> None:
        machine.arm()
        (lock,) = (machine.folder / "locks").iterdir()
        lock.chmod(0o444)
        assert [one["drill"] for one in holders(machine.folder)] == [DRILL]


class TestRecent:
    def test_a_long_journal_is_not_read_whole(self, machine: Machine) -> None:
        for number in range(700):
            machine.scribe.write("noise", words="x" * 600, number=number)
        path = machine.scribe.journal.path
        assert path.stat().st_size > 2 * ROOM_BYTES
        found = recent(path, set())
        assert not found.is_broken
        assert len(found.entries) < 400
        assert found.entries[-1].facts["number"] == 699

    def test_a_run_that_somebody_attends_to_is_found_however_long_ago_it_began(
        self, machine: Machine
    ) -> None:
        machine.arm("old", who='"event": "armed"')
        machine.scribe.end("old", 1)
        machine.kill(machine.arm("other", 1))
        for _ in range(700):
            machine.scribe.write("noise", words='"event": "armed" ' * 40)
        found = machine.look(-60)
        assert [one.drill for one in found.armed] == [DRILL]
        assert found.next is not None
        assert found.next.firing.signal == "cn-air-raid"
        assert found.preparing == ()

    def test_a_device_that_is_held_before_anything_is_armed(self, machine: Machine) -> None:
        holder = {"drill": "to-come", "device": "horn", "mode": "run"}
        machine.locks["none"] = DeviceLock(machine.folder, "horn", holder)
        found = machine.look(0)
        assert [one.signed["drill"] for one in found.preparing] == ["to-come"]
        assert (found.armed, found.problems) == ((), ())

    def test_a_line_that_was_taken_out_breaks_it(self, machine: Machine) -> None:
        machine.scribe.whole(machine.arm())
        path = machine.scribe.journal.path
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines[:4] + lines[5:]))
        assert recent(path, set()).is_broken


def test_what_is_told_is_told_in_utc(machine: Machine) -> None:
    machine.arm()
    found = machine.look(-60)
    assert found.next is not None
    assert isinstance(found.next.run.now_utc, datetime)
    assert found.next.run.now_utc == T - timedelta(seconds=60)
