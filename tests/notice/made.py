"""Documents made for a test: what an office would send, and what would do harm.

reportlab writes PDFs whose Chinese needs no font file (fonts that readers must know, with the
predefined map UniGB-UCS2-H), and locks them; python-docx writes DOCX as Word does. So neither is
made by what reads them.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.document import Document as WordDocument

SIZE_PT = 14


def pdf(
    *pages: Callable[[Canvas], None], font: str = "STSong-Light", password: str | None = None
) -> bytes:
    """Return a PDF; each page is drawn by its function."""
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    file = BytesIO()
    locked = None if password is None else StandardEncryption(password)
    canvas = Canvas(file, encrypt=locked)
    for draw in pages:
        canvas.setFont(font, SIZE_PT)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines_drawn(lines: Iterable[str], *, apart_pt: float = 0.0) -> Callable[[Canvas], None]:
    """Draw lines of text; the letters `apart_pt` further apart than the font would."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            text = canvas.beginText(72, 780 - 28 * number)
            text.setCharSpace(apart_pt)
            text.textOut(line)
            canvas.drawText(text)

    return draw


def letters_drawn(lines: Iterable[str], *, apart_pt: float = 0.0) -> Callable[[Canvas], None]:
    """Draw each letter at a place of its own, as many printers' drivers do."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            x_pt = 72.0
            for letter in line:
                canvas.drawString(x_pt, 780 - 28 * number, letter)
                x_pt += SIZE_PT / (1 if letter > "\x7f" else 2) + apart_pt

    return draw


def raw_pdf(stream: bytes, pages: int = 1) -> bytes:
    """Return a PDF of pages that all show one deflated stream of drawing commands."""
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
        b"/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *[page] * pages,
    ]
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + end


def deflated(chunk: bytes, times: int) -> bytes:
    """Return `chunk` so many times, deflated; without an end or checksum, which PDFium forgives."""
    packer = zlib.compressobj(9)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * times


def docx(fill: Callable[[WordDocument], object]) -> bytes:
    """Return a DOCX as python-docx writes it."""
    document, file = Document(), BytesIO()
    fill(document)
    document.save(file)
    return file.getvalue()


def zipped(parts: dict[str, Iterable[bytes]]) -> bytes:
    """Return a zip archive of parts, each given piece by piece."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return file.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{}"/></Relationships>'
)


def raw_docx(body: Iterable[str], target: str = "word/document.xml") -> bytes:
    """Return a DOCX whose body is the XML in `body`."""
    head, tail = f'<w:document xmlns:w="{WORD}"><w:body>', "</w:body></w:document>"
    pieces = (piece.encode() for piece in (head, *body, tail))
    return zipped({"_rels/.rels": [_LINK.format(target).encode()], target: pieces})
