"""A device and what it is given: opened, watched, and opened again when it was lost.

Everything that may wait for a device happens in other threads; `poll` never does.
"""

from __future__ import annotations

from collections import Counter
from threading import Thread
from typing import TYPE_CHECKING

from siren.errors import DeviceLost

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock
    from siren.firing.player import Player
    from siren.output.sink import Sink

RETRY_S = 0.25
"""A device that is away is asked for so often."""

REMARKS_S = 1.0
"""What a device remarks is written down so often."""


class Line:
    """From a player to a device.

    Parameters
    ----------
    note
        Is told of events, for the journal: a name and facts.

    Attributes
    ----------
    away_since_s
        Monotonic time since which nothing has been heard; None: all is well, or nothing was
        ever opened.
    away_because
        Why; None: it is not away.
    opening_since_s
        Monotonic time since which the device is being opened; None: it is not.
    heard_until_s
        What was due by this monotonic time has certainly left the device.
    remarked
        How often the device has remarked what, such as ``underflow``.
    """

    def __init__(self, sink: Sink, player: Player, clock: Clock, note: Callable[..., None]) -> None:
        self._sink, self._player, self._clock, self._note = sink, player, clock, note
        self._opening: Thread | None = None
        self._failure: str | None = None
        self._is_open = self._was_open = self._is_silenced = False
        self._retry_at_s = self._remarks_at_s = 0.0
        self.away_because: str | None = None
        self.away_since_s: float | None = None
        self.opening_since_s: float | None = None
        self.heard_until_s = float("-inf")
        self.remarked: Counter[str] = Counter()

    @property
    def is_ready(self) -> bool:
        """Whether the device is open, well, and its time known."""
        return self._is_open and self._player.knows_time

    @property
    def is_opening(self) -> bool:
        """Whether the device has been asked to open and has not answered, also once silenced."""
        return self._opening is not None and self._opening.is_alive()

    def open(self) -> None:
        """Begin to open the device."""
        self.opening_since_s = self._clock.monotonic_s()
        self._opening = Thread(target=self._open, name="siren-opening", daemon=True)
        self._opening.start()

    def poll(self) -> None:
        """Look after the device: note what happened, open it again where it was lost."""
        if self._is_silenced:
            return
        if self._opening is not None:
            if not self._opening.is_alive():
                self._opening = self.opening_since_s = None
                self._opened()
        elif self._is_open:
            self._look()
        elif self._clock.monotonic_s() >= self._retry_at_s:
            self.open()

    def hush(self) -> None:
        """Give out nothing but silence from the next block on; may be called from any thread."""
        self._is_silenced = True
        self._player.hushed = True

    def silence(self) -> None:
        """Fall silent at once and for good; may be called from any thread."""
        self.hush()
        self._let_go(self._sink.abort)

    def close(self) -> None:
        """Let go of the device after the end."""
        self.hush()
        if self._opening is not None:
            self._opening.join(RETRY_S)
        self._let_go(self._sink.close)

    def finish(self, limit_s: float) -> str | None:
        """Wait, so long at most, for a file to be whole; return what is wrong with it."""
        return self._sink.finish(limit_s)

    @property
    def in_hand_s(self) -> float:
        """For how long the device sounds on with what it was given; 0: it is not open."""
        return self._sink.latency_s if self._is_open else 0.0

    def _let_go(self, end: Callable[[], None]) -> None:
        """End what the device does; whatever it says to that, it is given only silence."""
        self._is_open = False
        try:
            end()
        except Exception as error:
            self._note("fault", error=repr(error))

    def _open(self) -> None:
        self._failure = None
        try:
            self._sink.start(self._player.fill)
            if self._is_silenced:  # it was let go while it was being opened
                self._sink.abort()
        except DeviceLost as error:
            self._failure = str(error)
        except Exception as error:
            self._failure = f"it could not be opened: {error!r}"

    def _opened(self) -> None:
        if self._failure is not None:
            self._lost(self._failure)
            return
        self._is_open = True
        if not self._was_open:
            self._note("waiting", latency_s=round(self._sink.latency_s, 4))
        self._was_open = True

    def _look(self) -> None:
        self._pass_on_remarks()
        trouble = self._sink.trouble()
        if trouble is not None:
            self._lost(trouble)
            return
        if self._player.knows_time:
            self.heard_until_s = self._sink.alive_s
        if self.away_since_s is not None and self._player.knows_time:
            away_s = self._clock.monotonic_s() - self.away_since_s
            self._note("device-back", away_s=round(away_s, 3))
            self.away_since_s, self.away_because = None, None

    def _pass_on_remarks(self) -> None:
        """Note what the device remarks, once a second at most: each line waits for the disk."""
        now_s = self._clock.monotonic_s()
        if now_s < self._remarks_at_s:
            return
        for remark, count in Counter(self._sink.remarks()).items():
            self._note(remark, count=count)
            self.remarked[remark] += count
            self._remarks_at_s = now_s + REMARKS_S

    def _lost(self, reason: str) -> None:
        """Take the device as away, and say so once for every reason."""
        was_open, self._is_open = self._is_open, False
        if was_open:
            self._let_go(self._sink.abort)
            self._player.lose_place(self._sink.alive_s)
        if self.away_since_s is None:
            self.away_since_s = min(self._sink.alive_s, self._clock.monotonic_s())
        if reason != self.away_because:
            self._note("device-away", reason=reason)
            self.away_because = reason
        self._retry_at_s = self._clock.monotonic_s() + RETRY_S
