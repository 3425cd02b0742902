"""One line of the journal: from facts to bytes and back, with its hash.

Pure: no file, no clock. A line is a JSON object whose first key is its hash; the hash is that
of the very bytes behind it, so no canonical form is needed and the last line is covered too.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Fact: TypeAlias = "str | int | float | bool | Sequence[Fact] | Mapping[str, Fact] | None"
"""Plain JSON; numbers finite."""

BEGINNING = "0" * 64
"""What the first line has as its ``prev``."""

KEYS = ("hash", "prev", "seq", "at", "event")
"""The keys that every line begins with, in this order; no fact may be called like one."""

_FORM = re.compile(rb'\{"hash": "([0-9a-f]{64})", ')
_HASH = re.compile(r"[0-9a-f]{64}")


class BadLine(ValueError):
    """Bytes that are no line of a journal; ``str()`` says what became of it."""


class Entry(NamedTuple):
    """One line, read.

    Attributes
    ----------
    seq
        Its number, from 1: the number of its line.
    at
        When it was written, aware, in UTC.
    event
        What happened, such as ``firing``.
    facts
        Everything else that the line says.
    hash, prev
        Its own hash, and that of the line before.
    """

    seq: int
    at: datetime
    event: str
    facts: dict[str, Any]
    hash: str
    prev: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object of the line."""
        head = (self.hash, self.prev, self.seq, time_text(self.at), self.event)
        return dict(zip(KEYS, head, strict=True)) | self.facts


def is_hash(text: str) -> bool:
    """Return whether `text` has the form of a hash: 64 lower-case hexadecimal digits."""
    return _HASH.fullmatch(text) is not None


def time_text(time_utc: datetime) -> str:
    """Return a time in UTC as ``2026-11-22T10:29:00.123456Z``."""
    return time_utc.isoformat(timespec="microseconds").replace("+00:00", "Z")


def line_of(
    event: str, facts: Mapping[str, Fact], *, prev: str, seq: int, at: datetime
) -> tuple[str, bytes]:
    """Return a line's hash, and the line with its newline.

    Raises
    ------
    ValueError, TypeError, RecursionError
        For facts that are not plain JSON, and for one that is called like a key of the line.
    """
    if taken := [name for name in facts if name in KEYS]:
        raise ValueError(f"a fact may not be called {taken[0]!r}")
    head = {"prev": prev, "seq": seq, "at": time_text(at), "event": event}
    text = json.dumps({**head, **facts}, ensure_ascii=False, allow_nan=False)
    # Half a surrogate pair, as names of files may hold, has no UTF-8; the escape is JSON's own.
    body = text[1:].encode("utf-8", "backslashreplace")
    digest = hashlib.sha256(body).hexdigest()
    return digest, b'{"hash": "%b", %b\n' % (digest.encode(), body)


class Hashes(NamedTuple):
    """The hash that a line states, and the one that it has."""

    stated: str
    computed: str


def hashes(line: bytes) -> Hashes | None:
    """Return both hashes of a line without its newline; None where it states none."""
    form = _FORM.match(line)
    if form is None:
        return None
    return Hashes(form[1].decode(), hashlib.sha256(line[form.end() :]).hexdigest())


def parse(line: bytes, known: Hashes | None) -> Entry:
    """Return what a line, of which `known` are the hashes, says; raises BadLine."""
    if known is None:
        raise BadLine("is no line of a journal: it does not begin with a hash")
    if known.stated != known.computed:
        raise BadLine("was changed (its hash does not match)")
    try:
        return _entry(known.stated, json.loads(line.decode()))
    except (ValueError, RecursionError) as error:
        raise BadLine("is no line of a journal, although its hash matches") from error


def _entry(stated: str, content: dict[str, Any]) -> Entry:
    if tuple(content)[: len(KEYS)] != KEYS:
        raise ValueError("other keys")
    del content["hash"]
    prev, seq = content.pop("prev"), content.pop("seq")
    at, event = content.pop("at"), content.pop("event")
    if not (type(prev) is type(at) is type(event) is str and type(seq) is int and at.endswith("Z")):
        raise ValueError("other kinds of value")
    return Entry(seq, datetime.fromisoformat(at), event, content, stated, prev)
