"""A stand-in for sounddevice in which the test asks for the blocks, and says what hangs."""

from __future__ import annotations

from threading import Event, Thread
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from siren.clock import SystemClock
from siren.output.devices import Device

if TYPE_CHECKING:
    from numpy.typing import NDArray

HORN = Device("horn", "ALSA", 2, 48_000, is_default=False, index=3)
BLOCK_FRAMES = 480
NO_STATUS = SimpleNamespace(output_underflow=False)
UNDERFLOW = SimpleNamespace(output_underflow=True)


class HandClock(SystemClock):
    """Stands where the test puts it."""

    now_s = 1000.0

    def monotonic_s(self) -> float:
        return self.now_s


class PortAudioError(Exception):
    """As sounddevice has it."""


class PortAudio:
    """As much of sounddevice as a stream needs.

    Attributes
    ----------
    opens, aborts
        While one is cleared, opening or aborting a stream does not return.
    refusal
        Why no stream can be opened; None: one can.
    """

    PortAudioError = PortAudioError

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.opens, self.aborts = Event(), Event()
        self.refusal: str | None = None
        self.streams: list[FakeStream] = []
        self.release()

    def OutputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        stream = FakeStream(self, options)
        self.streams.append(stream)
        assert self.opens.wait(10)
        if self.refusal:
            raise PortAudioError(self.refusal)
        return stream

    def release(self) -> None:
        """Let everything that hangs go on."""
        self.opens.set()
        self.aborts.set()


class FakeStream:
    """A stream that plays only what the test asks it for."""

    latency = 0.1

    def __init__(self, portaudio: PortAudio, options: dict[str, Any]) -> None:
        self.options = options
        self.calls: list[str] = []
        self.closed = Event()
        self._portaudio = portaudio

    def start(self) -> None:
        self.calls.append("start")

    def abort(self, *, ignore_errors: bool) -> None:
        assert ignore_errors
        assert self._portaudio.aborts.wait(10)
        self.calls.append("abort")

    def close(self, *, ignore_errors: bool) -> None:
        assert ignore_errors
        self.calls.append("close")
        self.closed.set()

    def end(self) -> None:
        """End as a stream does whose device was pulled out."""
        self.options["finished_callback"]()

    def block(
        self, *, status: Any = NO_STATUS, has_clock: bool = True, passes_s: float = 0.010
    ) -> NDArray[np.float32]:
        """Ask for a block, by a card clock of its own, and let time pass; return the block."""
        out = np.full((BLOCK_FRAMES, self.options["channels"]), 0.7, dtype=np.float32)
        card_s = self._portaudio.clock.now_s + 77.0
        times = SimpleNamespace(
            currentTime=card_s if has_clock else 0.0,
            outputBufferDacTime=card_s + self.latency if has_clock else 0.0,
        )
        self.options["callback"](out, BLOCK_FRAMES, times, status)
        self._portaudio.clock.now_s += passes_s
        return out

    def blocks(self, count: int, **options: Any) -> NDArray[np.float32]:
        """Ask for several blocks; return the last."""
        for _ in range(count - 1):
            self.block(**options)
        return self.block(**options)


def at_once(call: Any) -> Thread:
    """Call something in a thread of its own; return the thread."""
    thread = Thread(target=call, daemon=True)
    thread.start()
    return thread


class Place(SimpleNamespace):
    """A sound server that says where a stream plays."""

    name: str | None = None

    def watch(self, *_: Any) -> Any:
        if self.name is None:
            return None
        return SimpleNamespace(
            trouble=None, sink_name=self.name, opened=lambda: None, close=lambda: None
        )
