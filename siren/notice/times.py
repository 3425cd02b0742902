"""Every time of day that a notice mentions: moments, and stretches from one to another.

A new way of writing a clock time is one row of :data:`CLOCKS`; words between two of them that
make a stretch stand in :data:`TO`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from siren.notice.numerals import SMALL, whole
from siren.notice.wording import one_of

HOUR_S, MINUTE_S, DAY_S = 3600, 60, 86_400
NOON_S = 12 * HOUR_S

NIGHT_UNTIL_S = 6 * HOUR_S
"""Nobody tests sirens before it: an hour so early without 凌晨 has lost its 下午."""
HALF_WITHIN = 16
"""So far before a time a part of the day may still be meant for it."""

PAST_NOON_AT_MOST_S = 4 * HOUR_S
"""An end on a clock of twelve hours is read as past noon if no more lies between."""

HALF_DAYS = {
    **dict.fromkeys(("上午", "早上", "早晨", "清晨", "凌晨", "早"), "am"),
    **dict.fromkeys(("中午", "正午", "午间"), "noon"),
    **dict.fromkeys(("下午", "午后", "傍晚", "晚上", "晚间", "夜间", "夜里", "夜", "晚"), "pm"),
}
"""Words for a part of the day; 上午12时 is noon, 夜9时 is 21:00, 下午15:00 is 15:00."""

_ANY_HALF = one_of(" ".join(sorted(HALF_DAYS, key=len, reverse=True)))
_HALF = rf"(?:(?P<half>{_ANY_HALF})的?)?"

_NOT_A_TIME = r"(?![间段期候时刻代事])"
_NOT_MINUTES = r"(?![\d个秒次遍台一二三四五六七八九十])"

CLOCKS = (
    # 10:29, 9:18时, 12:00分, 13:30:00
    r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?(?:时整?|分|点)?",
    # 10时, 10时整, 10时3分, 10时零3分, 11点58, 十时三十分, 10点半
    rf"(?P<h>{SMALL})(?:时|点钟?)(?:[零〇](?=\d))?(?:整|(?P<quarter>半|一刻|三刻)"
    rf"|(?P<m>{SMALL})分?整?(?:(?P<s>{SMALL})秒)?{_NOT_MINUTES}|{_NOT_A_TIME})",
    # 16.00
    r"(?P<h>[012]?\d)\.(?P<m>[0-5]\d)(?=[-~至到]+\d{1,2}\.\d\d(?!\d|兆|[MK]|%))(?:时|分)?",
)
"""Each way of writing a time of day."""

TO = (
    r"(?:起|开始|始|整)?(?:试鸣|鸣放|鸣响|拉响|进行)?,?起?"
    r"(?:[-~]+|至|到|止于|延续到|持续到)+(?:当日|当天)?"
)
"""What stands between the beginning and the end of a stretch."""

END_ALONE = rf"(?P<m>{SMALL})分(?!钟)"
"""An end whose hour was left out: 9时18分至21分."""

_DOTTED_END = r"(?P<h>[012]?\d)\.(?P<m>[0-5]\d)(?:时|分)?"

ROUGH = re.compile(r"整?[(]?(?:许|左右|前后|上下)")
ABOUT = re.compile(r"(?:约|大约|预计)(?:于|在)?$")


class TimeMention(NamedTuple):
    """A time of day, or a stretch.

    Attributes
    ----------
    start, end
        Which letters of the page.
    from_s, to_s
        Seconds since midnight; `to_s` None for a moment.
    is_rough
        The notice says that it is only about then.
    is_odd
        It contradicts itself: 上午15:00, 10:19至9:00.
    """

    start: int
    end: int
    from_s: int
    to_s: int | None = None
    is_rough: bool = False
    is_odd: bool = False


_LAST_HALF = re.compile(_ANY_HALF)
_CLOCK = [re.compile(_HALF + clock) for clock in CLOCKS]
_END = [*_CLOCK, re.compile(_HALF + _DOTTED_END)]
_TO = re.compile(TO)
_END_ALONE = re.compile(END_ALONE)
_STOPS = re.compile(r"(?:起|开始)(?:试鸣|鸣放|鸣响)?[,、]")
_STOPPED = re.compile(r"(?:止|结束|终止|完毕)")
_LATER = re.compile(r"[^。;\n\d]{0,8}?,?(?:至|到|于|在)(?=[^。;\n]{0,14}?(?:结束|止|终止|完毕))")
_MAY_START = re.compile(
    rf"{_ANY_HALF}|(?<![\d.])(?<!\d:){SMALL}\s?[:时点]|(?<![\d.])(?<!\d:)[012]?\d\.[0-5]\d[-~至到]"
)


def times(text: str) -> tuple[TimeMention, ...]:
    """Return every time of day that a text mentions, in order."""
    found, at = [], 0
    while begins := _MAY_START.search(text, at):
        mention = _mention(text, begins.start())
        if mention is None:
            at = begins.start() + 1
            continue
        found.append(mention)
        at = mention.end
    return tuple(found)


def _mention(text: str, at: int) -> TimeMention | None:
    first = _moment(text, at, None, _CLOCK)
    if first is None:
        return None
    from_s, half, end = first
    is_odd = _is_odd(text[max(0, at - HALF_WITHIN) : at], text[at:end], from_s, half)
    rough = ROUGH.match(text, end)
    is_rough = bool(rough or ABOUT.search(text, max(0, at - 5), at))
    end = rough.end() if rough else end
    between = _TO.match(text, end) or _LATER.match(text, end)
    last = _end(text, between.end(), from_s, half) if between else _stop(text, end, from_s, half)
    if last is None:
        return TimeMention(at, end, from_s, None, is_rough, is_odd)
    to_s, end = last
    rough = ROUGH.match(text, end)
    return TimeMention(
        at,
        rough.end() if rough else end,
        from_s,
        to_s,
        is_rough or bool(rough),
        is_odd or to_s <= from_s,
    )


def _is_odd(before: str, words: str, from_s: int, half: str | None) -> bool:
    """Return whether the part of the day contradicts the hour, or is missing."""
    if half is None:
        said = _LAST_HALF.findall(before.rsplit("。", 1)[-1])
        is_after_noon = bool(said) and HALF_DAYS[said[-1]] == "pm" and from_s < NOON_S
        return is_after_noon or HOUR_S <= from_s < NIGHT_UNTIL_S or from_s >= 2 * NOON_S
    is_midnight = from_s // HOUR_S == 12 and words.startswith(("晚", "夜", "凌晨"))
    return is_midnight or (half == "am" and from_s >= NOON_S + HOUR_S)


def _stop(text: str, at: int, from_s: int, half: str | None) -> tuple[int, int] | None:
    """Return the end of a stretch that is told as 9:18开始,9:38结束."""
    starts = _STOPS.match(text, at)
    last = _end(text, starts.end(), from_s, half) if starts else None
    return last if last and _STOPPED.match(text, last[1]) else None


def _end(text: str, at: int, from_s: int, half: str | None) -> tuple[int, int] | None:
    """Return when a stretch ends, and where its words end."""
    alone = _END_ALONE.match(text, at)
    if alone:
        minute = whole(alone["m"])
        return (from_s // HOUR_S * HOUR_S + minute * MINUTE_S, alone.end()) if minute < 60 else None
    last = _moment(text, at, half, _END)
    if last is None:
        return None
    to_s, _, end = last
    if to_s < from_s and 0 < to_s + NOON_S - from_s <= PAST_NOON_AT_MOST_S:
        to_s += NOON_S  # 上午11:30至1:00
    return to_s, end


def _moment(
    text: str, at: int, half: str | None, forms: list[re.Pattern[str]]
) -> tuple[int, str | None, int] | None:
    """Return seconds since midnight, the part of the day that was said, where the words end."""
    for form in forms:
        match = form.match(text, at)
        if not match:
            continue
        said = HALF_DAYS.get(match["half"] or "")
        groups = match.groupdict()
        minute = {"半": 30, "一刻": 15, "三刻": 45}.get(groups.get("quarter") or "")
        if minute is None:
            minute = whole(groups["m"]) if groups.get("m") else 0
        hour = whole(match["h"])
        second = whole(groups["s"]) if groups.get("s") else 0
        if hour > 24 or minute > 59 or second > 59:
            return None
        hour = _in_24(hour, said or half)
        return hour * HOUR_S + minute * MINUTE_S + second, said or half, match.end()
    return None


def _in_24(hour: int, half: str | None) -> int:
    if half == "pm" and hour < 12:
        return hour + 12
    if half == "noon" and hour < 10:
        return hour + 12
    return hour
