"""What a notice leaves open: what is missing, what may still change, what corrects it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from siren.notice.doubts import Doubts
from siren.notice.lists import check_lists
from siren.notice.names import AIR_RAID, ALL_CLEAR, PRE_WARNING
from siren.notice.open_ends import open_ends
from siren.notice.unread import unread_figures
from siren.notice.windows import is_of_another
from siren.notice.wording import one_of

if TYPE_CHECKING:
    from siren.notice.page import Page
    from siren.notice.reading import Conflict
    from siren.notice.statements import Statements
    from siren.notice.times import TimeMention
    from siren.notice.timetable import Timetable
    from siren.notice.windows import Windows

TEST_AT_MOST_S = 2 * 3600
"""What lasts longer is office hours, a market, a watch."""

_MOVED = re.compile(one_of("原定 原计划 原公告 改期至"))


def _is_stray(text: str, time: TimeMention, table: Timetable, windows: Windows) -> bool:
    """Return whether a stretch is neither the test's nor a signal's, nor said of anything else."""
    if time.to_s is None or time in windows.mentions or is_of_another(text, time):
        return False
    if time.to_s - time.from_s > TEST_AT_MOST_S:
        return False
    spans = {(signal.start_s, signal.end_s) for signal in table.signals}
    spans |= {(window.start_s, window.end_s) for window in table.windows}
    pauses = pairwise(table.signals)
    spans |= {(before.end_s, after.start_s) for before, after in pauses}
    return (time.from_s, time.to_s) not in spans


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
    strays = [time for time in told.free_times if _is_stray(page.text, time, table, windows)]
    if strays:
        en, zh = "a time is printed that belongs to no signal", "有时间没有对应的信号"
        doubts.say("signals", en, zh, doubts.quotes(strays))
    if not table.windows and not windows.conflicts:
        doubts.say("window", "no time of day is printed", "没有写明试鸣时间")
    for open_end, match in open_ends(page.text):
        if not (open_end.about == "date" and is_moved and _MOVED.search(page.text)):
            doubts.add(open_end.about, open_end.said, (page.quote(*match.span()),))
    unread = list(unread_figures(page.text))
    if unread:
        en, zh = "figures beside a signal could not be read", "信号旁有无法识别的数字"
        doubts.say("signals", en, zh, doubts.quotes(unread))
    kinds = {signal.kind for signal in table.signals}
    if kinds & {PRE_WARNING, AIR_RAID} and ALL_CLEAR not in kinds:
        doubts.say("signals", "no all-clear is announced", "没有解除警报")
    if table.signals:
        check_lists(page.text, table.rows, doubts)
    return tuple(doubts.conflicts)
