"""Every way to stop, in every phase: silence within a tenth of a second, and it stays silent."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.firing.rig_drills import soon
from tests.firing.rig_scenes import SILENT_WITHIN_S, Scene, Scenes, siren_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.rig.rig import Rig

    Way = Callable[[Scene], float]
    Phase = Callable[[Scene], None]

ENDED_WITHIN_S = 2.0


# --- ways to stop; each returns when the request reached the process ---


def ctrl_c(scene: Scene) -> float:
    return signalled(scene, signal.SIGINT)


def sigterm(scene: Scene) -> float:
    return signalled(scene, signal.SIGTERM)


def hangup(scene: Scene) -> float:
    return signalled(scene, signal.SIGHUP)


def signalled(scene: Scene, number: int) -> float:
    at_utc_s = time.time()
    scene.job.process.send_signal(number)
    return at_utc_s


# --- phases ---


def armed(scene: Scene) -> None:
    scene.run(ahead_s=60)
    scene.desk.wait_for("armed")
    time.sleep(0.3)


def waiting(scene: Scene) -> None:
    scene.run(ahead_s=15)
    scene.desk.wait_for("waiting")


def about_to_fire(scene: Scene) -> None:
    scene.run(ahead_s=3)
    scene.desk.wait_for("firing")
    scene.at(-0.5)


def firing(scene: Scene) -> None:
    scene.run()
    scene.sounds(1.0)


def hanging(scene: Scene) -> None:
    scene.run()
    scene.sounds(1.0)
    scene.rig.freeze()
    time.sleep(0.2)


WAYS: dict[Way, str] = {
    ctrl_c: "Ctrl-C",
    sigterm: "SIGTERM",
    hangup: "SIGHUP",
    siren_stop: "siren stop",
}
PHASES: tuple[Phase, ...] = (armed, waiting, about_to_fire, firing, hanging)
CASES: list[tuple[Way, Phase]] = [
    *((way, phase) for way in (ctrl_c, siren_stop) for phase in PHASES),
    *((sigterm, phase) for phase in (armed, waiting, firing)),
    (hangup, firing),
]


def stopped(way: Way, phase: Phase) -> Callable[[Path], Scene]:
    """Return the scene of a drill that is stopped."""

    def scene_of(folder: Path) -> Scene:
        with Scene(folder) as scene:
            phase(scene)
            scene.fault_utc_s = way(scene)
            return scene.end()

    scene_of.__name__ = f"{way.__name__}-{phase.__name__}"
    return scene_of


SCENES = {case: stopped(*case) for case in CASES}


@pytest.fixture(scope="module")
def scenes(rig_server: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    played = Scenes(tmp_path_factory.mktemp("stops"), list(SCENES.values()), at_once=3)
    yield played
    played.close()


every_case = pytest.mark.parametrize(
    ("way", "phase"), CASES, ids=lambda part: getattr(part, "__name__", "")
)


@every_case
def test_it_is_silent_within_a_tenth_of_a_second(scenes: Scenes, way: Way, phase: Phase) -> None:
    scene = scenes.of(SCENES[way, phase])
    if phase is firing:
        assert scene.last_heard_utc_s() - scene.fault_utc_s < SILENT_WITHIN_S
        assert not scene.strays_s()
    elif phase is not hanging:
        assert not scene.sounded_s
    assert not scene.elsewhere_s


@every_case
def test_it_ends_at_once_with_stopped_for_every_firing(
    scenes: Scenes, way: Way, phase: Phase
) -> None:
    scene = scenes.of(SCENES[way, phase])
    assert scene.ended.at_utc_s - scene.fault_utc_s < ENDED_WITHIN_S
    assert (scene.ended.code, scene.ended.outcomes) == (1, ["stopped"])
    assert scene.desk.outcomes() == [(1, "stopped")]
    [line] = scene.desk.entries("stop")
    assert line["how"] == WAYS[way]
    assert scene.desk.verifies()


@every_case
def test_it_stays_latched_until_it_is_cleared(scenes: Scenes, way: Way, phase: Phase) -> None:
    desk = scenes.of(SCENES[way, phase]).desk
    again = desk.siren("run", desk.drill(soon(3600), name="next"), "--dry-run")
    assert again.code == 1
    assert "nothing sounds until: siren stop --clear" in again.err
    cleared = desk.siren("stop", "--clear")
    assert (cleared.code, cleared.err) == (0, "cleared\n")
    assert desk.siren("stop", "--clear").err == "nothing was stopped\n"


def test_siren_stop_says_what_it_silenced(scenes: Scenes) -> None:
    said = scenes.of(SCENES[siren_stop, firing]).stop_said
    assert said.code == 0
    assert said.err.splitlines() == [
        "drill on siren_rig: silent",
        "Nothing sounds until: siren stop --clear",
    ]
