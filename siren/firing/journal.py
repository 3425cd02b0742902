"""The journal: what was armed, sounded and stopped, each line on the disk before it counts.

Append-only, chained by hashes (:mod:`siren.firing.chain`); several processes may write to one
journal. A crash, a power cut and a full disk each have their answer here, so that a drill need
not end for want of a line.
"""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import JournalBroken, JournalFailed
from siren.firing import reserve
from siren.firing.chain import BEGINNING, BadLine, hashes, line_of, parse
from siren.firing.durable import BINARY, make_folder, sync_folder, unused, write_new
from siren.firing.kernel_lock import held
from siren.firing.places import state_folder
from siren.firing.tail import read_tail
from siren.firing.verification import lock_path, read, verify
from siren.os_reason import refusal
from siren.text import joined, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from siren.clock import Clock
    from siren.firing.chain import Entry, Fact
    from siren.firing.tail import Tail


class _Place(NamedTuple):
    """Where the next line goes: behind which hash, with which number, at which byte."""

    prev: str
    seq: int
    start_bytes: int


def journal_path() -> Path:
    """Return where this machine's journal stands."""
    return state_folder() / "journal.jsonl"


class Journal:
    """An append-only record.

    Parameters
    ----------
    path
        The file; it and its folder are made with the first line.
    clock
        Says when a line is written.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path, self._clock = path, clock

    def append(self, event: str, /, **facts: Fact) -> str:
        """Write a line and return its hash; when this returns, the line is on the disk.

        Raises
        ------
        JournalFailed
            Where it cannot be written; the journal then stands as it was.
        JournalBroken
            Where the last line is not as it was written; see `set_aside_if_broken`.
        """
        with self._alone():
            return self._added(event, facts)

    def reserve(self) -> None:
        """Set room aside, so that lines can still be written once the disk is full.

        Raises
        ------
        JournalFailed
            Where there is no room even now.
        """
        with self._alone():
            reserve.keep(self._reserve)

    def entries(self) -> list[Entry]:
        """Return every complete line; a torn last one is passed over.

        Raises
        ------
        JournalBroken
            Where a line is not as it was written, naming the first.
        JournalFailed
            Where the journal cannot be read.
        """
        entries, verification = read(self.path)
        if fault := verification.broken:
            raise JournalBroken(f"{self.path}: {fault.fault}")
        return entries

    def keep_aside(self) -> Path:
        """Give the journal another name, begin a new one that says so; return the new name.

        Raises
        ------
        JournalFailed
            Where that cannot be done.
        """
        with self._alone():
            return self._kept_aside()

    def set_aside_if_broken(self) -> Path | None:
        """Keep a broken journal aside and begin a new one; return where it is now, else None.

        A torn last line breaks nothing: the next line written sees to it. Raises JournalFailed.
        """
        return self.keep_aside() if verify(self.path).broken else None

    @property
    def _reserve(self) -> Path:
        return self.path.with_suffix(".reserve")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the journal against other processes; what the system refuses is one sentence."""
        try:
            make_folder(self.path.parent)
            with held(lock_path(self.path), create=True):
                yield
        except OSError as error:
            needed = phrase(
                "; the journal needs a folder with room that may be written to, and "
                "SIREN_STATE_DIR names one",
                "；日志需要一个可写且有空间的文件夹，可用 SIREN_STATE_DIR 指定",
            )
            raise JournalFailed(
                joined(refusal(error.filename or self.path, error), needed)
            ) from error

    def _added(self, event: str, facts: Mapping[str, Fact]) -> str:
        try:
            return self._written(event, facts)
        except OSError as error:
            if error.errno not in reserve.NO_ROOM or not reserve.give_up(self._reserve):
                raise
        return self._written(event, facts)

    def _written(self, event: str, facts: Mapping[str, Fact]) -> str:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY
        descriptor = os.open(self.path, flags, 0o666)
        try:
            tail = read_tail(descriptor)
            place = self._place(tail)
            if tail.torn:
                place = self._mended(descriptor, tail, place)
            return self._write_line(descriptor, place, event, facts).prev
        finally:
            os.close(descriptor)

    def _place(self, tail: Tail) -> _Place:
        if tail.last is None:
            return _Place(BEGINNING, 1, 0)
        try:
            last = parse(tail.last, hashes(tail.last))
        except BadLine as fault:
            raise JournalBroken(f"{self.path}: the last line {fault}") from fault
        return _Place(last.hash, last.seq + 1, tail.end_bytes)

    def _mended(self, descriptor: int, tail: Tail, place: _Place) -> _Place:
        """Keep a torn line aside, cut the journal back to before it, and say so in it."""
        kept = unused(self.path.parent, f"{self.path.stem}.torn-{self._stamp()}")
        write_new(kept, tail.torn)
        os.ftruncate(descriptor, tail.end_bytes)
        facts: dict[str, Fact] = {"kept": kept.name, "bytes": len(tail.torn)}
        return self._write_line(descriptor, place, "torn-line", facts)

    def _write_line(
        self, descriptor: int, place: _Place, event: str, facts: Mapping[str, Fact]
    ) -> _Place:
        """Write a line, all of it or nothing; return where the next one goes."""
        prev, seq, start_bytes = place
        try:
            digest, line = line_of(event, facts, prev=prev, seq=seq, at=self._clock.utc_now())
        except (ValueError, TypeError, RecursionError) as error:
            raise JournalFailed(f"event {event!r} cannot be recorded: {error}") from error
        try:
            if os.write(descriptor, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        except BaseException:  # an interruption too: whoever sees an error finds no line
            with suppress(OSError):
                os.ftruncate(descriptor, start_bytes)
            raise
        if not start_bytes:
            sync_folder(self.path.parent)
        return _Place(digest, seq + 1, start_bytes + len(line))

    def _kept_aside(self) -> Path:
        kept = unused(self.path.parent, f"{self.path.stem}.broken-{self._stamp()}", ".jsonl")
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.path.rename(kept)
        sync_folder(kept.parent)
        self._added("begun-anew", {"kept": kept.name, "sha256": digest})
        return kept

    def _stamp(self) -> str:
        return f"{self._clock.utc_now():%Y%m%dT%H%M%SZ}"
