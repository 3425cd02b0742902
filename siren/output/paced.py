"""Sinks without a sound card: blocks are asked for at the pace of a clock.

For a dry run, which must take the same way at the same times as the real thing, and for a
rehearsal into a file, where the clock may run fast.
"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from siren.errors import DeviceLost, OutputFailed
from siren.output.sink import Heard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from siren.clock import Clock
    from siren.output.sink import Feed
    from siren.synth.sound import Samples

    Blocks = Iterator[tuple[int, Samples]]
    Drain = Callable[[Blocks], None]

BLOCK_S = 0.010
"""Length of a block, in real time."""

LATENCY_S = 0.1
"""How long before it is heard a block is asked for, in real time."""

MOST_FRAMES = 1 << 15

STALLED_S = 5.0
"""A disk, or whoever reads a pipe, that takes nothing for so long will not; in real time."""


class PacedSink:
    """A perfect sound card: its frames last exactly as long as they should.

    Parameters
    ----------
    zero_s
        The monotonic time of frame 0, at which a block begins; earlier frames are negative.
    drain
        Takes every block with its first frame, in order, in a thread of its own. What it keeps
        must be whole when the blocks end, or be thrown away.
    ahead_s
        How long before it is heard a block is asked for, in real time.
    is_whole
        Whether what is kept is one whole: after a fault it is lost, and the sink with it. A pipe
        may be read again from where it is then.
    """

    def __init__(
        self,
        clock: Clock,
        rate_hz: int,
        *,
        zero_s: float,
        drain: Drain,
        ahead_s: float = LATENCY_S,
        is_whole: bool = False,
    ) -> None:
        self._clock, self._rate_hz, self._drain = clock, rate_hz, drain
        self._zero_s = zero_s
        self._block_frames = min(MOST_FRAMES, max(1, round(BLOCK_S * clock.speed * rate_hz)))
        self.latency_s = ahead_s * clock.speed
        self._is_whole = is_whole
        self.alive_s = clock.monotonic_s()
        self._stopped = Event()
        self._thread: Thread | None = None
        self._fault: str | None = None
        self._has_kept = False

    def start(self, feed: Feed) -> None:
        """Begin to ask `feed` for blocks; not after a fault by which what was kept is lost."""
        if self._fault and self._has_kept:
            raise DeviceLost(self._fault)
        if self._thread and self._thread.is_alive():  # it would write into what follows
            raise DeviceLost("the file still takes nothing")
        self._feed, self._fault = feed, None
        self._stopped = Event()
        self.alive_s = self._clock.monotonic_s()
        self._thread = Thread(target=self._run, args=(self._stopped,), daemon=True)
        self._thread.start()

    def trouble(self) -> str | None:
        """Return what is wrong; None: all is well."""
        waited_s = self._clock.monotonic_s() - self.alive_s
        if self._fault is None and waited_s > STALLED_S * self._clock.speed:
            self._fault = "the file takes nothing more"
        return self._fault

    def remarks(self) -> list[str]:
        """Return nothing: nothing happens to a perfect card."""
        return []

    def abort(self) -> None:
        """Ask for no more blocks."""
        self._stopped.set()

    def close(self) -> None:
        """Ask for no more blocks; see `finish`."""
        self._stopped.set()

    def finish(self, limit_s: float) -> str | None:
        """Wait, so long at most, until what was kept is in its place; return what is wrong."""
        if self._thread:
            self._thread.join(limit_s)
            if self._thread.is_alive():
                return "the file takes nothing more"
        return self._fault

    def _run(self, stopped: Event) -> None:
        try:
            self._drain(self._blocks(stopped))
        except OutputFailed as error:
            self._fault = str(error)
        except Exception as error:
            self._fault = f"the sound could not be computed: {error!r}"

    def _blocks(self, stopped: Event) -> Blocks:
        import numpy as np

        size = self._block_frames
        frame = int((self._clock.monotonic_s() - self._zero_s) * self._rate_hz // size) * size
        self._has_kept = self._is_whole
        while not stopped.is_set():
            now_s = self._clock.monotonic_s()
            at_s = self._zero_s + frame / self._rate_hz
            asked_s = at_s - self.latency_s
            self.alive_s = min(now_s, asked_s)
            if asked_s > now_s:
                self._clock.wait(stopped, asked_s - now_s)
                continue
            block = np.zeros(size, dtype=np.float32)
            self._feed(block, Heard(at_s))
            yield frame, block
            frame += size


def nowhere(blocks: Blocks) -> None:
    """Take every block and keep none."""
    for _ in blocks:
        pass


def silent_sink(clock: Clock, rate_hz: int, zero_s: float) -> PacedSink:
    """Return a sink that keeps nothing; see :class:`PacedSink`."""
    return PacedSink(clock, rate_hz, zero_s=zero_s, drain=nowhere)
