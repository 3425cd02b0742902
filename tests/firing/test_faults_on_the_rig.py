"""What befalls a drill while it sounds: the server, the device, the disk, and somebody's hands.

Whatever happens: the process ends, soon, with an outcome for every firing; what is heard belongs
to its time; nothing is heard from another device.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from tests.firing.rig_drills import RATE_HZ, RESUME_S, SIGNAL_S
from tests.firing.rig_scenes import ELSEWHERE_S, Scene, Scenes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.rig.rig import Rig

    Fault = Callable[[Path], Scene | None]


# --- the server ---


def server_dies_and_comes_back(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.kill()
        time.sleep(1.5)
        scene.rig.start()
        scene.listen()
        return scene.end()


def server_dies(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.kill()
        return scene.end()


def server_comes_back_for_the_second_firing(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(firings=2)
        scene.sounds()
        scene.rig.kill()
        time.sleep(RESUME_S + 0.7)
        scene.rig.start()
        scene.listen()
        return scene.end()


def server_hangs_for_two_seconds(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.freeze()
        time.sleep(2.0)
        scene.rig.thaw()
        return scene.end()


def server_hangs(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.freeze()
        return scene.end()


# --- the device ---


def device_stalls_for_two_seconds(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.suspend("rig")
        time.sleep(2.0)
        scene.rig.resume("rig")
        return scene.end()


def device_stalls(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.suspend("rig")
        return scene.end()


def device_is_unplugged(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.remove_sink("rig")
        return scene.end()


def default_device_is_unplugged(folder: Path) -> Scene:
    with Scene(folder, default_sink="rig") as scene:
        scene.run(device="pulse")
        scene.sounds()
        scene.rig.remove_sink("rig")
        return scene.end()


# --- somebody's hands ---


def device_is_muted_for_two_seconds(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.mute("rig")
        time.sleep(2.0)
        scene.rig.unmute("rig")
        return scene.end()


def device_is_muted_from_the_beginning(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.rig.mute("rig")
        scene.run("--allow", "audible")
        scene.fault_utc_s = scene.start_utc_s
        return scene.end()


def stream_is_muted(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.mute_stream(scene.rig.wait_for_stream())
        return scene.end()


def stream_is_moved(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.rig.move_stream(scene.rig.wait_for_stream(), "other")
        return scene.end()


# --- the disk ---


def disk_fills_after_arming(folder: Path) -> Scene | None:
    with Scene(folder) as scene, small_disk(scene.desk.state) as is_there:
        if not is_there:
            return None
        scene.run("--allow", "disk")
        scene.desk.wait_for("armed")
        fill(scene.desk.state)
        return scene.end()


def disk_is_full_before_arming(folder: Path) -> Scene | None:
    with Scene(folder) as scene, small_disk(scene.desk.state) as is_there:
        if not is_there:
            return None
        fill(scene.desk.state)
        scene.run("--allow", "disk")
        scene.fault_utc_s = scene.start_utc_s
        return scene.end()


@contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """Mount a disk of a megabyte; give False where that is not allowed. Its files outlast it."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    is_there = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield is_there
    finally:
        if is_there:
            kept = shutil.copytree(place, place.with_name("kept"), ignore=lambda *_: ["filling"])
            subprocess.run(["umount", "--lazy", str(place)], check=True)
            shutil.copytree(kept, place, dirs_exist_ok=True)


def fill(place: Path) -> None:
    with suppress(OSError), (place / "filling").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def journal_is_overwritten(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        scene.desk.journal.write_bytes(scene.desk.journal.read_bytes()[:-20] + b"x" * 19 + b"\n")
        return scene.end()


def state_folder_is_removed(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds()
        shutil.rmtree(scene.desk.state)
        return scene.end()


PLAYED, INTERRUPTED, LOST = "played", "interrupted", "device-lost"

OUTCOMES: dict[Fault, list[str]] = {
    server_comes_back_for_the_second_firing: [LOST, PLAYED],
    server_dies_and_comes_back: [INTERRUPTED],
    server_dies: [LOST],
    server_hangs_for_two_seconds: [INTERRUPTED],
    server_hangs: [LOST],
    device_stalls_for_two_seconds: [INTERRUPTED],
    device_stalls: [LOST],
    device_is_unplugged: [LOST],
    default_device_is_unplugged: [LOST],
    device_is_muted_for_two_seconds: [INTERRUPTED],
    device_is_muted_from_the_beginning: [LOST],
    stream_is_muted: [INTERRUPTED],
    stream_is_moved: [INTERRUPTED],
    disk_fills_after_arming: [PLAYED],
    journal_is_overwritten: [PLAYED],
    state_folder_is_removed: [PLAYED],
}

every_fault = pytest.mark.parametrize("fault", OUTCOMES, ids=lambda fault: fault.__name__)


@pytest.fixture(scope="module")
def scenes(rig_server: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    everything = [*OUTCOMES, disk_is_full_before_arming]
    played = Scenes(tmp_path_factory.mktemp("faults"), everything, at_once=4)  # they mostly wait
    yield played
    played.close()


def seen(scenes: Scenes, fault: Fault) -> Scene:
    scene = scenes.of(fault)
    if scene is None:
        pytest.skip("a small disk needs the right to mount one")
    return scene


@every_fault
def test_every_firing_has_one_outcome_and_report_and_journal_agree(
    scenes: Scenes, fault: Fault
) -> None:
    scene, expected = seen(scenes, fault), OUTCOMES[fault]
    assert scene.ended.outcomes == expected
    assert scene.desk.outcomes() == list(enumerate(expected, start=1))
    assert scene.ended.code == (0 if set(expected) == {PLAYED} else 1)
    assert scene.desk.verifies()


@every_fault
def test_the_process_ends_soon_after_the_drill_or_after_the_limit_for_resuming(
    scenes: Scenes, fault: Fault
) -> None:
    scene = seen(scenes, fault)
    limit_utc_s = max(scene.end_utc_s, scene.fault_utc_s + RESUME_S)
    assert scene.ended.at_utc_s < limit_utc_s + 2


@every_fault
def test_nothing_is_heard_from_another_device(scenes: Scenes, fault: Fault) -> None:
    assert seen(scenes, fault).elsewhere_s <= ELSEWHERE_S


@every_fault
def test_what_is_heard_belongs_to_its_time(scenes: Scenes, fault: Fault) -> None:
    left_in_the_server = 10 if fault is server_hangs_for_two_seconds else 0
    assert len(seen(scenes, fault).strays_s()) <= left_in_the_server


@every_fault
def test_lost_frames_are_what_was_not_heard(scenes: Scenes, fault: Fault) -> None:
    scene = seen(scenes, fault)
    frames = sum(firing["frames"] for firing in scene.ended.report["firings"])
    lost_frames = sum(firing["lost_frames"] for firing in scene.ended.report["firings"])
    assert frames + lost_frames == len(OUTCOMES[fault]) * SIGNAL_S * RATE_HZ
    assert frames / RATE_HZ == pytest.approx(scene.sounded_s, abs=0.3)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (server_dies, "the sound server is gone"),
        (server_hangs, "the device asks for nothing more"),
        (device_stalls, "the device is suspended"),
        (device_is_unplugged, "the sound server moved the stream"),
        (default_device_is_unplugged, "the sound server moved the stream"),
        (device_is_muted_for_two_seconds, "the device is muted"),
        (device_is_muted_from_the_beginning, "the device is muted"),
        (stream_is_muted, "the stream is muted"),
        (stream_is_moved, "the sound server moved the stream"),
    ],
)
def test_the_journal_says_why(scenes: Scenes, fault: Callable[[Path], Scene], reason: str) -> None:
    assert scenes.of(fault).reasons()[0].startswith(reason)


@pytest.mark.parametrize(
    ("fault", "away_s"),
    [
        (server_dies_and_comes_back, 1.5),
        (server_hangs_for_two_seconds, 2.0),
        (device_stalls_for_two_seconds, 2.0),
        (device_is_muted_for_two_seconds, 2.0),
        (stream_is_muted, 0.0),
        (stream_is_moved, 0.0),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_it_sounds_again_within_a_second_and_a_half_of_the_fault_being_over(
    scenes: Scenes, fault: Callable[[Path], Scene], away_s: float
) -> None:
    scene = scenes.of(fault)
    back_utc_s = max(s.start_utc_s for monitor in scene.heard for s in monitor.soundings())
    assert away_s < back_utc_s - scene.fault_utc_s < away_s + 1.5
    assert scene.last_heard_utc_s() == pytest.approx(scene.end_utc_s, abs=0.05)


def test_without_room_for_the_journal_nothing_is_armed(scenes: Scenes) -> None:
    scene = seen(scenes, disk_is_full_before_arming)
    assert scene.ended.code == 1
    assert "no space left on device" in scene.ended.err
    assert scene.ended.err.count("\nsiren: ") == 1
    assert not scene.desk.entries()
    assert not scene.sounded_s


def test_on_a_disk_that_fills_every_line_is_written_all_the_same(scenes: Scenes) -> None:
    scene = seen(scenes, disk_fills_after_arming)
    events = [line["event"] for line in scene.desk.entries()]
    assert events == ["armed", "waiting", "firing", "onset", "outcome", "ended"]


def test_a_journal_broken_meanwhile_is_kept_aside_and_a_new_one_begun(scenes: Scenes) -> None:
    scene = scenes.of(journal_is_overwritten)
    [kept] = scene.desk.state.glob("journal.broken-*.jsonl")
    assert kept.read_bytes().endswith(b"x\n")
    assert kept.name in scene.ended.err
    events = [line["event"] for line in scene.desk.entries()]
    assert events == ["begun-anew", "armed", "firing", "onset", "outcome", "ended"]
