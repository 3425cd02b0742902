"""Stops every running drill of a state folder, from another process."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.firing.device_lock import holders

if TYPE_CHECKING:
    from pathlib import Path

    from siren.clock import Clock
    from siren.firing.latch import Latch

PATIENCE_S = 3.0
"""A process that still holds a device after so long has not answered."""

LOOK_S = 0.02


class Stopped(NamedTuple):
    """A process that was running.

    Attributes
    ----------
    holder
        What it says of itself: ``drill``, ``device``, ``mode``, ``pid``.
    has_ended
        Whether it let its device go in time.
    """

    holder: dict[str, Any]
    has_ended: bool


def stop_all(folder: Path, latch: Latch, clock: Clock, *, who: str) -> list[Stopped]:
    """Latch, and wait a little until everybody who was running has ended."""
    running = holders(folder)
    try:
        latch.set(who, clock.utc_now())
    except OSError:  # not even an empty file can be made: tell them one by one
        for holder in running:
            with suppress(OSError, KeyError):
                os.kill(holder["pid"], signal.SIGTERM)
    left = running
    until_s = clock.monotonic_s() + PATIENCE_S
    while left and clock.monotonic_s() < until_s:
        clock.wait(Event(), LOOK_S)
        left = [holder for holder in holders(folder) if holder in running]
    return [Stopped(holder, holder not in left) for holder in running]
