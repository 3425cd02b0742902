"""What a notice leaves open: what is missing, what may still change, what corrects it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.doubts import Doubts
from siren.notice.unread import unread_figures
from siren.notice.wording import SOUNDS, one_of
from siren.text import phrase

if TYPE_CHECKING:
    from siren.notice.page import Page
    from siren.notice.reading import Conflict
    from siren.notice.statements import Statements
    from siren.notice.times import TimeMention
    from siren.notice.timetable import Timetable
    from siren.notice.windows import Windows
    from siren.text import Text

_WEATHER = re.compile(
    r"(?:雨|恶劣天气|天气原因|特殊天气|特殊情况|不可抗力)[^。;\n]{0,24}"
    + one_of("顺延 改期 推迟 取消 延期")
    + r"|(?<!不)顺延|遇雨改期"
)
_MOVED = re.compile(one_of("原定 原计划 原公告 改为 改期至"))
_OPEN_ENDS: tuple[tuple[re.Pattern[str], str, Text], ...] = (
    (
        re.compile(one_of("更正 勘误 订正 应为")),
        "notice",
        phrase("the text corrects an earlier notice", "文中更正了先前的公告"),
    ),
    (
        re.compile(one_of("征求意见稿 讨论稿 草案 （样稿） 送审稿")),
        "notice",
        phrase("the text is a draft", "文本是草稿"),
    ),
    (
        re.compile(one_of("网传 辟谣 消息不实 系谣言")),
        "notice",
        phrase("the text speaks of a rumour", "文中提到不实消息"),
    ),
    (
        re.compile(
            "暂定|初定|(?:具体|确切|准确)[^。;\n]{0,10}(?:时间|日期|安排)[^。;\n]{0,6}(?:另行|待|以)"
            "|时间(?:待定|另行通知|另行公告)"
        ),
        "window",
        phrase("the time is not final", "时间尚未最后确定"),
    ),
    (
        re.compile("(?:再次|再行|重新)(?:组织)?(?:试鸣|鸣放|鸣响)"),
        "date",
        phrase("the test is held again on another occasion", "还将再次试鸣"),
    ),
    (
        re.compile("(?<!不得)(?<!不能)(?<!不可)(?:推迟|延期|延后)(?:至|到)"),
        "date",
        phrase("the test was put off", "试鸣已推迟"),
    ),
    (
        re.compile(
            rf"(?:预先|预备|空袭|紧急|解除|防灾|灾情)(?:\S{{0,2}})警报.{{0,6}}(?:不再?|暂不|未){SOUNDS}"
        ),
        "signals",
        phrase("a signal is said not to sound", "有信号不鸣放"),
    ),
    (
        re.compile(r"\d\s?[AaPp]\.?[Mm](?![Hh])|(?:时|点|:)[6-9]\d(?!\d)分?|分[6-9]\d秒"),
        "window",
        phrase("a time could not be read", "有时间无法识别"),
    ),
)
"""Words that leave something open, what they are about, and what is said of them."""


def _is_stray(time: TimeMention, table: Timetable, windows: Windows) -> bool:
    """Return whether a stretch lies inside the test, and is neither it nor a signal's."""
    if len(table.windows) != 1 or time.to_s is None or time in windows.mentions:
        return False
    window = table.windows[0]
    if window.end_s is None or (time.from_s, time.to_s) == tuple(window):
        return False
    known = {(signal.start_s, signal.end_s) for signal in table.signals}
    is_inside = window.start_s <= time.from_s and time.to_s <= window.end_s
    return is_inside and (time.from_s, time.to_s) not in known


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
    strays = [time for time in told.free_times if _is_stray(time, table, windows)]
    if strays:
        en, zh = "a time is printed that belongs to no signal", "有时间没有对应的信号"
        doubts.say("signals", en, zh, doubts.quotes(strays))
    if not table.windows and not windows.conflicts:
        doubts.say("window", "no time of day is printed", "没有写明试鸣时间")
    for pattern, about, said in _OPEN_ENDS:
        match = pattern.search(page.text)
        if match and not (is_moved and _MOVED.search(page.text) and about == "date"):
            doubts.add(about, said, (page.quote(*match.span()),))
    unread = list(unread_figures(page.text))
    if unread:
        en, zh = "figures beside a signal could not be read", "信号旁有无法识别的数字"
        doubts.say("signals", en, zh, doubts.quotes(unread))
    weather = _WEATHER.search(page.text)
    if weather and not (is_moved and _MOVED.search(page.text)):
        doubts.say(
            "date",
            "the day depends on the weather or on circumstances",
            "日期可能因天气等情况变更",
            (page.quote(*weather.span()),),
        )
    return tuple(doubts.conflicts)
