"""``siren stop``: silence, and a latch that holds until it is cleared."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from siren.clock import SystemClock
from siren.firing.device_lock import DeviceLock
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from tests.cli.drills import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]


def events(folder: Path) -> list[str]:
    return [entry.event for entry in Journal(folder / "journal.jsonl", SystemClock()).entries()]


def test_with_nothing_running_it_latches_all_the_same(run: Run, folders: Path) -> None:
    assert run("stop") == (0, "", "Nothing sounds until: siren stop --clear\n")
    assert Latch(folders).is_set()
    assert events(folders) == ["latched"]


def test_stopped_twice_it_is_as_stopped_as_once(run: Run, folders: Path) -> None:
    run("stop")
    assert run("stop")[0] == 0
    run("stop", "--clear")
    assert not Latch(folders).is_set()


def test_clear_lets_things_sound_again(run: Run, folders: Path) -> None:
    run("stop")
    assert run("stop", "--clear") == (0, "", "cleared\n")
    assert not Latch(folders).is_set()
    assert events(folders) == ["latched", "cleared"]


@pytest.mark.usefixtures("folders")
def test_there_may_be_nothing_to_clear(run: Run) -> None:
    assert run("stop", "--clear") == (0, "", "nothing was stopped\n")


def test_who_does_not_answer_is_named_and_it_fails(
    run: Run, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siren.firing.stop_all.PATIENCE_S", 0.05)
    lock = DeviceLock(folders, "horn", {"drill": "town-2026", "mode": "run", "device": "horn"})
    try:
        code, _, err = run("stop", clock=SystemClock())
    finally:
        lock.release()
    assert code == 1
    assert err.splitlines()[0] == "town-2026 on horn: HAS NOT ANSWERED"
    assert Latch(folders).is_set()


def test_a_journal_that_cannot_be_written_stops_no_stop(run: Run, folders: Path) -> None:
    (folders / "journal.jsonl").mkdir(parents=True)
    code, _, err = run("stop")
    assert code == 0
    assert Latch(folders).is_set()
    assert err.count("siren:") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="folders that cannot be written: POSIX")
def test_where_no_latch_can_be_made_that_is_said_and_it_fails(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SIREN_STATE_DIR", str(tmp_path / "file" / "state"))
    code, out, err = run("stop")
    assert (code, out) == (1, "")
    assert "cannot be made, so nothing is latched" in err


def test_a_running_drill_is_silenced_and_says_so(run: Run, folders: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "siren", "run", written(tmp_path), "--rehearse"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as rehearsal:
        assert rehearsal.stderr is not None
        for line in rehearsal.stderr:
            if b"opening silence" in line:
                break
        code, _, err = run("stop", clock=SystemClock())
        out, _ = rehearsal.communicate(timeout=20)
    assert code == 0
    assert err == (
        "town-2026 on silence (town-2026, rehearsal): silent\n"
        "Nothing sounds until: siren stop --clear\n"
    )
    assert rehearsal.returncode == 1
    assert out.decode().count("stopped") == 2
    assert {"stop", "latched", "ended"} <= set(events(folders))


def test_it_speaks_chinese(run: Run, folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siren.firing.stop_all.PATIENCE_S", 0.05)
    lock = DeviceLock(folders, "horn", {"drill": "town-2026", "mode": "run", "device": "horn"})
    try:
        stopped = run("stop", "--lang", "zh", clock=SystemClock())
    finally:
        lock.release()
    assert stopped == (
        1,
        "",
        "town-2026，horn：没有应答！\n解除锁定前不会发声：siren stop --clear\n",
    )
    assert run("stop", "--clear", "--lang", "zh") == (0, "", "已解除锁定\n")
    assert run("stop", "--clear", "--lang", "zh") == (0, "", "本来就没有锁定\n")
