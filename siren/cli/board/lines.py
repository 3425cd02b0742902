"""Lines of a screen: words with a style, cut and filled to a number of cells.

Comes in: words. Goes out: lines for :mod:`siren.cli.board.screen`, which alone knows how a
terminal shows a style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.cli.columns import cells, padded
from siren.cli.facts import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


class Piece(NamedTuple):
    """Words with a style: ``bold``, ``dim``, ``reverse``, a colour, or several of them."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]

EMPTY: Line = ()


def line(*pieces: Piece | str) -> Line:
    """Return a line; words without a style are as they are."""
    return tuple(p if isinstance(p, Piece) else Piece(p) for p in pieces)


def text_of(pieces: Line) -> str:
    """Return the words of a line."""
    return "".join(piece.text for piece in pieces)


def width_of(pieces: Line) -> int:
    """Return how many cells a line takes."""
    return cells(text_of(pieces))


def fitted(pieces: Line, width: int, style: str = "") -> Line:
    """Return a line of exactly `width` cells: cut, or filled with blanks of a style.

    What would steer a terminal is shown as a mark.
    """
    fitting: list[Piece] = []
    room = width = max(0, width)
    for text, own in pieces:
        shown = plain(text)
        taken = cells(shown)
        if taken > room:
            shown, taken = padded(shown, room) if room else "", room
        fitting.append(Piece(shown, own))
        room -= taken
        if not room:
            break
    return (*fitting, Piece(" " * room, style)) if room else tuple(fitting)


def spread(left: Line, right: Line, width: int, style: str = "") -> Line:
    """Return a line with words at both its ends; those on the left give way."""
    room = max(0, width - width_of(right))
    return fitted((*fitted(left, room, style), *right), width, style)


def centred(pieces: Line, width: int, style: str = "") -> Line:
    """Return a line with its words in the middle."""
    blank = max(0, width - width_of(pieces)) // 2
    return fitted((Piece(" " * blank, style), *pieces), width, style)


def window(rows: Sequence[Line], room: int, at: int, more: str) -> list[Line]:
    """Return `room` of the rows, that at index `at` among them; `more` marks what is left out.

    Parameters
    ----------
    more
        Words for the number of rows that are not shown, such as ``... {} more``.
    """
    if len(rows) <= room:
        return list(rows)
    shown = max(1, room - 1)
    first = min(max(0, at - shown // 2), len(rows) - shown)
    left_out = [line(Piece(more.format(len(rows) - shown), "dim"))] if room > 1 else []
    return [*rows[first : first + shown], *left_out] if room else []


def page_of(upper: Sequence[Line], last: Line, width: int, height: int) -> list[Line]:
    """Return one page with a last line; where there is no room, what stands above gives way."""
    upper = upper[: max(1, height - 1)]
    blank = [EMPTY] * (height - 1 - len(upper))
    return [fitted(row, width) for row in [*upper, *blank, last][:height]]
