"""When each signal was to sound and when it did, as bars on a scale: one lane a destination."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from siren.report.model import Part, Report, Row

WIDTH, LABELS, LANE, FOOT = 1000.0, 240.0, 26.0, 22.0
"""The picture's own units: its width, the room for labels, a lane's height, that of the scale."""

EDGE = 2.0
"""Room for the outline of the last signal."""


class Bar(NamedTuple):
    """A stretch of a lane, in the picture's units."""

    x: float
    width: float


class Signal(NamedTuple):
    """One signal: as planned, and as heard (None: not at all, or nobody knows)."""

    planned: Bar
    heard: Bar | None
    is_good: bool


class Lane(NamedTuple):
    """One destination, `y` below the top."""

    label: str
    y: float
    signals: tuple[Signal, ...]


class Tick(NamedTuple):
    """A clock time on the scale."""

    x: float
    label: str


class Picture(NamedTuple):
    """Lanes above a scale of clock times."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def picture_of(report: Report) -> Picture | None:
    """Return the picture of a report; None where nothing has a length to be drawn."""
    rows = report.rows
    ends = [row.planned_utc + timedelta(seconds=row.length_s) for row in rows]
    span_s = (max(ends) - report.first_utc).total_seconds() if ends else 0.0
    if span_s <= 0:
        return None
    scale = _Scale(report, (WIDTH - LABELS - EDGE) / span_s)
    lanes = tuple(scale.lane(part, number) for number, part in enumerate(report.parts))
    height = len(lanes) * LANE
    return Picture(WIDTH, height + FOOT, lanes, scale.ticks())


class _Scale:
    """From seconds after the first signal to the picture's units."""

    def __init__(self, report: Report, per_s: float) -> None:
        self._report, self._per_s = report, per_s

    def lane(self, part: Part, number: int) -> Lane:
        signals = tuple(self._signal(row, part) for row in part.rows)
        return Lane(" + ".join(part.titles), number * LANE, signals)

    def ticks(self) -> tuple[Tick, ...]:
        """Return a tick at the start of each signal that does not crowd the one before."""
        found: list[Tick] = []
        for row in sorted(self._report.rows, key=lambda row: row.planned_utc):
            x = self._x(row, 0.0)
            if not found or x - found[-1].x > WIDTH / 12:
                found.append(Tick(x, f"{row.planned_utc.astimezone(self._report.zone):%H:%M:%S}"))
        return tuple(found)

    def _signal(self, row: Row, part: Part) -> Signal:
        heard = None
        if row.error_ms is not None and not row.is_silent:
            length_s = row.length_s
            if row.frames is not None and part.rate_hz:
                length_s = row.frames / part.rate_hz
            heard = self._bar(row, row.error_ms / 1000, length_s)
        is_good = row.outcome == "played"
        return Signal(self._bar(row, 0.0, row.length_s), heard, is_good)

    def _bar(self, row: Row, after_s: float, length_s: float) -> Bar:
        """Return a stretch; one too short to be seen is drawn as a line."""
        return Bar(self._x(row, after_s), max(1.0, round(length_s * self._per_s, 2)))

    def _x(self, row: Row, after_s: float) -> float:
        since_s = (row.planned_utc - self._report.first_utc).total_seconds() + after_s
        return round(LABELS + since_s * self._per_s, 2)
