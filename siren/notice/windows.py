"""From when to when a test is announced: which of the free times of a notice that is.

Comes in: the times that belong to no signal. Goes out: one window, two for two sessions a day, or
why a person must decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.page import sentence_at
from siren.notice.reading import Conflict, Window, day_time
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.page import Page
    from siren.notice.times import TimeMention

NOON_S = 43_200

_DATED = re.compile(r"(?:\d|[一二三四五六七八九十])[日号](?:[(,]?(?:星期|周)[一二三四五六日天][),]?)?(?:\(?北京时间\)?|[,、:(]|当天|当日|的)*$")
_TESTS = re.compile(r"试鸣|鸣放|鸣响|拉响|试响|施放|发放|防空警报|演习|默哀|警报")
_TIME = re.compile(r"(?:时间|起止时间|时段)(?:为|是|定在|定于|:|,|安排)*[^。;\n]{0,20}$")
_OTHER = re.compile(
    r"疏散演练|检测|抢救|救灾|实作|禁止|禁飞|封闭|绕行|发给|推送|检修|调试|短信|电话|咨询|热线|停水|停电|交通|封路|办公|值班|工作日|集会|仪式|撞钟|讲座|开标|受理|参观|布置|集合|就位|到岗|会议|报名|营业|发布时间|来源|演练讲评|直播|开放"
)
_DECIDES = re.compile(r"定于|将于|拟于|决定|订于|定在|将在|实施|时间:")
_OLD = re.compile(r"原定|原计划|原公告|去年|上年|往年")


class Windows(NamedTuple):
    """The windows, whether their beginning is only about right, and what contradicts."""

    windows: tuple[Window, ...]
    mentions: tuple[TimeMention, ...]
    conflicts: tuple[Conflict, ...]
    candidates: tuple[Window, ...] = ()


def windows_of(page: Page, free: Sequence[TimeMention]) -> Windows:
    """Return from when to when a test is announced."""
    scores = {time: _score(page.text, time) for time in free}
    best = max(scores.values(), default=0)
    chosen = [time for time in free if scores[time] >= max(1, min(best, 4))]
    if not chosen:
        return Windows((), (), ())
    chosen = [time for time in free if time in chosen or _is_second_session(page.text, chosen, time)]
    distinct = _distinct(chosen)
    rough = [time for time in chosen if time.is_rough]
    conflicts: list[Conflict] = []
    odd = [time for time in chosen if time.is_odd]
    if odd:
        quotes = tuple(page.quote(time.start, time.end) for time in odd)
        conflicts.append(Conflict("window", phrase("the part of the day contradicts the hour", "上午、下午与钟点矛盾"), quotes))
    if rough:
        quotes = tuple(page.quote(max(0, time.start - 6), time.end + 2) for time in rough)
        conflicts.append(Conflict("window", phrase("the time is only approximate", "时间只是大约"), quotes))
    windows = tuple(Window(time.from_s, time.to_s) for time in distinct)
    if len(windows) > 1 and not _are_sessions(page.text, distinct):
        said = ", ".join(_said(window) for window in windows)
        quotes = tuple(page.quote(time.start, time.end) for time in distinct)
        conflicts.append(
            Conflict("window", phrase(f"several times are named for the test: {said}", f"试鸣时间有多个：{said}"), quotes)
        )
        return Windows((), tuple(distinct), tuple(conflicts), windows)
    if rough or odd:
        return Windows((), tuple(distinct), tuple(conflicts), windows)
    return Windows(windows, tuple(distinct), tuple(conflicts))


def _said(window: Window) -> str:
    return day_time(window.start_s) + (f"-{day_time(window.end_s)}" if window.end_s is not None else "")


def _score(text: str, time: TimeMention) -> int:
    """Return how much speaks for a time being that of the test."""
    start, end = sentence_at(text, time.start)
    sentence = text[start:end]
    clause_start = max(start, text.rfind(",", start, time.start) + 1)
    comma = text.find(",", time.end, end)
    clause = text[clause_start : comma if comma >= 0 else end]
    score = 0
    if _DATED.search(text, max(0, time.start - 24), time.start):
        score += 3
    if _TESTS.search(sentence):
        score += 2
    if _TIME.search(text, start, time.start):
        score += 2
    if time.to_s is not None:
        score += 1
    if _OTHER.search(clause) and not re.search(r"试鸣|鸣放|鸣响|拉响", clause):
        score -= 5
    elif _OTHER.search(sentence) and not _DECIDES.search(sentence):
        score -= 5
    if re.match(r"(?:以前|之前|前)(?!后)", text[time.end : time.end + 3]):
        score -= 8
    if _OLD.search(text, start, time.start):
        score -= 10
    return score


def _distinct(chosen: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the times that say something of their own; one inside another does not."""
    kept: list[TimeMention] = []
    for time in sorted(chosen, key=lambda time: (time.to_s is None, time.start)):
        if not any(_is_within(time, other) for other in kept):
            kept.append(time)
    return sorted(kept)


def _is_within(time: TimeMention, other: TimeMention) -> bool:
    if other.to_s is None:
        return time.from_s == other.from_s and time.to_s is None
    if time.to_s is None:
        return time.from_s == other.from_s or time.from_s == other.to_s
    return (time.from_s, time.to_s) == (other.from_s, other.to_s)


def _is_second_session(
    text: str, chosen: Sequence[TimeMention], time: TimeMention
) -> bool:
    """Return whether a time goes on where the window of a morning ended: 9:00至10:00,下午15:00至16:00."""
    return any(_are_sessions(text, (first, time)) for first in chosen if first.end <= time.start)


def _are_sessions(text: str, chosen: Sequence[TimeMention]) -> bool:
    """Return whether two times are a morning's and an afternoon's, named together."""
    if len(chosen) != 2:
        return False
    first, second = chosen
    between = text[first.end : second.start]
    return (
        first.from_s < NOON_S <= second.from_s
        and len(between) <= 12
        and re.fullmatch(r"[,、;和及与]*(?:试鸣)?[^。\n\d]{0,8}", between) is not None
    )
