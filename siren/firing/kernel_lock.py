"""One holder at a time, kept by the kernel: the lock falls when its holder closes or dies.

The lock is advisory and on a whole open file. No pid is written, so none can be stale: after
``kill -9`` the next one has the lock at once.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
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

    def lock(descriptor: int) -> None:
        """Lock the open file; wait as long as another holds it."""
        import errno

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno != errno.EDEADLOCK:  # which is how it says: not within 10 s
                    raise
            else:
                return

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

    def lock(descriptor: int) -> None:
        """Lock the open file; wait as long as another holds it. Raises OSError as try_lock."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def held(path: Path, *, create: bool) -> Iterator[None]:
    """Hold the lock of a file while the block runs; wait for it.

    Raises
    ------
    OSError
        Where the file is missing and not to be created, or the system refuses.
    """
    flags = os.O_RDWR | os.O_CREAT if create else os.O_RDONLY
    descriptor = os.open(path, flags, 0o666)
    try:
        lock(descriptor)
        yield
    finally:
        os.close(descriptor)
