"""A DOCX -> its text: paragraphs, tables and boxes of the body, in their order.

Its XML is walked with lxml. python-docx 1.2 leaves out what stands in content controls, which forms
of offices are made of, in text boxes, and what was inserted under change tracking. Left out here:
what was deleted under change tracking, headers, footers, notes, and numbers that Word makes itself.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from siren.notice.documents.cannot import CannotRead
from siren.notice.documents.lines import Lines
from siren.notice.limits import MAX_UNPACKED_BYTES
from siren.text import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEW_BYTES = 100_000
_ROOT = "_rels/.rels"
_BODY_TYPE = "/officeDocument"
_DROPPED = ("del", "moveFrom", "Fallback", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr")
"""Deleted text, second versions for old programs, and properties, in which tabs are defined."""

_LETTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}

DAMAGED = phrase("is a damaged Word document", "是损坏的 Word 文档")
OTHER = phrase(
    "is an archive, but no Word document (.docx); of OFD and WPS, make a PDF",
    "是压缩包，但不是 Word 文档（.docx）；OFD、WPS 文件请另存为 PDF",
)
UNPACKS_TOO_LARGE = phrase(
    f"unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB; a notice is a page or two",
    f"解压后超过 {MAX_UNPACKED_BYTES // 1_000_000} MB；通告一般只有一两页",
)


def text_of(content: bytes) -> str:
    """Return the text of a document's body.

    Raises
    ------
    CannotRead
        For an archive that is damaged, is no DOCX or unpacks to more than a notice can be.
    """
    from lxml.etree import XMLSyntaxError

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = _part(archive, _name_of_body(archive), MAX_UNPACKED_BYTES)
        return _text(_tree(body))
    except (zipfile.BadZipFile, XMLSyntaxError, EOFError, OSError, ValueError) as error:
        raise CannotRead(DAMAGED) from error
    except (RuntimeError, NotImplementedError) as error:  # zipfile: a password, a rare packing
        raise CannotRead(DAMAGED) from error


def _part(archive: zipfile.ZipFile, name: str, most_bytes: int) -> bytes:
    """Return a part; never more than its size in the list of contents, which is looked at first."""
    try:
        listed = archive.getinfo(name)
    except KeyError:
        raise CannotRead(OTHER) from None
    if listed.file_size > most_bytes:
        raise CannotRead(UNPACKS_TOO_LARGE)
    return archive.read(listed)


def _name_of_body(archive: zipfile.ZipFile) -> str:
    for link in _tree(_part(archive, _ROOT, _FEW_BYTES)):
        if link.get("Type", "").endswith(_BODY_TYPE):
            name = link.get("Target", "").lstrip("/")
            if name.endswith(".xml") and not name.startswith(("xl/", "ppt/")):
                return str(name)
    raise CannotRead(OTHER)


def _tree(part: bytes) -> _Element:
    from lxml.etree import XMLParser, fromstring

    return fromstring(part, XMLParser(resolve_entities=False, no_network=True, remove_pis=True))


def _text(body: _Element) -> str:
    from lxml.etree import QName, iterwalk, strip_elements

    strip_elements(body, *(f"{{*}}{name}" for name in _DROPPED), with_tail=False)
    lines = Lines()
    for event, element in iterwalk(body, events=("start", "end"), tag="{*}*"):
        name = QName(element).localname
        if event == "start":
            _begin(lines, name)
        else:
            _end(lines, name, element.text or "")
    return lines.text()


def _begin(lines: Lines, name: str) -> None:
    if name in ("tr", "tc", "txbxContent"):
        lines.begin()


def _end(lines: Lines, name: str, text: str) -> None:
    if name == "t":
        lines.block.add(text)
    elif name in _LETTERS:
        lines.block.add(_LETTERS[name])
    elif name in ("p", "br", "cr"):
        lines.block.end_line()
    elif name == "tc":
        lines.end_cell()
    elif name in ("tr", "txbxContent"):
        lines.end()
