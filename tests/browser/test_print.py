"""The poster: one sheet of A4, whatever was taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.readers import Readers


def sheets(pdf: bytes) -> list[str]:
    """Return what stands on each sheet."""
    with pdfium.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_three_signals_with_their_times_fill_one_sheet(readers: Readers, locale: str) -> None:
    page = readers.open(locale=locale)
    [text] = sheets(page.pdf(prefer_css_page_size=True))
    for hours in ("10:29:00", "10:35:00", "10:41:00"):
        assert hours in text
    assert ("不知道" not in text) and ("I don't know" not in text)
    assert ("未经公告" in text) or ("without notice" in text)


def test_eight_signals_fill_one_sheet(readers: Readers, poster_of_eight: Path) -> None:
    page = readers.open(file=poster_of_eight, color_scheme="dark")
    [text] = sheets(page.pdf(prefer_css_page_size=True))
    assert text.count("Meaning") == 8


def test_the_button_prints(readers: Readers) -> None:
    page = readers.open("window.print = () => { window.printed = true; };")
    page.locator("#print").click()
    assert page.evaluate("window.printed") is True
