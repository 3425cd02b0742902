"""The end of the journal, however long the journal: what runs tell of themselves lately.

For questions that must be answered at once. Whether the whole is as it was written says
:func:`siren.firing.verification.verify`.
"""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import JournalFailed
from siren.firing.chain import BadLine, Entry, hashes, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROOM_BYTES = 256 * 1024
"""So much is read at least: some five hundred lines."""

LIMIT_BYTES = 4 * 1024 * 1024
"""And no more, whatever is looked for."""


class Recent(NamedTuple):
    """The last lines of a journal, in order; `is_broken` where one is not as it was written."""

    entries: list[Entry]
    is_broken: bool


def recent(path: Path, is_enough: Callable[[list[Entry]], bool]) -> Recent:
    """Return the last lines of a journal: more and more of them until there are enough.

    A missing journal has none; a torn last line, as a crash leaves one, is passed over.

    Raises
    ------
    JournalFailed
        Where it cannot be read.
    """
    room_bytes = ROOM_BYTES
    while True:
        content, is_all = _end(path, room_bytes)
        found = _read(content, is_all=is_all)
        if is_all or room_bytes >= LIMIT_BYTES or is_enough(found.entries):
            return found
        room_bytes *= 4


def _end(path: Path, room_bytes: int) -> tuple[bytes, bool]:
    """Return the last bytes of a file, and whether they are all of it."""
    try:
        with path.open("rb") as file:
            size_bytes = file.seek(0, os.SEEK_END)
            file.seek(max(0, size_bytes - room_bytes))
            return file.read(room_bytes), size_bytes <= room_bytes
    except FileNotFoundError:
        return b"", True
    except OSError as error:
        raise JournalFailed(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _read(content: bytes, *, is_all: bool) -> Recent:
    lines = content.split(b"\n")[:-1]  # what follows the last line end is torn
    entries = list(_entries(lines if is_all else lines[1:]))
    intact = [entry for entry in entries if entry is not None]
    follows = all(one.hash == two.prev for one, two in pairwise(intact))
    return Recent(intact, not follows or len(intact) < len(entries))


def _entries(lines: list[bytes]) -> Iterator[Entry | None]:
    for line in lines:
        try:
            yield parse(line, hashes(line))
        except BadLine:
            yield None
