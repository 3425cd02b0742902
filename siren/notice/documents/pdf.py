"""A PDF -> its text, by PDFium.

Of three well-kept libraries, PDFium read best what Chinese offices make (measured on PDFs with
fonts of their own and without, with predefined character maps). Letters that are placed one by
one stay on their line, spaced out or not; pypdf 7.1 put each on a line of its own. The cells of a
table's row stay together; pdfminer.six of 2026 gave columns, and read MSung-Light in UCS2 as other
characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.notice.documents.cannot import TOO_LONG, CannotRead
from siren.notice.limits import MAX_CHARACTERS
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

_JOINED_HYPHEN = "\ufffe"
"""Where PDFium took a hyphen at the end of a line for a word that goes on, and left out both."""


def text_of(content: bytes) -> str:
    """Return the text of all pages, in the order in which it is drawn.

    Raises
    ------
    CannotRead
        For a PDF that is locked, damaged, has no text, or more than a notice can have.
    """
    pages = [page.replace(_JOINED_HYPHEN, "-\n") for page in _pages(_opened(content))]
    if not "".join(pages).strip():
        raise CannotRead(
            phrase(
                "has no text: its pages are pictures, as of a scanner; type the words into a file",
                "没有文字：页面是图片（扫描件）；请把文字录入文本文件",
            )
        )
    return "\n".join(pages)


def _opened(content: bytes) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            said = phrase(
                "is locked with a password; save it without one", "设有密码；请另存为不加密的文件"
            )
        else:
            said = phrase("is a damaged PDF", "是损坏的 PDF")
        raise CannotRead(said) from error


def _pages(document: PdfDocument) -> Iterator[str]:
    left = MAX_CHARACTERS
    for page in document:
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise CannotRead(TOO_LONG)
        yield text.get_text_range()
