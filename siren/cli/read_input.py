"""The argument of ``siren read`` -> a notice as it was read, with the hash of its bytes."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.evidence import evidence_of
from siren.notice.reader import read_notice
from siren.notice.source import read_source

if TYPE_CHECKING:
    from typing import BinaryIO

    from siren.notice.evidence import Evidence
    from siren.notice.reading import Reading
    from siren.notice.source import Source


class Notice(NamedTuple):
    """A notice, and what was read of it."""

    source: Source
    sha256: str
    reading: Reading
    evidence: Evidence


class _Hashed:
    """A stream that remembers the hash of what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.sha256 = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self.sha256.update(content)
        return content


def read_input(path: str, encoding: str | None) -> Notice:
    """Return the notice in a file; ``-`` is stdin. Raises Misuse and what `read_source` does."""
    stream = _Hashed(sys.stdin.buffer if path == "-" else io.BytesIO())
    source = read_source(path, stream, encoding)  # type: ignore[arg-type]  # it is read, no more
    digest = stream.sha256.hexdigest() if path == "-" else _digest(Path(path))
    reading = read_notice(source.text)
    return Notice(source, digest, reading, evidence_of(source.text, reading))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
