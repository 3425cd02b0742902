"""No text is too strange: it is read without a fault, and never made into more than it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.notice.as_json import as_json
from siren.notice.reader import read_notice
from siren.notice.reading import Verdict
from tests.notice.corpus import NAMES, notice
from tests.notice.planned import Planned, planned
from tests.notice.worded import CLOCKS, DATES, SIGNATURES, Wording, wordings

if TYPE_CHECKING:
    from siren.notice.reading import Reading

SENTENCES = tuple(
    sorted({part for name in NAMES for part in re.split(r"(?<=[。；\n])", notice(name)) if part})
)

YEAR = re.compile(r"\d{4}(?=年)")
"""Stays whole here: see the year of three digits in test_never_a_plan.py."""

WORDS = (
    *("预先警报", "空袭警报", "解除警报", "防空", "试鸣", "鸣", "停", "秒", "分钟", "反复", "遍"),
    *("2023年9月18日", "9月18日", "（星期一）", "10：00", "10时", "至", "-", "上午", "许", "每年"),
    *("36", "24", "3", "0", "十", "百", "〇", "99", "，", "。", "\n", "；", "：", "(", "）", " "),
    *(
        "市政府定于",
        "时间",
        "周期",
        "间隔",
        "取消",
        "公告",
        "关于",
        "兆赫",
        "年",
        "月",
        "日",
        "一、",
    ),
)


def makes_no_more_of_it(reading: Reading) -> None:
    as_json(reading)
    if reading.should == Verdict.PLAN:
        assert reading.date is not None
        assert reading.windows
        assert reading.signals
        assert not reading.conflicts
    elif reading.should == Verdict.ASK:
        assert reading.conflicts
    else:
        assert reading.reason is not None


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    makes_no_more_of_it(read_notice(text))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=120).map("".join))
def test_words_of_notices_without_sense(text: str) -> None:
    makes_no_more_of_it(read_notice(text))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SENTENCES), max_size=25).map("".join))
def test_sentences_of_many_notices_shuffled(text: str) -> None:
    makes_no_more_of_it(read_notice(text))


@settings(max_examples=80)
@given(st.data(), planned(), wordings(clock=st.sampled_from(CLOCKS[:4])))
def test_digits_that_were_lost_are_never_replaced(
    data: st.DataObject, plan: Planned, wording: Wording
) -> None:
    plain = wording._replace(date=DATES[0], signed=SIGNATURES[0])
    printed = plain.notice(plan)
    years = {at for year in YEAR.finditer(printed) for at in range(*year.span())}
    places = [at for at, letter in enumerate(printed) if letter.isdigit() and at not in years]
    lost = set(data.draw(st.lists(st.sampled_from(places), max_size=12)))
    text = "".join(letter for at, letter in enumerate(printed) if at not in lost)
    reading = read_notice(text)
    if reading.should == Verdict.PLAN:
        assert reading.date is not None
        assert f"{reading.date.month}月{reading.date.day}日" in text
        assert reading.date.year == plan.date.year
    for signal in reading.signals:
        assert signal.name in printed


NASTY = {
    "one name again and again": "预先警报",
    "digits": "7",
    "one date again and again": "2023年9月18日",
    "one time again and again": "10：00至10：03",
    "brackets that nest": "(",
    "enumeration commas": "、",
    "blanks": " ",
    "line ends": "\n",
    "half a time": "10:",
    "one cycle again and again": "鸣36秒，停24秒，反复3遍，",
    "short lines": "警报试鸣公告\n",
    "letter-spaced": "防 空 警 报 1 0 ",
    "numerals": "一百",
    "page lines": "— 12 —\n",
}


@pytest.mark.parametrize("again", NASTY.values(), ids=list(NASTY))
def test_a_hostile_text_of_a_fifth_of_a_million_letters_is_read_to_its_end(again: str) -> None:
    text = again * (200_000 // len(again))
    assert read_notice(text).should in (Verdict.NOT_A_NOTICE, Verdict.ASK)


OPENING = "关于试鸣防空警报的公告\n定于2023年9月18日10:00至10:19试鸣预先警报，鸣36秒。\n"


@pytest.mark.parametrize(
    "again", ["鸣", "1", "共", "十", "时间", "试鸣", "预先警报", "2023年9月18日", "预先警报10:00"]
)
def test_a_notice_that_goes_on_in_a_hostile_way_is_no_plan(again: str) -> None:
    assert read_notice(OPENING + again * (1_500 // len(again)) + "。").should != Verdict.PLAN
