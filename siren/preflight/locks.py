"""Holding a device for the moment of a trial; to the next run it is as if nobody had."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from siren.errors import DeviceBusy
from siren.firing.device_lock import DeviceLock, holders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def take(
    device: str, labels: Iterable[str], folder: Path, drill: str, stack: ExitStack
) -> str | None:
    """Hold a device until the stack closes; return who has it, None: we have.

    Parameters
    ----------
    device, labels
        The exact name of the whole, and what its parts are called that are fed apart.
    """
    for held in holders(folder):
        name = str(held.get("device"))
        if name == device or name.startswith(f"{device}, channel"):
            return f"{name} is in use by process {held.get('pid')} ({held.get('drill')})"
    with ExitStack() as taken:
        for part in dict.fromkeys((device, *labels)):
            try:
                lock = DeviceLock(folder, part, {"drill": drill, "mode": "check", "device": device})
            except DeviceBusy as error:
                return str(error)
            taken.callback(lock.give_back)
        stack.push(taken.pop_all())
    return None
