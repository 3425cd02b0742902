"""Chinese out of PDFs: as offices make them, with letters spaced out and lines broken anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siren.notice.documents.cannot import CannotRead
from siren.notice.documents.pdf import text_of
from tests.notice import made

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas

    Drawing = Callable[..., Callable[[Canvas], Any]]

LINES = [
    "临江市人民政府关于防空警报试鸣的通告",
    "定于2025年9月1",
    "8日（星期四）上午10时00分至10",
    "时19分试鸣防空警报。",
]
ROW = ("预先警报", "10:00", "鸣36秒，停24秒")


def lines_of(content: bytes) -> list[str]:
    return text_of(content).replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize("font", ["STSong-Light", "MSung-Light"])
def test_fonts_that_are_not_in_the_file(font: str) -> None:
    assert lines_of(made.pdf(made.lines_drawn(LINES), font=font)) == LINES


@pytest.mark.parametrize("draw", [made.lines_drawn, made.letters_drawn])
@pytest.mark.parametrize("apart_pt", [0.0, 4.0, 8.0])
def test_letters_spaced_out_and_lines_broken_in_a_date_lose_nothing(
    draw: Drawing, apart_pt: float
) -> None:
    pages = made.pdf(draw(LINES, apart_pt=apart_pt))
    assert [line.replace(" ", "") for line in lines_of(pages)] == LINES


def test_a_row_of_a_table_stays_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        for column, cell in enumerate(ROW):
            canvas.drawString(72 + 120 * column, 700, cell)

    assert lines_of(made.pdf(draw)) == [" ".join(ROW)]


def test_pages_follow_each_other_on_lines_of_their_own() -> None:
    pages = [made.lines_drawn([f"第{number}页"]) for number in "一二三"]
    assert lines_of(made.pdf(*pages)) == ["第一页", "第二页", "第三页"]


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    page = made.lines_drawn(["见附件-", "三，上午10:00-", "10:19"])
    expected = ["见附件-", "三，上午10:00-", "10:19"]
    assert lines_of(made.pdf(page)) == expected


def test_a_locked_pdf_is_refused() -> None:
    locked = made.pdf(made.lines_drawn(LINES), password="secret")
    with pytest.raises(CannotRead, match="is locked with a password"):
        text_of(locked)


def test_a_pdf_of_pictures_is_refused() -> None:
    picture = made.pdf(lambda canvas: canvas.rect(72, 600, 300, 100))
    with pytest.raises(CannotRead, match="has no text: its pages are pictures"):
        text_of(picture)


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(CannotRead, match="is a damaged PDF"):
        text_of(b"%PDF-1.4 nothing follows")


def test_more_pages_than_a_notice_can_have_are_not_all_read() -> None:
    words = made.deflated(b"BT /F 9 Tf 1 1 Td (%s) Tj ET" % (b"10:00 " * 500), 1)
    with pytest.raises(CannotRead, match=r"has more than 1,000,000 characters"):
        text_of(made.raw_pdf(words, pages=700))
