"""Whether a journal is as it was written: every line that is not, and what became of it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, TypeAlias

from siren.errors import JournalFailed
from siren.firing.chain import BEGINNING, BadLine, Entry, Hashes, hashes, parse
from siren.firing.kernel_lock import held
from siren.os_reason import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Kind: TypeAlias = Literal["changed", "order", "torn", "head"]


class ChainFault(NamedTuple):
    """One thing that is not as it was written.

    Attributes
    ----------
    line
        Its number, from 1; None where the fault lies in no line.
    fault
        One sentence.
    kind
        ``changed``: the line itself; ``order``: what stood before it; ``torn``: the last line
        was cut; ``head``: the last line is not the one that was expected.
    """

    line: int | None
    fault: str
    kind: Kind


class Verification(NamedTuple):
    """What a journal was found to be.

    Attributes
    ----------
    lines
        How many complete lines there are.
    head
        The hash of the last of them; None where there is none, or it states none.
    faults
        Everything that is wrong, from the first line to the last.
    torn_bytes
        How many bytes of a torn line follow.
    """

    lines: int
    head: str | None
    faults: tuple[ChainFault, ...]
    torn_bytes: int

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.faults

    @property
    def broken(self) -> ChainFault | None:
        """The first fault that no crash can cause, so not a torn last line."""
        return next((fault for fault in self.faults if fault.kind != "torn"), None)


class Reading(NamedTuple):
    """Every line that can be read, in order, and what was found on the way."""

    entries: list[Entry]
    verification: Verification


def verify(path: Path, head: str | None = None) -> Verification:
    """Return what is wrong with a journal; it is only read, and may be written meanwhile.

    Parameters
    ----------
    path
        The journal; a missing one is one without lines, and nothing is wrong with it.
    head
        The hash that the last line must have.

    Raises
    ------
    JournalFailed
        Where it cannot be read.
    """
    walk = _Walk(head)
    for line in _lines(path):
        walk.take(line)
    return walk.finished()


def read(path: Path) -> Reading:
    """Return the entries of a journal together with its verification; raises JournalFailed."""
    walk = _Walk(None)
    found = (walk.take(line) for line in _lines(path))
    entries = [entry for entry in found if entry]
    return Reading(entries, walk.finished())


class _Walk:
    """Line after line, what the next one is measured by, and what was wrong so far."""

    def __init__(self, head: str | None) -> None:
        self._head, self._head_line = head, 0
        self._lines, self._torn_bytes = 0, 0
        self._faults: list[ChainFault] = []
        # Of the line before: its hashes, and its number; None where it did not say.
        self._hashes: Hashes | None = Hashes(BEGINNING, BEGINNING)
        self._seq: int | None = 0

    def take(self, line: bytes) -> Entry | None:
        """Examine a line; return what it says, None where it is not as it was written."""
        if not line.endswith(b"\n"):
            self._torn_bytes = len(line)
            self._note(self._lines + 1, f"is torn: {len(line)} bytes without a line end", "torn")
            return None
        self._lines += 1
        known = hashes(line := line[:-1])
        entry = self._parsed(line, known)
        if entry:
            self._compare(entry)
        self._seq, self._hashes = entry and entry.seq, known
        if known and self._head in known:
            self._head_line = self._lines
        return entry

    def finished(self) -> Verification:
        """Return what was found, the file being at its end."""
        if self._head is not None and not 0 < self._lines == self._head_line:
            self._faults.append(ChainFault(None, self._head_fault(), "head"))
        last = self._hashes.stated if self._lines and self._hashes else None
        return Verification(self._lines, last, tuple(self._faults), self._torn_bytes)

    def _parsed(self, line: bytes, known: Hashes | None) -> Entry | None:
        try:
            return parse(line, known)
        except BadLine as fault:
            self._note(self._lines, str(fault), "changed")
            return None

    def _compare(self, entry: Entry) -> None:
        """Note what is wrong with the place of a line that is itself as it was written."""
        if self._hashes and entry.prev not in self._hashes:
            self._note(
                self._lines,
                "does not follow what stands before it: a line was removed, moved or rewritten "
                f"before it (prev {entry.prev}, seq {entry.seq})",
                "order",
            )
        elif self._seq is not None and entry.seq != self._seq + 1:
            self._note(self._lines, f"has seq {entry.seq}, not {self._seq + 1}", "order")

    def _note(self, line: int, what: str, kind: Kind) -> None:
        self._faults.append(ChainFault(line, f"line {line} {what}", kind))

    def _head_fault(self) -> str:
        if not self._head_line:
            return f"no line has the hash {self._head}: the tail was cut or this is another journal"
        more = self._lines - self._head_line
        came = "1 line" if more == 1 else f"{more} lines"
        return f"{came} came after line {self._head_line}, which has the hash {self._head}"


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines as they stood at one moment; the last may lack its newline."""
    try:
        with path.open("rb") as file:
            yield from _first_bytes(file, _settled_bytes(path, file))
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalFailed(refusal(path, error)) from error


def _first_bytes(lines: Iterable[bytes], room_bytes: int) -> Iterator[bytes]:
    for line in lines:
        if len(line) > room_bytes:  # torn, and somebody writes on behind it by now
            line = line[:room_bytes]
        room_bytes -= len(line)
        if line:
            yield line
        if not room_bytes:
            return


def _settled_bytes(path: Path, file: BinaryIO) -> int:
    """Return the size of a journal while nobody is in the middle of a line."""
    with suppress(OSError), held(lock_path(path), create=False):  # a mere copy has no lock
        return os.fstat(file.fileno()).st_size
    return os.fstat(file.fileno()).st_size


def lock_path(path: Path) -> Path:
    """Return the file that is locked for a journal: one that stays when that is renamed."""
    return path.with_suffix(".lock")
