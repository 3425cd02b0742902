"""Every way to stop, heard at once: Ctrl-C, SIGTERM, SIGHUP and the stop latch.

A thread of its own listens, so that a main thread that waits for a disk does not delay
silence. Silence comes first; what is written about it comes after.
"""

from __future__ import annotations

import os
import select
import signal
import socket
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock
    from siren.firing.latch import Latch

POLL_S = 0.02
"""How often the latch is looked at."""

LATCHED = "siren stop"

AGAIN_S = 1.0
"""Asked again so long after the first time, the process ends where it stands: it may hang. What
comes sooner is the same request twice: a terminal and a shell both pass on a hang-up."""

SIGNALS = {
    number: words
    for name, words in (("SIGINT", "Ctrl-C"), ("SIGTERM", "SIGTERM"), ("SIGHUP", "SIGHUP"))
    if (number := getattr(signal, name, None))
}


class Stopping:
    """Listens while it is entered; must be entered in the main thread.

    Parameters
    ----------
    latch
        None: nothing sounds that anybody else would have to stop.
    silence
        Called once, in the listening thread, the moment a stop is heard; then the latch is set.
    wake
        Set afterwards.
    who
        Who is named in the latch.
    farewell
        Called before the process ends where it stands: what a terminal needs.
    latches
        Whether whoever stops us stops everybody; False: what we do concerns nobody else.

    Attributes
    ----------
    heard
        Set after silence was called.
    how
        ``Ctrl-C``, ``SIGTERM``, ``SIGHUP`` or ``siren stop``; None: nobody has stopped us.
    unlatched
        Why the latch could not be set; None: it was, or nobody tried.
    """

    def __init__(
        self,
        latch: Latch | None,
        silence: Callable[[], None],
        wake: Event,
        clock: Clock,
        *,
        who: str,
        farewell: Callable[[], None] = lambda: None,
        latches: bool = True,
    ) -> None:
        self.heard = Event()
        self.how: str | None = None
        self._latch, self._silence, self._wake = latch, silence, wake
        self._clock, self._who, self._farewell = clock, who, farewell
        self._latches = latches
        self.unlatched: str | None = None
        self._heard_at_s = 0.0
        self._ended = False

    def __enter__(self) -> Stopping:
        self._ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)
        self._ear.setblocking(False)
        self._old_mouth = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        self._old: dict[int, Any] = {n: signal.signal(n, _do_nothing) for n in _heeded()}
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended = True
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_mouth)
        self._thread.join(1.0)
        self._mouth.close()
        self._ear.close()

    def _listen(self) -> None:
        while not self._ended:
            how = self._next()
            if how is None:
                continue
            if self.how is not None:
                if self._is_asked_again(how):
                    with suppress(Exception):
                        self._farewell()
                    os._exit(1)
                continue
            self.how, self._heard_at_s = how, self._clock.monotonic_s()
            with suppress(Exception):  # the loop tries again, and says what is wrong
                self._silence()
            self.heard.set()
            self._wake.set()
            if how != LATCHED and self._latch is not None and self._latches:
                self._set_latch(self._latch, how)

    def _is_asked_again(self, how: str) -> bool:
        """Return whether somebody presses on; a hang-up never does."""
        is_pressed = how in (SIGNALS.get(signal.SIGINT), SIGNALS.get(signal.SIGTERM))
        return is_pressed and self._clock.monotonic_s() - self._heard_at_s > AGAIN_S

    def _set_latch(self, latch: Latch, how: str) -> None:
        try:
            latch.set(f"{self._who} ({how})", self._clock.utc_now())
        except OSError as error:
            self.unlatched = error.strerror or str(error)

    def _next(self) -> str | None:
        """Return how we are being stopped, if we are; waits a little."""
        ready, _, _ = select.select([self._ear], [], [], POLL_S)
        if ready:
            with suppress(OSError):
                for number in self._ear.recv(64):
                    if number in SIGNALS:
                        return SIGNALS[number]
        if self.how is None and self._latch is not None and self._latch.is_set():
            return LATCHED
        return None


def _heeded() -> list[int]:
    """Return the signals to hear: all but a hang-up that ``nohup`` has us ignore."""
    hang_up = getattr(signal, "SIGHUP", None)
    return [n for n in SIGNALS if n != hang_up or signal.getsignal(n) is not signal.SIG_IGN]


def _do_nothing(number: int, frame: object) -> None:
    """Python hands a signal to the listening thread only where somebody handles it."""
