"""Which lines were broken by the page, and which by their author."""

from __future__ import annotations

import re
from typing import NamedTuple

LIST_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:[、)）]|[.．](?!\d))|第[一二三四五六七八九十]{1,3}[条章]|附件|附:|·)"
)
"""What a new paragraph begins with."""

WRAPPED_AT_MOST = 60
"""Longer lines were not broken by a page but by their author."""
WRAPPED_AT_LEAST = 6
"""So many lines are needed to tell how wide the page is."""
WHOLE_SHARE = 0.6
"""Where more of the longest lines end as sentences do, their author broke them."""
FULL_SHARE = 0.8
"""A line this long, as a share of the longest ones, may have been broken for want of space."""
SIGNATURE_INDENT = 8
"""So many blanks before a line put it at the right, where the signature stands."""

_ENDS = tuple("。;!?")
_OPEN = tuple(",、(“《〔[-~至到")
_NEVER_FIRST = tuple(",、。;:)》”~-至")
"""No paragraph begins so."""
_UNIT = re.compile(r"[\d年月日号时点分秒遍次:.个兆MKmk]")


class Line(NamedTuple):
    """Clean words of one printed line, and how many blanks stand before it."""

    text: str
    indent: int


def full_at(texts: list[str]) -> float:
    """Return from what length on a line may have been broken by the page."""
    lengths = sorted(len(text) for text in texts if len(text) <= WRAPPED_AT_MOST)
    is_long = 2 * sum(lengths) < sum(map(len, texts))
    if is_long or len(lengths) < WRAPPED_AT_LEAST:
        return float("inf")
    full = max(12.0, FULL_SHARE * lengths[int(0.9 * (len(lengths) - 1))])
    long = [text for text in texts if full <= len(text) <= WRAPPED_AT_MOST]
    are_whole = sum(text.endswith(_ENDS) for text in long) > WHOLE_SHARE * len(long)
    return float("inf") if are_whole else full


def goes_on(before: Line, after: Line, full_at: float) -> bool:
    """Return whether a line goes on in the next one, in the same paragraph."""
    text, following = before.text, after.text
    if _is_cut_number(text, following):
        return True
    if re.search(r"\d:$", text) and following[0].isdigit():
        return True
    if following.startswith(_NEVER_FIRST) and not following.startswith("--"):
        return True
    if text.endswith(_ENDS) or LIST_MARK.match(following):
        return False
    if after.indent >= SIGNATURE_INDENT or before.indent >= SIGNATURE_INDENT:
        return False
    if text.endswith(":"):
        return False
    return text.endswith(_OPEN) or full_at <= len(text) <= WRAPPED_AT_MOST


def _is_cut_number(text: str, following: str) -> bool:
    """Return whether a number was cut in two, or cut off its unit."""
    if re.search(r"\d[年月]$", text) and following[0].isdigit():
        return True
    left = re.search(r"\d+$", text)
    if not left or len(left[0]) > 4 or not _UNIT.match(following):
        return False
    if not following[0].isdigit():
        return True
    if re.search(r":\d\d:\d\d[-~至到]+\d{1,2}:\d$", text):
        return True  # 12:16:00-12:1|9:00
    is_whole_time = re.search(r":\d\d$", text)
    is_next_time = re.search(r":\d$", text) and re.match(r"\d{1,2}[:时点]", following)
    if is_whole_time or is_next_time:
        return False
    return not re.match(r"\d{4}年", following) and not re.match(r"\d{1,2}[、)]", following)


def is_one_number(before: str, after: str) -> bool:
    """Return whether digits at an end and at a beginning are one number: 9:1|0, 1|8日, 20|23年."""
    left = re.search(r"(?:([:.年月时点時點分至到-])|\D|^)(\d{1,4})$", before)
    right = re.match(r"(\d{1,4})(.?)", after)
    if not left or not right or not right[1].isdigit():
        return bool(left)
    digits, unit = len(left[2]) + len(right[1]), right[2]
    if unit == "年":
        return digits <= 4 and len(right[1]) < 4
    if left[1] in (":", ".") and unit != ":":
        return digits <= 2 or left[1] == "."
    if unit in tuple(":时点月日号分"):
        return digits <= 2
    if unit in tuple("兆千MmKk"):
        return digits <= 4
    return digits <= 3 and unit != "" and bool(_UNIT.match(unit)) and len(right[1]) < 3
