"""A file that appears whole or not at all.

The file is written without a name where the system can do that (Linux, most file systems), so
that even ``kill -9`` leaves nothing behind; elsewhere under a temporary name beside the target.
At the end it takes the target's place in one step. What is no regular file (a pipe, a device)
is written directly.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from siren.errors import OutputFailed
from siren.os_reason import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_BINARY = getattr(os, "O_BINARY", 0)
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
_NO_NAMELESS = {errno.EOPNOTSUPP, errno.EINVAL, errno.EISDIR, errno.ENOENT}


def is_special(path: Path) -> bool:
    """Return whether the target exists and is neither a regular file nor a folder."""
    mode = _mode(path)
    return mode != 0 and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def is_folder(path: Path) -> bool:
    """Return whether the target is a folder."""
    return stat.S_ISDIR(_mode(path))


def _mode(path: Path) -> int:
    """Return what kind of thing a path names; 0 where nothing can be seen there."""
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


@contextmanager
def written_aside(path: Path, *, waits: bool = True) -> Iterator[int]:
    """Open a file descriptor whose content becomes `path` when the block ends well.

    Parameters
    ----------
    waits
        Whether to wait until somebody reads a named pipe; else that is refused.

    Raises
    ------
    OutputFailed
        Where it cannot be written, for any reason that the system gives; the old file, if
        there was one, stands untouched.
    """
    try:
        if is_special(path):
            with _directly(path, waits=waits) as descriptor:
                yield descriptor
            return
        target = path.resolve()  # a link stays a link, and what it points to is replaced
        with _replaced(target) as descriptor:
            yield descriptor
    except (OSError, ValueError) as error:
        raise OutputFailed(refusal(path, error)) from error


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of `content`: a pipe, or a disk that fills up, takes what it has room for."""
    written = os.write(descriptor, content)
    while written < len(content):
        written += os.write(descriptor, memoryview(content)[written:])


def write_text_aside(path: Path, text: str) -> None:
    """Write a text file, whole or not at all; raises OutputFailed."""
    with (
        written_aside(path) as descriptor,
        open(descriptor, "w", encoding="utf-8", newline="\n", closefd=False) as file,
    ):
        file.write(text)


@contextmanager
def _directly(path: Path, *, waits: bool) -> Iterator[int]:
    try:
        descriptor = os.open(path, os.O_WRONLY | _BINARY | (0 if waits else _NOT_WAITING))
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(errno.ENXIO, "nobody reads it") from error
        raise
    try:
        os.set_blocking(descriptor, True)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _replaced(target: Path) -> Iterator[int]:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "write-protected")
    beside = target.with_name(f".siren-{os.urandom(8).hex()}.part")
    descriptor, named = _open_nameless(target.parent), False
    if descriptor is None:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY
        descriptor, named = os.open(beside, flags, 0o666), True
    try:
        yield descriptor
        if not named:
            _give_name(descriptor, beside)
            named = True
        _keep_mode(target, descriptor)
        os.close(descriptor)
        descriptor = None
        beside.replace(target)
        named = False
    finally:
        if descriptor is not None:
            os.close(descriptor)
        if named:
            with suppress(OSError):
                beside.unlink()


def _open_nameless(folder: Path) -> int | None:
    """Return a descriptor of a file without a name, None where the system has no such thing."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666)
    except OSError as error:
        if error.errno in _NO_NAMELESS and folder.is_dir():
            return None
        raise


def _give_name(descriptor: int, path: Path) -> None:
    """Give a nameless file a name (naming a folder is what makes Python follow the link)."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        source = f"/proc/self/fd/{descriptor}"
        os.link(source, path, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _keep_mode(target: Path, descriptor: int) -> None:
    """Give the new file the old one's permissions."""
    with suppress(OSError):
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
