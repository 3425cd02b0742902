"""Lines as a terminal wants them."""

from __future__ import annotations

import pytest

from siren.cli.board.lines import Piece, line
from siren.cli.board.screen import Styles

ROW = line(Piece("SOUNDING 鸣响中", "bold red reverse"), " [v] ", Piece("silence", "dim"))


def test_styles_are_sent_and_words_are_as_they_are() -> None:
    assert Styles({"TERM": "xterm-256color"}).dressed(ROW) == (
        "\x1b[1;7;31mSOUNDING 鸣响中\x1b[0m [v] \x1b[2msilence\x1b[0m"
    )


@pytest.mark.parametrize(
    "environ",
    [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "vt220"}],
)
def test_without_colour_bold_and_reverse_remain(environ: dict[str, str]) -> None:
    assert Styles(environ).dressed(ROW) == (
        "\x1b[1;7mSOUNDING 鸣响中\x1b[0m [v] \x1b[2msilence\x1b[0m"
    )


def test_a_long_row_is_neither_wrapped_nor_cut() -> None:
    row = line("█" * 300)
    assert Styles({"TERM": "xterm"}).dressed(row) == "█" * 300
