"""How much speaks for a date being the day of the test: points for what stands around it.

A new reason is one row of :data:`REASONS`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.page import clause_at, sentence_at
from siren.notice.wording import BEFORE, DECIDES, OTHER, SIRENS_SOUND, TESTS, one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.notice.dates import DateMention

HOLIDAY = -1
"""A date that is but called a day of remembrance, and for which nothing else speaks."""


class Around(NamedTuple):
    """What stands around a date."""

    text: str
    before: str
    after: str
    clause: str
    sentence: str


_TIME = re.compile(
    r"(?:\(?北京时间\)?|[,、:(]|当天|当日|上午|下午|中午|夜|晚|早|凌晨){0,3}\d{1,2}\s?[:时点.]"
)
_LEADS = re.compile(
    one_of("定于 将于 拟于 订于 于 在 日期:? 日: 选定 [:、,(] 上午 时间(?:定在|定于|定为|为|是|:)?")
    + "$"
)
_TO = one_of(
    "改为 改于 改在 改到 调整为 调整至 调整到 推迟至 推迟到 延期至 延期到 延至 顺延至 改期至 改至 "
    "移至 变更为"
)
NEW = re.compile(_TO + r"了?[^。;\n\d]{0,6}$")
"""That the test was moved to the date that follows."""
_FROM = one_of("原定 原计划 原拟 原定于 原公告 原安排 原先 去年 上次 上年")
OLD = re.compile(_FROM + r"(?:于|在|的)?[^。;\n\d]{0,6}$")
"""That the test was once to be on the date that follows."""
_FROM_ONCE = re.compile(_FROM)
_SINCE = re.compile("(?:自|从|截至|至|到|以来)$")
_IS_A_DAY = re.compile(r"[^。;,\n\d]{0,3}(?:是|为|系|即|恰逢|乃)[^。;\n]{0,24}?(?:日|纪念|周年|节)")
_ON_THAT = re.compile(r"(?:试鸣|鸣放)(?:当日|当天|日期)(?:为|:)?\(?$")
_THAT_DAY = re.compile("当天|当日|同日|是日")
_DEADLINE = re.compile(rf"(?:\([^)]*\))?[\d:时点分]*{BEFORE}")


def _is_other(around: Around) -> bool:
    """Return whether the date is that of something else that is told along with the test."""
    if _IS_A_DAY.match(around.after):
        return False
    clause_sounds = SIRENS_SOUND.search(around.clause) is not None
    if OTHER.search(around.clause):
        return not (clause_sounds and DECIDES.search(around.sentence))
    is_decided = DECIDES.search(around.sentence) or clause_sounds
    return bool(OTHER.search(around.sentence)) and not is_decided


def _is_remembered(around: Around) -> bool:
    return bool(_IS_A_DAY.match(around.after)) and not _THAT_DAY.search(around.text)


REASONS: tuple[tuple[int, Callable[[Around], object]], ...] = (
    (3, lambda a: _TIME.match(a.after)),  # 9月18日上午10时
    (2, lambda a: _LEADS.search(a.before)),  # 定于9月18日
    (2, lambda a: TESTS.search(a.sentence)),
    (6, lambda a: NEW.search(a.before) and _FROM_ONCE.search(a.text)),  # 改为9月22日
    (-2, lambda a: NEW.search(a.before) and not _FROM_ONCE.search(a.text)),  # 防空警报改在9月18日
    (5, lambda a: _ON_THAT.search(a.before)),  # 试鸣当日(9月19日)
    (-10, lambda a: OLD.search(a.before)),  # 原定于9月18日
    (-5, _is_other),  # 9月14日学校疏散演练
    (-6, lambda a: _DEADLINE.match(a.after)),  # 5月10日17时前
    (-4, lambda a: _SINCE.search(a.before)),  # 自9月1日起
    (HOLIDAY, _is_remembered),  # 9月18日是全省统一的警报试鸣日
    (1, lambda a: _IS_A_DAY.match(a.after) and _THAT_DAY.search(a.text)),  # ...当日10时试鸣
)
"""Points, and what they are given for."""


def score_of(text: str, mention: DateMention) -> int:
    """Return how much speaks for a date being that of the test; over 0 is enough."""
    around = Around(
        text,
        text[max(0, mention.start - 14) : mention.start],
        text[mention.end : mention.end + 40],
        text[slice(*clause_at(text, mention.start, mention.end))],
        text[slice(*sentence_at(text, mention.start))],
    )
    return sum(points for points, holds in REASONS if holds(around))
