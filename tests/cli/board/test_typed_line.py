"""A line as it is typed: whole with Enter, corrected, never without end."""

from __future__ import annotations

from siren.cli.board.typed_line import LONGEST, TypedLine


def test_a_line_is_whole_with_enter_and_can_be_corrected() -> None:
    line = TypedLine()
    assert line.take("cm") is None
    assert line.text == "cm"
    assert line.take("\x7fn-x\b") is None
    assert line.take("air\r") == "cn-air"
    assert line.text == ""


def test_ctrl_u_begins_anew() -> None:
    assert TypedLine().take("abc\x152\n") == "2"


def test_what_follows_a_line_is_forgotten_and_a_line_has_an_end() -> None:
    line = TypedLine()
    assert line.take("1\r2\r3") == "1"
    assert line.text == ""
    line.take("x" * 500 + "\x07")
    assert line.text == "x" * LONGEST
