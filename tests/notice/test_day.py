from __future__ import annotations

import datetime as dt

import pytest

from siren.notice.day import Day, day_of_test
from siren.notice.items import Item
from siren.notice.noise import cleaned

TITLE = "样城市人民政府关于试鸣防空警报的通告"


def day(*body: str, signed: str | None = "2023年9月8日", title: str = TITLE) -> Day:
    lines = [title, *body, "样城市人民政府", *([signed] if signed else [])]
    page = cleaned("\n".join(lines))
    return day_of_test(Item(page, page.text.index("\n")))


def test_the_day_that_is_printed() -> None:
    read = day("定于2023年9月18日（星期一）上午10时试鸣防空警报。")
    assert (read.date, read.issued) == (dt.date(2023, 9, 18), dt.date(2023, 9, 8))
    assert (read.conflicts, read.year_derived) == ((), False)


# --- the year ---


@pytest.mark.parametrize("printed", ["9月18日", "9月18日（星期一）", "今年9月18日", "本月18日"])
def test_a_missing_year_is_that_of_the_signature(printed: str) -> None:
    read = day(f"定于{printed}上午10时试鸣防空警报。")
    assert (read.date, read.year_derived) == (dt.date(2023, 9, 18), True)


def test_a_day_in_january_announced_in_december_is_in_the_next_year() -> None:
    read = day("定于1月5日上午10时试鸣防空警报。", signed="2023年12月20日")
    assert read.date == dt.date(2024, 1, 5)


def test_without_a_signature_the_title_may_say_the_year() -> None:
    title = "样城市2023年防空警报试鸣公告"
    assert day("定于9月18日10时试鸣防空警报。", signed=None, title=title).date == dt.date(
        2023, 9, 18
    )


def test_without_either_the_day_stays_open() -> None:
    read = day("定于9月18日10时试鸣防空警报。", signed=None)
    assert read.date is None
    assert "no year is printed" in read.conflicts[0].said.english


def test_two_years_are_asked() -> None:
    read = day("定于2023年9月18日试鸣防空警报。", "时间：2022年9月18日上午10时。", signed=None)
    assert read.date is None
    assert set(read.candidates) == {dt.date(2023, 9, 18), dt.date(2022, 9, 18)}
    assert [quote.line for quote in read.conflicts[0].quotes] == [2, 3]


# --- the weekday ---


def test_a_wrong_weekday_is_asked_with_both_days() -> None:
    read = day("定于2023年9月18日（星期二）上午10时试鸣防空警报。")
    assert read.candidates == (dt.date(2023, 9, 18), dt.date(2023, 9, 19))
    assert "is a Monday, the notice says Tuesday" in read.conflicts[0].said.english
    assert read.conflicts[0].quotes[0] == (2, "2023年9月18日（星期二）")


@pytest.mark.parametrize("printed", ["2023年2月29日", "2023年9月31日", "2023年13月1日"])
def test_a_day_that_does_not_exist_is_asked(printed: str) -> None:
    read = day(f"定于{printed}上午10时试鸣防空警报。")
    assert read.date is None
    assert "there is no day" in read.conflicts[0].said.english


def test_lost_units_are_asked() -> None:
    read = day("定于2023918日上午10时试鸣防空警报。")
    assert read.date is None
    assert "lost its units" in read.conflicts[0].said.english


# --- other dates ---


@pytest.mark.parametrize(
    "other",
    [
        "9月10日至9月17日逐台检测警报器。",
        "9月16日前完成检修。",
        "短信于9月17日发出。",
        "1937年7月7日事变爆发。",
        "本办法自2020年1月1日起施行。",
        "我校9月22日下午另有消防疏散演练。",
        "自2004年以来每年10月25日试鸣。",
        "演练小结于9月22日前报送。",
    ],
)
def test_other_dates_are_not_the_day_of_the_test(other: str) -> None:
    for lines in (
        ("定于9月18日上午10时试鸣防空警报。", other),
        (other, "定于9月18日上午10时试鸣防空警报。"),
    ):
        read = day(*lines)
        assert (read.date, read.conflicts) == (dt.date(2023, 9, 18), ())


def test_a_test_that_was_moved_is_on_its_new_day() -> None:
    read = day("原定于9月18日上午10时的试鸣，改为9月22日（星期五）上午10时30分进行。")
    assert (read.date, read.is_moved) == (dt.date(2023, 9, 22), True)


def test_two_days_named_alike_are_asked() -> None:
    read = day("定于9月18日上午10时试鸣防空警报。", "定于9月20日上午10时试鸣防空警报。")
    assert read.date is None
    assert read.candidates == (dt.date(2023, 9, 18), dt.date(2023, 9, 20))


def test_a_rule_of_every_year_names_no_day() -> None:
    read = day("每年9月18日10时试鸣防空警报。")
    assert (read.date, read.is_yearly_only) == (None, True)


def test_a_notice_without_a_date_says_so() -> None:
    [conflict] = day("我市将试鸣防空警报。").conflicts
    assert conflict.said.english == "the notice says no date of the test"


# --- the signature ---


@pytest.mark.parametrize(
    ("signed", "issued"),
    [
        ("2023年9月8日", dt.date(2023, 9, 8)),
        ("二〇二三年九月八日", dt.date(2023, 9, 8)),
        ("二○二三年九月八日", dt.date(2023, 9, 8)),
        ("二ОО九年九月八日", dt.date(2009, 9, 8)),
        ("2023.09.08", dt.date(2023, 9, 8)),
        ("2023-09-08", dt.date(2023, 9, 8)),
        ("112年9月8日", dt.date(2023, 9, 8)),
        ("样城市国防动员办公室2023年9月8日", dt.date(2023, 9, 8)),
        (None, None),
    ],
)
def test_the_day_of_issue_stands_under_the_notice(
    signed: str | None, issued: dt.date | None
) -> None:
    assert day("定于9月18日上午10时试鸣防空警报。", signed=signed).issued == issued


def test_the_date_of_a_newspaper_is_no_signature() -> None:
    read = day(
        "定于9月18日10时试鸣防空警报。", "来源：样城日报 2022-09-15 09:12", signed="2023年9月8日"
    )
    assert (read.issued, read.date) == (dt.date(2023, 9, 8), dt.date(2023, 9, 18))
