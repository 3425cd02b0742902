from __future__ import annotations

import datetime as dt

import pytest

from siren.notice.dates import dates, day_of
from siren.notice.noise import cleaned


def found(printed: str) -> list[str]:
    """Return the dates of a text as printed, each with what was understood of it."""
    said = []
    for mention in dates(cleaned(printed).text):
        parts = [mention.date or (mention.year, mention.month, mention.day)]
        flags = ("weekday", "same_year", "same_month", "is_yearly", "is_damaged", "until")
        kept = {flag: getattr(mention, flag) for flag in flags}
        named = {
            flag: value for flag, value in kept.items() if value is not None and value is not False
        }
        said.append(" ".join(map(str, [*parts, *(f"{k}={v}" for k, v in named.items())])))
    return said


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("2023年9月16日", "2023-09-16"),
        ("２０２３年９月１６日", "2023-09-16"),
        ("2023 年 9 月 16 日", "2023-09-16"),
        ("2023年9月16号", "2023-09-16"),
        ("二〇一一年十二月十九日", "2011-12-19"),
        ("二○一一年十二月十九日", "2011-12-19"),
        ("二零二一年九月十八日", "2021-09-18"),
        ("二0二一年九月十八日", "2021-09-18"),
        ("二0二O年九月十八日", "2020-09-18"),
        ("二ОО九年九月十八日", "2009-09-18"),
        ("2013.09.18", "2013-09-18"),
        ("2020-09-17", "2020-09-17"),
        ("2020/9/17", "2020-09-17"),
        ("114年7月16日", "2025-07-16"),
        ("民國109年9月21日", "2020-09-21"),
        ("中華民國一一四年七月一日", "2025-07-01"),
    ],
)
def test_a_whole_date(printed: str, understood: str) -> None:
    assert found(printed) == [understood]


@pytest.mark.parametrize(
    ("printed", "weekday"),
    [
        ("2023年9月16日（星期六）", 5),
        ("2023年9月16日（周六）", 5),
        ("2023年9月16日(周日)", 6),
        ("2023年9月16日（星期天）", 6),
        ("2023年9月16日，星期一", 0),
        ("2023年9月16日 星期三", 2),
        ("2023年9月16日（禮拜五）", 4),
        ("星期二（2023年9月16日", 1),
    ],
)
def test_a_weekday_beside_a_date_is_kept_right_or_wrong(printed: str, weekday: int) -> None:
    assert found(printed) == [f"2023-09-16 weekday={weekday}"]


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("9月18日", "(None, 9, 18)"),
        ("九月十八日", "(None, 9, 18)"),
        ("3月13日（星期五）", "(None, 3, 13) weekday=4"),
        ("今年10月29日", "(None, 10, 29) same_year=True"),
        ("本年度9月18日", "(None, 9, 18) same_year=True"),
        ("本(9)月21日", "(None, 9, 21) same_month=True"),
        ("本月21日", "(None, None, 21) same_month=True"),
        ("每年9月18日", "(None, 9, 18) is_yearly=True"),
        ("自2004年以来每年10月25日", "(None, 10, 25) is_yearly=True"),
    ],
)
def test_a_date_that_is_not_whole(printed: str, understood: str) -> None:
    assert found(printed) == [understood]


@pytest.mark.parametrize(
    ("printed", "understood"),
    [
        ("9月10日-9月17日", "(None, 9, 10) until=(9, 17)"),
        ("9月13日至17日", "(None, 9, 13) until=(9, 17)"),
        ("2023年9月13日至10月2日", "2023-09-13 until=(10, 2)"),
        ("9月13日（周三）起至9月17日", "(None, 9, 13) until=(9, 17)"),
    ],
)
def test_several_days_are_one_mention(printed: str, understood: str) -> None:
    assert found(printed) == [understood]


@pytest.mark.parametrize(
    "printed",
    ["2025918上午", "2025918日", "定于2021年918日", "于年9月18日", "20230918", "2021910日"],
)
def test_where_units_were_lost_no_day_is_guessed(printed: str) -> None:
    assert found(printed) == ["(None, None, None) is_damaged=True"]


@pytest.mark.parametrize(
    "printed",
    [
        "9·18",
        "“九·一八”事变",
        "9.18",
        "91.6兆赫",
        "0471—4606110",
        "2021年33人",
        "第7批",
        "3月",
        "18日",
    ],
)
def test_what_is_no_date(printed: str) -> None:
    assert found(printed) == []


def test_dates_come_in_the_order_of_the_text() -> None:
    printed = "定于2023年9月18日试鸣，9月16日检测，2023.09.06发布"
    assert found(printed) == ["2023-09-18", "(None, 9, 16)", "2023-09-06"]


def test_a_date_broken_by_a_line_or_a_page_is_one() -> None:
    assert found("定于2023年10月2\n9日") == ["2023-10-29"]
    assert found("定于2023年10月2\n— 12 —\n9日") == ["2023-10-29"]


@pytest.mark.parametrize("parts", [(2023, 2, 29), (2023, 13, 1), (None, 9, 18), (2023, 9, None)])
def test_there_is_no_such_day(parts: tuple[int | None, int | None, int | None]) -> None:
    assert day_of(*parts) is None


def test_there_is_such_a_day() -> None:
    assert day_of(2024, 2, 29) == dt.date(2024, 2, 29)
