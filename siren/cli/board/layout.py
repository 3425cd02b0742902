"""A scene and the size of a terminal -> the lines of its screen.

What matters most is placed first, so that it is there on a small terminal too; on a large one
the figures grow into what is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.cli.board.clock_row import clock_row
from siren.cli.board.countdown import figures_rows, height_within, state_row
from siren.cli.board.footer import footer, question_rows
from siren.cli.board.header import header
from siren.cli.board.lines import EMPTY, Piece, line, page_of, window
from siren.cli.board.places import place_rows
from siren.cli.board.signals import current, signal_rows
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Scene

MORE = phrase("... and {} more", "……另有 {} 项")

LEAST_LOG = 1
"""So many of the latest events are shown where there is room."""

LEAST_FIGURES = 5
"""Rows; on a terminal that has not so many, the countdown is one line of text."""

GAP_EACH = 10
"""In every so many rows of a screen a blank one is better than larger figures."""


class Blocks(NamedTuple):
    """The parts of a screen below the figures, each with as many rows as there is room for."""

    tracks: list[Line]
    places: list[Line]
    clock: list[Line]
    signals: list[Line]
    log: list[Line]


def frame(scene: Scene, language: str, width: int, height: int) -> list[Line]:
    """Return exactly `height` lines of exactly `width` cells."""
    top = header(scene, width, language)
    if scene.asked is not None:
        top += question_rows(scene.asked, width, language)
    room = height - len(top) - 2  # the state and the footer
    least = height_within(scene.next, width, LEAST_FIGURES)
    blocks = _blocks(scene, width, room - least, language)
    room -= sum(map(len, blocks))
    figures = figures_rows(scene.next, width, max(least, room - height // GAP_EACH))
    gaps = min(max(0, room - len(figures)), sum(map(bool, blocks)))
    blocks = blocks._replace(log=_log(scene, room - len(figures) - gaps + len(blocks.log)))
    state = state_row(scene.next, width, language)
    page = [*top, *_spaced([state, *figures], blocks, gaps)]
    return page_of(page, footer(scene, width, language), width, height)


def _blocks(scene: Scene, width: int, room: int, language: str) -> Blocks:
    """Return what fits into so many rows, the most important first."""
    inner = max(1, width - 2)
    more = MORE.said_in(language)
    left = room

    def taken(rows: Sequence[Line], at: int = 0, *, is_whole: bool = False) -> list[Line]:
        nonlocal left
        if is_whole and len(rows) > left:
            return []
        fitting = [line(" ", *row) for row in window(rows, max(0, left), at, more)]
        left -= len(fitting)
        return fitting

    places = taken(place_rows(scene.places, inner, language))
    tracks = [row for t in scene.tracks for row in taken(t.rows(scene.now, inner), is_whole=True)]
    clock = taken([clock_row(scene.clock, inner, language)])
    rows = signal_rows(scene.signals, inner, language)
    signals = taken(rows, current(scene.signals))
    log = _log(scene, min(LEAST_LOG, left))
    return Blocks(tracks, places, clock, signals, log)


def _log(scene: Scene, rows: int) -> list[Line]:
    """Return the latest events."""
    said = scene.said[-rows:] if rows > 0 else ()
    return [line(Piece(f" {words}", "dim")) for words in said]


def _spaced(figures: list[Line], blocks: Blocks, gaps: int) -> list[Line]:
    """Return the parts one below the other, with so many blank rows between them."""
    tracks, places, clock, signals, log = blocks
    wanted = [tracks, places or clock, signals, figures, log]
    parted = [part for part in wanted if part][:gaps]
    spaced: list[Line] = []
    for part in (figures, tracks, places, clock, signals, log):
        spaced += [EMPTY, *part] if any(part is other for other in parted) else part
    return spaced
