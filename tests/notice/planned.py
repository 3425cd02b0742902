"""Tests that might be announced: a day, a window, signals one after the other."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from hypothesis import strategies as st

MINUTE_S = 60


class Sounding(NamedTuple):
    """One signal of a planned test, with what the program calls its kind."""

    name: str
    kind: str
    start_s: int
    on_s: int
    off_s: int
    repeats: int

    @property
    def lasts_s(self) -> int:
        return self.repeats * (self.on_s + self.off_s)

    @property
    def end_s(self) -> int:
        return self.start_s + self.lasts_s

    @property
    def is_steady(self) -> bool:
        return not self.off_s


class Planned(NamedTuple):
    """A test that will be announced."""

    date: dt.date
    issued: dt.date
    end_s: int
    signals: tuple[Sounding, ...]

    @property
    def start_s(self) -> int:
        return self.signals[0].start_s


PRE_WARNING, AIR_RAID, ALL_CLEAR, DISASTER, DISASTER_OVER = range(5)

KINDS = ("pre-warning", "air-raid", "all-clear", "disaster", "all-clear")

NAMES = (
    ("预先警报", "空袭警报", "解除警报", "防灾警报", "防灾解除警报"),
    ("预备警报", "紧急警报", "空袭解除警报", "灾情警报", "灾情解除警报"),
    ("预先警报信号", "空袭警报信号", "解除警报信号", "灾害警报信号", "解除灾害警报信号"),
    ("防空袭预先警报信号", "防空袭紧急警报信号", "防空袭解除警报信号", "防灾警报", "防灾解除警报"),
)

ORDERS = (
    (PRE_WARNING, AIR_RAID, ALL_CLEAR),
    (PRE_WARNING, AIR_RAID, ALL_CLEAR, DISASTER),
    (DISASTER, DISASTER_OVER, PRE_WARNING, AIR_RAID, ALL_CLEAR),
    (AIR_RAID, PRE_WARNING, ALL_CLEAR),
    (PRE_WARNING, ALL_CLEAR),
    (DISASTER, ALL_CLEAR),
)

CYCLES = (
    *((36, 24, 3), (6, 6, 15), (60, 30, 2), (3, 3, 30), (20, 10, 6), (15, 15, 4)),
    *((45, 15, 2), (10, 20, 4), (12, 8, 9), (25, 5, 10), (4, 2, 20)),
)
"""Tone, pause, count: whole minutes in all."""

OF_ANOTHER = {"pre-warning": (6, 6), "air-raid": (36, 24)}
"""What a signal never sounds like: by national rule it is the other one."""

STEADY_S = (60, 120, 180, 240, 300)


@st.composite
def _lasting(draw: st.DrawFn, kind: str) -> tuple[int, int, int]:
    if kind == "all-clear":
        return draw(st.sampled_from(STEADY_S)), 0, 1
    return draw(st.sampled_from([cycle for cycle in CYCLES if cycle[:2] != OF_ANOTHER.get(kind)]))


@st.composite
def soundings(draw: st.DrawFn, start_s: int, gaps_s: st.SearchStrategy[int]) -> list[Sounding]:
    """Draw signals in a row, from a time on."""
    row: list[Sounding] = []
    at_s, names = start_s, draw(st.sampled_from(NAMES))
    for which in draw(st.sampled_from(ORDERS)):
        kind = KINDS[which]
        row.append(Sounding(names[which], kind, at_s, *draw(_lasting(kind))))
        at_s = row[-1].end_s + draw(gaps_s)
    return row


@st.composite
def planned(draw: st.DrawFn, *, least_gap_min: int = 0) -> Planned:
    """Draw a test on some day of the years in which notices are on the web."""
    date = draw(st.dates(dt.date(2006, 3, 1), dt.date(2035, 12, 28)))
    issued = date - dt.timedelta(days=draw(st.integers(5, 50)))
    start_s = draw(st.integers(8 * 60, 20 * 60)) * MINUTE_S
    gaps_s = st.integers(least_gap_min, 15).map(lambda gap: gap * MINUTE_S)
    row = draw(soundings(start_s, gaps_s))
    spare_s = draw(st.sampled_from((0, 0, 60, 600)))
    return Planned(date, issued, row[-1].end_s + spare_s, tuple(row))


@st.composite
def planned_evenly(draw: st.DrawFn) -> Planned:
    """Draw a test whose signals, with one silence between all of them, fill its window."""
    gap_s = draw(st.integers(1, 15)) * MINUTE_S
    plan = draw(planned())
    row, at_s = [], plan.start_s
    for signal in plan.signals:
        row.append(signal._replace(start_s=at_s))
        at_s = row[-1].end_s + gap_s
    return plan._replace(end_s=row[-1].end_s, signals=tuple(row))
