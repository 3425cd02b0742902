"""Lines that fit a terminal, counted in cells."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from siren.cli.columns import cells, fitted, wrapped

if TYPE_CHECKING:
    import pytest

    Patch = pytest.MonkeyPatch

WORDS = st.text(alphabet="abc 警报试鸣，。（）［］-", max_size=120)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(WORDS, st.integers(min_value=8, max_value=60))
def test_no_line_is_wider_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_an_opening_bracket_stays_with_its_word() -> None:
    assert wrapped("时钟警报（siren stop）", 16) == ["时钟警报（siren", "stop）"]
    assert wrapped("时钟警报（siren stop）", 14) == ["时钟警报", "（siren stop）"]


def test_a_line_does_not_begin_with_a_stop() -> None:
    assert wrapped("一二三四，五", 8) == ["一二三", "四，五"]


def test_where_no_terminal_is_nothing_is_broken(monkeypatch: Patch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((20, 24)))
    text = "nothing sounds until: siren stop --clear\nsecond"
    assert fitted(text, io.StringIO()) == text
    assert fitted(text, Terminal()).split("\n") == [
        "nothing sounds",
        "until: siren stop",
        "--clear",
        "second",
    ]
