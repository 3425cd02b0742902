from __future__ import annotations

import pytest

from siren.notice.noise import cleaned
from siren.notice.reading import day_time
from siren.notice.times import times


def found(printed: str) -> list[str]:
    return [
        day_time(time.from_s)
        + ("" if time.to_s is None else f"-{day_time(time.to_s)}")
        + (" about" if time.is_rough else "")
        for time in times(cleaned(printed).text)
    ]


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("10:29", "10:29"),
        ("10：00", "10:00"),
        ("10∶00", "10:00"),
        ("1︰30", "01:30"),
        ("10 ：00", "10:00"),
        ("12: 00分", "12:00"),
        ("9:18时", "09:18"),
        ("13:30:05", "13:30:05"),
        ("10时", "10:00"),
        ("10时整", "10:00"),
        ("10时3分", "10:03"),
        ("10时03分05秒", "10:03:05"),
        ("12时0分", "12:00"),
        ("11点58", "11:58"),
        ("10点半", "10:30"),
        ("十时三十分", "10:30"),
        ("９时１８分", "09:18"),
        ("９時１８分", "09:18"),
    ],
)
def test_a_clock_time(printed: str, moment: str) -> None:
    assert found(f"定于{printed}开始") == [moment]


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("上午10时", "10:00"),
        ("上午12时", "12:00"),
        ("中午11时32分", "11:32"),
        ("中午12时", "12:00"),
        ("中午1时", "13:00"),
        ("下午3:00", "15:00"),
        ("下午15:00", "15:00"),
        ("下午16时", "16:00"),
        ("夜9时18分", "21:18"),
        ("晚上9时", "21:00"),
        ("早上7时", "07:00"),
    ],
)
def test_a_part_of_the_day(printed: str, moment: str) -> None:
    assert found(printed) == [moment]


@pytest.mark.parametrize(
    ("printed", "stretch"),
    [
        ("10:29-10:44", "10:29-10:44"),
        ("10：00—10：03", "10:00-10:03"),
        ("9:18~9:33", "09:18-09:33"),
        ("9:18～9:33", "09:18-09:33"),
        ("15:00----15:03", "15:00-15:03"),
        ("10:00 － 10:03", "10:00-10:03"),
        ("10时00分至10时23分", "10:00-10:23"),
        ("11点55分至11点58", "11:55-11:58"),
        ("9:18时至9:33时", "09:18-09:33"),
        ("15:00—15:44分", "15:00-15:44"),
        ("16.00至16.15", "16:00-16:15"),
        ("9.30-10.00", "09:30-10:00"),
        ("9时18分至21分", "09:18-09:21"),
        ("10时30分至45分", "10:30-10:45"),
        ("下午3:00至3:16", "15:00-15:16"),
        ("下午2时30分至2时45分", "14:30-14:45"),
        ("上午11:30至1:00", "11:30-13:00"),
        ("9:30起至11:00止", "09:30-11:00"),
        ("9:18开始，9:38结束", "09:18-09:38"),
        ("10时到10时19分", "10:00-10:19"),
    ],
)
def test_a_stretch(printed: str, stretch: str) -> None:
    assert found(printed) == [stretch]


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("上午10:00许", "10:00 about"),
        ("10时前后", "10:00 about"),
        ("约10时", "10:00 about"),
        ("预计于10:30", "10:30 about"),
        ("10:00至10:20左右", "10:00-10:20 about"),
    ],
)
def test_a_time_that_is_only_about_right(printed: str, moment: str) -> None:
    assert found(printed) == [moment]


@pytest.mark.parametrize(
    "printed",
    [
        "91.6兆赫",
        "FM96.2",
        "30台",
        "电话0471-4606110",
        "0763—6622119",
        "时间3分钟",
        "停24秒",
        "反复15遍",
        "3小时",
        "25时",
        "10时60分",
        "2023年9月18日",
        "〔2023〕25号",
        "1.5米",
        "第3时段",
        "3时期",
    ],
)
def test_what_is_no_time(printed: str) -> None:
    assert found(printed) == []


@pytest.mark.parametrize(
    "printed", ["1.15:00发放预先警报", "1、15时00分", "1.15时整", "（1）15:00", "①15:00", "⒈15:00"]
)
def test_the_number_of_a_list_is_no_part_of_a_time(printed: str) -> None:
    assert found(printed) == ["15:00"]


def test_the_number_of_a_list_is_no_part_of_a_time_in_words() -> None:
    assert found("1.八时三十分") == ["08:30"]


def test_about_ten_o_clock() -> None:
    assert found("10时左右") == ["10:00 about"]


def test_times_come_in_the_order_of_the_text() -> None:
    assert found("9:18开始，9时24分发放，次日8:00") == ["09:18", "09:24", "08:00"]
