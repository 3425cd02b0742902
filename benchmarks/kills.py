"""What `kill -9` and a stop do to a drill on the software sound card, many times over.

    python benchmarks/kills.py campaign [KILLS]   kill -9 at random moments, started again each time
    python benchmarks/kills.py restarts [TRIALS]  from the start of a process to its sound
    python benchmarks/kills.py stops [TRIALS]     from the request to silence

A supervisor loop stands in for systemd: whatever ends with an error is started again. Every
stretch that was heard is compared with the sound that belongs to its time.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.firing.rig_drills import EVERY_S, RATE_HZ, Ended, strays_s, wait_until  # noqa: E402
from tests.firing.rig_scenes import Scene  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")

SEED = 20261122
FIRINGS = 3
LIVES_S = (1.0, 8.0)
"""A process is killed after a random time between these."""

HANGS_S = 60.0
"""A drill that is not over so long after its last firing hangs."""

MISCOUNT_S = 0.5
"""A process says that it lives fifty times a second; so much may be off after some kills."""

PLACE_S = 0.005
"""So far from its time a sound may be."""


class Drilled(NamedTuple):
    """What became of one drill of the campaign."""

    kills: int
    outcomes: list[str]
    wrong: list[str]
    heard_s: float
    reported_s: float


def main() -> None:
    """Run what the command line names."""
    what, trials = sys.argv[1], [int(count) for count in sys.argv[2:]]
    {"campaign": campaign, "restarts": restarts, "stops": stops}[what](*trials)


def campaign(kills: int = 50) -> None:
    """Drill until a number of processes were killed; print what went wrong."""
    chance, done = random.Random(SEED), list[Drilled]()
    while sum(drilled.kills for drilled in done) < kills:
        done.append(in_scene(lambda scene: _drill(scene, chance)))
        print(f"drill {len(done)}: {done[-1]}", flush=True)
    outcomes = [outcome for drilled in done for outcome in drilled.outcomes]
    wrong = [words for drilled in done for words in drilled.wrong]
    counts = ", ".join(f"{outcomes.count(name)} {name}" for name in sorted(set(outcomes)))
    heard_s = sum(drilled.heard_s for drilled in done)
    print(
        f"{sum(drilled.kills for drilled in done)} kills in {len(done)} drills of {FIRINGS} "
        f"firings: {counts}; {heard_s:.1f} s heard; wrong: {wrong or 'nothing'}"
    )


def _drill(scene: Scene, chance: random.Random) -> Drilled:
    scene.run(firings=FIRINGS)
    kills, ended = 0, None
    while ended is None:
        with suppress(subprocess.TimeoutExpired):
            scene.job.process.wait(timeout=chance.uniform(*LIVES_S))
        if scene.job.process.poll() is None and time.time() < scene.end_utc_s:
            scene.job.kill()
            kills += 1
            scene.job = scene.desk.start(
                "run", scene.path, "--device", "siren_rig", "--yes", "--json"
            )
        else:
            ended = scene.job.end(within_s=HANGS_S)
    time.sleep(0.3)
    return Drilled(
        kills,
        [outcome for _, outcome in scene.desk.outcomes()],
        _what_is_wrong(scene, ended),
        round(scene.sounded_s, 2),
        round(_reported_s(scene), 2),
    )


def _reported_s(scene: Scene) -> float:
    return sum(line["frames"] or 0 for line in scene.desk.entries("outcome")) / RATE_HZ


def _what_is_wrong(scene: Scene, ended: Ended) -> list[str]:
    starts = [scene.start_utc_s + EVERY_S * number for number in range(FIRINGS)]
    [heard], [other] = scene.heard, scene.other
    numbers = sorted(number for number, _ in scene.desk.outcomes())
    late_s = ended.at_utc_s - scene.end_utc_s
    off_s = _reported_s(scene) - scene.sounded_s
    return [
        *(
            f"not the sound of its time: {at_s}"
            for at_s in strays_s(heard, starts, tolerance_s=PLACE_S)
        ),
        *(["heard elsewhere"] if other.samples.any() else []),
        *([f"outcomes of {numbers}"] if numbers != list(range(1, FIRINGS + 1)) else []),
        *([] if scene.desk.verifies() else ["the journal does not verify"]),
        *([f"reported {off_s:+.2f} s more than was heard"] if off_s > MISCOUNT_S else []),
        *([f"ended {late_s:.1f} s after its last firing"] if late_s > 3 else []),
    ]


def restarts(trials: int = 10) -> None:
    """Print how long after the start of a process a signal that was killed sounds again."""
    _print("start to sound", [in_scene(_restart_s) for _ in range(trials)])


def _restart_s(scene: Scene) -> float:
    scene.run()
    scene.sounds(1.5)
    scene.job.kill()
    scene.job = scene.desk.start("run", scene.path, "--device", "siren_rig", "--json")
    started_utc_s = scene.job.started_utc_s
    scene.end()
    backs_utc_s = (sounding.start_utc_s for sounding in scene.heard[0].soundings())
    return min(back for back in backs_utc_s if back > started_utc_s + 0.1) - started_utc_s


def stops(trials: int = 20) -> None:
    """Print how long after a request silence was heard, for two ways to ask for it."""
    half = trials // 2
    _print("SIGINT to silence", [in_scene(lambda s: _stop_s(s, _interrupt)) for _ in range(half)])
    _print("latch to silence", [in_scene(lambda s: _stop_s(s, _latch)) for _ in range(half)])


def _stop_s(scene: Scene, request: Callable[[Scene], float]) -> float:
    scene.run()
    scene.sounds(random.uniform(0.5, 1.5))
    asked_utc_s = request(scene)
    scene.end()
    return scene.last_heard_utc_s() - asked_utc_s


def _interrupt(scene: Scene) -> float:
    at_utc_s = time.time()
    scene.job.process.send_signal(signal.SIGINT)
    return at_utc_s


def _latch(scene: Scene) -> float:
    stop = scene.desk.start("stop")
    wait_until((scene.desk.state / "stopped").exists, within_s=20, look_s=0.001)
    at_utc_s = time.time()
    stop.end()
    return at_utc_s


def in_scene(play: Callable[[Scene], Result]) -> Result:
    """Return what `play` returns, given a server and a state folder of its own."""
    with tempfile.TemporaryDirectory() as folder, Scene(Path(folder) / "scene") as scene:
        return play(scene)


def _print(what: str, times_s: Sequence[float]) -> None:
    ms = sorted(round(1000 * time_s, 1) for time_s in times_s)
    print(f"{what}: {len(ms)} trials, median {statistics.median(ms):.1f} ms, worst {ms[-1]:.1f} ms")
    print(f"  {ms}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
