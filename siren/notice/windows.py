"""From when to when a test is announced: which of the free times of a notice that is.

Comes in: the times that belong to no signal. Goes out: one window, two for two sessions a day, or
why a person must decide. What speaks for a time is a row of :data:`REASONS`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.doubts import Doubts
from siren.notice.page import clause_at, sentence_at
from siren.notice.reading import Window, day_time
from siren.notice.wording import BEFORE, DECIDES, OTHER, SIRENS_SOUND, TESTS, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.notice.page import Page
    from siren.notice.reading import Conflict
    from siren.notice.times import TimeMention

NOON_S = 43_200

ENOUGH = 4
"""So many points make a time that of the test, whatever others have."""


class Windows(NamedTuple):
    """The windows, where they stand, what contradicts, and what to choose from then."""

    windows: tuple[Window, ...] = ()
    mentions: tuple[TimeMention, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    candidates: tuple[Window, ...] = ()


class Around(NamedTuple):
    """What stands around a time."""

    time: TimeMention
    before: str
    after: str
    clause: str
    sentence: str


_DATED = re.compile(
    r"(?:\d|[一二三四五六七八九十])[日号](?:[(,]?(?:星期|周)[一二三四五六日天][),]?)?"
    r"(?:\(?北京时间\)?|[,、:(]|当天|当日|的)*$"
)
_LABEL = re.compile(r"(?:时间|时段)(?:为|是|定在|定于|:|,|安排)*[^。;\n]{0,20}$")
_OLD = re.compile(one_of("原定 原计划 原公告 去年 上年 往年 上次 曾 相当于 新疆时间 当地时间"))
_DEADLINE = re.compile(BEFORE)
_AND = re.compile("[,、;和及与以]+(?:当日|当天|同日)?")
_EITHER_OR = ("或", "或者", "或于", "或在", ",或")


def _is_other(around: Around) -> bool:
    """Return whether a time is that of something else that is told along with the test."""
    if OTHER.search(around.clause) and not SIRENS_SOUND.search(around.clause):
        return True
    return bool(OTHER.search(around.sentence)) and not DECIDES.search(around.sentence)


REASONS: tuple[tuple[int, Callable[[Around], object]], ...] = (
    (3, lambda a: _DATED.search(a.before)),  # 9月18日(星期一)上午10:40-11:00
    (2, lambda a: TESTS.search(a.sentence)),
    (2, lambda a: _LABEL.search(a.before)),  # 一、时间:
    (1, lambda a: a.time.to_s is not None),
    (-5, _is_other),
    (-8, lambda a: _DEADLINE.match(a.after)),  # 17时前
    (-10, lambda a: _OLD.search(a.before)),  # 原定于
)
"""Points, and what they are given for."""


def score_of(text: str, time: TimeMention) -> int:
    """Return how much speaks for a time being that of the test."""
    start, end = sentence_at(text, time.start)
    clause = slice(*clause_at(text, time.start, time.end))
    after = text[time.end : time.end + 4]
    around = Around(time, text[start : time.start], after, text[clause], text[start:end])
    return sum(points for points, holds in REASONS if holds(around))


def is_of_another(text: str, time: TimeMention) -> bool:
    """Return whether something speaks against a time being that of the test."""
    return score_of(text, time) < 0


def windows_of(page: Page, free: Sequence[TimeMention]) -> Windows:
    """Return from when to when a test is announced."""
    scores = {time: score_of(page.text, time) for time in free}
    enough = max(1, min(max(scores.values(), default=0), ENOUGH))
    chosen = [time for time in free if scores[time] >= enough]
    chosen += [time for time in free if _is_second_session(page.text, chosen, time)]
    times = _distinct(chosen)
    windows = tuple(Window(time.from_s, time.to_s) for time in times)
    doubts = Doubts(page)
    _doubt(chosen, doubts)
    _doubt_pairs(page.text, chosen, free, doubts)
    if len(windows) > 1 and not _are_sessions(page.text, times):
        said = ", ".join(window_text(window) for window in windows)
        doubts.say(
            "window",
            f"several times are named for the test: {said}",
            f"试鸣时间有多个：{said}",
            doubts.quotes(times),
        )
    if doubts.conflicts:
        return Windows((), tuple(times), tuple(doubts.conflicts), windows)
    return Windows(windows, tuple(times))


def window_text(window: Window) -> str:
    """Return a window as 10:00-10:15, or as 10:00."""
    end = "" if window.end_s is None else f"-{day_time(window.end_s)}"
    return day_time(window.start_s) + end


def _doubt(chosen: Sequence[TimeMention], doubts: Doubts) -> None:
    """Doubt times that are only about right, or contradict themselves."""
    rough = [time for time in chosen if time.is_rough]
    odd = [time for time in chosen if time.is_odd]
    if rough:
        quotes = doubts.quotes(rough)
        doubts.say("window", "the time is only approximate", "时间只是大约", quotes)
    if odd:
        en, zh = "the time contradicts itself", "时间自相矛盾"
        doubts.say("window", en, zh, doubts.quotes(odd))


def _doubt_pairs(
    text: str, chosen: Sequence[TimeMention], free: Sequence[TimeMention], doubts: Doubts
) -> None:
    """Doubt two moments side by side: what stood between them is lost."""
    for before, after in pairwise(free):
        between = text[before.end : after.start]
        is_pair = before.to_s is None and after.to_s is None and between == " "
        if before in chosen and (is_pair or between in _EITHER_OR):
            en, zh = "two times stand side by side", "两个时间并列，无法确定"
            doubts.say("window", en, zh, doubts.quotes([before, after]))


def _distinct(chosen: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the times that say something of their own: 10:00 does not beside 10:00-10:15."""
    kept: list[TimeMention] = []
    for time in sorted(chosen, key=lambda time: (time.to_s is None, time.start)):
        if not any(_says_less(time, other) for other in kept):
            kept.append(time)
    return sorted(kept)


def _says_less(time: TimeMention, other: TimeMention) -> bool:
    if time.to_s is None:
        return time.from_s in (other.from_s, other.to_s)
    return (time.from_s, time.to_s) == (other.from_s, other.to_s)


def _is_second_session(text: str, chosen: Sequence[TimeMention], time: TimeMention) -> bool:
    """Return whether a time goes on from a morning's window: 9:00至10:00,下午15:00至16:00."""
    return time not in chosen and any(_are_sessions(text, (first, time)) for first in chosen)


def _are_sessions(text: str, times: Sequence[TimeMention]) -> bool:
    """Return whether two times are a morning's and an afternoon's, named together."""
    if len(times) != 2 or not times[0].from_s < NOON_S <= times[1].from_s:
        return False
    between = text[times[0].end : times[1].start]
    return _AND.fullmatch(between) is not None
