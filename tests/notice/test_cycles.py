from __future__ import annotations

import pytest

from siren.notice.cycles import phrases
from siren.notice.noise import cleaned


def found(printed: str) -> list[str]:
    """Return what is said of sounds: what, its seconds, its count."""
    said = []
    for phrase in phrases(cleaned(printed).text):
        figures = [str(seconds) for seconds in phrase.seconds]
        figures += [] if phrase.number is None else [f"x{phrase.number}"]
        said.append(" ".join([phrase.says, *figures]))
    return said


@pytest.mark.parametrize(
    "printed",
    [
        "鸣36秒、停24秒",
        "鸣36秒停24秒",
        "鸣36秒，停24秒",
        "响36秒；停24秒",
        "每次响36秒，停24秒",
        "先鸣36秒再停24秒",
        "鸣响时间36秒，停止时间24秒",
        "鸣放36秒，间歇24秒",
        "鸣36秒钟，停24秒钟",
        "鸣三十六秒，停二十四秒",
        "36秒响24秒停",
        "鸣36秒，间隔24秒",
    ],
)
def test_a_tone_and_a_pause(printed: str) -> None:
    assert found(printed) == ["cycle 36 24"]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("鸣15秒，停10秒，再鸣放5秒，停10秒", ["cycle 15 10", "cycle 5 10"]),
        ("鳴5秒，停5秒，反覆9遍", ["cycle 5 5", "repeats x9"]),
        ("1長音2短音，長音鳴15秒，短音各鳴5秒，各音間隔5秒", ["cycle 15 5 5 5 5 5"]),
        ("1长音1短音，长音20秒，短音10秒，间隔5秒", ["cycle 20 5 10 5"]),
        ("鸣1分钟，停30秒", ["cycle 60 30"]),
    ],
)
def test_a_compound_cycle(printed: str, said: list[str]) -> None:
    assert found(printed) == said


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("反复3遍", 3),
        ("反复三遍为一个周期", 3),
        ("重复15次", 15),
        ("反复十五遍", 15),
        ("循环3次", 3),
        ("共3遍", 3),
        ("分3次断续发放", 3),
        ("反复两边", 2),
        ("连续反覆3次", 3),
    ],
)
def test_how_often(printed: str, count: int) -> None:
    assert found(printed) == [f"repeats x{count}"]


@pytest.mark.parametrize(
    ("printed", "seconds"),
    [
        ("时间3分钟", 180),
        ("时间为3分钟", 180),
        ("持续180秒", 180),
        ("共180秒", 180),
        ("循环三分钟", 180),
        ("历时三分钟", 180),
        ("用时3分钟", 180),
        ("计115秒", 115),
        ("（3分钟）", 180),
    ],
)
def test_how_long(printed: str, seconds: int) -> None:
    says, *figures = found(f"空袭警报{printed}")[0].split()
    assert (says in ("length", "continuous"), figures) == (True, [str(seconds)])


@pytest.mark.parametrize(
    "printed",
    [
        "连续鸣放3分钟",
        "长鸣3分钟",
        "一长声，持续3分钟",
        "一长音3分钟",
        "连续鸣180秒",
        "一声长鸣，计3分钟",
        "不间断鸣放3分钟",
        "连续鸣响，时间三分钟",
        "连续长鸣180秒",
    ],
)
def test_one_tone_without_a_pause(printed: str) -> None:
    assert found(printed) == ["continuous 180"]


def test_one_tone_whose_length_is_not_said() -> None:
    assert found("一声长鸣。") == ["continuous"]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("每两种警报间隔5分钟", "gap 300"),
        ("各种信号间隔为5分钟", "gap 300"),
        ("间隔均为60秒", "gap 60"),
        ("相邻两种信号之间静默5分钟", "gap 300"),
        ("前后两段之间各停7分钟", "gap 420"),
        ("相隔七分钟", "gap 420"),
        ("每次间隔4-7分钟", "gap 240 420"),
        ("前一种结束7分钟后发放后一种", "gap 420"),
    ],
)
def test_how_far_apart(printed: str, said: str) -> None:
    assert found(printed) == [said]


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("鸣放两个周期", "rounds x2"),
        ("每种信号重复2次", "rounds x2"),
        ("三种警报鸣完为一轮，共鸣两轮", "sets x2"),
        ("全套鸣放2遍", "sets x2"),
        ("每种警报鸣放时间3分钟", "each 180"),
        ("各鸣3分钟", "each 180"),
        ("全程共15分钟", "whole 900"),
        ("持续时间共15分钟", "whole 900"),
    ],
)
def test_what_is_said_of_all_signals(printed: str, said: str) -> None:
    assert found(printed) == [said]


@pytest.mark.parametrize(
    "printed",
    [
        "101.7兆赫",
        "38台固定警报器",
        "预计6.2万人",
        "罚款200元",
        "第7个防灾减灾日",
        "九条路",
        "2.1公里",
    ],
)
def test_figures_that_are_not_about_a_sound(printed: str) -> None:
    assert found(printed) == []
