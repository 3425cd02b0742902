"""The names of signals, as notices print them, and what each means.

A new name is one row of :data:`NAMES`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

PRE_WARNING, AIR_RAID, ALL_CLEAR = "pre-warning", "air-raid", "all-clear"
DISASTER, MEMORIAL, OTHER = "disaster", "memorial", "other"

_RAID = r"(?:防空袭|防空|空袭|人防)"
_WORD = r"(?:警报|\*{1,3}报|××报)"  # some web sites mask letters of it: 空**报
_SIREN = rf"(?:音响)?{_WORD}(?:音响)?(?:信号|讯号)?"


class Name(NamedTuple):
    """One signal: how notices name it, what kind it is, whether it belongs to disasters."""

    pattern: str
    kind: str
    is_disaster: bool = False


NAMES: tuple[Name, ...] = (
    Name(
        rf"(?:防灾减灾|防灾|灾情|灾害)(?:警报)?解除(?:{_SIREN}|信号)|解除(?:防灾|灾情|灾害){_SIREN}",
        ALL_CLEAR,
        is_disaster=True,
    ),
    Name(rf"{_RAID}?解除(?:空袭|防空)?{_SIREN}", ALL_CLEAR),
    Name(rf"{_RAID}?(?:预先|预备){_SIREN}|防空(?:袭)?预警(?:警报)?(?:信号)?", PRE_WARNING),
    Name(
        rf"(?:防)?空袭(?:紧急)?{_SIREN}|(?<!防)空(?:\*{{1,3}}|××)报(?:信号)?|{_RAID}?(?:紧急|紧迫){_SIREN}",
        AIR_RAID,
    ),
    Name(rf"海啸{_SIREN}", DISASTER, is_disaster=True),
    Name(
        rf"(?<!防空)(?<!防空[、和及与])(?:防灾减灾|防灾|灾情|灾害|灾难){_SIREN}",
        DISASTER,
        is_disaster=True,
    ),
    Name(rf"(?:撤离|转移|疏散){_SIREN}", DISASTER, is_disaster=True),
    Name(rf"预警{_SIREN}|预警信号(?=[:鸣响(])", DISASTER, is_disaster=True),
    Name(rf"(?:泄洪|洪水|防汛|溃坝){_SIREN}", DISASTER, is_disaster=True),
)
"""Each signal; where two fit at a place, the first wins."""

GENERIC = len(NAMES) - 1
"""The row of words that may mean several signals."""

SHORT = (("预先", 2), ("空袭", 3), ("紧急", 3), ("解除", 1))
"""In a list that ends with the word for siren, 预先、空袭和解除警报: the row of each."""

_PATTERNS = tuple(re.compile(name.pattern) for name in NAMES)
_WORDS = "|".join(word for word, _ in SHORT)
_SHORT_LIST = re.compile(
    rf"[“\"]?(?:{_WORDS})[”\"]?(?:[、,和及与][“\"]?(?:{_WORDS})[”\"]?){{1,3}}(?=[”\"]?(?:警报|三种|3种|等三))"
)
_SHORT = re.compile(_WORDS)
_AFTERWARDS = re.compile("(?:之后|以后|结束后|发出后|响后|之前|以前|后[,、])(?!试鸣|鸣放)")
"""What a signal that is only spoken of is followed by."""


class NameMention(NamedTuple):
    """A signal's name in a notice: which letters, which row of the table.

    `is_in_list` where it stands among others and nothing is said of the signal itself.
    """

    start: int
    end: int
    row: int
    kind: str
    is_disaster: bool
    is_in_list: bool = False


def names(text: str) -> tuple[NameMention, ...]:
    """Return every mention of a signal by its name, in order."""
    found: list[NameMention] = []
    for row, pattern in enumerate(_PATTERNS):
        found += [
            _mention(match, row)
            for match in pattern.finditer(text)
            if not _overlaps(match, found) and not _AFTERWARDS.match(text, match.end())
        ]
    for listed in _SHORT_LIST.finditer(text):
        found += [
            _mention(match, dict(SHORT)[match[0]])._replace(is_in_list=True)
            for match in _SHORT.finditer(text, *listed.span())
            if not _overlaps(match, found)
        ]
    return tuple(_lists(text, sorted(_without_generic(found))))


def _without_generic(found: list[NameMention]) -> list[NameMention]:
    """Leave out what all disaster signals together are called, where one of them is named."""
    own = any(name.kind == DISASTER and name.row != GENERIC for name in found)
    return [name for name in found if name.row != GENERIC or not own]


def _mention(match: re.Match[str], row: int) -> NameMention:
    return NameMention(*match.span(), row, NAMES[row].kind, NAMES[row].is_disaster)


def _overlaps(match: re.Match[str], found: list[NameMention]) -> bool:
    return any(match.start() < other.end and other.start < match.end() for other in found)


_BETWEEN = re.compile(
    r"(?:[·“”\"'《》(),、:/\s;]|和|及|与|以及|跟|三种|信号|依次|再|最后|后|首先|先|发放|试鸣|鸣放|鸣|然后|[一二三四]是|分别)*+"
)
_MORE = re.compile(
    r"(?![”\"]?,?(?:等?[三四五3-5]种|各|均|每))[”\"')》]*(?:[:(,为]|信号|音响|是|的)*[^。;\n、]{0,8}?"
    r"(?:\d|[鸣响停][一二三四五六七八九十半]|连续|持续|长[声音鸣]|短[声音])"
)


def _lists(text: str, found: list[NameMention]) -> list[NameMention]:
    """Mark the names that stand in a list: they say the order and nothing else."""
    marked = list(found)
    for at in range(len(found) - 1):
        between = text[found[at].end : found[at + 1].start]
        if _BETWEEN.fullmatch(between) and found[at].row != found[at + 1].row:
            marked[at] = marked[at]._replace(is_in_list=True)
            if not _MORE.match(text, found[at + 1].end):
                marked[at + 1] = marked[at + 1]._replace(is_in_list=True)
    return marked


def lists_of(text: str, mentions: Iterable[NameMention], within: int) -> list[list[NameMention]]:
    """Return the names that stand in lists, list by list.

    Parameters
    ----------
    within
        Names of one list stand fewer letters apart than this, in one sentence.
    """
    lists: list[list[NameMention]] = []
    for name in mentions:
        if not name.is_in_list:
            continue
        last = lists[-1][-1].end if lists else None
        if last is not None and "。" not in text[last : name.start] and name.start - last < within:
            lists[-1].append(name)
        else:
            lists.append([name])
    return lists
