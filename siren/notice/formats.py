"""Bytes -> what they are, by what stands in them; a file's suffix is not asked."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from siren.errors import UnreadableNotice
from siren.text import phrase

Format = Literal["text", "pdf", "docx", "html"]

HEAD_BYTES = 1024
"""PDF readers look for ``%PDF-`` this far, browsers for the charset."""

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_PICTURE = phrase("is a picture: type its words into a text file", "是图片：请把文字录入文本文件")
_OFFICE = phrase(
    "is a document of an older kind (.doc, .wps, .rtf): save it as .docx, or as PDF",
    "是旧格式文档（.doc、.wps、.rtf）：请另存为 .docx 或 PDF",
)
_ARCHIVE = phrase("is an archive: unpack it, and name the notice in it", "是压缩包：请先解压")
_FOREIGN = {
    **{b"\xd0\xcf\x11\xe0": _OFFICE, b"{\\rtf": _OFFICE},
    **{b"\x89PNG": _PICTURE, b"\xff\xd8\xff": _PICTURE, b"GIF8": _PICTURE},
    **{b"II*\x00": _PICTURE, b"MM\x00*": _PICTURE},
    **{b"\x1f\x8b": _ARCHIVE, b"7z\xbc\xaf": _ARCHIVE, b"Rar!": _ARCHIVE},
}
"""What people send instead of a document, by its first bytes, and what to do about it."""

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|meta|title|body|div|table|p|br|span|h\d)[\s>/]", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)

MAX_CONTROL_SHARE = 0.01
"""Text has next to no control bytes, other files have more: a random one has one in ten."""


def format_of(content: bytes, name: str, encoding: str | None = None) -> Format:
    """Return what `content` is; text for certain where somebody said its encoding.

    Raises
    ------
    UnreadableNotice
        For a format that is known by sight but not read here, and for what is no text.
    """
    for magic, said in _FOREIGN.items():
        if content.startswith(magic):
            raise UnreadableNotice(name, said)
    head = content[:HEAD_BYTES]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"  # whether it is one, its reader says
    if head.startswith(UTF_16_MARKS) or (encoding or "").startswith("utf-16"):
        head = head.replace(b"\x00", b"")
    elif encoding is None and _is_binary(content):
        raise UnreadableNotice(name, NO_TEXT)
    return "html" if _TAG.search(head) else "text"


NO_TEXT = phrase(
    "is no text, PDF, Word document (.docx) or HTML page",
    "不是文本、PDF、Word 文档（.docx）或 HTML 网页",
)

_CONTROL = bytes({*range(32), 127} - set(b"\t\n\v\f\r"))


def _is_binary(content: bytes) -> bool:
    controls = len(content) - len(content.translate(None, _CONTROL))
    return controls > max(2, MAX_CONTROL_SHARE * len(content))


def charset_label(content: bytes) -> str | None:
    """Return the charset that a page names in its head, None where it names none."""
    found = _CHARSET.search(content[:HEAD_BYTES])
    return found[1].decode("ascii") if found else None
