"""A device that is opened once, and whose channels are fed apart: sirens on 1, television on 3.

Each group of channels is a sink of its own. The device is opened for the first of them and let
go after the last; what is wrong with it is the trouble of all, what is wrong with one feed only
its own.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from siren.errors import DeviceLost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.output.sink import Feed, Heard
    from siren.output.speaker import Frames, Speaker


class Channels:
    """The channels of one device.

    Parameters
    ----------
    speaker
        The device, with as many channels as the highest that is fed.
    """

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self._fed: tuple[ChannelSink, ...] = ()
        self._opening = Lock()
        self._changing = Lock()  # who is fed; held for a moment only, also while one opens
        self._is_open = False

    def join(self, sink: ChannelSink) -> None:
        """Feed some channels more, the device opened where it is not; raises DeviceLost."""
        with self._opening:
            if not self._is_open:
                self.speaker.start_wide(self._fill)
                self._is_open = True
            elif trouble := self.speaker.trouble():
                raise DeviceLost(trouble)
            with self._changing:
                self._fed = (*self._fed, sink)

    def leave(self, sink: ChannelSink) -> None:
        """Feed some channels no more; let the device go where they were the last."""
        with self._changing:
            self._fed = tuple(other for other in self._fed if other is not sink)
            is_last = not self._fed
        if is_last:
            self._is_open = False
            self.speaker.abort()

    def pass_on_remarks(self) -> None:
        """Tell every sink what happened to the device."""
        remarks = self.speaker.remarks()
        for sink in self._fed:
            sink.heard_of(remarks)

    def _fill(self, out: Frames, heard: Heard | None) -> None:
        out.fill(0.0)
        for sink in self._fed:
            sink.fill(out, heard)


class ChannelSink:
    """Some channels of a device, as a sink.

    Parameters
    ----------
    numbers
        Which ones, from 1; all of them carry the same.
    """

    def __init__(self, channels: Channels, numbers: Sequence[int]) -> None:
        self._channels = channels
        self._columns = [number - 1 for number in numbers]
        self._feed: Feed | None = None
        self._fault: str | None = None
        self._remarks: list[str] = []

    @property
    def alive_s(self) -> float:
        """The monotonic time of the device's last block."""
        return self._channels.speaker.alive_s

    @property
    def latency_s(self) -> float:
        """How long before it is heard a block is asked for."""
        return self._channels.speaker.latency_s

    @property
    def place(self) -> str | None:
        """The sound server's name for where the device plays; None where no server does."""
        return self._channels.speaker.place

    def start(self, feed: Feed) -> None:
        """Begin to ask `feed` for blocks; raises DeviceLost."""
        self._feed, self._fault = feed, None
        self._channels.join(self)

    def trouble(self) -> str | None:
        """Return what is wrong with the device, or with this feed; None: all is well."""
        return self._fault or self._channels.speaker.trouble()

    def remarks(self) -> list[str]:
        """Return what happened since the last call that did no harm by itself."""
        self._channels.pass_on_remarks()
        said, self._remarks = self._remarks, []
        return said

    def abort(self) -> None:
        """Fall silent at once."""
        self._channels.leave(self)

    def close(self) -> None:
        """Let go."""
        self.abort()

    def finish(self, limit_s: float) -> None:
        """Do nothing: a card keeps nothing."""

    def heard_of(self, remarks: Sequence[str]) -> None:
        """Keep what happened to the device until somebody asks."""
        self._remarks += remarks

    def fill(self, out: Frames, heard: Heard | None) -> None:
        """Fill these channels of a block; a feed that fails leaves them, and only them, silent."""
        import numpy as np

        if self._feed is None or self._fault is not None:
            return
        block = np.zeros(len(out), dtype=np.float32)
        try:
            self._feed(block, heard)
        except Exception as error:
            self._fault = f"the sound could not be computed: {error!r}"
            return
        out[:, self._columns] = block[:, None]
