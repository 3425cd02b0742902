"""Scenes: a drill, what befalls it, and what was heard; played at the same time, not in turn.

A scene mostly waits. Each has a sound server and a state folder of its own, so that scenes do
not meet; a test asks for its scene and judges what came out.
"""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from tests.firing.rig_drills import (
    EVERY_S,
    SIGNAL_S,
    Desk,
    Ended,
    Job,
    sleep_until,
    soon,
    sounding_s,
    strays_s,
    wait_until,
)
from tests.rig.server import ServerDied

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from tests.rig.monitor import Monitor
    from tests.rig.rig import Rig, Stream

T = TypeVar("T")

SILENT_WITHIN_S = 0.100
"""From when the running process gets a request to stop until nothing is heard."""

ELSEWHERE_S = 0.3
"""What may come out of another device until the watch has ended a stream that was moved there: 0
to 5 ms on a quiet machine, 0.1 s was seen on a busy one, all that is left where nobody watches."""

AHEAD_S = 5.0
"""From the start of a process to its T: it takes half a second, and ten times that when many do."""

AT_ONCE = 2
"""So many scenes at a time: more of them, and two cores now and then run dry of samples."""

APART_S = 0.7
"""Between the beginnings of the first of them: not all shall load numpy at once."""

TRIES = 3

STARVED_S = 0.060
"""A sound card that had to wait so long may have run dry: then nothing is proved either way."""

SPARE_SHARE = 0.25
"""Scenes leave more of two cores idle; where there is less, others are at work as well."""

_BEAT_S = 0.010


class Scene:
    """One drill and its surroundings; use as a context manager.

    Attributes
    ----------
    heard, other
        What came out of sink ``rig``, and out of ``other``, where nothing belongs; a recorder more
        each time that the server was started again.
    start_utc_s
        T of the first firing.
    fault_utc_s
        When the fault began.
    firings
        How many signals the drill has.
    ended
        How the process ended.
    stop_said
        How ``siren stop`` ended.
    streams
        What played when a scene looked.
    """

    path: Path
    job: Job
    ended: Ended
    stop_said: Ended
    streams: list[Stream]

    def __init__(self, folder: Path, *, default_sink: str = "other") -> None:
        from tests.rig.rig import Rig

        folder.mkdir()
        self._default_sink = default_sink
        self.rig: Rig = Rig(folder)
        self.heard: list[Monitor] = []
        self.other: list[Monitor] = []
        self.start_utc_s = self.fault_utc_s = 0.0
        self.firings = 1
        self.folder, self._stack = folder, ExitStack()

    def __enter__(self) -> Self:
        self._stack.callback(self.rig.kill)
        self.rig.start()
        self.rig.pactl("set-default-sink", self._default_sink)  # takes recorders along, if any
        self.desk = Desk(self.rig.environment, self.folder / "desk")
        self.listen()
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.rig.check()
        finally:
            self._stack.close()

    def listen(self, sink: str = "rig") -> None:
        """Record from now on: a sink more, or again, after the server was started anew."""
        if sink not in self.rig.pactl("list", "short", "sinks"):
            self.rig.add_sink(sink)
        self.heard.append(self._stack.enter_context(self.rig.monitor(sink)))
        self.other.append(self._stack.enter_context(self.rig.monitor("other")))

    def plan(self, start: datetime, *, firings: int = 1) -> None:
        """Write a drill."""
        self.start_utc_s, self.firings = start.timestamp(), firings
        self.path = self.desk.drill(start, firings=firings)

    def run(
        self,
        *options: str,
        device: str = "siren_rig",
        firings: int = 1,
        ahead_s: float = AHEAD_S,
    ) -> None:
        """Start a drill a few seconds ahead."""
        self.plan(soon(ahead_s), firings=firings)
        self.job = self.desk.run(self.path, device, *options)

    def sounds(self, for_s: float = 2.0) -> None:
        """Wait until it has sounded for so long; what comes next is the fault."""
        self.heard[-1].wait_for_sound(within_s=20)
        self.at(for_s)
        self.fault_utc_s = time.time()

    def at(self, since_start_s: float) -> None:
        """Wait for a moment, in seconds after T of the first firing."""
        sleep_until(self.start_utc_s + since_start_s)

    def end(self) -> Self:
        """Wait for the end of the process and of the recording."""
        self.ended = self.job.end(within_s=60)
        time.sleep(0.2)
        return self

    # --- what a test asks for ---

    @property
    def end_utc_s(self) -> float:
        """When the last firing is over."""
        return self.start_utc_s + EVERY_S * (self.firings - 1) + SIGNAL_S

    @property
    def sounded_s(self) -> float:
        """For how long anything was heard where it belongs."""
        return sum(sounding_s(monitor) for monitor in self.heard)

    @property
    def elsewhere_s(self) -> float:
        """For how long anything was heard where nothing belongs."""
        return sum(sounding_s(monitor) for monitor in self.other)

    def last_heard_utc_s(self) -> float:
        """Return when it fell silent for good."""
        return max(s.end_utc_s for monitor in self.heard for s in monitor.soundings())

    def strays_s(self) -> list[float]:
        """Return when anything was heard that does not belong to its time."""
        starts = [self.start_utc_s + EVERY_S * number for number in range(self.firings)]
        return [at_s for monitor in self.heard for at_s in strays_s(monitor, starts)]

    def reasons(self) -> list[str]:
        """Return why the device was away, as the journal has it."""
        return [line["reason"] for line in self.desk.entries("device-away")]


def siren_stop(scene: Scene) -> float:
    """Say ``siren stop``; return when the request reached the process."""
    stop = scene.desk.start("stop")
    wait_until((scene.desk.state / "stopped").exists, within_s=20, look_s=0.001)
    at_utc_s = time.time()
    scene.stop_said = stop.end()
    return at_utc_s


class Scenes:
    """Plays scenes side by side, and hands out what became of each."""

    def __init__(
        self, folder: Path, scenes: Sequence[Callable[[Path], Any]], *, at_once: int = AT_ONCE
    ) -> None:
        self._pool = ThreadPoolExecutor(at_once)
        self._results: dict[str, Future[Any]] = {}
        for number, scene in enumerate(scenes):
            place = folder / str(number)
            self._results[scene.__name__] = self._pool.submit(_begin, scene, place, number)

    def of(self, scene: Callable[[Path], T]) -> T:
        """Return what a scene returned, or raise what it raised."""
        result: T = self._results[scene.__name__].result()
        return result

    def close(self) -> None:
        """Wait for all of them."""
        self._pool.shutdown()


def _begin(scene: Callable[[Path], T], folder: Path, number: int) -> T:
    time.sleep(number * APART_S if number < AT_ONCE else 0.0)
    folder.mkdir()
    return in_peace(scene, folder)


def in_peace(scene: Callable[[Path], T], folder: Path) -> T:
    """Return what a scene returned; played anew where the machine was starved meanwhile.

    A machine that starves every time proves nothing either way: the test is skipped, and says so.
    Whether it starved is found without siren and without its sound card, so no fault of theirs
    is tried away; but for a card that ran dry before anything was done to it, and once for one
    that lost its place. So for a sound server that ended by itself.
    """
    for attempt in range(TRIES):
        is_last = attempt == TRIES - 1
        try:
            with Pulse() as pulse:
                result = scene(folder / str(attempt))
        except ServerDied:
            if is_last:
                raise
            continue
        was_calm = not pulse.was_starved and not _happened(result, "underflow")
        if was_calm and (is_last or not _happened(result, "lost")):
            return result
    return pytest.skip(f"this machine had no core to spare, in {TRIES} tries")


def _happened(scene: object, event: str) -> bool:
    """Return whether something befell a sound card although nothing had been done to it yet."""
    return isinstance(scene, Scene) and any(
        not scene.fault_utc_s or datetime.fromisoformat(line["at"]).timestamp() < scene.fault_utc_s
        for line in scene.desk.entries(event)
    )


class Pulse:
    """Whether this machine has time for everybody, while the block runs.

    Attributes
    ----------
    longest_s
        How long at most a thread that had something to do was left without a core.
    idle_share
        How much of the time the cores had nothing to do.
    """

    @property
    def was_starved(self) -> bool:
        """Whether there was too little time."""
        return self.longest_s > STARVED_S or self.idle_share < SPARE_SHARE

    def __enter__(self) -> Self:
        self.longest_s, self._over = 0.0, Event()
        self._idle, self._all = _ticks()
        self._thread = Thread(target=self._beat, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        idle, all_of_it = _ticks()
        self.idle_share = (idle - self._idle) / max(1, all_of_it - self._all)

    def _beat(self) -> None:
        before_s = time.monotonic()
        while not self._over.wait(_BEAT_S):
            now_s = time.monotonic()
            self.longest_s = max(self.longest_s, now_s - before_s - _BEAT_S)
            before_s = now_s


def _ticks() -> tuple[int, int]:
    """Return for how long the cores had nothing to do, and how much time there was at all."""
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return ticks[3], sum(ticks)
