"""Undo what printing and extraction did to a notice: the text of a file -> a :class:`Page`.

Letters of one meaning become one letter; page numbers go; blanks between the letters of a word
or of a number go; lines that were broken in mid-sentence, mid-date or mid-number are joined.
Nothing is made up: every letter that comes out stands in the file.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from siren.notice.letters import folded
from siren.notice.page import Page
from siren.notice.wraps import Line, full_at, goes_on, is_one_number

PAGE_LINES = re.compile(
    r"\s*(?:"
    r"[-–—―─－·•.~]+\s*\d(?:\s*\d){0,3}\s*[-–—―─－·•.~]+"  # — 12 —
    r"|第\s*[\d一二三四五六七八九十]+\s*页(?:\s*[,，/]?\s*共\s*[\d一二三四五六七八九十]+\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"  # 3 / 12
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
    r")\s*"
)
"""Lines that are the number of a page and nothing else."""

GLUED_MARK = re.compile(
    r"(\d{1,2})([.．、])(?=(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?::\d\d|[时点]))"
)
"""The number of a list, glued to a time: 1.15:00."""

SPACED_FROM = 4
SPACED_SHARE = 0.7
"""A line of so many words, most of them one letter long, was spaced out."""

NEAR = 8
"""Letters around a blank or a line end that tell whether digits are one number."""


class _Row(NamedTuple):
    """One printed line: its clean words, what each letter was printed as, its number."""

    line: Line
    printed: list[str]
    number: int


def cleaned(raw: str) -> Page:
    """Return the words of a file without its noise."""
    rows = [
        row
        for number, printed in enumerate(raw.splitlines(), start=1)
        if not PAGE_LINES.fullmatch(printed) and (row := _row(printed, number)).printed
    ]
    full = full_at([row.line.text for row in rows])
    texts: list[str] = []
    printed: list[str] = []
    lines: list[int] = []
    for at, row in enumerate(rows):
        joint = _joint(rows[at - 1].line, row.line, full) if at else ""
        texts += [joint, row.line.text]
        printed += [*joint, *row.printed]
        lines += [row.number] * (len(joint) + len(row.printed))
    return Page("".join(texts), tuple(printed), tuple(lines))


def _joint(before: Line, after: Line, full: float) -> str:
    """Return what stands between two lines: a line end, nothing, or what keeps numbers apart."""
    if not goes_on(before, after, full):
        return "\n"
    is_number = before.text[-1].isdigit() and after.text[0].isdigit()
    is_apart = is_number and not is_one_number(before.text[-NEAR:], after.text[:NEAR])
    return " " if is_apart else ""


def _row(raw: str, number: int) -> _Row:
    """Return a line without blanks, but for those that keep two numbers apart."""
    bare = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    clean: list[str] = []
    printed: list[str] = []
    blanks: list[int] = []
    for letter in bare:
        if letter.isspace():
            blanks.append(len(clean))
            continue
        letters = folded(letter) if letter.isprintable() else ""
        clean += letters
        printed += [letter, *[""] * (len(letters) - 1)] if letters else []
    text = "".join(clean)
    glued = GLUED_MARK.match(text)
    if glued:
        clean[glued.start(2)] = "、"
        text = "".join(clean)
    if blanks and not _is_spaced_out(bare):
        text, printed = _spaced(text, printed, blanks)
    return _Row(Line(text, indent), printed, number)


def _spaced(text: str, printed: list[str], blanks: list[int]) -> tuple[str, list[str]]:
    """Put back the blanks that keep two numbers apart."""
    places = [place for place in dict.fromkeys(blanks) if _are_two_numbers(text, place)]
    bounds = list(pairwise([0, *places, len(text)]))
    letters = [[" ", *printed[start:end]] for start, end in bounds]
    apart = [letter for part in letters for letter in part]
    return " ".join(text[start:end] for start, end in bounds), apart[1:]


def _are_two_numbers(text: str, place: int) -> bool:
    """Return whether digits before and after a blank are two numbers."""
    before, after = text[max(0, place - NEAR) : place], text[place : place + NEAR]
    are_digits = before[-1:].isdigit() and after[:1].isdigit()
    return are_digits and not is_one_number(before, after)


def _is_spaced_out(bare: str) -> bool:
    """Return whether blanks stand between the letters of words: 防 空 警 报."""
    words = bare.split()
    single = sum(len(word) == 1 for word in words)
    return len(words) >= SPACED_FROM and single >= SPACED_SHARE * len(words)
