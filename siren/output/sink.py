"""What takes a sound block by block, in time: a sound card, a file that fills, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from siren.synth.sound import Samples


class Feed(Protocol):
    """Fills the blocks of a sink; called in the sink's own thread."""

    def __call__(self, block: Samples, at_s: float | None, drift: float) -> None:
        """Write samples into `block`.

        Parameters
        ----------
        block
            float32, shape (frames,); every sample must be written.
        at_s
            When its first frame will be heard, on the monotonic clock; None: not known yet.
        drift
            How much longer than nominal the sink's frames last, as a ratio.
        """
        ...


class Sink(Protocol):
    """Something that asks for blocks at its own pace, from `start` to `abort`, and again.

    Attributes
    ----------
    alive_s
        The monotonic time of its last block; what was due to be heard by then has been heard.
    latency_s
        How long before it is heard a block is asked for.
    """

    alive_s: float
    latency_s: float

    def start(self, feed: Feed) -> None:
        """Open, and begin to ask for blocks; raises DeviceLost."""
        ...

    def trouble(self) -> str | None:
        """Return what is wrong, in a few words; None: all is well."""
        ...

    def remarks(self) -> list[str]:
        """Return what happened since the last call that did no harm by itself."""
        ...

    def abort(self) -> None:
        """Fall silent at once; never waits long, whatever the device does."""
        ...

    def close(self) -> None:
        """Let go after the end; what was to be kept is kept now."""
        ...
