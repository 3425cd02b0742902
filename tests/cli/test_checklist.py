"""The board as people see it: a mark and a word each, and nothing wider than the terminal."""

from __future__ import annotations

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st

from siren.cli.checklist import board_as_json, board_text, by_destination
from siren.cli.columns import cells, wrapped
from siren.preflight.check import amber, green, red
from siren.text import phrase

CHECKS = (
    green("disk", phrase("12 GB free at /var/lib/siren", "/var/lib/siren 剩余 12 GB")),
    amber(
        "sleep",
        phrase("cannot be kept off here: systemd-inhibit does not answer", "本机无法自动禁止休眠"),
        phrase("turn sleep off by hand", "请人工关闭休眠"),
    ),
    green("sound", phrase("15:00 at 48000 Hz, SHA-256 " + "a7" * 32, "SHA-256 " + "a7" * 32)),
    red("device", phrase("no device", "没有设备"), phrase("plug it in", "请接好"), of="horn"),
)


def text(language: str = "en", width: int = 80) -> list[str]:
    return unstyle(board_text("EXERCISE  Test (town)", CHECKS, language, width)).splitlines()


def test_each_line_has_a_mark_a_word_and_a_name_and_only_what_is_not_green_an_action() -> None:
    assert text() == [
        "EXERCISE  Test (town)",
        "",
        "✓ GREEN  disk       12 GB free at /var/lib/siren",
        "! AMBER  sleep      cannot be kept off here: systemd-inhibit does not answer",
        "         -> turn sleep off by hand",
        "✓ GREEN  sound      15:00 at 48000 Hz, SHA-256",
        "         " + "a7" * 32,
        "",
        "horn",
        "✗ RED    device     no device",
        "         -> plug it in",
        "",
        "=== NO-GO ===  1 red, 1 amber",
    ]


def test_in_chinese_the_columns_stand_as_well() -> None:
    lines = text("zh")
    assert lines[2] == "✓ 绿     磁盘 disk       /var/lib/siren 剩余 12 GB"
    assert lines[-1] == "=== 不可试鸣  NO-GO ===  红 1 项，黄 1 项"


def test_without_red_it_is_go() -> None:
    board = unstyle(board_text("T", CHECKS[:3], "en", 80))
    assert board.splitlines()[-1] == "=== GO ===  0 red, 1 amber"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [75, 80, 200])
def test_no_line_is_wider_than_the_terminal(language: str, width: int) -> None:
    assert max(map(cells, text(language, width))) <= width


def test_programs_get_english_and_null() -> None:
    assert board_as_json(CHECKS)[3] == {
        "name": "device",
        "state": "red",
        "value": "no device",
        "action": "plug it in",
        "of": "horn",
    }
    assert (board_as_json(CHECKS)[0]["action"], board_as_json(CHECKS)[0]["of"]) == (None, None)


def test_lines_of_a_destination_come_together() -> None:
    a, b, c = (green("x", phrase("", ""), of=of) for of in ("a", "b", "a"))
    assert by_destination((a, b, c)) == (a, c, b)


def test_a_chinese_line_breaks_anywhere_but_before_a_stop() -> None:
    assert wrapped("请人工关闭休眠，勿合上", 14) == ["请人工关闭休", "眠，勿合上"]


@given(st.text(alphabet="ab ，。警报", min_size=1), st.integers(4, 20))
def test_wrapping_loses_nothing_but_blanks(words: str, width: int) -> None:
    lines = wrapped(words, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(cells(line) <= width for line in lines)
