"""Which of its dates is the day of the test, and on which day the notice was issued.

Comes in: every date of a notice. Goes out: one day, or why a person must say which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.notice.dates import dates, day_of
from siren.notice.day_scores import HOLIDAY, NEW, score_of
from siren.notice.doubts import Doubts
from siren.notice.page import sentence_at
from siren.notice.signature import is_of_the_press, is_signed, signature_of
from siren.notice.year import first_year, in_its_year

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from siren.notice.dates import DateMention
    from siren.notice.items import Item
    from siren.notice.reading import Conflict
    from siren.notice.year import MonthDay

RIVAL = 4
"""Another day with so many points, or as many as the best, is one."""
NO_POINTS = -4
"""Dates with so few are something else's."""


class Day(NamedTuple):
    """The day of a test, and the day on which it was announced.

    Attributes
    ----------
    date
        None where the notice does not fix it; then, or when they contradict, `conflicts` say why.
    candidates
        The days to choose from.
    issued
        The date of its signature.
    year_derived
        Whether the year is not printed with the day.
    mentions, signature
        Where the day, and the signature, stand.
    is_yearly_only
        Whether the only dates are rules: every year.
    is_moved
        Whether the test was moved to this day.
    """

    date: dt.date | None = None
    candidates: tuple[dt.date, ...] = ()
    issued: dt.date | None = None
    year_derived: bool = False
    conflicts: tuple[Conflict, ...] = ()
    mentions: tuple[DateMention, ...] = ()
    signature: DateMention | None = None
    is_yearly_only: bool = False
    is_moved: bool = False


def day_of_test(item: Item) -> Day:
    """Return the day of the test that a notice announces."""
    page, doubts = item.page, Doubts(item.page)
    text = page.text
    found = dates(text)
    signature = signature_of(text, found)
    issued = signature.date if signature else None
    press = [mention for mention in found if is_of_the_press(text, mention)]
    body = [m for m in found if m not in press and not is_signed(text, m)]
    scores = {mention: score_of(text, mention) for mention in body}
    lost = [mention for mention in body if mention.is_damaged and scores[mention] > 0]
    if lost:
        doubts.say(
            "date",
            "a date has lost its units, and nobody can say which day it is",
            "日期缺少单位，无法确定是哪一天",
            doubts.quotes(lost),
        )
    groups = _groups(scores, issued)
    best = _best(groups, scores)
    day = Day(
        issued=issued,
        signature=signature,
        is_moved=any(NEW.search(text[max(0, m.start - 14) : m.start]) for m in body),
        is_yearly_only=best is None and any(mention.is_yearly for mention in body),
    )
    if best is None:
        if not lost:
            doubts.say("date", "the notice says no date of the test", "公告没有写明试鸣日期")
        return day._replace(conflicts=tuple(doubts.conflicts), mentions=tuple(lost))
    placed = in_its_year(item, groups[best], best, issued, press, doubts)
    rivals = _rivals(best, groups, scores)
    rivals += [md for md in _listed_with(text, groups, best) if md not in rivals]
    rivals += [md for md in _titled(groups, best, item.title_end) if md not in rivals]
    if rivals:
        everyone = [mention for md in (best, *rivals) for mention in groups[md]]
        quotes = doubts.quotes(everyone)
        doubts.say("date", "two days are named for the test", "试鸣日期有两个", quotes)
        year = placed.date.year if placed.date else None
        days = (day_of(first_year(groups[md]) or year, *md) for md in (best, *rivals))
        placed = placed._replace(date=None, candidates=tuple(day for day in days if day))
    return day._replace(
        date=None if lost else placed.date,
        candidates=placed.candidates,
        year_derived=placed.year_derived,
        conflicts=tuple(doubts.conflicts),
        mentions=tuple(groups[best]),
    )


# --- which of them ---


def _groups(
    scores: Mapping[DateMention, int], issued: dt.date | None
) -> dict[MonthDay, list[DateMention]]:
    """Return the dates that may be the test's, by month and day."""
    groups: dict[MonthDay, list[DateMention]] = {}
    for mention, score in scores.items():
        month = mention.month or (issued.month if issued and mention.same_month else None)
        if month is None or mention.day is None or score <= NO_POINTS:
            continue
        if mention.is_yearly or mention.is_damaged or mention.until or _is_past(mention, issued):
            continue
        groups.setdefault((month, mention.day), []).append(mention)
    return groups


def _is_past(mention: DateMention, issued: dt.date | None) -> bool:
    """Return whether a date is history: 1937年7月7日."""
    return bool(mention.year and issued and mention.year < issued.year - 1)


def _tops(
    groups: Mapping[MonthDay, list[DateMention]], scores: Mapping[DateMention, int]
) -> dict[MonthDay, int]:
    return {md: max(scores[mention] for mention in found) for md, found in groups.items()}


def _best(
    groups: Mapping[MonthDay, list[DateMention]], scores: Mapping[DateMention, int]
) -> MonthDay | None:
    """Return the day that most speaks for."""
    tops = _tops(groups, scores)
    best = max(tops, key=lambda md: tops[md], default=None)
    if best is None:
        return None
    is_only_one = sum(top >= HOLIDAY for top in tops.values()) == 1 and tops[best] >= HOLIDAY
    return best if tops[best] > 0 or is_only_one else None


def _rivals(
    best: MonthDay,
    groups: Mapping[MonthDay, list[DateMention]],
    scores: Mapping[DateMention, int],
) -> list[MonthDay]:
    """Return other days for which as much speaks."""
    tops = _tops(groups, scores)
    enough = min(RIVAL, tops[best])
    return [md for md, top in tops.items() if md != best and top >= enough]


def _listed_with(
    text: str, groups: Mapping[MonthDay, list[DateMention]], best: MonthDay
) -> list[MonthDay]:
    """Return the other days of a sentence that has three or more: one for each district."""
    for mention in groups[best]:
        start, end = sentence_at(text, mention.start)
        others = [
            md
            for md, found in groups.items()
            if md != best and any(start <= one.start < end for one in found)
        ]
        if len(others) > 1:
            return others
    return []


def _titled(
    groups: Mapping[MonthDay, list[DateMention]], best: MonthDay, title_end: int
) -> list[MonthDay]:
    """Return another day that the title names."""
    return [
        md
        for md, found in groups.items()
        if md != best and any(mention.start < title_end for mention in found)
    ]
