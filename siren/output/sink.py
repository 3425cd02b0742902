"""What takes a sound block by block, in time: a sound card, a file that fills, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from siren.synth.sound import Samples


class Heard(NamedTuple):
    """When a block is heard, as far as its sink can tell.

    Attributes
    ----------
    at_s
        When its first frame is heard, on the monotonic clock.
    drift
        How much longer than nominal the sink's frames last, as a ratio: 1e-4 is 100 ppm.
    unsure_s
        How far `at_s` may be off.
    is_known
        Whether that holds; False: the sink may have lost its place, and is finding out.
    """

    at_s: float
    drift: float = 0.0
    unsure_s: float = 0.0
    is_known: bool = True


class Feed(Protocol):
    """Fills the blocks of a sink; called in the sink's own thread."""

    def __call__(self, block: Samples, heard: Heard | None) -> None:
        """Write samples into `block`.

        Parameters
        ----------
        block
            float32, shape (frames,); every sample must be written.
        heard
            When it will be heard; None: not known yet.
        """
        ...


class Sink(Protocol):
    """Something that asks for blocks at its own pace, from `start` to `abort`, and again."""

    @property
    def alive_s(self) -> float:
        """The monotonic time of its last block; what was due by then has been heard."""
        ...

    @property
    def latency_s(self) -> float:
        """How long before it is heard a block is asked for."""
        ...

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
        """Let go after the end; never waits long."""
        ...

    def finish(self, limit_s: float) -> str | None:
        """Wait, so long at most, until all that was to be kept is; return what is wrong."""
        ...
