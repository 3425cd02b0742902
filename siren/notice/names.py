"""The names of signals, as notices print them, and what each means.

A new name is one row of :data:`NAMES`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

PRE_WARNING, AIR_RAID, ALL_CLEAR = "pre-warning", "air-raid", "all-clear"
DISASTER, MEMORIAL, OTHER = "disaster", "memorial", "other"

_RAID = r"(?:防空袭|防空|空袭|人防)?"
_SIREN = r"(?:音响)?(?:警报|警報)(?:音响)?(?:信号|訊號|信號)?"

NAMES: tuple[tuple[str, str, bool], ...] = (
    # pattern, kind, whether it belongs to disasters
    (rf"(?:防灾|灾情|灾害|防灾减灾)(?:警报)?解除{_SIREN}|解除(?:防灾|灾情|灾害){_SIREN}", ALL_CLEAR, True),
    (rf"{_RAID}(?:解除|解除空袭)(?:防空|空袭)?{_SIREN}", ALL_CLEAR, False),
    (rf"{_RAID}(?:预先|预备|預先|预防){_SIREN}|防空预警(?:信号|警报)?|{_RAID}预警警报(?:信号)?", PRE_WARNING, False),
    (rf"(?:防)?空(?:袭|\*\*|\*|××|襲)(?:紧急)?(?:警)?(?:报|報)(?:信号)?|{_RAID}(?:紧急|緊急|緊迫){_SIREN}", AIR_RAID, False),
    (rf"海[啸嘯]{_SIREN}", DISASTER, True),
    (rf"(?:防灾|灾情|灾害|防灾减灾|灾难|撤离|洪水|泄洪|转移){_SIREN}|预警信号(?=[:鸣响(])", DISASTER, True),
)
"""Each name of a signal; where two fit at a place, the first wins."""

SHORT = ((r"预先", PRE_WARNING), (r"空袭|紧急", AIR_RAID), (r"解除", ALL_CLEAR))
"""In a list that ends with the word for siren: 预先、空袭和解除警报."""

_PATTERNS = tuple((re.compile(pattern), kind, disaster) for pattern, kind, disaster in NAMES)
_SHORT_LIST = re.compile(
    r"[“\"]?(?:预先|空袭|紧急|解除)[”\"]?(?:[、,和及与][“\"]?(?:预先|空袭|紧急|解除)[”\"]?){1,3}(?=[”\"]?(?:警报|三种|3种|等三))"
)
_SHORT = re.compile("|".join(f"(?P<k{at}>{pattern})" for at, (pattern, _) in enumerate(SHORT)))


class NameMention(NamedTuple):
    """A signal's name in a notice: which letters, what kind, disaster or air raid."""

    start: int
    end: int
    kind: str
    is_disaster: bool
    is_in_list: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """What tells one signal from another in a notice."""
        return self.kind, self.is_disaster


def names(text: str) -> tuple[NameMention, ...]:
    """Return every mention of a signal by its name, in order."""
    found: list[NameMention] = []
    for pattern, kind, is_disaster in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < f.end and f.start < match.end() for f in found):
                found.append(NameMention(*match.span(), kind, is_disaster))
    for listed in _SHORT_LIST.finditer(text):
        for short in _SHORT.finditer(text, *listed.span()):
            if not any(short.start() < f.end and f.start < short.end() for f in found):
                kind = SHORT[int((short.lastgroup or "k0")[1:])][1]
                found.append(NameMention(*short.span(), kind, False, is_in_list=True))
    return tuple(_lists(text, sorted(found)))


_BETWEEN = re.compile(r"(?:[“”\"'《》(),、:/\s;]|和|及|与|以及|跟|三种|信号|依次|再|最后|后|发放|试鸣|鸣放|然后|\d?、|[一二三四]是|分别)*")


def _lists(text: str, found: list[NameMention]) -> list[NameMention]:
    """Mark the names that stand in a list: they say the order and nothing else."""
    marked = list(found)
    for at in range(len(found) - 1):
        between = text[found[at].end : found[at + 1].start]
        if _BETWEEN.fullmatch(between) and found[at].key != found[at + 1].key:
            marked[at] = marked[at]._replace(is_in_list=True)
            if not _says_more(text, found[at + 1].end):
                marked[at + 1] = marked[at + 1]._replace(is_in_list=True)
    return marked


_MORE = re.compile(r"[”\"')》]*(?:[:(,为]|信号|音响|是|的)*[^。;\n、]{0,8}?(?:\d|鸣|响|停|长声|长音|连续|持续|一长)")


def _says_more(text: str, at: int) -> bool:
    """Return whether words about the signal itself follow its name."""
    return bool(_MORE.match(text, at))
