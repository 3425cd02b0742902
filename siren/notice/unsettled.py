"""What a notice leaves open: what is missing, what may still change, what corrects it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.doubts import Doubts
from siren.notice.wording import one_of

if TYPE_CHECKING:
    from siren.notice.page import Page
    from siren.notice.reading import Conflict
    from siren.notice.statements import Statements
    from siren.notice.timetable import Timetable
    from siren.notice.windows import Windows

_WEATHER = re.compile(
    r"(?:雨|恶劣天气|天气原因|特殊天气|特殊情况|不可抗力)[^。;\n]{0,24}"
    + one_of("顺延 改期 推迟 取消 延期")
    + r"|(?<!不)顺延|遇雨改期"
)
_MOVED = re.compile(one_of("原定 原计划 原公告 改为 改期至"))
_CORRECTS = re.compile(one_of("更正 勘误 订正 应为"))


def unsettled(
    page: Page,
    table: Timetable,
    windows: Windows,
    told: Statements,
    *,
    is_moved: bool,
) -> tuple[Conflict, ...]:
    """Return what a person must settle before anything may be planned."""
    doubts = Doubts(page)
    if not table.signals:
        doubts.say("signals", "no signal is named", "没有写明试鸣哪些信号")
    for name in told.silent[:1]:
        words = page.as_printed(name.start, name.end)
        doubts.of_signal(
            words,
            "is named, but not when or how it sounds",
            "只有名称，没有写明时间和鸣放方式",
            doubts.quotes([name]),
        )
    orphans = [word for word in told.common if word.says == "cycle"]
    if orphans:
        en, zh = "a cycle is printed for a signal without a name", "有鸣放周期没有对应的信号名称"
        doubts.say("signals", en, zh, doubts.quotes(orphans))
    if not table.windows and not windows.conflicts:
        doubts.say("window", "no time of day is printed", "没有写明试鸣时间")
    corrects, weather = _CORRECTS.search(page.text), _WEATHER.search(page.text)
    if corrects:
        en, zh = "the text corrects an earlier notice", "文中更正了先前的公告"
        doubts.say("notice", en, zh, (page.quote(*corrects.span()),))
    if weather and not (is_moved and _MOVED.search(page.text)):
        doubts.say(
            "date",
            "the day depends on the weather or on circumstances",
            "日期可能因天气等情况变更",
            (page.quote(*weather.span()),),
        )
    return tuple(doubts.conflicts)
