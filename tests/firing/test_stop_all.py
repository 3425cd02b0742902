"""Stopping from another process: the latch first, then a little patience."""

from __future__ import annotations

import os
import signal
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from siren.clock import SystemClock
from siren.firing.device_lock import DeviceLock
from siren.firing.latch import Latch
from siren.firing.stop_all import PATIENCE_S, stop_all

if TYPE_CHECKING:
    from pathlib import Path

    from tests.firing.world import SimClock


def test_where_nothing_runs_it_latches_and_is_done_at_once(tmp_path: Path, clock: SimClock) -> None:
    latch = Latch(tmp_path)
    assert stop_all(tmp_path, latch, clock, who="wang@console") == []
    assert latch.words() == "wang@console at 2026-10-29T02:00:00Z"
    assert clock.true_s == 1000.0


def test_it_names_everybody_who_was_running_and_sees_them_end(tmp_path: Path) -> None:
    latch = Latch(tmp_path)
    locks = [
        DeviceLock(tmp_path, device, {"drill": drill, "device": device})
        for device, drill in (("USB Audio", "north"), ("HDMI", "south"))
    ]

    def run() -> None:
        while not latch.is_set():
            Event().wait(0.005)
        for lock in locks:
            lock.release()

    running = Thread(target=run)
    running.start()
    stopped = stop_all(tmp_path, latch, SystemClock(), who="wang@console")
    running.join()
    assert sorted((each.holder["drill"], each.has_ended) for each in stopped) == [
        ("north", True),
        ("south", True),
    ]


def test_who_does_not_answer_is_said_and_not_waited_for_long(
    tmp_path: Path, clock: SimClock
) -> None:
    DeviceLock(tmp_path, "USB Audio", {"drill": "hanging"})
    DeviceLock(tmp_path, "HDMI", {"drill": "ending"}).release()
    lock = DeviceLock(tmp_path, "HDMI", {"drill": "ending"})
    clock.at(clock.true_s + 1, lock.release)
    stopped = stop_all(tmp_path, Latch(tmp_path), clock, who="wang@console")
    assert {each.holder["drill"]: each.has_ended for each in stopped} == {
        "hanging": False,
        "ending": True,
    }
    assert clock.true_s == pytest.approx(1000 + PATIENCE_S, abs=0.05)


def test_who_begins_meanwhile_is_not_waited_for(tmp_path: Path, clock: SimClock) -> None:
    """It finds the latch by itself."""
    first = DeviceLock(tmp_path, "USB Audio", {"drill": "first"})

    def change() -> None:
        first.release()
        DeviceLock(tmp_path, "HDMI", {"drill": "second"})

    clock.at(clock.true_s + 0.5, change)
    [stopped] = stop_all(tmp_path, Latch(tmp_path), clock, who="wang@console")
    assert (stopped.holder["drill"], stopped.has_ended) == ("first", True)
    assert clock.true_s < 1000.6


def test_where_nothing_can_be_latched_every_process_is_told_by_a_signal(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *asked: told.append(asked))
    lock = DeviceLock(tmp_path, "USB Audio", {"drill": "north"})
    clock.at(clock.true_s + 0.5, lock.release)
    latch = Latch(tmp_path / "stopped")
    (tmp_path / "stopped").write_text("a file where the folder should be")
    [stopped] = stop_all(tmp_path, latch, clock, who="wang@console")
    assert told == [(os.getpid(), signal.SIGTERM)]
    assert stopped.has_ended
