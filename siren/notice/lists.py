"""What a notice says of its signals as a whole: how many kinds, which, in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.names import names
from siren.notice.numerals import whole
from siren.notice.wording import SOUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.doubts import Doubts
    from siren.notice.names import NameMention

_KINDS = re.compile(
    r"(?<![每邻前后])([二两三四五六2-6])(?:[种类](?:不同)?的?(?:防空|防灾)*(?:警报|信号|音响)|个?(?:阶段|步骤))"
)
_ALONE = re.compile(rf"{SOUNDS}防空警报[^。;\n,]{{0,3}}(?:\d+|[一二三])分钟")
_ORDERED = re.compile("(?:依次|先后|顺序|次序)[^。;\n]{0,12}$")
NEAR = 12
"""So few letters between two names leave them in one list."""


def check_lists(text: str, rows: Sequence[int], doubts: Doubts) -> None:
    """Doubt signals that are not those which the notice counts, or lists in their order.

    Parameters
    ----------
    rows
        The signals in order of sounding, by their row in the table of names.
    """
    distinct = list(dict.fromkeys(rows))
    counted = [match for match in _KINDS.finditer(text) if whole(match[1]) > len(distinct)]
    if counted:
        en, zh = "more signals are announced than described", "公告的信号种数多于所列"
        doubts.say("signals", en, zh, doubts.quotes([_Span(counted[0])]))
    if len(distinct) > 1 and (alone := _ALONE.search(text)):
        en, zh = (
            "one sound and several signals are announced",
            "既写鸣放一次防空警报，又列出多种信号",
        )
        doubts.say("signals", en, zh, doubts.quotes([_Span(alone)]))
    for run in _ordered_runs(text):
        if [name.row for name in run] != distinct:
            en, zh = "the signals are listed otherwise elsewhere", "信号的种类或顺序与所列不符"
            doubts.say("signals", en, zh, doubts.quotes(run))


class _Span:
    def __init__(self, match: re.Match[str]) -> None:
        self.start, self.end = match.span()


def _ordered_runs(text: str) -> list[list[NameMention]]:
    """Return the lists of names that say in which order they sound."""
    runs: list[list[NameMention]] = []
    for name in names(text):
        if not name.is_in_list:
            continue
        if (
            runs
            and "。" not in text[runs[-1][-1].end : name.start]
            and name.start - runs[-1][-1].end < NEAR
        ):
            runs[-1].append(name)
        else:
            runs.append([name])
    return [run for run in runs if len(run) > 1 and _ORDERED.search(text[: run[0].start][-40:])]
