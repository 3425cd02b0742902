r"""A file or standard input -> the plain text of a notice.

::

    bytes -> formats.py -> text   encodings.py ------------\
                        -> html   encodings.py -> apart.py -> tidy.py -> Source
                        -> pdf, docx -----------> apart.py -/
                                                      (a process of its own: documents/)

Whoever looks for dates in it comes next; nothing is repaired here, and nothing is lost.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Misuse, UnreadableNotice, nearest
from siren.notice.apart import read_apart
from siren.notice.documents.cannot import TOO_LONG
from siren.notice.encodings import decoded, family_of
from siren.notice.formats import charset_label, format_of
from siren.notice.limits import MAX_BYTES, MAX_CHARACTERS
from siren.notice.tidy import tidied
from siren.os_reason import reason_of
from siren.text import Text, joined, phrase

if TYPE_CHECKING:
    from typing import BinaryIO

    from siren.notice.formats import Format

STDIN = "stdin"
"""What standard input is called where a file would have its name."""


class Source(NamedTuple):
    r"""What a notice says, as it came.

    Attributes
    ----------
    text
        Lines that end in ``\n``; no control characters but that and tabs. Cells of a table's row
        stand on one line, tabs between them.
    name
        The file's name, or ``stdin``.
    format
        What it was.
    encoding
        ``utf-8``, ``utf-16``, ``gb18030`` or ``big5``, as it was decoded (``utf-16-le`` or ``-be``
        where that was asked for); None where a format says it by itself.
    sha256
        Of the bytes that were read.
    """

    text: str
    name: str
    format: Format
    encoding: str | None
    sha256: str


def read_source(path: str, stdin: BinaryIO, encoding: str | None = None) -> Source:
    """Return the text of a notice.

    Parameters
    ----------
    path
        A file, or ``-`` for standard input.
    stdin
        What ``-`` means; read up to the limit only.
    encoding
        How text is encoded, where somebody knows; else it is told from the bytes.

    Raises
    ------
    UnreadableNotice
        For what cannot be read, in one sentence.
    NotInstalled
        For a document whose library is not installed.
    Misuse
        For an encoding that nobody knows, or of a file that needs none.
    """
    given = None if encoding is None else family_of(encoding)
    name = STDIN if path == "-" else Path(path).name or path
    content = stdin.read(MAX_BYTES + 1) if path == "-" else _content(path)
    if len(content) > MAX_BYTES:
        raise UnreadableNotice(name, TOO_LARGE)
    if not content.strip():
        raise UnreadableNotice(name, phrase("is empty", "内容为空"))
    return _source(content, name, given)


TOO_LARGE = phrase(
    f"is larger than {MAX_BYTES // 1_000_000} MB; a notice is a page or two",
    f"超过 {MAX_BYTES // 1_000_000} MB；通告一般只有一两页",
)


def _source(content: bytes, name: str, given: str | None) -> Source:
    kind, digest = format_of(content, name, given), hashlib.sha256(content).hexdigest()
    if kind in ("pdf", "docx"):
        if given is not None:
            raise Misuse(_needs_no_encoding(name, kind))
        return Source(_checked(read_apart(kind, content, name), name), name, kind, None, digest)
    label = charset_label(content) if kind == "html" else None
    text, encoding = decoded(content, name, given=given, label=label)
    if kind == "html":
        text = read_apart(kind, text.encode("utf-8"), name)
    return Source(_checked(text, name), name, kind, encoding, digest)


def _needs_no_encoding(name: str, kind: str) -> Text:
    return phrase(
        f"{name} is a {kind.upper()} file, which needs no --encoding",
        f"{name} 是 {kind.upper()} 文件，不需要 --encoding",
    )


def _checked(text: str, name: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableNotice(name, TOO_LONG)
    plain = tidied(text)
    if not plain.strip():
        raise UnreadableNotice(name, phrase("holds no text", "没有文字"))
    return plain


def _content(path: str) -> bytes:
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableNotice(
                path, phrase("is a folder; name a file in it", "是文件夹；请指定其中的文件")
            )
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableNotice(path, _nothing_there(file)) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte
        raise UnreadableNotice(path, _cannot_be_read(error)) from error


def _cannot_be_read(error: Exception) -> Text:
    why = reason_of(error)
    return phrase(f"cannot be read ({why.english})", f"无法读取（{why.said_in('zh')}）")


def _nothing_there(file: Path) -> Text:
    said = phrase("there is no such file", "没有这个文件")
    try:
        meant = nearest(file.name, [other.name for other in file.parent.iterdir()])
    except OSError:
        return phrase("there is no such folder", "没有这个文件夹")
    hint = phrase(f"; did you mean {meant!r}?", f"；是否指 {meant!r}？")
    return joined(said, hint) if meant else said
