"""One holder at a time, kept by the kernel: the lock falls when its holder closes or dies.

The lock is advisory and on a whole open file. No pid is written, so none can be stale: after
``kill -9`` the next one has the lock at once.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read what is locked, and its C library counts in 32 bits: the
    # locked byte lies where no file of ours reaches.
    _LOCKED_BYTE = 2**31 - 2

    def try_lock(descriptor: int) -> bool:
        """Lock the open file if nobody else holds it; return whether it is held now."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock the open file if nobody else holds it; return whether it is held now.

        Raises
        ------
        OSError
            Where the file system knows no locks.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


PATIENCE_S = 1.0
"""A lock that is held for longer is held by somebody who was stopped, or by mistake."""

LOOK_S = 0.01


@contextmanager
def held(path: Path, *, create: bool) -> Iterator[None]:
    """Hold the lock of a file while the block runs; wait for it a little.

    Raises
    ------
    OSError
        Where the file is missing and not to be created, the system refuses, or another holds
        the lock for over a second.
    """
    flags = os.O_RDWR | os.O_CREAT if create else os.O_RDONLY
    descriptor = os.open(path, flags, 0o666)
    try:
        if not try_lock_for(descriptor, PATIENCE_S):
            raise OSError(errno.EBUSY, "another process holds its lock and does not let go")
        yield
    finally:
        os.close(descriptor)


def try_lock_for(descriptor: int, patience_s: float) -> bool:
    """Lock the open file, waiting a little for somebody else; return whether it is held now."""
    for _ in range(round(patience_s / LOOK_S)):
        if try_lock(descriptor):
            return True
        Event().wait(LOOK_S)
    return False
