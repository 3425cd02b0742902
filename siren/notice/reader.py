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
from siren.notice.items import ITEMS_AT_MOST, about_sirens, is_readable, items
from siren.notice.nation import nation_of
from siren.notice.noise import cleaned
from siren.notice.outlets import outlets_of
from siren.notice.reading import Conflict, Reading, Verdict
from siren.notice.remarks import remarks_on
from siren.notice.statements import statements
from siren.notice.timetable import timetable
from siren.notice.unnamed import unnamed_signal
from siren.notice.unsettled import unsettled
from siren.notice.windows import windows_of
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.day import Day
    from siren.notice.heading import Heading
    from siren.notice.items import Item
    from siren.notice.page import Page, Quote
    from siren.notice.statements import Statements
    from siren.notice.windows import Windows


def read_notice(text: str) -> Reading:
    """Return what a notice says; never a guess.

    Parameters
    ----------
    text
        The text of the notice, as extracted: noise and other items may surround it.
    """
    every = about_sirens(items(cleaned(text)))
    sirens = [item for item in every if is_readable(item)][:ITEMS_AT_MOST]
    found = [read_item(item) for item in sirens]
    if not found:
        return Reading(Verdict.NOT_A_NOTICE, TOO_LONG if every else NOTHING)
    announced = [reading for reading in found if reading.should != Verdict.NOT_A_NOTICE]
    if not announced:
        return found[0]
    best = max(announced, key=lambda one: (one.should == Verdict.PLAN, len(one.signals)))
    rivals = _rivals(best, found, sirens)
    if len(sirens) < len(every):
        rivals.append(Conflict("notice", TOO_LONG))
    if not rivals:
        return best
    return best._replace(should=Verdict.ASK, conflicts=(*best.conflicts, *rivals))


NOTHING = phrase("no siren test is announced", "没有试鸣安排")
TOO_LONG = phrase(
    "a part that speaks of sirens is too long to be a notice, and was not read",
    "有涉及警报的内容过长，未能识别",
)
_CHANGES = re.compile(
    "关于[^\n]{0,16}(?:变更|调整|更改|推迟|延期|补充|更正)[^\n]{0,24}(?:试鸣|警报)"
)


def _rivals(best: Reading, found: Sequence[Reading], sirens: Sequence[Item]) -> list[Conflict]:
    """Return whether other items of the same text announce, change or cancel something else."""
    others = [one for one in found if one is not best and one.should != Verdict.NOT_A_NOTICE]
    if any(_said(one) != _said(best) for one in others):
        said = phrase(
            "the text holds several announcements that differ", "文中有几份不一致的试鸣公告"
        )
        return [Conflict("notice", said)]
    rest = [item for item, one in zip(sirens, found, strict=True) if one is not best]
    if any(one.reason == CANCELLED for one in found) or any(
        _CHANGES.search(item.page.text) for item in rest
    ):
        said = phrase(
            "another item of the text changes or cancels a test", "文中另有变更或取消试鸣的公告"
        )
        return [Conflict("notice", said)]
    return []


def _said(reading: Reading) -> tuple[object, ...]:
    """Return what two announcements of one test have in common."""
    sounds = [(one.kind, one.start_s, one.cycle, one.repeats) for one in reading.signals]
    return reading.date, reading.windows, sounds


def read_item(item: Item) -> Reading:
    """Return what one item of a page says."""
    page = item.page
    day, told = day_of_test(item), statements(page.text)
    windows = windows_of(page, told.free_times)
    rejected = rejection(_facts(item, day, told, windows))
    if rejected:
        evidence = tuple(("reject_reason", quote) for quote in rejected.quotes)
        return Reading(Verdict.NOT_A_NOTICE, rejected.said, evidence=evidence)
    nation = nation_of("".join(page.printed))
    signals = told.signals or unnamed_signal(page, told.common, windows.windows)
    table = timetable(page, signals, told.common, windows.windows, nation)
    assumed, unknown = assumptions(table.signals, nation)
    open_ends = unsettled(page, table, windows, told, is_moved=day.is_moved)
    conflicts = (*day.conflicts, *windows.conflicts, *table.conflicts, *unknown, *open_ends)
    head = heading_of(item, day.signature)
    return Reading(
        Verdict.ASK if conflicts else Verdict.PLAN,
        city=_words(head.city),
        issuer=_words(head.issuer),
        document=_words(head.document),
        issued=day.issued,
        timezone=nation.timezone,
        date=day.date,
        dates=day.candidates,
        windows=table.windows,
        candidate_windows=windows.candidates,
        signals=table.signals,
        gap_s=table.gap_s,
        assumed=tuple(assumed),
        outlets=outlets_of(page),
        area=_words(head.area),
        occasion=_words(head.occasion),
        derived=(*(["date.year"] if day.year_derived else []), *table.derived),
        conflicts=conflicts,
        remarks=remarks_on(day, table, assumed, nation),
        evidence=_evidence(page, day, windows, head),
    )


def _facts(item: Item, day: Day, told: Statements, windows: Windows) -> Facts:
    text = item.page.text
    return Facts(
        item.page,
        text[: item.title_end] or text.split("\n", 1)[0],
        day.date,
        day.issued,
        has_day=bool(day.mentions),
        has_times=bool(windows.mentions or any(signal.times for signal in told.signals)),
        has_signals=bool(told.signals),
        is_yearly_only=day.is_yearly_only,
        is_moved=day.is_moved,
    )


def _words(quote: Quote | None) -> str | None:
    return None if quote is None else quote.words


def _evidence(
    page: Page, day: Day, windows: Windows, head: Heading
) -> tuple[tuple[str, Quote], ...]:
    """Return, for each field of the notice, the words it was read from."""
    found = [("date", page.quote(mention.start, mention.end)) for mention in day.mentions]
    if day.signature is not None:
        found.append(("issued", page.quote(day.signature.start, day.signature.end)))
    found += [("window", page.quote(time.start, time.end)) for time in windows.mentions]
    found += [(field, quote) for field, quote in head._asdict().items() if quote is not None]
    return tuple(found)
