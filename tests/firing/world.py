"""A simulated world: one clock that tests let pass, and a sound card that runs by its own quartz.

The card is a stand-in for sounddevice, so that the real speaker, player and run are at work;
only time and PortAudio are made up. What the card plays is kept with the true time of each
frame, which no part of siren sees.
"""

from __future__ import annotations

import heapq
import threading
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from siren.clock import Instant

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from numpy.typing import NDArray

START_UTC_S = datetime(2026, 10, 29, 2, 0, tzinfo=UTC).timestamp()


class SimClock:
    """Time passes only in `wait`; what is planned for a moment happens then."""

    speed = 1.0

    def __init__(self) -> None:
        self.true_s = 1000.0
        self.wall_offset_s = START_UTC_S - self.true_s
        self.asleep_s = 0.0
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
            if thread.name == "siren-opening":
                thread.join()
        until_s = self.true_s + seconds
        while self._planned and self._planned[0][0] <= until_s and not event.is_set():
            self.true_s, _, action = heapq.heappop(self._planned)
            action()
        if not event.is_set():
            self.true_s = until_s
        return event.is_set()

    def real_utc(self, utc: datetime) -> datetime:
        return utc

    def boot_id(self) -> str:
        return "simulated"

    def at(self, true_s: float, action: Callable[[], None]) -> None:
        """Do something at a moment to come."""
        heapq.heappush(self._planned, (true_s, next(self._numbers), action))

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        self.at(self.true_s + seconds, action)


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
        self.random = np.random.default_rng(seed=7)

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

    def heard(self) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Return the true time of every frame that came out, and the frames."""
        times = [times_s for stream in self.streams for times_s, _ in stream.heard]
        blocks = [block for stream in self.streams for _, block in stream.heard]
        if not blocks:
            return np.zeros(0), np.zeros(0, dtype=np.float32)
        return np.concatenate(times), np.concatenate(blocks)

    def onsets(self, pause_s: float = 0.05) -> list[float]:
        """Return the true UTC of every first sample after a pause."""
        times_s, samples = self.heard()
        loud_s = times_s[samples != 0.0]
        if not loud_s.size:
            return []
        firsts = np.concatenate([[True], np.diff(loud_s) > pause_s])
        return [float(time_s) + START_UTC_S - 1000.0 for time_s in loud_s[firsts]]


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
        self.heard: list[tuple[NDArray[np.float64], NDArray[np.float32]]] = []
        self._card, self._clock = card, card.clock
        self._rate_hz, self._channels, self._frames = samplerate, channels, blocksize
        self._callback, self._finished = callback, finished_callback
        self._number, self._is_over = 0, False

    def start(self) -> None:
        self._zero_s = self._clock.true_s + self.latency
        self._clock.after(0.0, self._block)

    def abort(self, **_: Any) -> None:
        self.end()

    def close(self, **_: Any) -> None:
        self.end()

    def end(self) -> None:
        """Lose what has not come out yet."""
        if self._is_over:
            return
        self._is_over = True
        now_s = self._clock.true_s
        self.heard = [
            (times_s[times_s <= now_s], block[times_s <= now_s]) for times_s, block in self.heard
        ]
        self._finished()

    def _times_s(self) -> NDArray[np.float64]:
        frames = self._number * self._frames + np.arange(self._frames)
        return self._zero_s + frames / self._rate_hz * (1 + self._card.ppm * 1e-6)

    def _block(self) -> None:
        if self._is_over:
            return
        if self._card.is_stalled:
            self._clock.after(0.01, self._block)
            self._zero_s += 0.01
            return
        times_s = self._times_s()
        noise_s = float(self._card.random.uniform(-1, 1)) * self._card.noise_s
        card_s = self._clock.true_s + self._card.clock_offset_s
        delay_s = times_s[0] - self._clock.true_s
        times = SimpleNamespace(currentTime=card_s, outputBufferDacTime=card_s + delay_s + noise_s)
        block = np.empty((self._frames, self._channels), dtype=np.float32)
        self._callback(block, self._frames, times, SimpleNamespace(output_underflow=False))
        self.heard.append((times_s, block[:, 0].copy()))
        self._number += 1
        self._clock.at(max(self._clock.true_s, self._times_s()[0] - self.latency), self._block)
