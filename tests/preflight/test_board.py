"""The whole board on a made-up machine: one thing broken at a time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from siren.destination import destinations
from siren.firing.device_lock import DeviceLock, holders
from siren.firing.latch import Latch
from siren.output.soundhash import sound_hash
from siren.preflight.board import board
from siren.preflight.check import State
from siren.preflight.verdict import reds
from tests.firing.world import START_S, SimClock
from tests.preflight.stand_ins import (
    CHRONY,
    FIRST_IN_S,
    HALL,
    Machine,
    an_outlet,
    cannot_open,
    lock_file,
    named,
    sound_of,
    states,
    the_drill,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.drill import Drill
    from siren.preflight.check import Check

DRILL = the_drill(an_outlet())
OF_DRILL = ["drill", "time", "announced", "clock", "latch", "journal", "disk", "sleep"]
OF_DEVICE = ["device", "format", "free", "opens", "audible", "pace"]


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def machine(clock: SimClock) -> Machine:
    return Machine(clock)


def shown(machine: Machine, folder: Path, drill: Drill = DRILL) -> tuple[Check, ...]:
    fed = destinations(drill.outlets)
    return board(drill, fed, sound_of(drill), machine.clock, folder, probes=machine.probes)


def test_where_all_is_well_every_line_is_green(machine: Machine, tmp_path: Path) -> None:
    checks = shown(machine, tmp_path)
    assert [check.name for check in checks] == [*OF_DRILL, "sound", "leads", *OF_DEVICE]
    assert {check.of for check in checks[-6:]} == {"horn"}
    assert set(states(checks).values()) == {"green"}


def _latch(machine: Machine, folder: Path) -> None:
    Latch(folder).set("wang", machine.clock.utc_now())


def _sinks(**facts: Any) -> Callable[[Machine, Path], None]:
    return lambda machine, _: machine.sinks.update(horn=facts)


@pytest.mark.parametrize(
    ("break_it", "name", "state"),
    [
        (lambda m, _: m.clock.step(3600), "time", "red"),
        (lambda m, _: m.answers.pop("chronyc"), "clock", "amber"),
        (lambda m, _: m.answers.update(chronyc=CHRONY.replace("Normal", "No")), "clock", "red"),
        (_latch, "latch", "red"),
        (lambda _, folder: (folder / "journal.jsonl").write_text("?\n"), "journal", "red"),
        (lambda m, _: setattr(m, "free_bytes", 1000), "disk", "red"),
        (lambda m, _: m.answers.pop("systemd-inhibit"), "sleep", "amber"),
        (_sinks(failure=cannot_open()), "opens horn", "red"),
        (_sinks(trouble="the device is muted"), "audible horn", "red"),
        (_sinks(place=None), "audible horn", "amber"),
        (_sinks(speed=0), "pace horn", "red"),
        (_sinks(underflows=1), "pace horn", "amber"),
        (lambda m, _: setattr(m, "neighbours", ["mpv"]), "free horn", "amber"),
        (lambda m, _: m.listed.pop(0), "device horn", "red"),
    ],
)
def test_one_thing_that_is_broken_changes_its_line_alone(
    machine: Machine,
    tmp_path: Path,
    break_it: Callable[[Machine, Path], None],
    name: str,
    state: str,
) -> None:
    break_it(machine, tmp_path)
    found = states(shown(machine, tmp_path))
    assert {line: colour for line, colour in found.items() if colour != "green"} == {name: state}


def test_the_hash_is_of_the_sound_at_the_rate_of_the_device(
    machine: Machine, tmp_path: Path
) -> None:
    said = named(shown(machine, tmp_path), "sound").value.english
    assert said == f"8:00 at 8000 Hz, SHA-256 {sound_hash(sound_of(DRILL)(8000))}"


def test_each_rate_has_its_own_hash(machine: Machine, tmp_path: Path) -> None:
    machine.listed[1] = HALL._replace(rate_hz=16_000)
    checks = shown(machine, tmp_path, the_drill(an_outlet(), an_outlet("hall")))
    rates = [check.value.english.split()[2] for check in checks if check.name == "sound"]
    assert rates == ["8000", "16000"]


def test_without_a_destination_it_is_red_and_lists_what_there_is(
    machine: Machine, tmp_path: Path
) -> None:
    checks = shown(machine, tmp_path, the_drill())
    line = named(checks, "device")
    assert [check.name for check in reds(checks)] == ["device"]
    assert line.action is not None
    assert "'horn', 'hall'" in line.action.english


def test_several_destinations_are_tried_at_once(machine: Machine, tmp_path: Path) -> None:
    file = str(tmp_path / "tv.wav")
    drill = the_drill(an_outlet(), an_outlet("hall"), an_outlet(None, file=file, name="Television"))
    checks = shown(machine, tmp_path, drill)
    assert machine.clock.true_s - START_S == pytest.approx(1.2)
    assert [check.of for check in checks if check.name == "pace"] == ["horn", "hall"]
    assert named(checks, "file", f"file {file}").state is State.GREEN
    assert named(checks, "leads").state is State.AMBER


def test_a_device_whose_channels_are_fed_apart_is_opened_once(
    machine: Machine, tmp_path: Path
) -> None:
    drill = the_drill(
        an_outlet("hall", channels=(1, 2)), an_outlet("hall", channels=(3,), name="Radio")
    )
    checks = shown(machine, tmp_path, drill)
    assert [(name, channels) for name, channels, _ in machine.opened] == [("hall", 3)]
    labels = ["hall, channels 1+2", "hall, channel 3"]
    assert [check.of for check in checks if check.name == "pace"] == labels


class TestNearT:
    def test_shortly_before_it_no_time_is_spent_on_pace(
        self, machine: Machine, tmp_path: Path
    ) -> None:
        machine.clock.leap(FIRST_IN_S - 7.9)
        checks = shown(machine, tmp_path)
        assert named(checks, "pace", "horn").state is State.AMBER
        assert machine.clock.true_s == pytest.approx(START_S + FIRST_IN_S - 7.9)
        assert reds(checks) == []

    def test_a_lead_makes_it_earlier(self, machine: Machine, tmp_path: Path) -> None:
        machine.clock.leap(FIRST_IN_S - 10)
        checks = shown(machine, tmp_path, the_drill(an_outlet(lead_s=3)))
        assert named(checks, "pace", "horn").state is State.AMBER


class TestTheLock:
    def test_a_device_that_another_process_holds_is_named_and_not_opened(
        self, machine: Machine, tmp_path: Path
    ) -> None:
        lock = DeviceLock(tmp_path, "horn", {"drill": "other", "device": "horn"})
        checks = shown(machine, tmp_path)
        lock.release()
        line = named(checks, "free", "horn")
        assert line.state is State.RED
        assert f"in use by process {os.getpid()} (other)" in line.value.english
        assert machine.opened == []
        assert [check.name for check in checks if check.of] == ["device", "format", "free"]

    def test_it_is_held_while_the_device_is_open_and_free_afterwards(
        self, machine: Machine, tmp_path: Path
    ) -> None:
        held: list[dict[str, Any]] = []
        machine.clock.after(0.5, lambda: held.extend(holders(tmp_path)))
        shown(machine, tmp_path)
        assert [(h["device"], h["mode"], h["drill"]) for h in held] == [
            ("horn", "check", "town-2026")
        ]
        assert holders(tmp_path) == []
        assert [sink.calls[-1] for _, _, sink in machine.opened] == ["close"]

    def test_the_next_run_finds_the_heartbeat_of_the_one_before(
        self, machine: Machine, tmp_path: Path
    ) -> None:
        before = DeviceLock(tmp_path, "horn", {"drill": "killed"})
        before.beat(1_700_000_000.25)
        before.release()
        shown(machine, tmp_path)
        after = DeviceLock(tmp_path, "horn", {})
        assert after.last_beat_s == 1_700_000_000.25
        after.release()

    def test_where_nobody_was_before_the_next_finds_nobody(
        self, machine: Machine, tmp_path: Path
    ) -> None:
        shown(machine, tmp_path)
        assert lock_file(tmp_path).stat().st_size == 0
        after = DeviceLock(tmp_path, "horn", {})
        assert after.last_beat_s is None
        after.release()

    def test_the_journal_is_not_written(self, machine: Machine, tmp_path: Path) -> None:
        shown(machine, tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["locks"]
