"""The board against the software sound card: what is broken there is said by its name."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.firing.rig_drills import RATE_HZ, Desk, soon
from tests.rig.server import TIED_TO_US

if TYPE_CHECKING:
    from pathlib import Path

    from tests.rig.rig import Rig

DEVICE = "siren_rig"
OF_DEVICE = ("device", "format", "free", "opens", "audible", "pace")


@pytest.fixture
def desk(rig: Rig, tmp_path: Path) -> Desk:
    return Desk(rig.environment, tmp_path)


@pytest.fixture
def drill(desk: Desk) -> Path:
    return desk.drill(soon(3600))


def checked(desk: Desk, drill: Path, *options: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Return the exit code and the lines by name; pace may be amber where the machine is busy."""
    done = desk.siren("check", drill, "--json", *options)
    return done.code, {line["name"]: line for line in done.report}


def states(board: dict[str, dict[str, Any]], *names: str) -> list[str]:
    return [board[name]["state"] for name in names]


def test_all_is_green_but_what_this_machine_cannot_say(desk: Desk, drill: Path) -> None:
    _, board = checked(desk, drill, "--device", DEVICE)
    well = ("drill", "time", "announced", "latch", "journal", "sound", "leads", *OF_DEVICE[:-1])
    assert set(states(board, *well)) == {"green"}
    assert board["pace"]["state"] != "red"
    assert board["audible"]["value"] == "not muted, by the sound server's word (rig)"
    assert board["free"]["value"] == "nothing else plays there"


def test_nothing_is_heard_and_nothing_stays_open(rig: Rig, desk: Desk, drill: Path) -> None:
    with rig.monitor() as heard:
        checked(desk, drill, "--device", DEVICE)
    assert heard.soundings() == []
    assert rig.streams() == []
    assert not desk.journal.exists()


def test_a_muted_sink_is_not_audible(rig: Rig, desk: Desk, drill: Path) -> None:
    rig.mute("rig")
    code, board = checked(desk, drill, "--device", DEVICE)
    assert (code, board["audible"]["value"]) == (1, "the device is muted")
    assert states(board, "opens", "audible") == ["green", "red"]


def test_a_suspended_sink_asks_for_nothing(rig: Rig, desk: Desk, drill: Path) -> None:
    rig.suspend("rig")
    code, board = checked(desk, drill, "--device", DEVICE)
    assert code == 1
    assert "red" in states(board, "opens") or states(board, "pace") == ["red"]


def test_an_unknown_device_is_red_with_the_nearest(desk: Desk, drill: Path) -> None:
    code, board = checked(desk, drill, "--device", "siren_ring")
    assert (code, board["device"]["state"]) == (1, "red")
    assert "did you mean 'siren_rig'?" in board["device"]["value"]


def test_a_device_that_a_run_holds_is_not_opened(rig: Rig, desk: Desk, drill: Path) -> None:
    job = desk.run(drill, DEVICE)
    try:
        desk.wait_for("armed")
        code, board = checked(desk, drill, "--device", DEVICE)
    finally:
        job.kill()
    assert (code, board["free"]["state"]) == (1, "red")
    assert f"siren_rig is in use by process {job.process.pid} (drill)" in board["free"]["value"]
    assert not {"opens", "audible", "pace"} & board.keys()


def test_another_program_on_the_sink_is_named(rig: Rig, desk: Desk, drill: Path) -> None:
    command = [*TIED_TO_US, "pacat", "--playback", "--device=rig", "/dev/zero"]
    other = subprocess.Popen(command, env=rig.environment)
    try:
        rig.wait_for_stream()
        code, board = checked(desk, drill, "--device", DEVICE)
    finally:
        other.kill()
        other.wait()
    assert board["free"]["state"] == "amber"
    assert f"(process {other.pid})" in board["free"]["value"]
    assert code == 0


def test_the_self_test_is_heard_at_60_db_below_full_scale(
    rig: Rig, desk: Desk, drill: Path
) -> None:
    with rig.monitor() as heard:
        _, board = checked(desk, drill, "--device", DEVICE, "--self-test")
    [sounding] = heard.soundings()
    samples = heard.samples[sounding.first_frame : sounding.end_frame]
    assert np.abs(samples).max() == pytest.approx(0.001, rel=0.05)
    assert samples.size / RATE_HZ == pytest.approx(2.0, abs=0.05)
    assert board["self-test"]["state"] == "green"
    assert [line["mode"] for line in desk.entries("armed")] == ["self-test"]
    assert desk.outcomes() == [(1, "played")]
    assert desk.verifies()
