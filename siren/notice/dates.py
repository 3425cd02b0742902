"""Every date that a notice mentions, in whatever way it is written.

A new way of writing a date is one row of :data:`FORMS`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.numerals import SMALL, YEAR, whole

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKDAYS = {**{day: at for at, day in enumerate("一二三四五六日")}, "天": 6}

MINGUO_BEFORE = 1911
"""Year 1 of the Republic (民國) is 1912."""


class DateMention(NamedTuple):
    """A date as it stands in a notice.

    Attributes
    ----------
    start, end
        Which letters of the page, with the weekday.
    year, month, day
        None where not printed.
    weekday
        0 is Monday; None where not printed.
    same_year, same_month
        Whether it says "this year", or "this month", meaning that of its signature.
    is_yearly
        A rule: every year.
    is_damaged
        Units were lost: nobody can say which digits are the day.
    until
        The last day of several.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    same_year: bool = False
    same_month: bool = False
    is_yearly: bool = False
    is_damaged: bool = False
    until: tuple[int, int] | None = None

    @property
    def date(self) -> dt.date | None:
        """The day, where it is printed whole and exists."""
        return day_of(self.year, self.month, self.day)


def day_of(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    """Return a day; None where a part is missing, or no such day exists."""
    if year is None or month is None or day is None:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_TO = r"(?:至|到|-|~)+"
_MD = rf"(?P<month>{SMALL})月(?P<day>{SMALL})[日号]"
_WEEKDAY = re.compile(
    r"[,\s]{0,2}[(\[【]?[,\s]?(?:星期|[本下这]?周|礼拜)(?P<weekday>[一二三四五六日天])[)\]】]?"
)
_WEEKDAY_BEFORE = re.compile(r"(?:星期|周)(?P<weekday>[一二三四五六日天])[(,]?$")


class Form(NamedTuple):
    """One way of writing a date, and what its groups mean."""

    pattern: str
    read: Callable[[re.Match[str]], dict[str, object]]


def _int(match: re.Match[str], group: str) -> int:
    return whole(match[group])


def _month_day(match: re.Match[str]) -> dict[str, object]:
    return {"month": _int(match, "month"), "day": _int(match, "day")}


def _full(match: re.Match[str]) -> dict[str, object]:
    return {"year": _int(match, "year"), **_month_day(match)}


FORMS: tuple[Form, ...] = (
    # 每年9月18日, 自2004年以来每年10月25日
    Form(
        rf"(?:每年|历年|歷年|逐年)(?:的|度)?{_MD}", lambda m: {**_month_day(m), "is_yearly": True}
    ),
    # 9月10日-9月17日, 9月13日至17日, 2023年9月13日至17日
    Form(
        rf"(?:(?P<year>{YEAR})年)?{_MD}(?:\([^)\n]{{1,6}}\))?(?:起)?{_TO}"
        rf"(?:{YEAR}年)?(?:(?P<month2>{SMALL})月)?(?P<day2>{SMALL})[日号]",
        lambda m: {
            **({"year": _int(m, "year")} if m["year"] else {}),
            **_month_day(m),
            "until": (whole(m["month2"] or m["month"]), _int(m, "day2")),
        },
    ),
    # 9月18日、19日; 9月18日和9月19日; 9月18日或19日
    Form(
        rf"(?:(?P<year>{YEAR})年)?{_MD}(?:\([^)\n]{{1,6}}\))?[、和及与或](?:{YEAR}年)?"
        rf"(?:(?P<month2>{SMALL})月)?(?P<day2>{SMALL})[日号]",
        lambda m: {
            **({"year": _int(m, "year")} if m["year"] else {}),
            **_month_day(m),
            "until": (whole(m["month2"] or m["month"]), _int(m, "day2")),
        },
    ),
    # 2023年9月16日, 二〇一一年十二月十九日
    Form(rf"(?<![\dO〇○])(?P<year>{YEAR})年(?:的)?{_MD}", _full),
    # 114年7月16日, 民國114年7月16日
    Form(
        rf"(?<!\d)(?:中[華华]民国|民国)?(?P<year>\d{{2,3}}|[一二三四五六七八九十百〇○零]{{2,6}})年{_MD}",
        lambda m: {**_full(m), "year": MINGUO_BEFORE + _int(m, "year")},
    ),
    # 今年10月29日, 本年9月21日
    Form(rf"(?:今年|本年度?|今秋|今春)的?{_MD}", lambda m: {**_month_day(m), "same_year": True}),
    # 本月21日, 本(9)月21日
    Form(
        rf"(?:本|当|當)(?:\((?P<month>{SMALL})\))?月(?P<day>{SMALL})[日号]",
        lambda m: {
            "day": _int(m, "day"),
            "same_month": True,
            **({"month": _int(m, "month")} if m["month"] else {}),
        },
    ),
    # units lost: 2025918, 2021年918日, 年9月18日, 2023年9月18上午
    Form(
        rf"(?<![\d.\-/:])20[0-3]\d[01]?\d[0-3]?\d(?=上午|下午|日|[(（]|中午|,|$)(?:日)?"
        rf"|(?<!\d)20\d\d年\d{{3,4}}日?(?!\d|[元人件号米平台户个家名项])|(?<![\d一-龥\)])年{SMALL}月{SMALL}日"
        rf"|(?<=[于在为])年{SMALL}月{SMALL}日",
        lambda _: {"is_damaged": True},
    ),
    # 9月18日
    Form(rf"(?<![\d年]){_MD}", _month_day),
    # 2013.09.18, 2020-09-17, 2020/9/17
    Form(
        r"(?<![\d.\-/])(?P<year>20\d\d|19\d\d)(?P<sep>[.\-/])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d.])",
        _full,
    ),
)
"""Each way of writing a date; where two fit at a place, the first wins."""

_PATTERNS = tuple((re.compile(form.pattern), form.read) for form in FORMS)


def dates(text: str) -> tuple[DateMention, ...]:
    """Return every date that a text mentions, in order."""
    found: dict[int, DateMention] = {}
    taken: list[tuple[int, int]] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < t_end and t_start < end for t_start, t_end in taken):
                continue
            taken.append((start, end))
            weekday = _WEEKDAY.match(text, end)
            before = _WEEKDAY_BEFORE.search(text, max(0, start - 6), start)
            day = weekday or before
            found[start] = DateMention(
                start,
                weekday.end() if weekday else end,
                weekday=WEEKDAYS[day["weekday"]] if day else None,
                **read(match),  # type: ignore[arg-type]
            )
    return tuple(found[start] for start in sorted(found))
