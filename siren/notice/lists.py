"""What a notice says of its signals as a whole: how many kinds, which, in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.doubts import Span
from siren.notice.names import lists_of, names
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
        doubts.say("signals", en, zh, doubts.quotes([Span(*counted[0].span())]))
    if len(distinct) > 1 and (alone := _ALONE.search(text)):
        en, zh = (
            "one sound and several signals are announced",
            "既写鸣放一次防空警报，又列出多种信号",
        )
        doubts.say("signals", en, zh, doubts.quotes([Span(*alone.span())]))
    for run in _ordered_runs(text):
        if [name.row for name in run] != distinct:
            en, zh = "the signals are listed otherwise elsewhere", "信号的种类或顺序与所列不符"
            doubts.say("signals", en, zh, doubts.quotes(run))


def _ordered_runs(text: str) -> list[list[NameMention]]:
    """Return the lists of names that say in which order they sound."""
    return [
        run
        for run in lists_of(text, names(text), NEAR)
        if len(run) > 1 and _ORDERED.search(text[: run[0].start][-40:])
    ]
