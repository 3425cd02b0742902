"""Read a notice: text -> :class:`~siren.notice.reading.Reading`.

The order of the steps is that of a careful reader: undo the noise; find the item that speaks of
sirens; is it the announcement of a coming test at all; on which day; from when to when; which
signals, how, when; what does not add up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.assumptions import assumptions
from siren.notice.day import day_of_test
from siren.notice.genre import CANCELLED, Facts, rejection
from siren.notice.heading import heading_of
from siren.notice.items import about_sirens, items
from siren.notice.nation import nation_of
from siren.notice.noise import cleaned
from siren.notice.outlets import outlets_of
from siren.notice.reading import Conflict, Reading, SignalRead, Verdict
from siren.notice.statements import statements
from siren.notice.timetable import timetable
from siren.notice.unnamed import unnamed_signal
from siren.notice.windows import windows_of
from siren.text import phrase

if TYPE_CHECKING:
    from siren.notice.items import Item

_RAIN = re.compile(
    r"(?:雨|恶劣天气|天气原因|特殊天气|特殊情况|不可抗力)[^。;\n]{0,24}(?:顺延|改期|推迟|取消|延期)|(?<!不)顺延|遇雨改期"
)
_MOVED = re.compile(r"原定|原计划|原公告|改为|改期至")
_CORRECTS = re.compile(r"更正|勘误|订正|应为")


def read_notice(text: str) -> Reading:
    """Return what a notice says; never a guess.

    Parameters
    ----------
    text
        The text of the notice, as extracted: noise and other items may surround it.
    """
    page = cleaned(text)
    readings = [_read(item) for item in about_sirens(items(page))]
    if not readings:
        reason = phrase("no siren test is announced", "没有试鸣安排")
        return Reading(Verdict.NOT_A_NOTICE, reason)
    announced = [reading for reading in readings if reading.should != Verdict.NOT_A_NOTICE]
    if not announced:
        return readings[0]
    best = max(announced, key=lambda found: (found.should == Verdict.PLAN, len(found.signals)))
    return _with_conflicts(best, _rivals(best, announced, readings))


def _rivals(best: Reading, announced: list[Reading], readings: list[Reading]) -> list[Conflict]:
    """Return whether other items of the same text announce, or cancel, something else."""
    others = [found for found in announced if found is not best and found.date is not None]
    if any((found.date, found.windows) != (best.date, best.windows) for found in others):
        return [
            Conflict(
                "notice",
                phrase(
                    "the text holds several announcements that differ", "文中有几份不一致的试鸣公告"
                ),
            )
        ]
    if any(found.reason == CANCELLED for found in readings):
        return [
            Conflict(
                "notice",
                phrase("another item of the text cancels a test", "文中另有取消试鸣的公告"),
            )
        ]
    return []


def _with_conflicts(reading: Reading, conflicts: list[Conflict]) -> Reading:
    if not conflicts:
        return reading
    return reading._replace(should=Verdict.ASK, conflicts=(*reading.conflicts, *conflicts))


def _read(item: Item) -> Reading:
    page = item.page
    nation = nation_of("".join(page.printed))
    day = day_of_test(item)
    told = statements(page.text)
    window = windows_of(page, told.free_times)
    speaks = [statement for statement in told.signals]
    facts = Facts(
        page,
        page.text[: item.title_end] or page.text.split("\n", 1)[0],
        day.date,
        day.issued,
        bool(day.mentions) or bool(day.conflicts and day.conflicts[0].quotes),
        bool(window.windows or window.mentions or any(s.times for s in speaks)),
        bool(speaks),
        day.is_yearly_only,
        day.is_moved,
    )
    rejected = rejection(facts)
    if rejected:
        return Reading(
            Verdict.NOT_A_NOTICE,
            rejected.said,
            evidence=tuple(("reason", q) for q in rejected.quotes),
        )
    if not speaks:
        alone = unnamed_signal(page, told.common, window.windows)
        speaks = [alone] if alone else []
    table = timetable(page, speaks, told.common, window.windows, nation)
    conflicts = [*day.conflicts, *window.conflicts, *table.conflicts]
    assumed, unknown = assumptions(table.signals, nation)
    conflicts += unknown
    conflicts += _gaps_in(
        table.signals, table.windows, item, has_rough=bool(window.conflicts), is_moved=day.is_moved
    )
    head = heading_of(item, day.signature)
    return Reading(
        Verdict.ASK if conflicts else Verdict.PLAN,
        city=head.city,
        issuer=head.issuer,
        document=head.document,
        issued=day.issued,
        timezone=nation.timezone,
        date=day.date,
        dates=day.candidates,
        windows=table.windows,
        candidate_windows=window.candidates,
        signals=table.signals,
        gap_s=table.gap_s,
        assumed=tuple(assumed),
        outlets=outlets_of(page),
        area=head.area,
        occasion=head.occasion,
        derived=(*(("date.year",) if day.year_derived else ()), *table.derived),
        conflicts=tuple(conflicts),
    )


def _gaps_in(
    signals: tuple[SignalRead, ...],
    windows: tuple[object, ...],
    item: Item,
    *,
    has_rough: bool,
    is_moved: bool,
) -> list[Conflict]:
    """Return what is missing, and what may still change."""
    page = item.page
    found = []
    if not signals:
        found.append(Conflict("signals", phrase("no signal is named", "没有写明试鸣哪些信号")))
    if not windows and not has_rough:
        found.append(Conflict("window", phrase("no time of day is printed", "没有写明试鸣时间")))
    corrected = _CORRECTS.search(page.text)
    if corrected:
        found.append(
            Conflict(
                "notice",
                phrase("the text corrects an earlier notice", "文中更正了先前的公告"),
                (page.quote(*corrected.span()),),
            )
        )
    rain = _RAIN.search(page.text)
    if rain and not (is_moved and _MOVED.search(page.text)):
        found.append(
            Conflict(
                "date",
                phrase(
                    "the day depends on the weather or on circumstances", "日期可能因天气等情况变更"
                ),
                (page.quote(*rain.span()),),
            )
        )
    return found
