"""The end of a file of lines, without reading the rest."""

from __future__ import annotations

import os
from typing import NamedTuple

_BLOCK_BYTES = 16 * 1024


class Tail(NamedTuple):
    """How a file of lines ends.

    Attributes
    ----------
    last
        The last complete line, without its newline; None where there is none.
    end_bytes
        Where the complete lines end.
    torn
        What lies behind: a line that was cut before its newline; mostly nothing.
    """

    last: bytes | None
    end_bytes: int
    torn: bytes


def read_tail(descriptor: int) -> Tail:
    """Return how an open file ends, reading no more than its last line or two."""
    size_bytes = start_bytes = os.fstat(descriptor).st_size
    content = b""
    while start_bytes > 0 and content.count(b"\n") < 2:
        taken_bytes = min(max(_BLOCK_BYTES, len(content)), start_bytes)
        start_bytes -= taken_bytes
        content = _read(descriptor, start_bytes, taken_bytes) + content
    lines, newline, torn = content.rpartition(b"\n")
    last = lines.rpartition(b"\n")[2] if newline else None
    return Tail(last, size_bytes - len(torn), torn)


def _read(descriptor: int, start_bytes: int, count_bytes: int) -> bytes:
    os.lseek(descriptor, start_bytes, os.SEEK_SET)
    content = b""
    while len(content) < count_bytes:
        piece = os.read(descriptor, count_bytes - len(content))
        if not piece:
            raise OSError(None, "the file became shorter while it was read")
        content += piece
    return content
