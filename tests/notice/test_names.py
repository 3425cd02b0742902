from __future__ import annotations

import pytest

from siren.notice.names import names
from siren.notice.noise import cleaned


def found(printed: str) -> list[str]:
    """Return the names in a text as they stand in it, each with its kind."""
    text = cleaned(printed).text
    return [f"{text[name.start : name.end]} {name.kind}" for name in names(text)]


def listed(printed: str) -> list[str]:
    text = cleaned(printed).text
    return [text[name.start : name.end] for name in names(text) if name.is_in_list]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("预先警报", "pre-warning"),
        ("预备警报", "pre-warning"),
        ("预先警报信号", "pre-warning"),
        ("防空预警", "pre-warning"),
        ("防空袭预先警报信号", "pre-warning"),
        ("空袭警报", "air-raid"),
        ("紧急警报", "air-raid"),
        ("緊急警報", "air-raid"),
        ("防空袭紧急警报信号", "air-raid"),
        ("空**报", "air-raid"),
        ("空××报", "air-raid"),
        ("解除警报", "all-clear"),
        ("解除**报", "all-clear"),
        ("空袭解除警报", "all-clear"),
        ("解除空袭警报", "all-clear"),
        ("防空袭解除警报信号", "all-clear"),
        ("防灾解除警报", "all-clear"),
        ("灾情解除警报", "all-clear"),
        ("解除灾害警报", "all-clear"),
        ("防灾警报", "disaster"),
        ("灾情警报", "disaster"),
        ("灾害警报", "disaster"),
        ("海嘯警報", "disaster"),
        ("撤离警报", "disaster"),
        ("预警警报", "disaster"),
        ("泄洪警报", "disaster"),
    ],
)
def test_a_name_and_its_kind(printed: str, kind: str) -> None:
    text = cleaned(printed).text
    assert found(f"鸣放{printed}。") == [f"{text} {kind}"]


@pytest.mark.parametrize(
    "printed",
    [
        "防空警报试鸣",
        "防空防灾警报试鸣",
        "人防警报器",
        "冰雹警报",
        "消防警报",
        "预警信息发布系统",
        "警报解除",
    ],
)
def test_words_that_name_no_signal(printed: str) -> None:
    assert found(printed) == []


def test_a_disaster_set_keeps_its_own_all_clear() -> None:
    rows = {name.row for name in names("防灾警报、防灾解除警报、空袭警报、解除警报")}
    assert len(rows) == 4


def test_what_disaster_signals_are_called_together_is_no_signal_beside_one_of_them() -> None:
    assert found("防汛警报试鸣，先发撤离警报") == ["撤离警报 disaster"]
    assert found("防汛警报试鸣") == ["防汛警报 disaster"]


@pytest.mark.parametrize(
    ("printed", "names_in_list"),
    [
        ("依次为预先警报、空袭警报、解除警报。", ["预先警报", "空袭警报", "解除警报"]),
        ("“预先警报”“空袭警报”和“解除警报”三种信号", ["预先警报", "空袭警报", "解除警报"]),
        ("预先、空袭和解除警报", ["预先", "空袭", "解除警报"]),
        ("“预先”“空袭”“解除”三种", []),
        ("预先警报，鸣36秒；空袭警报，鸣6秒", []),
    ],
)
def test_a_list_tells_the_order_and_nothing_else(printed: str, names_in_list: list[str]) -> None:
    assert listed(printed) == names_in_list


def test_the_last_name_of_a_list_of_which_more_is_said_stands_for_itself() -> None:
    assert listed("预先警报、空袭警报，鸣6秒，停6秒") == ["预先警报"]
