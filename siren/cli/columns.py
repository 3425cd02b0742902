"""Rows of text in columns that line up, whatever the script."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from wcwidth import wcswidth

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 2
"""Blank cells between columns."""

_CLOSING = "，。；：、？！）〕】》”…］"
_PIECE = re.compile(
    r"\s*[（〔【《“［]*(?:[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+)"
    rf"[{_CLOSING}]*"
)
"""What a line is not broken within: a word, or a Chinese letter; and never before a stop."""

NARROWEST = 8
"""No column is cut to fewer cells."""


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: a Chinese character takes two."""
    return max(0, wcswidth(text))


def padded(text: str, width: int) -> str:
    """Return `text` filled with blanks to `width` cells, or cut there."""
    if cells(text) > width:
        while cells(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - cells(text))


def terminal_cells() -> int:
    """Return how wide the terminal is; 80 where there is none, or it does not say."""
    return shutil.get_terminal_size().columns


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, broken at blanks or between Chinese letters.

    A word that is longer than a line is cut.
    """
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if cells((line + piece).rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line, piece = "", piece.lstrip()
        line += piece
        while cells(line.rstrip()) > width:
            head = line[:width]
            while cells(head) > width:
                head = head[:-1]
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def fitted(text: str, stream: TextIO) -> str:
    """Return `text` broken between words where a terminal is too narrow for it."""
    if not stream.isatty():
        return text
    return "\n".join(part for line in text.split("\n") for part in wrapped(line, terminal_cells()))


def columns(rows: Sequence[Sequence[str]], *, indent: int = 0, whole: int = 0) -> str:
    """Return rows as lines that fit the terminal.

    Parameters
    ----------
    rows
        Equally many cells each.
    whole
        So many columns on the left are never cut; of the others the widest gives way first.
        Nothing is cut where stdout is no terminal.
    """
    if not rows:
        return ""
    widths = [max(cells(row[i]) for row in rows) for i in range(len(rows[0]))]
    if sys.stdout.isatty():
        room = shutil.get_terminal_size().columns - indent - GAP * (len(widths) - 1)
        while sum(widths) > room and max(widths[whole:], default=0) > NARROWEST:
            widths[widths.index(max(widths[whole:]), whole)] -= 1
    blank = " " * GAP
    lines = (
        blank.join(padded(text, size) for text, size in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(" " * indent + line.rstrip() for line in lines)
