"""A page as lines: what a person reads on it, and not what it is made of besides."""

from __future__ import annotations

import pytest

from siren.notice.documents.cannot import CannotRead
from siren.notice.documents.html import text_of


def lines_of(page: str) -> list[str]:
    return text_of(page.encode()).split("\n")


def test_title_headings_and_paragraphs_are_lines() -> None:
    page = "<title>公告</title><h1>防空警报<br>试鸣</h1><p>定于9月<b>18</b>日<p>特此\n  通告"
    assert lines_of(page) == ["公告", "防空警报", "试鸣", "定于9月18日", "特此 通告"]


def test_scripts_styles_navigation_and_comments_are_dropped_what_follows_is_not() -> None:
    page = (
        "<style>p{}</style><nav><p>首页</nav>一<script>var d='9月9日'</script>二"
        "<!-- 三 --><select><option>2019年</select>四"
    )
    assert lines_of(page) == ["一二四"]


def test_a_row_is_a_line() -> None:
    page = "<table><tr><th>信号<th>时间<tr><td><p>预先警报</p></td><td><p>10:00</p></td></table>"
    assert lines_of(page) == ["信号\t时间", "预先警报\t10:00"]


def test_a_page_that_is_laid_out_as_a_table_keeps_its_lines() -> None:
    inner = "<table><tr><td>信号<td>时间</table>"
    page = f"<table><tr><td>左栏<td><p>第一段<p>第二段{inner}</table>"
    assert lines_of(page) == ["左栏", "第一段", "第二段", "信号\t时间"]


def test_dates_that_word_has_marked_stay_whole() -> None:
    page = '<p>定于<st1:chsdate year="2025">2025年<o:p></o:p>9月</st1:chsdate>18日'
    assert lines_of(page) == ["定于2025年9月18日"]


def test_plain_text_in_a_page_keeps_its_lines() -> None:
    assert lines_of("<pre>第一行\n第二行</pre>后") == ["第一行", "第二行", "后"]


def test_signs_written_as_names_and_numbers() -> None:
    assert lines_of("<p>&#19968;&nbsp;&mdash;&#x4e8c;") == ["一\xa0—二"]


def test_a_page_that_speaks_of_another_encoding_is_read_as_it_came() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><html><meta charset="gb2312"><p>试鸣</html>'
    assert lines_of(page) == ["试鸣"]


def test_tags_that_nobody_closed_lose_nothing() -> None:
    assert lines_of("<font>" * 1500 + "试鸣") == ["试鸣"]


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(CannotRead, match="is a page nested too deep"):
        text_of(b"<div>" * 100_000 + b"x")


def test_a_page_without_anything_has_no_text() -> None:
    assert text_of(b"<!-- -->") == ""
