"""A simulated world: one clock that tests let pass, and a sound card that runs by its own quartz.

The card is a stand-in for sounddevice, so that the real speaker, player and run are at work;
only time and PortAudio are made up. What the card plays is kept with the true time of each
frame, which no part of siren sees.
"""

from __future__ import annotations

import heapq
import random
import threading
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from siren.clock import Instant
from siren.output.sink import Heard

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from numpy.typing import NDArray

    from siren.output.sink import Feed

START_UTC_S = datetime(2026, 10, 29, 2, 0, tzinfo=UTC).timestamp()
START_S = 1000.0
"""What the clock that nobody can step shows at START_UTC_S."""

NO_UNDERFLOW = SimpleNamespace(output_underflow=False)


class SimClock:
    """Time passes only in `wait`; what is planned for a moment happens then."""

    speed = 1.0

    def __init__(self) -> None:
        self.true_s = START_S
        self.wall_offset_s = START_UTC_S - self.true_s
        self.asleep_s = 0.0
        self.boot = "simulated"
        self._planned: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def utc_now(self) -> datetime:
        return datetime.fromtimestamp(self.true_s + self.wall_offset_s, UTC)

    def monotonic_s(self) -> float:
        return self.true_s

    def read(self) -> Instant:
        wall_s = self.true_s + self.wall_offset_s
        return Instant(wall_s, self.true_s, self.true_s - self.asleep_s)

    def wait(self, event: Event, seconds: float) -> bool:
        for thread in threading.enumerate():
            if thread.name in ("siren-opening", "siren-seal"):
                thread.join()
        until_s = self.true_s + seconds
        while self._planned and self._planned[0][0] <= until_s and not event.is_set():
            planned_s, _, action = heapq.heappop(self._planned)
            self.true_s = max(self.true_s, planned_s)
            action()
        if not event.is_set():
            self.true_s = max(self.true_s, until_s)
        return event.is_set()

    def real_utc(self, utc: datetime) -> datetime:
        return utc

    def boot_id(self) -> str:
        return self.boot

    def at(self, true_s: float, action: Callable[[], None]) -> None:
        """Do something at a moment to come."""
        heapq.heappush(self._planned, (true_s, next(self._numbers), action))

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        self.at(self.true_s + seconds, action)

    def step(self, seconds: float) -> None:
        """Set the time of day forward, or back."""
        self.wall_offset_s += seconds

    def leap(self, seconds: float) -> None:
        """Let time pass in which nothing of this process runs; what was planned comes late."""
        self.true_s += seconds


class PortAudioError(Exception):
    """As sounddevice has it."""


class Card:
    """A sound card, and the sounddevice module that leads to it.

    Parameters
    ----------
    ppm
        How much longer its frames last than they should, in millionths.
    noise_s
        How much its account of time scatters, either way.
    """

    PortAudioError = PortAudioError

    def __init__(self, clock: SimClock, *, ppm: float = 0.0, noise_s: float = 0.0) -> None:
        self.clock, self.ppm, self.noise_s = clock, ppm, noise_s
        self.is_there, self.is_stalled = True, False
        self.clock_offset_s = 123.0
        self.streams: list[Stream] = []
        self.random = random.Random(7)
        self.on_block: Callable[[NDArray[np.float32]], None] = lambda block: None

    def OutputStream(self, **options: Any) -> Stream:  # noqa: N802 - sounddevice's name
        if not self.is_there:
            raise PortAudioError("Device unavailable")
        stream = Stream(self, **options)
        self.streams.append(stream)
        return stream

    def vanish(self) -> None:
        """Be pulled out: the stream ends at once, what was buffered is lost."""
        self.is_there = False
        for stream in self.streams:
            stream.end()

    def come_back(self) -> None:
        self.is_there = True

    def stall(self) -> None:
        """Ask for nothing more, and say nothing about it."""
        self.is_stalled = True

    def go_on(self) -> None:
        """Ask again, as if nothing had been."""
        self.is_stalled = False

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep: the card stands still, and what it holds comes out after."""
        for stream in self.streams:
            stream.stand_still(seconds)
        self.clock.asleep_s += seconds
        self.clock.leap(seconds)

    def freeze(self, seconds: float) -> None:
        """Let the process stand still: the card runs dry, and is filled again after."""
        self.clock.leap(seconds)
        for stream in self.streams:
            stream.refill()

    def heard(self) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Return the true time of every frame that came out, and the frames."""
        times: list[NDArray[Any]] = [np.zeros(0)]
        blocks: list[NDArray[Any]] = [np.zeros(0, dtype=np.float32)]
        for stream in self.streams:
            for first_s, block in stream.heard:
                frames_s = first_s + np.arange(block.size) * stream.frame_s
                inside = frames_s <= stream.end_s
                times.append(frames_s[inside])
                blocks.append(block[inside])
        return np.concatenate(times), np.concatenate(blocks)

    def onsets(self, pause_s: float = 0.05) -> list[float]:
        """Return the true UTC of every first sample after a pause."""
        times_s, samples = self.heard()
        loud_s = times_s[samples != 0.0]
        if not loud_s.size:
            return []
        firsts = np.concatenate([[True], np.diff(loud_s) > pause_s])
        return [float(time_s) + START_UTC_S - START_S for time_s in loud_s[firsts]]


class PortAudio:
    """The sounddevice module of a machine with several cards."""

    PortAudioError = PortAudioError

    def __init__(self, *cards: Card) -> None:
        self.cards = cards

    def OutputStream(self, *, device: int, **options: Any) -> Stream:  # noqa: N802
        return self.cards[device].OutputStream(device=device, **options)


class Stream:
    """One stream of a card: fills its buffer, then plays by the card's quartz."""

    def __init__(
        self,
        card: Card,
        *,
        samplerate: int,
        channels: int,
        blocksize: int,
        latency: float,
        callback: Callable[..., None],
        finished_callback: Callable[[], None],
        **_: Any,
    ) -> None:
        self.latency = latency
        self.heard: list[tuple[float, NDArray[np.float32]]] = []
        self.end_s = float("inf")
        self._card, self._clock = card, card.clock
        self._channels, self._frames = channels, blocksize
        self.frame_s = (1 + card.ppm * 1e-6) / samplerate
        self._callback, self._finished = callback, finished_callback
        self._number = 0

    def start(self) -> None:
        self._zero_s = self._clock.true_s + self.latency
        self._clock.after(0.0, self._block)

    def abort(self, **_: Any) -> None:
        self.end()

    def close(self, **_: Any) -> None:
        self.end()

    def end(self) -> None:
        """Lose what has not come out yet."""
        if self.end_s == float("inf"):
            self.end_s = self._clock.true_s
            self._finished()

    def stand_still(self, seconds: float) -> None:
        """Hold what has not come out yet back for so long."""
        now_s = self._clock.true_s
        self.heard = [(at_s + seconds * (at_s > now_s), block) for at_s, block in self.heard]
        self._zero_s += seconds

    def refill(self) -> None:
        """Begin again with an empty buffer, if it has run dry."""
        self._zero_s += max(0.0, self._clock.true_s + self.latency - self._next_s)

    @property
    def _next_s(self) -> float:
        """When the next block comes out."""
        return self._zero_s + self._number * self._frames * self.frame_s

    def _block(self) -> None:
        if self.end_s != float("inf"):
            return
        if self._card.is_stalled:
            self._clock.after(0.01, self._block)
            self._zero_s += 0.01
            return
        at_s = self._next_s
        noise_s = self._card.random.uniform(-1, 1) * self._card.noise_s
        card_s = self._clock.true_s + self._card.clock_offset_s
        delay_s = at_s - self._clock.true_s
        times = SimpleNamespace(currentTime=card_s, outputBufferDacTime=card_s + delay_s + noise_s)
        block = np.empty((self._frames, self._channels), dtype=np.float32)
        self._callback(block, self._frames, times, NO_UNDERFLOW)
        samples = block[:, 0].copy()
        self._card.on_block(samples)
        self.heard.append((at_s, samples))
        self._number += 1
        self._clock.at(max(self._clock.true_s, self._next_s - self.latency), self._block)


class SilentSink:
    """Asks for a block every 10 ms of simulated time, and keeps none."""

    latency_s = 0.1

    def __init__(self, clock: SimClock, rate_hz: int) -> None:
        self._clock, self._rate_hz = clock, rate_hz
        self._is_open = False
        self.alive_s = clock.true_s

    def start(self, feed: Feed) -> None:
        self._feed, self._is_open = feed, True
        self._frames, self._start_s = 0, self._clock.true_s + self.latency_s
        self._ask()

    def trouble(self) -> str | None:
        return None

    def remarks(self) -> list[str]:
        return []

    def abort(self) -> None:
        self._is_open = False

    def close(self) -> None:
        self._is_open = False

    def finish(self, limit_s: float) -> None:
        pass

    def _ask(self) -> None:
        if self._is_open:
            block = np.zeros(self._rate_hz // 100, dtype=np.float32)
            self._feed(block, Heard(self._start_s + self._frames / self._rate_hz))
            self._frames += block.size
            self.alive_s = self._clock.true_s
            self._clock.after(0.01, self._ask)
