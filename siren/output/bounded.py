"""A call into a library that may never return, and how not to wait for it."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

_running: list[Thread] = []
_left_behind: list[Thread] = []


class TookTooLong(Exception):
    """The call has not returned in time; it goes on in a thread of its own."""


def bounded(call: Callable[[], Result], limit_s: float) -> Result:
    """Return what `call` returns, or raise what it raises.

    A stalled sound card holds on to whoever talks to it.

    Raises
    ------
    TookTooLong
        After `limit_s` seconds.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # handed on below
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    _running.append(thread)
    thread.start()
    thread.join(limit_s)
    if not thread.is_alive():
        _running.remove(thread)
    else:
        _left_behind.append(thread)
        raise TookTooLong
    if errors:
        raise errors[0]
    return results[0]


def is_anything_left() -> bool:
    """Return whether a call that took too long has still not returned."""
    return any(thread.is_alive() for thread in _left_behind)


def is_anything_running() -> bool:
    """Return whether any call has not returned: a process then must leave without good-byes.

    PortAudio's own would wait for a stalled card, for ever.
    """
    return any(thread.is_alive() for thread in _running)
