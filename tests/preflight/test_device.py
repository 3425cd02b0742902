"""What was seen of a device, as lines: every state of each."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from siren.errors import DeviceBusy
from siren.output.soundserver import NO_ANSWER, SERVER_GONE
from siren.preflight.check import Check, State
from siren.preflight.device import busy, lines_of
from siren.preflight.locks import take
from siren.preflight.trial import Trial

if TYPE_CHECKING:
    from pathlib import Path

WELL = Trial(place="rig", asked_s=1.0, watched_s=1.0, others=())
GREEN, AMBER, RED = State.GREEN, State.AMBER, State.RED


def line(name: str, trial: Trial) -> Check:
    [found] = [check for check in lines_of(trial, "horn") if check.name == name]
    assert found.of == "horn"
    assert (found.action is None) == (found.state is GREEN)
    return found


def test_a_device_that_is_well_has_four_green_lines() -> None:
    lines = list(lines_of(WELL, "horn"))
    assert [check.name for check in lines] == ["free", "opens", "audible", "pace"]
    assert {check.state for check in lines} == {GREEN}


def test_what_cannot_be_opened_is_red_and_no_more_is_said_of_it() -> None:
    lines = list(lines_of(Trial(failure="horn did not open in 2 s"), "horn"))
    assert [(check.name, check.state) for check in lines] == [("free", GREEN), ("opens", RED)]
    assert lines[1].value.english == "horn did not open in 2 s"
    assert lines[1].can_be_allowed


@pytest.mark.parametrize(
    ("trouble", "zh"),
    [
        ("the device is muted", "设备已静音"),
        ("the device is suspended", "设备已挂起"),
        ("the volume of the device is zero", "设备音量为零"),
        (NO_ANSWER, "声音服务器无应答"),
        (SERVER_GONE, "声音服务器已退出"),
        ("something new", "something new"),
    ],
)
def test_what_the_sound_server_finds_wrong_is_red(trouble: str, zh: str) -> None:
    found = line("audible", WELL._replace(trouble=trouble))
    assert (found.state, found.value.said_in("en"), found.value.said_in("zh")) == (RED, trouble, zh)
    assert found.can_be_allowed


def test_without_a_sound_server_audible_is_amber() -> None:
    trial = WELL._replace(place=None, others=None)
    assert line("audible", trial).state is AMBER
    assert line("free", trial).value.english == "no other siren process holds it"


@pytest.mark.parametrize(
    ("asked_s", "underflows", "state"),
    [
        *((1.0, 0, GREEN), (0.91, 0, GREEN), (1.09, 0, GREEN), (1.0, 1, AMBER)),
        *((0.84, 0, RED), (1.16, 0, RED), (0.0, 0, RED), (0.5, 4, RED)),
    ],
)
def test_pace_is_red_off_by_more_than_a_seventh_and_amber_after_an_underflow(
    asked_s: float, underflows: int, state: State
) -> None:
    found = line("pace", WELL._replace(asked_s=asked_s, underflows=underflows))
    assert found.state is state
    assert f"{underflows} underflows" in found.value.english


def test_pace_that_was_not_watched_is_amber() -> None:
    assert "too soon" in line("pace", WELL._replace(watched_s=0.0)).value.english


def test_other_programs_on_the_device_are_named_in_amber() -> None:
    found = line("free", WELL._replace(others=("Music (process 7)", "mpv")))
    assert (found.state, found.value.english) == (AMBER, "also in use by Music (process 7), mpv")


def test_another_siren_process_is_red_and_not_to_be_allowed() -> None:
    found = busy("horn", DeviceBusy("horn is in use by process 7 (town)"))
    assert (found.name, found.state, found.can_be_allowed) == ("free", RED, False)
    assert "process 7 (town)" in found.value.said_in("zh")


def test_a_lock_that_cannot_be_had_says_where_it_would_be(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("a file stands in its place")
    with ExitStack() as stack:
        error = take("horn", tmp_path, "town", stack)
    assert error is not None
    found = busy("horn", error)
    assert str(tmp_path / "locks") in found.value.english
    assert found.action is not None
    assert "SIREN_STATE_DIR" in found.action.english
