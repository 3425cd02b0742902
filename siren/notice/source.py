"""A file or standard input -> the plain text of a notice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Misuse
from siren.text import phrase

if TYPE_CHECKING:
    from typing import BinaryIO


class Source(NamedTuple):
    """What a notice says, as it came."""

    text: str
    name: str
    format: str
    encoding: str | None


def read_source(path: str, stdin: BinaryIO, encoding: str | None = None) -> Source:
    """Return the text of a notice; ``-`` is `stdin`.

    Raises
    ------
    Misuse
        For what cannot be read.
    """
    name = "stdin" if path == "-" else Path(path).name
    try:
        content = stdin.read() if path == "-" else Path(path).read_bytes()
        text = content.decode(encoding or "utf-8-sig")
    except (OSError, ValueError, LookupError) as error:
        reason = str(error).lower()
        raise Misuse(
            phrase(f"{name} cannot be read ({reason})", f"{name} 无法读取（{reason}）")
        ) from error
    return Source(text, name, "text", encoding or "utf-8")
