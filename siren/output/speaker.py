"""A sound card as a sink: PortAudio, through sounddevice.

The stream is opened early and given silence, so that the card runs and its time is known long
before the first sample. It is only ever aborted: on a stalled card `stop` never returns.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from siren.output.bounded import TookTooLong, bounded
from siren.output.pace import Pace
from siren.errors import DeviceLost
from siren.output.soundserver import StreamWatch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from siren.clock import Clock
    from siren.output.devices import Device
    from siren.output.sink import Feed

BLOCK_S = 0.010
"""Length of a block."""

LATENCY_S = 0.1
"""Enough that a busy machine without realtime priority does not run dry (measured)."""

OPEN_S = 2.0
"""A card that takes longer to open is taken as not there."""

ABORT_S = 0.05
"""A card that takes longer to fall silent is left to a thread of its own."""

QUIET_S = 0.5
"""A card that asks for nothing for so long, or for three times its latency, has stalled."""

_opening = Lock()  # PortAudio is not made for two threads at once


class Speaker:
    """One stream on one device, named and never replaced by another.

    Parameters
    ----------
    rate_hz, channels
        As :func:`siren.output.devices.format_for` returns them; all channels carry the same.
    """

    def __init__(self, device: Device, rate_hz: int, channels: int, clock: Clock) -> None:
        self.alive_s, self.latency_s = clock.monotonic_s(), LATENCY_S
        self._device, self._rate_hz, self._channels = device, rate_hz, channels
        self._clock = clock
        self._stream: Any = None
        self._watch: StreamWatch | None = None
        self._feed: Feed | None = None
        self._frames = 0
        self._underflows = self._told_underflows = 0
        self._fault: str | None = None
        self._has_finished = False
        self._has_clock = True
        self._told_clock = False

    def start(self, feed: Feed) -> None:
        """Open the stream and begin to ask `feed` for blocks; raises DeviceLost."""
        self._feed = feed
        try:
            bounded(self._open, OPEN_S)
        except TookTooLong as error:
            raise DeviceLost(f"{self._device.name} did not open in {OPEN_S:g} s") from error

    def trouble(self) -> str | None:
        """Return what is wrong, in a few words; None: all is well."""
        if self._fault:
            return self._fault
        if self._has_finished:
            return "the stream ended by itself"
        quiet_s = self._clock.monotonic_s() - self.alive_s
        if quiet_s > max(3 * self.latency_s, QUIET_S):
            return f"the device has asked for nothing for {quiet_s:.1f} s"
        return self._watch.trouble if self._watch else None

    def remarks(self) -> list[str]:
        """Return what happened since the last call that did no harm by itself."""
        said = []
        if self._underflows > self._told_underflows:
            said.append("underflow")
            self._told_underflows = self._underflows
        if not self._has_clock and not self._told_clock:
            said.append("no stream clock")
            self._told_clock = True
        return said

    def abort(self) -> None:
        """Fall silent at once and close; whatever hangs is left behind."""
        stream, self._stream = self._stream, None
        watch, self._watch = self._watch, None
        self._has_finished = True
        if stream is None:
            return

        def close() -> None:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
            if watch:
                watch.close()

        try:
            bounded(close, ABORT_S)
        except TookTooLong:
            pass

    def close(self) -> None:
        """Let go of the device: nothing of it is kept."""
        self.abort()

    def _open(self) -> None:
        import sounddevice

        with _opening:
            watch = StreamWatch.before_opening(self._finish)
            try:
                stream = sounddevice.OutputStream(
                    device=self._device.index,
                    samplerate=self._rate_hz,
                    channels=self._channels,
                    dtype="float32",
                    latency=LATENCY_S,
                    blocksize=round(BLOCK_S * self._rate_hz),
                    callback=self._callback,
                    finished_callback=self._finish,
                )
                self.latency_s = stream.latency
                self._pace = Pace(self._rate_hz, round(1.2 * self.latency_s * self._rate_hz))
                self.alive_s = self._clock.monotonic_s()
                stream.start()
            except sounddevice.PortAudioError as error:
                if watch:
                    watch.close()
                raise DeviceLost(f"{self._device.name} cannot be opened: {error}") from error
            self._stream, self._watch = stream, watch
        if watch:
            watch.opened()

    def _finish(self) -> None:
        self._has_finished = True

    def _callback(self, out: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
        """Answer PortAudio; an error here is noted, and silences the card for good."""
        try:
            self._answer(out, frames, times, status)
        except Exception as error:  # noqa: BLE001 - PortAudio would only print it
            out.fill(0.0)
            self._fault = f"the sound could not be computed: {error!r}"

    def _answer(self, out: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
        now_s = self._clock.monotonic_s()
        if status.output_underflow or now_s - self.alive_s > self.latency_s:
            self._underflows += self._frames > 0
            self._pace.doubt()
        card_s, heard_s = times.currentTime, times.outputBufferDacTime
        if not heard_s:
            self._has_clock, heard_s = False, card_s + self.latency_s
        self._pace.observe(self._frames, now_s, card_s, heard_s)
        block = out[:, 0].copy()
        self._feed_block(block)
        out[:] = block[:, None]
        self._frames += frames
        self.alive_s = now_s

    def _feed_block(self, block: NDArray[np.float32]) -> None:
        if self._feed is None or self._has_finished or self._fault:
            block.fill(0.0)
            return
        self._feed(block, self._pace.time_of(self._frames), self._pace.drift)
