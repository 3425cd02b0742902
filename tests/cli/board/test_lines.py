"""Lines of exactly as many cells as there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.cli.board.lines import Piece, centred, fitted, line, spread, text_of, width_of, window

WORDS = st.text(st.sampled_from("ab 演习警报，:→"), max_size=20)


@given(st.lists(WORDS, max_size=4), st.integers(0, 60))
def test_a_line_is_as_wide_as_it_should_be_whatever_the_script(
    words: list[str], width: int
) -> None:
    for made in (fitted, centred):
        assert width_of(made(line(*words), width)) == width
    assert width_of(spread(line(*words), line("end"), width)) == width


def test_what_would_steer_a_terminal_is_a_mark() -> None:
    assert text_of(fitted(line("a\x1b[2Jb\n"), 10)) == "a�[2Jb�   "


def test_the_left_gives_way() -> None:
    assert text_of(spread(line("a long title"), line("10:29"), 12)) == "a long…10:29"


def test_styles_are_kept_and_the_rest_is_filled() -> None:
    filled = fitted(line(Piece("ab", "bold")), 4, "reverse")
    assert filled == (Piece("ab", "bold"), Piece("  ", "reverse"))


@pytest.mark.parametrize(
    ("at", "shown"),
    [(0, ["0", "1", "+3"]), (2, ["1", "2", "+3"]), (4, ["3", "4", "+3"])],
)
def test_of_many_rows_those_around_one_are_shown(at: int, shown: list[str]) -> None:
    rows = [line(str(number)) for number in range(5)]
    assert [text_of(row) for row in window(rows, 3, at, "+{}")] == shown


def test_with_room_for_one_row_it_is_that_one() -> None:
    rows = [line(str(number)) for number in range(5)]
    assert [text_of(row) for row in window(rows, 1, 3, "+{}")] == ["3"]
    assert window(rows, 0, 3, "+{}") == []
