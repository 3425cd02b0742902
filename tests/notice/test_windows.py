from __future__ import annotations

import pytest

from siren.notice.noise import cleaned
from siren.notice.reading import day_time
from siren.notice.times import times
from siren.notice.windows import Windows, windows_of


def read(printed: str) -> Windows:
    page = cleaned(printed)
    return windows_of(page, times(page.text))


def found(printed: str) -> list[str]:
    return [
        day_time(window.start_s) + ("" if window.end_s is None else f"-{day_time(window.end_s)}")
        for window in read(printed).windows
    ]


@pytest.mark.parametrize(
    ("printed", "windows"),
    [
        ("定于9月18日上午10时至10时19分试鸣防空警报。", ["10:00-10:19"]),
        ("定于9月18日（星期一）10：00—10：23试鸣防空警报。", ["10:00-10:23"]),
        ("试鸣时间：9月18日上午10时起。", ["10:00"]),
        ("定于9月18日试鸣防空警报，时间为上午10∶00—10∶15。", ["10:00-10:15"]),
        ("一、时间：10：00时至10：19时", ["10:00-10:19"]),
        ("定于9月18日夜9时18分鸣响防空警报。", ["21:18"]),
    ],
)
def test_the_time_of_the_test(printed: str, windows: list[str]) -> None:
    assert found(printed) == windows


@pytest.mark.parametrize(
    "other",
    [
        "晚9时整举行撞钟仪式。",
        "9月17日9:00至17:00检测警报器。",
        "咨询热线办公时间8:30至17:30。",
        "请在当日9时前报送名单。",
        "气象局另于15:00召开会议。",
        "原定于9月18日9时18分。",
    ],
)
def test_other_times_are_not_that_of_the_test(other: str) -> None:
    assert found(f"定于9月18日上午10时至10时19分试鸣防空警报。{other}") == ["10:00-10:19"]
    assert found(f"{other}定于9月18日上午10时至10时19分试鸣防空警报。") == ["10:00-10:19"]


def test_a_time_said_twice_is_one() -> None:
    assert found("9月18日上午10时试鸣防空警报。试鸣时间：9月18日10:00-10:19。") == ["10:00-10:19"]


def test_a_morning_and_an_afternoon_are_two_sessions() -> None:
    printed = "定于9月18日上午9:00至10:00，下午15:00至16:00试鸣防空警报。"
    assert found(printed) == ["09:00-10:00", "15:00-16:00"]
    assert read(printed).conflicts == ()


def test_two_times_of_one_morning_are_asked() -> None:
    windows = read("定于9月18日上午10时试鸣防空警报。试鸣时间：9月18日10:30。")
    assert windows.windows == ()
    assert [day_time(window.start_s) for window in windows.candidates] == ["10:00", "10:30"]
    assert "several times are named" in windows.conflicts[0].said.english


@pytest.mark.parametrize("about", ["10时许", "约10时", "10:00许"])
def test_a_time_that_is_only_about_right_is_asked(about: str) -> None:
    windows = read(f"定于9月18日上午{about}试鸣防空警报。")
    assert windows.windows == ()
    assert "only approximate" in windows.conflicts[0].said.english


def test_no_time_is_no_window() -> None:
    assert read("定于9月18日试鸣防空警报。") == ((), (), (), ())
