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


def test_three_signals_with_their_times_fill_one_sheet(readers: Readers) -> None:
    page = readers.open("window.print = () => { window.printed = true; };")
    page.locator("#print").click()
    assert page.evaluate("window.printed") is True
    for language, foot in (("English", "without notice"), ("中文", "未经公告")):
        page.get_by_role("button", name=language).click()
        [text] = sheets(page.pdf(prefer_css_page_size=True))
        assert foot in text
        for hours in ("10:29:00", "10:35:00", "10:41:00"):
            assert hours in text


@pytest.mark.thorough
def test_times_stand_beside_the_names(readers: Readers) -> None:
    page = readers.open()
    page.emulate_media(media="print")
    for card in page.locator("#poster .card").all():
        name = card.locator(".name span").first.bounding_box()
        hours = card.locator(".hours").bounding_box()
        assert name is not None
        assert hours is not None
        assert name["x"] + name["width"] <= hours["x"]


def test_eight_signals_fill_one_sheet(readers: Readers, poster_of_eight: Path) -> None:
    page = readers.open(file=poster_of_eight, color_scheme="dark")
    [text] = sheets(page.pdf(prefer_css_page_size=True))
    assert text.count("Meaning") == 8
