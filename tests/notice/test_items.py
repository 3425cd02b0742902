from __future__ import annotations

import pytest

from siren.notice.items import ITEM_AT_MOST, about_sirens, is_readable, items
from siren.notice.noise import cleaned
from siren.notice.reader import read_notice

BODY = "市政府定于9月18日上午10时在全市试鸣防空警报，请市民勿惊慌。"


def titles(printed: str) -> list[str]:
    return [item.page.text[: item.title_end] for item in items(cleaned(printed))]


def test_a_notice_alone_is_one_item_with_its_title() -> None:
    assert titles(f"样城市防空警报试鸣公告\n{BODY}") == ["样城市防空警报试鸣公告"]


@pytest.mark.parametrize(
    "title",
    [
        "样城市气象局关于调整预警广播时段的公告",
        "样城市人民政府通告",
        "关于9月份安全演练安排的函",
        "样城市2022年工作情况",
        "致市民的一封信",
        "关于和平路更名的批复",
        "关于表彰先进集体的决定(节录)",
    ],
)
def test_a_title_begins_a_new_item(title: str) -> None:
    assert titles(f"样城市防空警报试鸣公告\n{BODY}\n{title}\n{BODY}")[1] == title


def test_a_leaflet_begins_a_new_item() -> None:
    assert len(titles(f"样城市防空警报试鸣公告\n{BODY}\n告居民书\n{BODY}")) == 2


@pytest.mark.parametrize(
    "line",
    [
        "附件：防空警报信号规定",
        "一、试鸣时间和通知",
        "请各单位转发本通知。",
        "样城市人民政府",
        "2023年9月8日",
        "防空警报音响信号规定",
    ],
)
def test_a_part_of_an_item_begins_none(line: str) -> None:
    assert len(titles(f"样城市防空警报试鸣公告\n{BODY}\n{line}\n{BODY}")) == 1


def test_a_title_may_stand_in_two_lines() -> None:
    printed = f"样城市人民政府\n关于试鸣防空警报的通告\n{BODY}"
    assert titles(printed) == ["样城市人民政府\n关于试鸣防空警报的通告"]


def test_items_together_are_the_whole_page() -> None:
    page = cleaned(f"样城市试鸣公告\n{BODY}\n关于路名的公告\n{BODY}\n某局通知\n{BODY}")
    assert "".join(item.page.text for item in items(page)) == page.text


def test_an_item_keeps_the_lines_of_the_page() -> None:
    page = cleaned(f"样城市试鸣公告\n{BODY}\n\n\n关于路名的公告\n{BODY}")
    assert items(page)[1].page.quote(0, 2) == (5, "关于")


def sirens(printed: str) -> int:
    return len(about_sirens(items(cleaned(printed))))


def test_items_about_other_things_are_left_out() -> None:
    other = "关于和平路更名的公告\n自9月18日10时起，和平路更名为海达路。"
    assert sirens(f"样城市防空警报试鸣公告\n{BODY}\n{other}") == 1
    assert sirens(other) == 0


def test_what_is_longer_than_any_notice_is_not_read() -> None:
    printed = "样城市防空警报试鸣公告\n" + BODY * (ITEM_AT_MOST // len(BODY) + 1)
    [item] = items(cleaned(printed))
    assert not is_readable(item)
    reason = read_notice(printed).reason
    assert reason is not None
    assert "too long" in reason.english


def test_a_notice_behind_a_part_that_was_not_read_is_asked() -> None:
    long = "警报知识手册\n" + BODY * (ITEM_AT_MOST // len(BODY) + 1)
    reading = read_notice(f"{long}\n样城市关于防空警报试鸣的公告\n{BODY}")
    assert "too long" in " ".join(conflict.said.english for conflict in reading.conflicts)
