"""Holding a device for the moment of a trial; to the next run it is as if nobody had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.errors import DeviceBusy
from siren.firing.device_lock import DeviceLock

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path


def take(device: str, folder: Path, drill: str, stack: ExitStack) -> DeviceBusy | None:
    """Hold a device until the stack closes; return why we cannot, None: we do."""
    try:
        lock = DeviceLock(folder, device, {"drill": drill, "mode": "check", "device": device})
    except DeviceBusy as error:
        return error
    stack.callback(lock.give_back)
    return None
