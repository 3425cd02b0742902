"""One process per device, however the last one ended; and when it was last alive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from siren.errors import DeviceBusy
from siren.firing.device_lock import DeviceLock, holders

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.alone

HOLDER = {"drill": "test-drill", "mode": "run", "device": "USB Audio"}

HOLD = (
    "import sys, time; from pathlib import Path\n"
    "from siren.firing.device_lock import DeviceLock\n"
    "lock = DeviceLock(Path(sys.argv[1]), 'USB Audio', {'drill': 'theirs'})\n"
    "lock.beat(1_000_000_000.25)\n"
    "print('held', flush=True); time.sleep(60)\n"
)


def take(folder: Path, device: str = "USB Audio") -> DeviceLock:
    return DeviceLock(folder, device, HOLDER)


def lock_file(folder: Path) -> Path:
    [path] = (folder / "locks").glob("*.lock")
    return path


@pytest.fixture
def other_process(tmp_path: Path) -> subprocess.Popen[str]:
    """A process that holds USB Audio, and beat once."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_a_device_belongs_to_one_process(tmp_path: Path) -> None:
    take(tmp_path)
    words = rf"USB Audio is in use by process {os.getpid()} \(test-drill\); one process per device"
    with pytest.raises(DeviceBusy, match=words) as busy:
        take(tmp_path)
    said = f"USB Audio 正被进程 {os.getpid()}（test-drill）占用；一个设备只能由一个进程使用"
    assert busy.value.said_in("zh") == said


def test_devices_are_apart_also_where_their_names_look_alike(tmp_path: Path) -> None:
    names = ["USB Audio", "USB-Audio", "usb audio", "USB Audio " * 20, "USB Audio " * 21, "扬声器"]
    locks = [take(tmp_path, name) for name in names]
    assert len(list((tmp_path / "locks").glob("*.lock"))) == len(names)
    for lock in locks:
        lock.release()


def test_state_folders_are_apart(tmp_path: Path) -> None:
    take(tmp_path / "one")
    take(tmp_path / "two")


def test_a_device_that_was_released_is_free(tmp_path: Path) -> None:
    take(tmp_path).release()
    take(tmp_path)


def test_another_process_is_named(tmp_path: Path, other_process: subprocess.Popen[str]) -> None:
    try:
        with pytest.raises(DeviceBusy, match=rf"process {other_process.pid} \(theirs\)"):
            take(tmp_path)
        [held] = holders(tmp_path)
        assert held == {"pid": other_process.pid, "drill": "theirs"}
    finally:
        kill(other_process)


def test_a_process_that_is_killed_frees_its_device_at_once(
    tmp_path: Path, other_process: subprocess.Popen[str]
) -> None:
    os.kill(other_process.pid, signal.SIGKILL)
    kill(other_process)
    assert holders(tmp_path) == []
    assert take(tmp_path).last_beat_s == 1_000_000_000.25


# --- what it says ---


def test_who_holds_what_can_be_read_by_others(tmp_path: Path) -> None:
    take(tmp_path)
    take(tmp_path, "HDMI")
    assert [held["pid"] for held in holders(tmp_path)] == [os.getpid()] * 2
    assert {held["drill"] for held in holders(tmp_path)} == {"test-drill"}


def test_nobody_holds_anything_where_nothing_was_ever_locked(tmp_path: Path) -> None:
    assert holders(tmp_path / "nowhere") == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{", b"[1]", b"null"])
def test_a_lock_file_that_cannot_be_read_holds_all_the_same(tmp_path: Path, content: bytes) -> None:
    take(tmp_path)
    lock_file(tmp_path).write_bytes(content)
    with pytest.raises(DeviceBusy, match="in use by another process; one process per device"):
        take(tmp_path)
    [held] = holders(tmp_path)
    assert held["drill"] == "?"
    assert held["device"].startswith("USB-Audio-")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{", b"[1]", b"x" * 100_000])
def test_what_is_left_in_a_lock_file_keeps_nobody_out(tmp_path: Path, content: bytes) -> None:
    take(tmp_path).release()
    lock_file(tmp_path).write_bytes(content)
    take(tmp_path)
    assert holders(tmp_path) == [{"pid": os.getpid(), **HOLDER}]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("a file stands here")
    with pytest.raises(DeviceBusy, match=r"locks.*: (file exists|not a directory)"):
        take(tmp_path)


# --- the heartbeat ---


def test_before_the_first_process_there_was_no_beat(tmp_path: Path) -> None:
    assert take(tmp_path).last_beat_s is None


def test_the_next_process_learns_when_the_last_one_was_alive(tmp_path: Path) -> None:
    lock = take(tmp_path)
    lock.beat(1_000_000_000.25)
    lock.beat(1_000_000_000.75)
    lock.release()
    assert take(tmp_path).last_beat_s == 1_000_000_000.75


def test_to_take_a_device_is_no_beat(tmp_path: Path) -> None:
    """A process that is killed before its device plays hides no silence."""
    lock = take(tmp_path)
    lock.beat(1_000_000_000.25)
    lock.release()
    take(tmp_path).release()
    assert take(tmp_path).last_beat_s == 1_000_000_000.25


def test_to_be_refused_is_no_beat(tmp_path: Path) -> None:
    lock = take(tmp_path)
    lock.beat(1_000_000_000.25)
    with pytest.raises(DeviceBusy, match="in use"):
        take(tmp_path)
    holders(tmp_path)
    lock.release()
    assert take(tmp_path).last_beat_s == 1_000_000_000.25


def test_who_asks_for_the_holders_is_in_nobodys_way(tmp_path: Path) -> None:
    DeviceLock(tmp_path, "horn", {"drill": "town"}).release()
    is_over = Event()

    def ask() -> None:
        while not is_over.wait(0.0005):
            holders(tmp_path)

    asking = Thread(target=ask)
    asking.start()
    try:
        for _ in range(200):
            DeviceLock(tmp_path, "horn", {"drill": "town"}).release()
    finally:
        is_over.set()
        asking.join()


# --- several channels of one device ---


def test_a_shared_device_is_free_once_all_have_released_it(tmp_path: Path) -> None:
    lock = take(tmp_path)
    shared = [lock, lock.share(), lock.share()]
    for one in shared[:-1]:
        one.release()
        with pytest.raises(DeviceBusy, match="in use"):
            take(tmp_path)
    shared[-1].release()
    take(tmp_path)


def test_to_give_a_shared_device_back_leaves_it_to_the_others(tmp_path: Path) -> None:
    lock = take(tmp_path)
    lock.share().give_back()
    with pytest.raises(DeviceBusy, match="in use"):
        take(tmp_path)
    lock.give_back()
    assert take(tmp_path).last_beat_s is None


def test_a_shared_device_has_one_heartbeat(tmp_path: Path) -> None:
    lock = take(tmp_path)
    shared = lock.share()
    lock.beat(1_000_000_000.25)
    shared.beat(1_000_000_000.75)
    shared.release()
    lock.release()
    assert take(tmp_path).last_beat_s == 1_000_000_000.75
