"""Devices opened for a second, given silence, and let go: what is seen meanwhile.

Comes in: speakers that nobody has opened. Goes out: a trial of each; when it is there,
everything is closed. :mod:`siren.preflight.device` puts it into words.
"""

from __future__ import annotations

from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple, Protocol

from siren.errors import DeviceLost
from siren.output.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.clock import Clock
    from siren.output.sink import Heard
    from siren.synth.sound import Samples

    Neighbours = Callable[[str], list[str] | None]

SETTLE_S = 0.2
"""A card that has just been opened asks for as much as it can hold, at once."""

WATCH_S = 1.0


class PlacedSink(Sink, Protocol):
    """A sink that knows where a sound server has put it."""

    @property
    def place(self) -> str | None:
        """The sound server's name for where it plays; None where no server does."""
        ...


class Trial(NamedTuple):
    """What was seen of one device.

    Attributes
    ----------
    failure
        Why it could not be opened; None: it could.
    place
        The sound server's name for where it plays; None: there is no server to ask.
    trouble
        What was wrong with it while it was open.
    asked_s, watched_s
        How much sound it asked for, in how long; 0: its pace was not watched.
    underflows
        How often it ran dry.
    others
        Who else plays there; None: nobody can be asked.
    """

    failure: str | None = None
    place: str | None = None
    trouble: str | None = None
    asked_s: float = 0.0
    watched_s: float = 0.0
    underflows: int = 0
    others: tuple[str, ...] | None = None


class _OnTrial:
    """One device, from its opening to its end."""

    def __init__(self, sink: PlacedSink, rate_hz: int) -> None:
        self._sink, self._rate_hz = sink, rate_hz
        self._frames = 0
        self._failure: str | None = None
        self._others: tuple[str, ...] | None = None

    @property
    def asked_s(self) -> float:
        return self._frames / self._rate_hz

    def open(self, neighbours: Neighbours) -> None:
        try:
            self._sink.start(self._silence)
        except DeviceLost as error:
            self._failure = str(error)
        except Exception as error:
            self._failure = f"it could not be opened: {error!r}"
        if self._failure is None and self._sink.place is not None:
            found = neighbours(self._sink.place)
            self._others = None if found is None else tuple(found)

    def forget_remarks(self) -> None:
        self._sink.remarks()

    def seen(self, asked_s: float, watched_s: float) -> Trial:
        """Return what was seen, and let the device go."""
        trouble = None if self._failure else self._sink.trouble()
        remarks = self._sink.remarks()
        place = self._sink.place
        self._sink.close()
        return Trial(
            self._failure,
            place,
            trouble,
            asked_s,
            watched_s,
            remarks.count("underflow"),
            self._others,
        )

    def _silence(self, block: Samples, heard: Heard | None) -> None:
        block.fill(0.0)
        self._frames += block.size


def try_out(
    sinks: Sequence[tuple[PlacedSink, int]],
    clock: Clock,
    neighbours: Neighbours,
    *,
    watch_s: float = WATCH_S,
) -> list[Trial]:
    """Open sinks together, watch them, let them go; return what was seen of each.

    Parameters
    ----------
    sinks
        Each with its sample rate.
    watch_s
        How long to watch their pace; 0: not at all.
    """
    tried = [_OnTrial(sink, rate_hz) for sink, rate_hz in sinks]
    _all_at_once([partial(one.open, neighbours) for one in tried])
    _pass(clock, SETTLE_S if tried and watch_s else 0.0)
    for one in tried:
        one.forget_remarks()
    began_s, before_s = clock.monotonic_s(), [one.asked_s for one in tried]
    _pass(clock, watch_s if tried else 0.0)
    watched_s = clock.monotonic_s() - began_s if watch_s else 0.0
    asked_s = [one.asked_s - start_s for one, start_s in zip(tried, before_s, strict=True)]
    return [one.seen(asked, watched_s) for one, asked in zip(tried, asked_s, strict=True)]


def _pass(clock: Clock, seconds: float) -> None:
    if seconds:
        clock.wait(Event(), seconds)


def _all_at_once(calls: Sequence[Callable[[], None]]) -> None:
    threads = [Thread(target=call, name="siren-opening", daemon=True) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
