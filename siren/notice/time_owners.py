"""Which time of a notice belongs to which signal.

A time stands before its name (10:00 预先警报) or behind it (预先警报 10:00); a notice does it one
way throughout, and where both would fit, its first signal decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.names import lists_of
from siren.notice.reading import SIGNAL_AT_MOST_S
from siren.notice.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.names import NameMention
    from siren.notice.times import TimeMention

LISTED_WITHIN = 8
"""Names to which times in a row belong stand so close."""

CELL_AT_MOST = 20
"""A paragraph so short may be the cell of a table."""

CLAUSE_AT_MOST = 80
"""So far behind its name a time may stand in one paragraph; in cells a little less far."""
CELLS_AT_MOST = 60

_LEADS = re.compile(
    r"(?:起|开始|准时|[,:、“\"'《(\s]|试鸣|鸣放|鸣响|试放|试播|发放|发放|施放|拉响|播放|发布|进行|鸣|响|为|是|第[一二三四五](?:次|个|种|阶段|段|轮)?"
    r"|的|启动|发|首先|先|再|然后|接着|末了|最后|依次|信号|音响|阶段|实施|安排|一、|二、|三、|四、|组织|\d、)*+"
)
"""What may stand between a time and the name that it belongs to."""

_FOLLOWS = re.compile(
    r"(?:[”\"')》(:,,、\s“]|信号|警报|时间|时段|鸣放|试鸣|鸣响|发放|起止|为|于|是|在|自|从|定|音响|拉响|每次|约|预计|当日|\d{1,4}年|\d{1,2}月|\d{1,2}日)*+"
)
"""What may stand between a name and the time that belongs to it."""

_LABEL = re.compile("。(?:鸣放|试鸣|鸣响|发放)?时间(?:为|:)?$")

_ENDS = re.compile(r"[^。;,\n\d]{0,6}(?:结束|止|终止|完毕|停止)")
_UNTIL = re.compile(r"(?:至|到|于)$")


def give_times(
    text: str,
    told: list[Statement],
    mentions: Sequence[NameMention],
    all_times: Sequence[TimeMention],
) -> list[TimeMention]:
    """Give each time to its signal; return those that belong to none."""
    moments = [time for time in all_times if not _is_of_the_whole(time)]
    before = [_time_before(text, one.names[0], moments, mentions) for one in told]
    after = [_times_after(text, one.names[0], mentions, moments) for one in told]
    leads = _stands_before(before, after)
    taken: set[TimeMention] = set()
    for at, statement in enumerate(told):
        led = before[at]
        is_free = led not in taken and (leads or not at or led not in after[at - 1])
        if led is not None and is_free and (leads or not after[at]):
            statement.times.append(led)
            taken.add(led)
        of_next = before[at + 1] if leads and at + 1 < len(told) else None
        behind = [time for time in after[at] if time is not of_next and time not in taken]
        _give_behind(text, statement, behind)
        taken.update(behind)
    _give_lists(text, told, mentions, moments, taken)
    return [*(time for time in all_times if time not in taken), *times_of_the_whole(told)]


def _is_of_the_whole(time: TimeMention) -> bool:
    """Return whether a stretch is too long for a signal."""
    return time.to_s is not None and time.to_s - time.from_s > SIGNAL_AT_MOST_S


def _give_behind(text: str, statement: Statement, behind: list[TimeMention]) -> None:
    """Give a signal the times behind its name; a second moment may be its end."""
    for time in behind:
        is_moment = time.to_s is None
        is_until = statement.times and _UNTIL.search(text, time.start - 2, time.start)
        is_end = is_moment and (_ENDS.match(text, time.end) or is_until)
        (statement.ends if is_end else statement.times).append(time)


def _stands_before(
    before: Sequence[TimeMention | None], after: Sequence[Sequence[TimeMention]]
) -> bool:
    """Return whether this notice puts the time before the name."""
    for led, behind in zip(before, after, strict=True):
        if led is not None or behind:
            return led is not None
    return True


def _time_before(
    text: str,
    name: NameMention,
    moments: Sequence[TimeMention],
    mentions: Sequence[NameMention],
) -> TimeMention | None:
    """Return the time that leads to a name."""
    last = max((time for time in moments if time.end <= name.start), default=None)
    if last is None or any(last.end <= other.start < name.start for other in mentions):
        return None
    return last if _LEADS.fullmatch(text, last.end, name.start) else None


def _times_after(
    text: str,
    name: NameMention,
    mentions: Sequence[NameMention],
    moments: Sequence[TimeMention],
) -> list[TimeMention]:
    """Return the times that stand behind a name, up to the next name."""
    until = min((other.start for other in mentions if other.start > name.start), default=len(text))
    kept: list[TimeMention] = []
    for time in moments:
        between = text[name.end : time.start]
        is_end = _ENDS.match(text, time.end) is not None
        if name.end <= time.start < until and _is_behind(between, bool(kept), is_end=is_end):
            kept.append(time)
    return kept


def _is_behind(between: str, is_further: bool, *, is_end: bool) -> bool:
    """Return whether what stands between a name and a time lets it belong to the name."""
    if _FOLLOWS.fullmatch(between):
        return True
    if "\n" not in between and len(between) <= CLAUSE_AT_MOST:
        is_labelled = _LABEL.search(between) is not None
        return "。" not in between[1:] or is_labelled or (is_further and is_end)
    cells = between.split("\n")
    are_cells = all(len(cell) <= CELL_AT_MOST and "。" not in cell for cell in cells)
    return are_cells and len(between) <= CELLS_AT_MOST and not is_further


def times_of_the_whole(told: list[Statement]) -> list[TimeMention]:
    """Take back the time of the whole test, of which a signal has a part: 10:00-10:14."""
    freed = []
    for statement in told:
        for time in list(statement.times):
            if time.to_s is not None and any(
                _holds(time, other)
                for rival in told
                if rival is not statement and rival.row == statement.row
                for other in rival.times
            ):
                statement.times.remove(time)
                freed.append(time)
    return freed


def _holds(time: TimeMention, other: TimeMention) -> bool:
    """Return whether a stretch holds a shorter one, and more."""
    if time.to_s is None or other.to_s is None:
        return False
    return time.from_s <= other.from_s and other.to_s <= time.to_s and time[2:4] != other[2:4]


def _give_lists(
    text: str,
    told: list[Statement],
    mentions: Sequence[NameMention],
    moments: list[TimeMention],
    taken: set[TimeMention],
) -> None:
    """Give times in a row to names in a row: 10:00、10:08、10:16分别鸣放预先、空袭、解除警报."""
    for run in lists_of(text, mentions, LISTED_WITHIN):
        row: list[TimeMention] = []
        for time in moments:
            if time not in taken and time.end <= run[0].start:
                if row and not re.fullmatch(r"[,、和及与\s]*", text[row[-1].end : time.start]):
                    row = []
                row.append(time)
        if len(row) == len(run) > 1 and re.fullmatch(
            r"(?:[,、“\"\s]|分别|依次|各|试鸣|鸣放|鸣响|发放|拉响|鸣|响|为)*+",
            text[row[-1].end : run[0].start],
        ):
            for time, name in zip(row, run, strict=True):
                told.append(Statement([name], [time]))
                taken.add(time)
