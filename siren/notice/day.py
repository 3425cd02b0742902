"""Which of its dates is the day of the test, and on which day the notice was issued.

Comes in: every date of a notice. Goes out: one day, or why a person must say which.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.dates import dates, day_of
from siren.notice.day_scores import HOLIDAY, NEW, score_of
from siren.notice.doubts import Doubts
from siren.notice.page import sentence_at
from siren.notice.signature import is_of_the_press, is_signed, signature_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from siren.notice.dates import DateMention
    from siren.notice.items import Item
    from siren.notice.reading import Conflict

WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_ZH = "一二三四五六日"

NEXT_YEAR_AFTER_DAYS = 120
"""A day without a year that lies so long before the signature is meant for the next year."""

AHEAD_AT_MOST_DAYS = 366
"""No test is announced earlier."""

RIVAL = 4
"""Another day with so many points, or as many as the best, is one."""
NO_POINTS = -4
"""Dates with so few are something else's."""

_TITLE_YEAR = re.compile(r"(20\d\d)年")
_DOCUMENT_YEAR = re.compile(r"[〔\[(【](20\d\d)[〕\])】]")

MonthDay = tuple[int, int]


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
    placed = _placed(groups[best], best, _hints(item, issued, press), issued, doubts)
    _check_title(item, placed.date, doubts)
    rivals = _rivals(best, groups, scores)
    rivals += [md for md in _listed_with(text, groups, best) if md not in rivals]
    rivals += [md for md in _titled(groups, best, item.title_end) if md not in rivals]
    if rivals:
        everyone = [mention for md in (best, *rivals) for mention in groups[md]]
        quotes = doubts.quotes(everyone)
        doubts.say("date", "two days are named for the test", "试鸣日期有两个", quotes)
        year = placed.date.year if placed.date else None
        days = (day_of(_year(groups[md]) or year, *md) for md in (best, *rivals))
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


# --- its year ---


def _year(mentions: Sequence[DateMention]) -> int | None:
    return next((mention.year for mention in mentions if mention.year), None)


def _hints(item: Item, issued: dt.date | None, press: Sequence[DateMention]) -> list[int]:
    """Return years that stand elsewhere: of the title alone if there is no signature."""
    if issued is not None:
        return []
    text, title_end = item.page.text, item.title_end
    years = [int(match[1]) for match in _TITLE_YEAR.finditer(text[:title_end])]
    if years:
        return years
    years = [int(match[1]) for match in _DOCUMENT_YEAR.finditer(text[: title_end + 40])]
    return [-year for year in (*years, *(m.year for m in press if m.year))]


def _fallback(
    mentions: Sequence[DateMention], best: MonthDay, hints: Sequence[int], issued: dt.date | None
) -> int | None:
    """Return the year of a day that is printed without one."""
    if issued is not None:
        day = day_of(issued.year, *best)
        is_late = day is not None and (issued - day).days > NEXT_YEAR_AFTER_DAYS
        return issued.year + is_late
    weekdays = {mention.weekday for mention in mentions if mention.weekday is not None}
    for hint in hints:
        day = day_of(abs(hint), *best)
        if hint > 0 or (day is not None and day.weekday() in weekdays):
            return abs(hint)  # of a number or a newspaper only if the weekday confirms it
    return None


def _placed(
    mentions: Sequence[DateMention],
    best: MonthDay,
    hints: Sequence[int],
    issued: dt.date | None,
    doubts: Doubts,
) -> Day:
    """Return the day in its year, and the days to choose from where that is not one."""
    years = sorted({mention.year for mention in mentions if mention.year is not None})
    quotes = doubts.quotes(mentions)
    month, number = best
    if len(years) > 1:
        return Day(candidates=_two_years(mentions, best, years, doubts))
    year = years[0] if years else _fallback(mentions, best, hints, issued)
    if year is None:
        doubts.say(
            "date",
            f"no year is printed for {month}-{number}, and no signature tells it",
            f"{month}月{number}日没有年份，也没有落款可以推断",
            quotes,
        )
        return Day()
    day = day_of(year, *best)
    if day is None:
        en, zh = f"there is no day {year}-{month}-{number}", f"{year}年{month}月{number}日不存在"
        doubts.say("date", en, zh, quotes)
        return Day()
    if issued is not None and (day - issued).days > AHEAD_AT_MOST_DAYS:
        doubts.say(
            "date",
            f"the test on {day} is more than a year after the notice of {issued}",
            f"试鸣日期 {day} 距公告落款 {issued} 超过一年",
            quotes,
        )
    if issued is not None and day < issued:
        doubts.say(
            "date",
            f"the notice is dated {issued}, after the test on {day}",
            f"公告落款 {issued}，晚于试鸣日期 {day}",
            quotes,
        )
    return Day(day, _by_weekday(day, mentions, doubts), year_derived=not years)


def _check_title(item: Item, day: dt.date | None, doubts: Doubts) -> None:
    """Doubt a day of another year than the title's."""
    match = _TITLE_YEAR.search(item.page.text[: item.title_end])
    if match and day is not None and int(match[1]) != day.year:
        en, zh = f"the title says {match[1]}", f"标题写的是{match[1]}年"
        doubts.say("date", en, zh, (item.page.quote(*match.span()),))


def _two_years(
    mentions: Sequence[DateMention], best: MonthDay, years: Sequence[int], doubts: Doubts
) -> tuple[dt.date, ...]:
    """Doubt a day that is named in two years; the one of the printed weekday comes first."""
    weekdays = {mention.weekday for mention in mentions if mention.weekday is not None}
    days = [day for year in years if (day := day_of(year, *best)) is not None]
    doubts.say(
        "date",
        f"two years are named for the same day: {', '.join(map(str, years))}",
        f"同一日期有两个年份：{'、'.join(map(str, years))}",
        doubts.quotes(mentions),
    )
    return tuple(sorted(days, key=lambda day: day.weekday() not in weekdays))


def _by_weekday(
    day: dt.date, mentions: Sequence[DateMention], doubts: Doubts
) -> tuple[dt.date, ...]:
    """Doubt a day that has another weekday than printed; return it and the nearest that fits."""
    wrong = [m for m in mentions if m.weekday is not None and m.weekday != day.weekday()]
    if not wrong:
        return ()
    said = wrong[0].weekday or 0
    doubts.say(
        "date",
        f"{day} is a {WEEKDAYS_EN[day.weekday()]}, the notice says {WEEKDAYS_EN[said]}",
        f"{day} 是星期{WEEKDAYS_ZH[day.weekday()]}，公告写的是星期{WEEKDAYS_ZH[said]}",
        doubts.quotes(wrong),
    )
    shift = (said - day.weekday() + 3) % 7 - 3
    return day, day + dt.timedelta(days=shift)
