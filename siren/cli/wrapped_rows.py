"""Rows whose cells go on in the next line where a terminal is too narrow for them."""

from __future__ import annotations

import sys
from itertools import zip_longest
from typing import TYPE_CHECKING

from siren.cli.columns import GAP, NARROWEST, cells, columns, padded, terminal_cells, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def wrapped_rows(rows: Sequence[Sequence[str]], *, indent: int = 2, whole: int = 1) -> str:
    """Return rows in columns; nothing is cut, and nothing wrapped where there is no terminal.

    Parameters
    ----------
    whole
        So many columns on the left are never wrapped; of the others the widest gives way first.
    """
    if not rows or not sys.stdout.isatty():
        return columns(rows, indent=indent)
    widths = _widths(rows, terminal_cells() - indent, whole)
    lines = (line for row in rows for line in row_lines(row, widths))
    return "\n".join(" " * indent + line for line in lines)


def row_lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row, each cell wrapped to its width."""
    parts = (wrapped(text, width) for text, width in zip(row, widths, strict=True))
    for line in zip_longest(*parts, fillvalue=""):
        texts = (padded(text, width) for text, width in zip(line, widths, strict=True))
        yield (" " * GAP).join(texts).rstrip()


def _widths(rows: Sequence[Sequence[str]], room: int, whole: int) -> list[int]:
    widths = [max(cells(row[at]) for row in rows) for at in range(len(rows[0]))]
    while sum(widths) + GAP * (len(widths) - 1) > room and max(widths[whole:]) > NARROWEST:
        widths[widths.index(max(widths[whole:]), whole)] -= 1
    return widths
