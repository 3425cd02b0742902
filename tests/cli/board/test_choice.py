"""A board, or lines."""

from __future__ import annotations

import io

import pytest

from siren.cli.board.choice import choose, has_screen
from siren.cli.board.plain import PlainLines


class Stream(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8", *, is_terminal: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize("term", ["xterm-256color", "vt100", "linux", "screen"])
def test_a_terminal_with_a_screen_shows_a_board(term: str) -> None:
    assert has_screen(Stream(), {"TERM": term})


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": "unknown"}, {"TERM": ""}, {}])
def test_one_without_a_screen_does_not(environ: dict[str, str]) -> None:
    assert not has_screen(Stream(), environ)


def test_nor_does_one_that_has_no_letters_for_the_figures() -> None:
    assert not has_screen(Stream("iso8859-1"), {"TERM": "xterm"})


def test_a_file_gets_lines() -> None:
    assert not has_screen(Stream(is_terminal=False), {"TERM": "xterm"})
    assert isinstance(choose("wang@console", "en", subjects=[]), PlainLines)
