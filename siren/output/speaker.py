"""A sound card as a sink: PortAudio, through sounddevice.

The stream is opened early and given silence, so that the card runs and its time is known long
before the first sample. It is only ever aborted: on a stalled card `stop` never returns.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING

from siren.errors import DeviceLost, DeviceNotFound
from siren.output.bounded import TookTooLong, bounded, is_anything_left
from siren.output.devices import find_device, refresh
from siren.output.stream import LATENCY_S, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    from siren.clock import Clock
    from siren.output.devices import Device
    from siren.output.sink import Feed, Heard

    Frames: TypeAlias = NDArray[np.float32]

OPEN_S = 2.0
"""A card that takes longer to open is taken as not there."""

ABORT_S = 0.05
"""A card that takes longer to fall silent is left to a thread of its own."""

TURN_S = 0.5
"""A card that hangs keeps others from being opened for so long."""

LISTED_S = 5.0
"""PortAudio's list of devices is read anew before a device is opened, where it is older: cards
may have been plugged in and out, and their numbers given to others."""

_turn = Lock()  # PortAudio is not made for two threads at once
_playing: set[Speaker] = set()  # whoever has a stream: reading the list anew would end it


class Speaker:
    """One device, named and never replaced by another.

    Parameters
    ----------
    rate_hz, channels
        As :func:`siren.output.devices.format_for` returns them.

    Attributes
    ----------
    place
        The sound server's name for where it plays; None where no server does, or it has not
        been opened yet.
    """

    def __init__(self, device: Device, rate_hz: int, channels: int, clock: Clock) -> None:
        self._device, self._rate_hz, self._channels = device, rate_hz, channels
        self._clock = clock
        self._stream: Stream | None = None
        self._hanging: Stream | None = None
        self.place: str | None = None
        self._last_alive_s = self._listed_at_s = clock.monotonic_s()
        self._swap = Lock()

    @property
    def alive_s(self) -> float:
        """The monotonic time of the last block."""
        return self._stream.alive_s if self._stream else self._last_alive_s

    @property
    def latency_s(self) -> float:
        """How long before it is heard a block is asked for."""
        return self._stream.latency_s if self._stream else LATENCY_S

    def start(self, feed: Feed) -> None:
        """Begin to ask `feed` for blocks, the same for every channel; raises DeviceLost."""

        def everywhere(out: Frames, heard: Heard | None) -> None:
            block = out[:, 0].copy()
            feed(block, heard)
            out[:] = block[:, None]

        self.start_wide(everywhere)

    def start_wide(self, fill: Callable[[Frames, Heard | None], None]) -> None:
        """Open a stream and begin to have `fill` write its blocks; raises DeviceLost.

        Parameters
        ----------
        fill
            Writes float32 of shape (frames, channels), all of it; called in the card's thread.
        """
        if self._hanging is not None and self._hanging.is_opening:
            raise DeviceLost(f"{self._device.name} still does not answer")
        stream = Stream(self._rate_hz, self._channels, self._clock, fill)
        try:
            bounded(lambda: self._open(stream), OPEN_S)
        except TookTooLong as error:
            stream.give_up()
            self._hanging = stream
            raise DeviceLost(f"{self._device.name} did not open in {OPEN_S:g} s") from error
        except BaseException:
            stream.give_up()
            raise
        self._stream = stream
        _playing.add(self)

    def trouble(self) -> str | None:
        """Return what is wrong, in a few words; None: all is well."""
        return self._stream.fault() if self._stream else "the device is not open"

    def remarks(self) -> list[str]:
        """Return what happened since the last call that did no harm by itself."""
        return self._stream.remarks() if self._stream else []

    def abort(self) -> None:
        """Fall silent at once and close; whatever hangs is left behind."""
        with self._swap:
            stream, self._stream = self._stream, None
        if stream is None:
            return
        _playing.discard(self)
        self._last_alive_s = stream.alive_s
        with suppress(TookTooLong):
            bounded(stream.give_up, ABORT_S)

    def close(self) -> None:
        """Let go of the device."""
        self.abort()

    def finish(self, limit_s: float) -> None:
        """Do nothing: a card keeps nothing."""

    def _open(self, stream: Stream) -> None:
        with _in_turn():
            self._look_up()
            stream.open(self._device)
        if self.place is None:
            self.place = stream.place
        elif stream.place != self.place:
            where = repr(stream.place) if stream.place else "no place that a sound server knows"
            raise DeviceLost(f"{self._device.name} leads to {where} now, not to {self.place!r}")
        stream.may_sound()

    def _look_up(self) -> None:
        """See which device has the name now, unless that would end another's stream."""
        now_s = self._clock.monotonic_s()
        if now_s - self._listed_at_s < LISTED_S or _playing or is_anything_left():
            return
        refresh()
        try:
            self._device = find_device(self._device.full_name)
        except DeviceNotFound as error:
            raise DeviceLost(str(error)) from error
        self._listed_at_s = now_s


@contextmanager
def _in_turn() -> Iterator[None]:
    """Keep two threads from opening at once, unless one of them hangs."""
    has_turn = _turn.acquire(timeout=TURN_S)
    try:
        yield
    finally:
        if has_turn:
            _turn.release()
