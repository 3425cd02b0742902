"""Room on the disk, kept while there is some, given up when a last line must be written."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from siren.firing.durable import BINARY, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

RESERVE_BYTES = 256 * 1024
"""Room for about a thousand lines."""

NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""What a full disk, or a used up quota, says."""

_NO_ALLOCATION = {errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}


def keep(path: Path) -> None:
    """Have a file of RESERVE_BYTES for which the disk has really set room aside.

    Raises
    ------
    OSError
        Where there is no room; what was set aside so far is free again.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o666)
    try:
        try:
            _allocate(descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        path.unlink()
        raise
    sync_folder(path.parent)


def give_up(path: Path) -> bool:
    """Remove the reserve; return whether there was one."""
    try:
        path.unlink()
    except OSError:
        return False
    with suppress(OSError):
        sync_folder(path.parent)  # some disks give room back only then
    return True


def _allocate(descriptor: int) -> None:
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(descriptor, 0, RESERVE_BYTES)
        except OSError as error:
            if error.errno not in _NO_ALLOCATION:
                raise
        else:
            return
    from siren.output.aside import write_all

    write_all(descriptor, bytes(RESERVE_BYTES))
