"""The end of the journal, however long the journal: what runs tell of themselves lately.

For questions that must be answered at once. Whether the whole is as it was written says
:func:`siren.firing.verification.verify`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias

from siren.errors import JournalFailed
from siren.firing.chain import BadLine, Entry, hashes, parse
from siren.os_reason import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Set
    from pathlib import Path

ROOM_BYTES = 256 * 1024
"""So much is read: some five hundred lines."""

LIMIT_BYTES = 64 * 1024 * 1024
"""So far back the arming of a run that somebody attends to is looked for."""

Name: TypeAlias = "tuple[str, str]"
"""A drill and a device."""


class Recent(NamedTuple):
    """The last lines of a journal, in order; `is_broken` where one is not as it was written."""

    entries: list[Entry]
    is_broken: bool


def recent(path: Path, attended: Set[Name]) -> Recent:
    """Return the last lines of a journal, and before them those of runs that began long ago.

    A missing journal has none; a torn last line, as a crash leaves one, is passed over.

    Parameters
    ----------
    attended
        Whose last arming is looked for further back where the end does not hold it.

    Raises
    ------
    JournalFailed
        Where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _recent(file, attended)
    except FileNotFoundError:
        return Recent([], is_broken=False)
    except OSError as error:
        raise JournalFailed(refusal(path, error)) from error


def name_of(armed: Entry) -> Name:
    """Return whom an ``armed`` line is about."""
    return str(armed.facts.get("drill")), str(armed.facts.get("device"))


def _recent(file: BinaryIO, attended: Set[Name]) -> Recent:
    start_bytes = max(0, file.seek(0, os.SEEK_END) - ROOM_BYTES)
    file.seek(start_bytes)
    content = file.read()
    if start_bytes:  # it begins within a line
        start_bytes += content.find(b"\n") + 1
        content = content.partition(b"\n")[2]
    read = list(_entries(content.split(b"\n")[:-1]))  # what follows the last line end is torn
    entries = [entry for entry in read if entry is not None]
    follows = all(one.hash == two.prev for one, two in pairwise(entries))
    missing = attended - {name_of(entry) for entry in entries if entry.event == "armed"}
    older = list(_older(file, start_bytes, missing)) if missing and start_bytes else []
    return Recent([*older, *entries], not follows or len(entries) < len(read))


def _entries(lines: list[bytes]) -> Iterator[Entry | None]:
    for line in lines:
        try:
            yield parse(line, hashes(line))
        except BadLine:
            yield None


def _older(file: BinaryIO, end_bytes: int, missing: Set[Name]) -> Iterator[Entry]:
    """Yield the lines before `end_bytes` of the last run of each that is missing."""
    left = set(missing)
    with mmap(file.fileno(), 0, access=ACCESS_READ) as journal:
        for armed in _armings(journal, end_bytes):
            if (name := name_of(armed)) in left:
                left.discard(name)
                mark = f'"run": "{armed.facts.get("run")}"'.encode()
                yield from _marked(journal, mark, end_bytes)
            if not left:
                return


def _armings(journal: mmap, end_bytes: int) -> Iterator[Entry]:
    """Yield the ``armed`` lines before a place, the last first."""
    floor_bytes, at = max(0, end_bytes - LIMIT_BYTES), end_bytes
    while (at := journal.rfind(b'"event": "armed"', floor_bytes, at)) >= 0:
        with suppress(BadLine):
            entry = _line_around(journal, at)
            if entry.event == "armed":
                yield entry


def _marked(journal: mmap, mark: bytes, end_bytes: int) -> Iterator[Entry]:
    at = max(0, end_bytes - LIMIT_BYTES)
    while (at := journal.find(mark, at, end_bytes)) >= 0:
        with suppress(BadLine):
            yield _line_around(journal, at)
        at += len(mark)


def _line_around(journal: mmap, at: int) -> Entry:
    line = journal[journal.rfind(b"\n", 0, at) + 1 : journal.find(b"\n", at)]
    return parse(line, hashes(line))
