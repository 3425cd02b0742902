"""What a sink puts out, sample for sample, and the time of each sample.

The sink wakes when its last block has been played and renders the next one; so the first
fragment of a burst arrives as its first sample is due. Later fragments of a burst come with it,
too early; a burst may come late, when this machine is busy. The least of "arrival minus index"
over the first fragments near a sample is therefore the time line; what is left is how fast
the recorder wakes up, some tenths of a millisecond.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tests.hearing import sounding_runs
from tests.rig.server import RATE_HZ, TIED_TO_US

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import Self

    from numpy.typing import NDArray

_SAMPLE_BYTES = 4
_BLOCK_MS = 5
_SETTLED_FRAMES = RATE_HZ // 5  # a sink asked for 5 ms first uses up its block of 50 ms
_BURST_GAP_S = 0.001  # fragments closer than this are of one burst
_PAUSE_S = 0.25  # a sink that rendered nothing for so long has begun a new time line
_NEAR_FRAMES = RATE_HZ  # near enough that clocks have not drifted apart
_LOW_PERCENTILE = 5  # not the least itself: a single clock reading may be off


class Sounding(NamedTuple):
    """A stretch that is not silent: frames ``[first_frame, end_frame)`` and when they sound."""

    first_frame: int
    end_frame: int
    start_utc_s: float
    end_utc_s: float


class Monitor:
    """A recorder at one sink's monitor, running while its ``with`` block does.

    Parameters
    ----------
    sink
        Whose output to record.
    environment
        Of the server, from ``rig.environment``.
    channels
        1, or as many as the sink has; one is the mean of all, which is exact where all are equal.
    """

    def __init__(self, sink: str, environment: Mapping[str, str], *, channels: int = 1) -> None:
        self.sink, self.channels = sink, channels
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._grown = threading.Condition()
        self._content = bytearray()
        self._over = False
        self._arrivals_utc_s: list[float] = []
        self._arrived_frames: list[int] = []

    # --- recording ---

    def __enter__(self) -> Self:
        """Start recording; return when the sink has taken the recorder's pace."""
        self._process = subprocess.Popen(
            [*TIED_TO_US, "parec", *self._options()],
            env=self._environment,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._reader = threading.Thread(target=self._read, args=[self._process], daemon=True)
        self._reader.start()
        try:
            self._wait_for_frames(_SETTLED_FRAMES, within_s=20)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the recording; what was recorded stays."""
        self.end()

    def end(self) -> None:
        """End the recording; what was recorded stays."""
        if self._process is not None and self._reader is not None:
            self._process.kill()
            self._process.wait()
            self._reader.join()
            self._process = None

    def _options(self) -> list[str]:
        return [
            f"--device={self.sink}.monitor",
            f"--rate={RATE_HZ}",
            f"--channels={self.channels}",
            "--format=float32le",
            f"--latency-msec={_BLOCK_MS}",
            "--raw",
            *(["--no-remap"] if self.channels > 1 else []),
        ]

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as pipe:
            last_utc_s = 0.0
            while fragment := os.read(pipe.fileno(), 1 << 16):
                now_utc_s = time.time()
                with self._grown:
                    if now_utc_s - last_utc_s > _BURST_GAP_S:
                        self._arrivals_utc_s.append(now_utc_s)
                        self._arrived_frames.append(self._frames())
                    self._content += fragment
                    self._grown.notify_all()
                last_utc_s = now_utc_s
        with self._grown:
            self._over = True
            self._grown.notify_all()

    # --- what was heard so far ---

    @property
    def frames(self) -> int:
        """How many frames were recorded so far."""
        with self._grown:
            return self._frames()

    @property
    def samples(self) -> NDArray[np.float32]:
        """All samples so far: ``(frames,)``, or ``(frames, channels)`` where it records several."""
        return self._samples_from(0)

    def utc_s(self, frame: int) -> float:
        """Return when a recorded frame sounds, in seconds since 1970 (UTC).

        Only roughly so for what a frozen server had to make up for.
        """
        with self._grown:
            first = bisect_left(self._arrived_frames, frame - _NEAR_FRAMES)
            end = bisect_right(self._arrived_frames, frame + _NEAR_FRAMES)
            frames = np.asarray(self._arrived_frames[first:end])
            arrivals_utc_s = np.asarray(self._arrivals_utc_s[first:end])
        pauses = np.diff(arrivals_utc_s) > _PAUSE_S
        line = np.concatenate([[0], np.cumsum(pauses)])
        own = line == line[max(bisect_right(frames, frame) - 1, 0)]
        starts_utc_s = arrivals_utc_s[own] - frames[own] / RATE_HZ
        return float(np.percentile(starts_utc_s, _LOW_PERCENTILE)) + frame / RATE_HZ

    def soundings(
        self, *, quiet_s: float = 0.02, threshold: float = 0.0, of: Sequence[int] = ()
    ) -> list[Sounding]:
        """Return every stretch that sounds.

        Parameters
        ----------
        quiet_s
            Silence up to this long is part of the sound.
        threshold
            Samples up to this (full scale is 1) are silence; 0 is exact silence.
        of
            On which channels, from 1; empty: on any.
        """
        columns = [number - 1 for number in of] or slice(None)
        samples = self.samples.reshape(-1, self.channels)[:, columns]
        loud = np.abs(samples).max(axis=1) > threshold
        runs = sounding_runs(loud, round(quiet_s * RATE_HZ))
        return [Sounding(a, b, self.utc_s(a), self.utc_s(b)) for a, b in runs]

    def find(self, reference: NDArray[np.floating], *, first_frame: int = 0) -> int | None:
        """Return the frame at which `reference` lies, every bit equal; None where nowhere.

        A zero's sign does not count: it is lost in the server's sum.
        """
        sought = (np.asarray(reference, "<f4") + np.float32(0)).tobytes()
        recorded = (self.samples + np.float32(0)).tobytes()
        place = recorded.find(sought, first_frame * self._frame_bytes)
        while place % self._frame_bytes and place >= 0:
            place = recorded.find(sought, place + 1)
        return None if place < 0 else place // self._frame_bytes

    # --- waiting ---

    def wait_s(self, seconds: float) -> None:
        """Wait until so much more is recorded; RuntimeError where the sink gives nothing."""
        more_frames = round(seconds * RATE_HZ)
        self._wait_for_frames(self.frames + more_frames, within_s=seconds + 10)

    def wait_for_sound(self, *, first_frame: int = 0, within_s: float = 10.0) -> int:
        """Wait until it sounds at or after `first_frame`; return the frame at which it does."""
        deadline_s = time.monotonic() + within_s
        while True:
            samples = self._samples_from(first_frame)
            loud = np.flatnonzero(samples)
            if loud.size:
                return first_frame + int(loud[0]) // self.channels
            first_frame += len(samples)
            self._wait_for_frames(first_frame + 1, within_s=deadline_s - time.monotonic())

    def _wait_for_frames(self, frames: int, *, within_s: float) -> None:
        with self._grown:
            self._grown.wait_for(lambda: self._frames() >= frames or self._over, within_s)
            if self._frames() < frames:
                raise RuntimeError(f"sink {self.sink}: {self._frames()} frames, not {frames}")

    def _samples_from(self, first_frame: int) -> NDArray[np.float32]:
        with self._grown:
            ends = [frame * self._frame_bytes for frame in (first_frame, self._frames())]
            samples = np.frombuffer(self._content[slice(*ends)], "<f4")
        return samples if self.channels == 1 else samples.reshape(-1, self.channels)

    def _frames(self) -> int:
        return len(self._content) // self._frame_bytes

    @property
    def _frame_bytes(self) -> int:
        return _SAMPLE_BYTES * self.channels
