"""Each destination: how it is, and how loud what it was handed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.board.lines import Piece, fitted, line
from siren.cli.board.meter import bar, level_text
from siren.cli.board.scene import Health
from siren.cli.columns import cells, padded
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Place

SILENT = phrase(", silent", "，静默")
UNDERFLOWS = phrase("{count} underflows", "断流 {count} 次")

HEALTH = {
    Health.CLOSED: (phrase("not open yet", "尚未打开"), "○", "dim"),
    Health.OPENING: (phrase("opening", "正在打开"), "◔", "bold"),
    Health.READY: (phrase("ready", "就绪"), "●", "green"),
    Health.AWAY: (phrase("AWAY", "断开"), "✕", "bold red reverse"),
    Health.ENDED: (phrase("closed", "已关闭"), "○", "dim"),
}

LEAST_NAME = 12

METER_CELLS = 30
"""So many are kept for the meter, whatever the names."""

LEAST_BAR, LARGEST_BAR = 8, 40


def place_rows(places: Sequence[Place], width: int, language: str) -> list[Line]:
    """Return a row for each destination; they are numbered where there are several."""
    health = [_health(place, language) for place in places]
    wide = max(cells(words) for words, _ in health)
    names = [_name(place, number, len(places)) for number, place in enumerate(places, start=1)]
    longest = min(max(map(cells, names)), max(LEAST_NAME, width - wide - METER_CELLS))
    rows = []
    for place, name, (words, style) in zip(places, names, health, strict=True):
        left = line(Piece(padded(name, longest)), "  ", Piece(padded(words, wide), style), "  ")
        room = width - longest - wide - 4
        right = line(place.why) if place.why else _meter(place, room, language)
        rows.append(fitted((*left, *right), width))
    return rows


def _name(place: Place, number: int, of: int) -> str:
    name = f"{place.outlets} ({place.device})" if place.outlets else place.device
    return f"{number} {name}" if of > 1 else name


def _health(place: Place, language: str) -> tuple[str, str]:
    words, mark, style = HEALTH[place.health]
    said = f"{mark} {words.said_in(language)}"
    return (said + SILENT.said_in(language) if place.is_silent else said), style


def _meter(place: Place, room: int, language: str) -> Line:
    """Return level and underflows; where there is little room, only the level."""
    level = place.level if place.health is Health.READY else 0.0
    text = level_text(level)
    said = UNDERFLOWS.said_in(language).format(count=place.underflows)
    underflows = f"  {said}"
    if not place.underflows and room < LEAST_BAR + 3 + cells(text) + cells(underflows):
        underflows = ""
    width = min(LARGEST_BAR, room - cells(text) - cells(underflows) - 3)
    drawn = line(Piece("▕"), Piece(bar(level, width), "green"), "▏ ") if width >= 4 else ()
    style = "bold red" if place.underflows else "dim"
    return (*drawn, Piece(text), Piece(underflows, style))
