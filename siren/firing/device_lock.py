"""One process per device, by a kernel lock; its file's time is the process's heartbeat.

The kernel gives the lock back however the process ends. A file with a process number in it
would not be enough: it outlives a crash, and numbers come again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.errors import DeviceBusy
from siren.firing.kernel_lock import try_lock, try_lock_for
from siren.os_reason import refusal
from siren.text import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from siren.text import Text

LISTENING = "learn"
"""The mode of a holder that arms nothing, and yet sounds: a listening test."""

PROBED_S = 0.1
"""Whoever asks who holds a device has its lock for a moment; it is waited for so long."""


class DeviceLock:
    """Holds a device for this process until it is released or the process ends.

    Parameters
    ----------
    folder
        Where lock files stand; made if it is not there.
    device
        Its name, or what stands for one.
    holder
        Who holds it, for others to read: ``drill``, ``mode``, ...

    Attributes
    ----------
    last_beat_s
        POSIX time at which the process before us last said that it was alive and the device
        playing; None: there was none.

    Raises
    ------
    DeviceBusy
        Where another process has it, or the lock file cannot be made.
    """

    def __init__(self, folder: Path, device: str, holder: dict[str, Any]) -> None:
        path = folder / "locks" / _file_name(device)
        self._sharers = 1
        self.last_beat_s: float | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise DeviceBusy(refusal(path, error)) from error
        if not try_lock_for(self._descriptor, PROBED_S):
            os.close(self._descriptor)
            raise DeviceBusy(_in_use(device, path))
        state = os.fstat(self._descriptor)
        if state.st_size:
            self.last_beat_s = state.st_mtime
        self._sign(holder)
        if self.last_beat_s is not None:  # to have signed is no sign that the device is playing
            self.beat(self.last_beat_s)

    def _sign(self, holder: dict[str, Any]) -> None:
        """Say who holds the lock; on a full disk nobody learns it, and it holds all the same."""
        with suppress(OSError):
            content = json.dumps({"pid": os.getpid(), **holder}, ensure_ascii=False).encode()
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, content, 0)

    def beat(self, utc_s: float) -> None:
        """Say that at this time (POSIX) the process was alive and the device playing."""
        with suppress(OSError):
            os.utime(self._descriptor, (utc_s, utc_s))

    def share(self) -> DeviceLock:
        """Return the same lock for one user more of this process: other channels of the device."""
        self._sharers += 1
        return self

    def release(self) -> None:
        """Let others have the device, once nobody of this process uses it any more."""
        self._sharers -= 1
        if not self._sharers:
            os.close(self._descriptor)

    def give_back(self) -> None:
        """Let others have the device; to whoever comes next it is as if we had not been here."""
        if self.last_beat_s is None:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
        else:
            self.beat(self.last_beat_s)
        self.release()


class Holding(NamedTuple):
    """A device that a process holds: what it says of itself, and when it last gave a sign."""

    signed: dict[str, Any]
    beat_utc_s: float


def holders(folder: Path) -> list[dict[str, Any]]:
    """Return what every process that holds a device says of itself, its ``pid`` among it."""
    return [holding.signed for holding in holdings(folder)]


def holdings(folder: Path) -> list[Holding]:
    """Return every device that is held, and by whom; those of other users too."""
    paths = sorted((folder / "locks").glob("*.lock"))
    return [holding for path in paths if (holding := _held(path))]


def _held(path: Path) -> Holding | None:
    """Return who holds a lock file; None: nobody. Where that may not be asked, somebody does."""
    unknown = {"drill": "?", "device": path.stem}
    try:
        descriptor = _opened(path)
    except FileNotFoundError:
        return None
    except OSError:
        return Holding(unknown, 0.0)
    try:
        if try_lock(descriptor):
            return None
        return Holding(_signed(path) or unknown, os.fstat(descriptor).st_mtime)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR)
    except PermissionError:  # another user's: to read it is enough to ask for its lock
        return os.open(path, os.O_RDONLY)


def _signed(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _in_use(device: str, path: Path) -> Text:
    signed = _signed(path)
    en, zh = "another process", "另一进程"
    if "pid" in signed:
        en, zh = f"process {signed['pid']}", f"进程 {signed['pid']}"
    if "drill" in signed:
        en, zh = f"{en} ({signed['drill']})", f"{zh}（{signed['drill']}）"
    return phrase(
        f"{device} is in use by {en}; one process per device",
        f"{device} 正被{zh}占用；一个设备只能由一个进程使用",
    )


def _file_name(device: str) -> str:
    """Return a readable file name that no other device has."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", device).strip("-")[:40]
    return f"{readable}-{hashlib.sha256(device.encode()).hexdigest()[:8]}.lock"
