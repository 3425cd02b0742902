"""One stream on a sound card, from its opening to its end; it is never opened again.

Until it is known to be where it should be, and after it was given up, it gives out silence:
an opening that hung for a minute must not come back as a second voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.errors import DeviceLost
from siren.output.pace import Pace
from siren.output.soundserver import StreamWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from siren.clock import Clock
    from siren.output.devices import Device
    from siren.output.sink import Heard

BLOCK_S = 0.010
"""Length of a block."""

LATENCY_S = 0.2
"""Enough that a busy machine without realtime priority does not run dry (measured)."""

QUIET_S = 0.5
"""A card that asks for nothing for so long, or for three times its latency, has stalled."""

SETTLING_S = 0.1
"""What a stream says of its time is used so long after its first block (measured)."""


class Stream:
    """A PortAudio stream with what watches over it.

    Parameters
    ----------
    fill
        Writes a block, float32 of shape (frames, channels), and is told when it will be heard.

    Attributes
    ----------
    alive_s
        The monotonic time of its last block.
    latency_s
        As PortAudio states it.
    place
        The sound server's name for where it plays; None where no server does.
    is_opening
        Whether PortAudio has not returned yet.
    """

    def __init__(
        self,
        rate_hz: int,
        channels: int,
        clock: Clock,
        fill: Callable[[NDArray[np.float32], Heard | None], None],
    ) -> None:
        self._rate_hz, self._channels = rate_hz, channels
        self._clock, self._fill = clock, fill
        self.alive_s, self.latency_s = clock.monotonic_s(), LATENCY_S
        self.is_opening = True
        self._stream: Any = None
        self._watch: StreamWatch | None = None
        self._pace = Pace(rate_hz, SETTLING_S)
        self._frames = 0
        self._error: str | None = None
        self._has_ended = self._may_sound = False
        self._remarks: list[str] = []

    @property
    def place(self) -> str | None:
        """The sound server's name for where the stream plays; None where no server does."""
        return self._watch.sink_name if self._watch else None

    def open(self, device: Device) -> None:
        """Open and start the stream, silent; raises DeviceLost."""
        import sounddevice

        self._watch = StreamWatch.before_opening(self._end)
        try:
            self._stream = sounddevice.OutputStream(
                device=device.index,
                samplerate=self._rate_hz,
                channels=self._channels,
                dtype="float32",
                latency=LATENCY_S,
                blocksize=round(BLOCK_S * self._rate_hz),
                callback=self._callback,
                finished_callback=self._end,
            )
            self.latency_s = self._stream.latency
            self.alive_s = self._clock.monotonic_s()
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise DeviceLost(f"{device.name} cannot be opened: {error}") from error
        finally:
            self.is_opening = False
            if self._has_ended:  # it took so long that nobody waits any more
                self.give_up()
        if self._watch:
            self._watch.opened()

    def may_sound(self) -> None:
        """Give out from now on what the feed says, unless the stream was given up meanwhile."""
        self._may_sound = True

    def fault(self) -> str | None:
        """Return what is wrong with the stream; None: nothing."""
        if self._error:
            return self._error
        if self._watch and self._watch.trouble:
            return self._watch.trouble
        if self._has_ended:
            return "the stream ended by itself"
        return self._stalled(self._clock.monotonic_s())

    def remarks(self) -> list[str]:
        """Return what happened since the last call that did no harm by itself."""
        said, self._remarks = self._remarks, []
        return said

    def give_up(self) -> None:
        """Fall silent at once, for good, and close; may wait for a stalled device."""
        self._has_ended = True
        if self._watch:
            self._watch.close()
        if self._stream is not None and not self.is_opening:
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)

    def _stalled(self, now_s: float) -> str | None:
        is_quiet = now_s - self.alive_s > max(3 * self.latency_s, QUIET_S)
        return "the device asks for nothing more" if is_quiet else None

    def _end(self) -> None:
        self._has_ended = True

    def _callback(self, out: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
        """Answer PortAudio; after an error, which it would only print, with silence."""
        try:
            self._answer(out, frames, times, status)
        except Exception as error:
            out.fill(0.0)
            self._error = f"the sound could not be computed: {error!r}"

    def _answer(self, out: NDArray[np.float32], frames: int, times: Any, status: Any) -> None:
        now_s = self._clock.monotonic_s()
        self._error = self._error or (self._stalled(now_s) if self._frames else None)
        if self._error is not None:  # a block after a stall is no sign that all is well again
            out.fill(0.0)
            return
        has_stood_still = self._frames > 0 and now_s - self.alive_s > self.latency_s
        if has_stood_still or (self._frames and status.output_underflow):
            self._remarks.append("underflow")
            self._pace.doubt(has_stood_still=has_stood_still)
        card_s, heard_s = times.currentTime, times.outputBufferDacTime
        if not heard_s:
            if not self._frames:
                self._remarks.append("no-stream-clock")
            card_s, heard_s = now_s, now_s + self.latency_s
        self._pace.observe(self._frames, now_s, card_s, heard_s)
        if self._may_sound and not self._has_ended:
            self._fill(out, self._pace.heard(self._frames))
        else:
            out.fill(0.0)
        self._frames += frames
        self.alive_s = now_s
