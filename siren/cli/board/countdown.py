"""The next signal, and how long until it sounds or ends, in figures as large as there is room."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.cli.board import digits
from siren.cli.board.lines import EMPTY, Piece, centred, line, width_of
from siren.cli.board.scene import Stage
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Next

TO = phrase("to {at}  ", "距 {at}  ")
SOUNDING = phrase("SOUNDING 鸣响中", "鸣响中 SOUNDING")
UNHEARD = phrase("IS NOT HEARD 未发声", "未发声 IS NOT HEARD")
ON = phrase(" on {heard} of {of}", "（{of} 处中 {heard} 处）")
ENDS = phrase("ends in", "距结束")
OVER = phrase("THE DRILL IS OVER", "演习结束")

_STYLES = {
    Stage.BEFORE: "bold",
    Stage.SOUNDING: "bold red",
    Stage.UNHEARD: "bold yellow",
}


def state_row(coming: Next | None, width: int, language: str) -> Line:
    """Return in words what the figures count; while a signal is due, a bar across the screen."""
    if coming is None:
        return centred(line(Piece(OVER.said_in(language), "bold")), width)
    native, foreign = _names(coming, language)
    name = line(Piece(native, "bold"), Piece(f"  {foreign}" if foreign else "", "dim"))
    if coming.stage is Stage.BEFORE:
        until = TO.said_in(language).format(at=f"{coming.at:%H:%M:%S}")
        words = line(until, *name)
        return centred(words if width_of(words) <= width else words[:2], width)
    bar = f"{_STYLES[coming.stage]} reverse"
    ends = ENDS.said_in(language)
    for names in (f"{native}  {foreign}", native):
        words = line(Piece(f"{_mark(coming)} {_due(coming, language)}  {names}  {ends}", bar))
        if width_of(words) <= width:
            break
    return centred(words, width, bar)


def figures_rows(coming: Next | None, width: int, rows: int) -> list[Line]:
    """Return the countdown, `rows` high at most: figures, or one line where they do not fit."""
    if coming is None:
        return [EMPTY]
    style = _STYLES[coming.stage]
    text = whole(coming.left_s)
    dot = digits.dot_for(text, width - 2, rows)
    drawn = digits.figures(text, dot) if dot else [text]
    return [centred(line(Piece(row, style)), width) for row in drawn]


def height_within(coming: Next | None, width: int, rows: int) -> int:
    """Return how many rows the figures take where there are `rows` for them."""
    dot = digits.dot_for(whole(coming.left_s), width - 2, rows) if coming else 0
    return digits.rows_for(dot) if dot else 1


def _names(coming: Next, language: str) -> tuple[str, str]:
    """Return the name in the reader's language, and in another one if it has any."""
    own = coming.names.said_in(language)
    others = (name for name in coming.names.as_dict().values() if name != own)
    return own, next(others, "")


def _mark(coming: Next) -> str:
    return "▶▶▶" if coming.stage is Stage.SOUNDING else "✕✕✕"


def _due(coming: Next, language: str) -> str:
    if coming.stage is Stage.UNHEARD:
        return UNHEARD.said_in(language)
    words = SOUNDING.said_in(language)
    if coming.heard_on < coming.of:
        words += ON.said_in(language).format(heard=coming.heard_on, of=coming.of)
    return words


def whole(seconds: float) -> str:
    """Return seconds as a countdown shows them: 0:01 until it is over."""
    return clock_text(Fraction(max(0, int(-(-seconds // 1)))))
