"""A DOCX, in the order in which a person reads it."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from siren.notice.documents.cannot import CannotRead
from siren.notice.documents.docx import text_of
from tests.notice import made

if TYPE_CHECKING:
    from docx.document import Document


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def body(*parts: str) -> str:
    return text_of(made.raw_docx(parts))


def test_paragraphs_and_tables_as_word_writes_them() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("防空警报试鸣")
        table = document.add_table(2, 2)
        for row, words in zip(table.rows, [("信号", "时间"), ("预先警报", "10:00")], strict=True):
            row.cells[0].text, row.cells[1].text = words
        document.add_paragraph("特此\t通告\n二〇二五年")

    lines = ["防空警报试鸣", "信号\t时间", "预先警报\t10:00", "特此\t通告", "二〇二五年"]
    assert text_of(made.docx(fill)) == "\n".join(lines)


def test_merged_cells_are_said_once() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(1, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "三种信号"
        table.cell(0, 2).text = "10:00"

    assert text_of(made.docx(fill)) == "三种信号\t10:00"


def test_content_controls_boxes_and_insertions_are_read_deletions_are_not() -> None:
    control = f"<w:sdt><w:sdtContent><w:p>{run('定于9月')}</w:p></w:sdtContent></w:sdt>"
    changed = f"<w:p><w:ins>{run('18日')}</w:ins><w:del>{run('17日')}</w:del></w:p>"
    box = f"<w:p>{run('前')}<w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent>{run('后')}</w:p>"
    assert body(control, changed, box) == "定于9月\n18日\n框\n前后"


def test_a_date_in_several_runs_is_one_and_tab_stops_are_no_tabs() -> None:
    stops = '<w:pPr><w:tabs><w:tab w:pos="720"/></w:tabs></w:pPr>'
    date = run("10") + "<w:r><w:noBreakHyphen/></w:r>" + run("19")
    assert body(f"<w:p>{stops}{date}</w:p>") == "10-19"


def test_a_cell_of_several_lines_keeps_them() -> None:
    cell = f"<w:tc><w:p>{run('整页一')}</w:p><w:p>{run('整页二')}</w:p></w:tc>"
    aside = f"<w:tc><w:p>{run('旁')}</w:p></w:tc>"
    assert body(f"<w:tbl><w:tr>{cell}{aside}</w:tr></w:tbl>") == "整页一\n整页二\n旁"


def test_what_unpacks_to_more_than_a_notice_is_refused_unread() -> None:
    bomb = made.raw_docx(run("a" * 1_000_000) for _ in range(80))
    assert len(bomb) < 200_000
    with pytest.raises(CannotRead, match="unpacks to more than 64 MB"):
        text_of(bomb)


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    bomb = made.raw_docx([f"<w:p>{run('a' * 1_000_000)}</w:p>"])
    with zipfile.ZipFile(BytesIO(bomb)) as archive:
        listed = struct.pack("<L", archive.getinfo("word/document.xml").file_size)
    assert listed in bomb
    with pytest.raises(CannotRead, match="is a damaged Word document"):
        text_of(bomb.replace(listed, struct.pack("<L", 1000)))


ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
LAUGHS = f'<!DOCTYPE d [<!ENTITY a "{"x" * 99}">{ENTITIES}]><d><t>&i;</t></d>'


def test_entities_are_not_unfolded() -> None:
    link = made.zipped({"_rels/.rels": [LAUGHS.encode()]})
    with pytest.raises(CannotRead, match="is a damaged Word document"):
        text_of(link)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 nothing follows", "is a damaged Word document"),
        (made.zipped({"OFD.xml": [b"<ofd/>"]}), r"is an archive, but no Word document"),
        (made.raw_docx([], target="xl/workbook.xml"), r"is an archive, but no Word document"),
        (made.raw_docx(["<w:p>"]), "is a damaged Word document"),
    ],
)
def test_other_archives_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        text_of(content)
