"""In which year a day lies that is named for a test, and whether its weekday agrees.

Without a year of its own it is that of the signature; else that of the title; a number of the
document or a newspaper's date counts only if the weekday confirms it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.dates import day_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.dates import DateMention
    from siren.notice.doubts import Doubts
    from siren.notice.items import Item

MonthDay = tuple[int, int]

WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_ZH = "一二三四五六日"

NEXT_YEAR_AFTER_DAYS = 120
"""A day without a year that lies so long before the signature is meant for the next year."""

AHEAD_AT_MOST_DAYS = 366
"""No test is announced earlier."""

_TITLE_YEAR = re.compile(r"(20\d\d)年")
_DOCUMENT_YEAR = re.compile(r"[〔\[(【](20\d\d)[〕\])】]")


class Placed(NamedTuple):
    """A day in its year, or None; the days to choose from; whether the year is not printed."""

    date: dt.date | None = None
    candidates: tuple[dt.date, ...] = ()
    year_derived: bool = False


def in_its_year(
    item: Item,
    mentions: Sequence[DateMention],
    best: MonthDay,
    issued: dt.date | None,
    press: Sequence[DateMention],
    doubts: Doubts,
) -> Placed:
    """Return the day that some dates name.

    Parameters
    ----------
    issued, press
        The day of the signature; the dates of the page that the notice was printed on.
    """
    placed = _placed(mentions, best, _hints(item, issued, press), issued, doubts)
    _check_title(item, placed.date, doubts)
    return placed


def first_year(mentions: Sequence[DateMention]) -> int | None:
    """Return the first year that is printed with a day."""
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
) -> Placed:
    """Return the day in its year, and the days to choose from where that is not one."""
    years = sorted({mention.year for mention in mentions if mention.year is not None})
    quotes = doubts.quotes(mentions)
    month, number = best
    if len(years) > 1:
        return Placed(candidates=_two_years(mentions, best, years, doubts))
    year = years[0] if years else _fallback(mentions, best, hints, issued)
    if year is None:
        doubts.say(
            "date",
            f"no year is printed for {month}-{number}, and no signature tells it",
            f"{month}月{number}日没有年份，也没有落款可以推断",
            quotes,
        )
        return Placed()
    day = day_of(year, *best)
    if day is None:
        en, zh = f"there is no day {year}-{month}-{number}", f"{year}年{month}月{number}日不存在"
        doubts.say("date", en, zh, quotes)
        return Placed()
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
    return Placed(day, _by_weekday(day, mentions, doubts), year_derived=not years)


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
