"""A process that is killed without a word, and what the next one makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.firing.rig_drills import EVERY_S, RESUME_S, SIGNAL_S, soon, wait_until
from tests.firing.rig_scenes import Scene, Scenes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.rig.rig import Rig

SOUNDS_AGAIN_WITHIN_S = 2.5
"""Half of that is usual; `benchmarks/kills.py` has the figures of a machine that does no more."""


def again(scene: Scene) -> None:
    """Start the same drill once more, with nobody there to be asked."""
    scene.job = scene.desk.start("run", scene.path, "--device", "siren_rig", "--json")


def killed_before_the_first_firing(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(ahead_s=6)
        scene.desk.wait_for("waiting")
        scene.job.kill()
        again(scene)
        return scene.end()


def killed_in_a_firing(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds(2.0)
        scene.job.kill()
        again(scene)
        return scene.end()


def killed_in_the_second_firing(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(firings=2)
        scene.at(EVERY_S + 2.0)
        scene.fault_utc_s = scene.job.kill()
        again(scene)
        return scene.end()


def killed_between_two_firings(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(firings=2)
        scene.at(SIGNAL_S + 0.2)
        scene.job.kill()
        again(scene)
        return scene.end()


def killed_and_started_again_too_late(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(firings=2)
        scene.sounds(0.5)
        scene.job.kill()
        scene.at(0.5 + 7.0)
        again(scene)
        return scene.end()


def killed_and_another_drill_started(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(firings=2)
        scene.sounds(1.0)
        scene.job.kill()
        other = scene.desk.drill(soon(3600), name="other")
        scene.job = scene.desk.run(other, "siren_rig")
        wait_until(lambda: len(scene.desk.entries("armed")) == 2, within_s=20)
        scene.job.process.terminate()
        return scene.end()


def killed_after_the_end(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run()
        scene.sounds(1.0)
        scene.job.kill()
        scene.at(SIGNAL_S + 1.0)
        again(scene)
        return scene.end()


SCENES = (
    killed_in_the_second_firing,
    killed_between_two_firings,
    killed_and_started_again_too_late,
    killed_in_a_firing,
    killed_before_the_first_firing,
    killed_and_another_drill_started,
    killed_after_the_end,
)


@pytest.fixture(scope="module")
def scenes(rig_server: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    played = Scenes(tmp_path_factory.mktemp("kills"), SCENES, at_once=4)
    yield played
    played.close()


def went_on(scene: Scene, outcomes: list[str]) -> None:
    assert scene.ended.outcomes == outcomes
    assert scene.desk.outcomes() == list(enumerate(outcomes, start=1))
    assert "going on with the run that was armed before and killed" in scene.ended.err
    assert scene.desk.verifies()
    assert not scene.strays_s()


def test_before_the_first_firing_nothing_is_lost_and_nobody_asked(scenes: Scenes) -> None:
    scene = scenes.of(killed_before_the_first_firing)
    went_on(scene, ["played"])
    assert scene.ended.code == 0


def test_in_a_firing_it_sounds_again_in_phase_soon_after_the_start(scenes: Scenes) -> None:
    scene = scenes.of(killed_in_a_firing)
    went_on(scene, ["interrupted"])
    assert scene.ended.code == 1
    back_utc_s = min(
        s.start_utc_s for s in scene.heard[0].soundings() if s.start_utc_s > scene.fault_utc_s + 0.1
    )
    assert back_utc_s - scene.job.started_utc_s < SOUNDS_AGAIN_WITHIN_S
    [firing] = scene.ended.report["firings"]
    assert abs(firing["error_ms"]) < 20
    assert 0 < firing["lost_frames"] / 48_000 < SOUNDS_AGAIN_WITHIN_S + 0.5
    assert scene.last_heard_utc_s() == pytest.approx(scene.end_utc_s, abs=0.05)


def test_what_had_ended_before_stays_as_it_was(scenes: Scenes) -> None:
    went_on(scenes.of(killed_in_the_second_firing), ["played", "interrupted"])


def test_between_two_firings_the_second_is_played_as_if_nothing_were(scenes: Scenes) -> None:
    scene = scenes.of(killed_between_two_firings)
    assert scene.ended.outcomes == ["played", "played"]
    went_on(scene, ["played", "played"])
    assert scene.ended.code == 0


def test_after_too_long_it_is_aborted_and_only_the_next_firing_sounds(scenes: Scenes) -> None:
    scene = scenes.of(killed_and_started_again_too_late)
    went_on(scene, ["aborted", "played"])
    firsts_s = [s.start_utc_s - scene.start_utc_s for s in scene.heard[0].soundings()]
    assert [s for s in firsts_s if 0.6 + RESUME_S < s < EVERY_S - 0.1] == []


def test_another_drill_on_the_device_gives_it_its_outcomes(scenes: Scenes) -> None:
    scene = scenes.of(killed_and_another_drill_started)
    outcomes = [line["outcome"] for line in scene.desk.entries("outcome")]
    assert outcomes == ["aborted", "missed", "stopped"]
    assert scene.sounded_s < 1.5
    assert scene.desk.verifies()


def test_after_its_end_it_is_refused_and_has_its_outcome(scenes: Scenes) -> None:
    scene = scenes.of(killed_after_the_end)
    assert scene.ended.code == 1
    assert "drill is over" in scene.ended.err
    assert scene.desk.outcomes() == [(1, "aborted")]
    assert scene.sounded_s < 1.5
    assert scene.desk.verifies()
