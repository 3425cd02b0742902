"""A whole drill as one line, a cursor that moves under it, and the time of day below."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.cli.board.lines import Piece, fitted, line
from siren.picture.strip import cell_length_s, strip

if TYPE_CHECKING:
    from datetime import datetime

    from siren.cli.board.lines import Line
    from siren.timeline import Timeline
    from siren.units import Seconds

NOT_YET, HERE, PAST = "◂", "▲", "▸"


class Track:
    """Draws one drill; the line itself is drawn once for each width.

    Parameters
    ----------
    first_utc
        When its first signal is planned.
    """

    def __init__(self, timeline: Timeline, first_utc: datetime, timezone: str) -> None:
        self._timeline, self._first_utc, self._zone = timeline, first_utc, ZoneInfo(timezone)
        self._width = 0
        self._strip = self._axis = ""

    def rows(self, now: datetime, width: int) -> list[Line]:
        """Return the line, the cursor and the axis, `width` cells each."""
        if width != self._width:
            timeline = self._timeline
            drawn = strip(timeline.stretches, timeline.duration_s, width, self._label)
            self._strip, self._axis = drawn.split("\n")
            self._width = width
        column, mark = self._cursor(now)
        played, here, coming = (
            self._strip[:column],
            self._strip[column : column + 1],
            self._strip[column + 1 :],
        )
        is_on = mark == HERE
        cell = Piece(here, "reverse" if is_on else "")
        return [
            fitted(line(Piece(played, "dim"), cell, coming), width),
            fitted(line(" " * column, Piece(mark, "bold")), width),
            fitted(line(Piece(self._axis, "dim")), width),
        ]

    def _cursor(self, now: datetime) -> tuple[int, str]:
        """Return the column of a time, and the mark: before the drill, in it or after it."""
        at_s = (now - self._first_utc).total_seconds()
        last = len(self._strip) - 1
        if at_s < 0:
            return 0, NOT_YET
        if at_s >= self._timeline.duration_s:
            return last, PAST
        timeline = self._timeline
        cell_s = cell_length_s(timeline.stretches, timeline.duration_s, self._width)
        return min(last, int(Fraction(at_s) / cell_s)), HERE

    def _label(self, at_s: Seconds) -> str:
        local = (self._first_utc + timedelta(seconds=float(at_s))).astimezone(self._zone)
        return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
