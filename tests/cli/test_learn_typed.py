"""What is typed in a listening test, and what it means."""

from __future__ import annotations

import pytest

from siren.cli.learn_typed import LONGEST, Order, TypedLine, meaning_of

IDS = ("cn-air-raid", "ru-attention", "q-test")


def test_a_line_is_whole_with_enter_and_can_be_corrected() -> None:
    line = TypedLine()
    assert line.take("cm") is None
    assert line.text == "cm"
    assert line.take("\x7fn-x\b") is None
    assert line.take("air\r") == "cn-air"
    assert line.text == ""


def test_ctrl_u_begins_anew_and_ctrl_d_stops() -> None:
    line = TypedLine()
    assert line.take("abc\x152\n") == "2"
    assert line.take("ab\x04") == "q"


def test_what_follows_a_line_is_forgotten_and_a_line_has_an_end() -> None:
    line = TypedLine()
    assert line.take("1\r2\r3") == "1"
    assert line.text == ""
    line.take("x" * 500 + "\x07")
    assert line.text == "x" * LONGEST


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("1", "cn-air-raid"),
        (" 3 ", "q-test"),
        ("２", "ru-attention"),
        ("RU-Attention", "ru-attention"),
        ("?", Order.UNKNOWN),
        ("？", Order.UNKNOWN),
        ("R", Order.AGAIN),
        ("q", Order.STOP),
        ("", Order.ON),
        ("  ", Order.ON),
        ("0", None),
        ("4", None),
        ("cn-air", None),
        ("rr", None),
    ],
)
def test_a_number_an_id_or_an_order(typed: str, meaning: str | Order | None) -> None:
    assert meaning_of(typed, IDS) == meaning
