"""The rule of a public test in words: ``the first Wednesday of each month``, 每月第一个星期三."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.text import phrase

if TYPE_CHECKING:
    from siren.text import Text

_DAYS = {
    **{"MO": phrase("Monday", "星期一"), "TU": phrase("Tuesday", "星期二")},
    **{"WE": phrase("Wednesday", "星期三"), "TH": phrase("Thursday", "星期四")},
    **{"FR": phrase("Friday", "星期五"), "SA": phrase("Saturday", "星期六")},
    **{"SU": phrase("Sunday", "星期日")},
}
_WORKING_DAYS = "MO,TU,WE,TH,FR"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NTH = {
    1: phrase("first", "第一个"),
    2: phrase("second", "第二个"),
    3: phrase("third", "第三个"),
    4: phrase("fourth", "第四个"),
    5: phrase("fifth", "第五个"),
    -1: phrase("last", "最后一个"),
    -2: phrase("last but one", "倒数第二个"),
}


class _Rule(NamedTuple):
    frequency: str
    months: tuple[int, ...]
    days: str
    """Weekdays without numbers, of which `nth` is meant; of all, where that is 0."""
    nth: int
    month_days: tuple[int, ...]


def rule_words(rule: str) -> Text:
    """Return what an RFC 5545 rule says; a rule of a rare form as it is written."""
    parts = dict(part.split("=") for part in rule.split(";"))
    parts.pop("WKST", None)
    read = _read(parts)
    words = None if read is None else _words(read)
    return words or phrase(rule, rule)


def _read(parts: dict[str, str]) -> _Rule | None:
    """Return the parts of a rule that has words; None for any other."""
    days, nth = parts.get("BYDAY", ""), int(parts.get("BYSETPOS", "0").partition(",")[0])
    if numbered := re.fullmatch(r"([+-]?\d+)([A-Z]{2})", days):
        nth, days = int(numbered[1]), numbered[2]
    has_more = "INTERVAL" in parts or "," in parts.get("BYSETPOS", "")
    if has_more or re.search(r"\d", days) or (nth and nth not in _NTH):
        return None
    months, month_days = (
        tuple(map(int, parts[key].split(","))) if key in parts else ()
        for key in ("BYMONTH", "BYMONTHDAY")
    )
    return _Rule(parts["FREQ"], months, days, nth, month_days)


def _words(rule: _Rule) -> Text | None:
    if rule == _Rule("DAILY", (), "", 0, ()):
        return phrase("every day", "每天")
    if rule == _Rule("WEEKLY", (), rule.days, 0, ()):
        days = _weekdays(rule.days)
        return phrase(f"every {days.said_in('en')}", f"每{days.said_in('zh')}")
    if rule.frequency not in ("MONTHLY", "YEARLY") or (rule.days and rule.month_days):
        return None
    if rule.frequency == "YEARLY" and not rule.months:
        return None
    return _on_days_of_months(rule) if rule.days else _on_dates(rule)


def _on_days_of_months(rule: _Rule) -> Text | None:
    if not rule.nth or ("," in rule.days and rule.days != _WORKING_DAYS):
        return None
    days, nth = _weekdays(rule.days), _NTH[rule.nth]
    *others, last = [_MONTHS[month - 1] for month in rule.months] or ["each month"]
    when = f"{', '.join(others)} and {last}" if others else last
    return phrase(
        f"the {nth.said_in('en')} {days.said_in('en')} of {when}",
        f"{_months_zh(rule)}{nth.said_in('zh')}{days.said_in('zh')}",
    )


def _on_dates(rule: _Rule) -> Text | None:
    if min(rule.month_days) < 0 or rule.nth:
        return None
    days = "、".join(f"{day}日" for day in rule.month_days)
    if not rule.months:
        en = " and ".join(map(_ordinal, rule.month_days))
        return phrase(f"the {en} of each month", f"每月{days}")
    dates = [f"{day} {_MONTHS[month - 1]}" for month in rule.months for day in rule.month_days]
    return phrase(" and ".join(dates) + " each year", f"{_months_zh(rule)}{days}")


def _months_zh(rule: _Rule) -> str:
    return "每年" + "、".join(f"{month}月" for month in rule.months) if rule.months else "每月"


def _weekdays(days: str) -> Text:
    if days == _WORKING_DAYS:
        return phrase("weekday (Monday to Friday)", "工作日（星期一至星期五）")
    names = [_DAYS[day] for day in days.split(",")]
    return phrase(
        " and ".join(name.said_in("en") for name in names),
        "、".join(name.said_in("zh") for name in names),
    )


def _ordinal(day: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if day in (11, 12, 13) else endings.get(day % 10, 'th')}"
