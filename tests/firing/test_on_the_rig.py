"""Drills on a sound card as they should go: exact to the sample, on the second, nowhere else."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.firing.rig_drills import (
    EVERY_S,
    ON_TIME_S,
    RATE_HZ,
    SIGNAL,
    SIGNAL_S,
    Desk,
    assert_whole_and_on_time,
    reference,
    samples_of,
    soon,
)
from tests.firing.rig_scenes import AHEAD_S, Scene, Scenes, in_peace
from tests.hearing import level_db

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.rig.monitor import Monitor
    from tests.rig.rig import Rig

FRAMES = SIGNAL_S * RATE_HZ

WELL_AHEAD_S = 7.0
"""A little more than other scenes have: the pace of the card is known better by then."""


def two_firings(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(firings=2, ahead_s=WELL_AHEAD_S)
        return scene.end()


def two_drills_in_one_process(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.listen("north")
        start = soon(WELL_AHEAD_S)
        scene.start_utc_s = start.timestamp()
        drills = [
            scene.desk.drill(start, name="first"),
            scene.desk.drill(start + timedelta(seconds=2), name="second"),
        ]
        devices = ["--device", "siren_rig", "--device", "siren_north"]
        scene.job = scene.desk.start("run", *drills, *devices, "--yes", "--json")
        return scene.end()


def dry_run(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.plan(soon(AHEAD_S), firings=2)
        scene.job = scene.desk.start("run", scene.path, "--dry-run", "--json")
        scene.at(1.0)
        scene.streams = scene.rig.streams()
        return scene.end()


def rehearsal_on_a_device(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.plan(soon(24 * 3600))
        scene.job = scene.desk.run(scene.path, "siren_rig", "--rehearse")
        scene.end()
        planned = scene.ended.report["firings"][0]["planned_utc"]
        scene.start_utc_s = datetime.fromisoformat(planned).timestamp()
        return scene


def demonstration_on_the_default_device(folder: Path) -> Scene:
    with Scene(folder, default_sink="rig") as scene:
        scene.job = scene.desk.start("play", SIGNAL, "--device", "default", "--yes", "--json")
        return scene.end()


SCENES = (
    two_drills_in_one_process,
    dry_run,
    rehearsal_on_a_device,
    demonstration_on_the_default_device,
)


@pytest.fixture(scope="module")
def alone(rig_server: Rig, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Played alone: what else is busy makes a card's account of time waver, and a run steer.

    A machine that was busy all the same has a second try; a run that always steers fails it too.
    """
    scene = in_peace(two_firings, tmp_path_factory.mktemp("alone"))
    if len(places_of(scene.heard[0])) < 2:
        scene = in_peace(two_firings, tmp_path_factory.mktemp("alone"))
    return scene


@pytest.fixture(scope="module")
def scenes(rig_server: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    played = Scenes(tmp_path_factory.mktemp("runs"), SCENES)
    yield played
    played.close()


def places_of(heard: Monitor) -> list[int]:
    """Return the frames at which the signal lies, every bit of it."""
    places = list[int]()
    while (
        place := heard.find(reference(), first_frame=places[-1] + 1 if places else 0)
    ) is not None:
        places.append(place)
    return places


class TestADrillOfTwoFirings:
    def test_every_sample_of_both_is_heard_on_the_second(self, alone: Scene) -> None:
        [heard] = alone.heard
        onsets_s = [heard.utc_s(place) - alone.start_utc_s for place in places_of(heard)]
        assert onsets_s == pytest.approx([0, EVERY_S], abs=ON_TIME_S), heard.soundings()

    def test_nothing_else_is_heard_there_nor_elsewhere(self, alone: Scene) -> None:
        assert alone.sounded_s == pytest.approx(2 * SIGNAL_S, abs=0.001)
        assert not alone.elsewhere_s

    def test_the_report_says_what_was_heard(self, alone: Scene) -> None:
        report = alone.ended.report
        assert (report["drill"], report["mode"], report["device"]) == ("drill", "run", "siren_rig")
        assert alone.ended.code == 0
        for number, firing in enumerate(report["firings"]):
            assert firing["signal"] == SIGNAL
            planned = datetime.fromisoformat(firing["planned_utc"])
            actual = datetime.fromisoformat(firing["actual_utc"])
            assert planned.timestamp() == alone.start_utc_s + EVERY_S * number
            assert abs((actual - planned).total_seconds()) < ON_TIME_S
            assert abs(firing["error_ms"]) < ON_TIME_S * 1000
            assert (firing["frames"], firing["lost_frames"]) == (FRAMES, 0)
            assert firing["outcome"] == "played"

    def test_the_journal_tells_it_in_order_and_verifies(self, alone: Scene) -> None:
        desk = alone.desk
        firing = ["firing", "onset", "outcome"]
        events = [line["event"] for line in desk.entries()]
        assert events == ["armed", "waiting", *firing, *firing, "ended"]
        for line in desk.entries("firing"):
            before = datetime.fromisoformat(line["planned_utc"])
            assert datetime.fromisoformat(line["at"]) < before
        assert desk.verifies()
        shown = desk.siren("journal", "--last", "3")
        assert "played" in shown.out


class TestTwoDrillsInOneProcess:
    def test_each_is_heard_whole_on_its_own_device(self, scenes: Scenes) -> None:
        scene = scenes.of(two_drills_in_one_process)
        rig, north = scene.heard
        for heard, start_utc_s in ((rig, scene.start_utc_s), (north, scene.start_utc_s + 2)):
            assert_whole_and_on_time(heard, start_utc_s)
        assert not scene.elsewhere_s

    def test_both_are_in_the_report_and_in_one_journal(self, scenes: Scenes) -> None:
        scene = scenes.of(two_drills_in_one_process)
        assert [run["drill"] for run in scene.ended.report] == ["first", "second"]
        assert scene.ended.code == 0
        assert scene.desk.outcomes() == [(1, "played"), (1, "played")]
        assert scene.desk.verifies()


class TestWithoutADrillsOwnSound:
    def test_a_dry_run_tells_the_same_as_a_run(self, scenes: Scenes, alone: Scene) -> None:
        dry, real = scenes.of(dry_run), alone
        assert dry.ended.code == 0
        assert dry.ended.outcomes == real.ended.outcomes
        assert [e["event"] for e in dry.desk.entries()] == [e["event"] for e in real.desk.entries()]
        for number, firing in enumerate(dry.ended.report["firings"]):
            planned = datetime.fromisoformat(firing["planned_utc"]).timestamp()
            assert planned == dry.start_utc_s + EVERY_S * number
            assert abs(firing["error_ms"]) < ON_TIME_S * 1000
            assert (firing["frames"], firing["lost_frames"]) == (FRAMES, 0)

    def test_a_dry_run_is_heard_nowhere_and_opens_nothing(self, scenes: Scenes) -> None:
        scene = scenes.of(dry_run)
        assert scene.streams == []
        assert not scene.sounded_s
        assert not scene.elsewhere_s

    def test_a_rehearsal_on_a_device_is_heard_there_soon(self, scenes: Scenes) -> None:
        scene = scenes.of(rehearsal_on_a_device)
        assert_whole_and_on_time(scene.heard[0], scene.start_utc_s)
        assert "THIS REHEARSAL IS HEARD, on siren_rig." in scene.ended.err
        assert scene.ended.report["mode"] == "rehearsal"
        assert (scene.ended.code, scene.ended.outcomes) == (0, ["played"])

    def test_a_demonstration_sounds_now_softly_and_says_where(self, scenes: Scenes) -> None:
        scene = scenes.of(demonstration_on_the_default_device)
        [sounding] = scene.heard[0].soundings()
        assert abs(sounding.end_frame - sounding.first_frame - FRAMES) < ON_TIME_S * RATE_HZ
        assert level_db(scene.heard[0].samples) == pytest.approx(-20, abs=0.1)
        assert not scene.elsewhere_s
        assert "device      default, 48000 Hz" in scene.ended.err
        assert (scene.ended.report["mode"], scene.ended.code) == ("play", 0)


class TestARehearsalIntoAFile:
    def test_it_is_the_rendered_file_frame_for_frame(self, tmp_path: Path) -> None:
        desk = Desk({}, tmp_path)
        drill = desk.drill(soon(24 * 3600), firings=3)
        rehearsed, rendered = tmp_path / "rehearsed.wav", tmp_path / "rendered.wav"
        began_s = time.monotonic()
        done = desk.siren("run", drill, "--rehearse", "--speed", "30", "-o", rehearsed, "--json")
        assert time.monotonic() - began_s < 0.8 * (2 * EVERY_S + SIGNAL_S)
        assert (done.code, done.outcomes) == (0, ["played"] * 3)
        assert desk.siren("render", drill, "-o", rendered).code == 0
        assert data_of(rehearsed) == data_of(rendered)
        assert samples_of(rehearsed).any()


def data_of(wav: Path) -> bytes:
    """Return the samples of a file as they stand in it."""
    content = wav.read_bytes()
    start = content.index(b"data")
    length = int.from_bytes(content[start + 4 : start + 8], "little")
    return content[start + 8 : start + 8 + length]


def test_the_devices_are_listed_by_the_names_that_run_takes(rig: Rig, tmp_path: Path) -> None:
    rig.add_sink("north")
    listed = Desk(rig.environment, tmp_path).siren("devices", "--json").report
    names = {device["name"]: device["default"] for device in listed}
    assert names == {
        "siren_rig": False,
        "siren_other": False,
        "siren_north": False,
        "pulse": False,
        "default": True,
    }
