"""Undo what printing and extraction did to a notice: the text of a file -> a :class:`Page`.

Letters of one meaning become one letter; page numbers go; blanks between the letters of a word
or of a number go; lines that were broken in mid-sentence, mid-date or mid-number are joined.
Nothing is made up: every letter that comes out stands in the file.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from siren.notice.page import Page

ALIKE = {
    **dict.fromkeys("∶︰꞉˸᛬﹕", ":"),  # NFKC leaves the first, and makes two dots of the second
    **dict.fromkeys("ОоΟο", "O"),  # Cyrillic and Greek, seen in years: 二ОО九年
    **dict.fromkeys("‐‑‒–—―─━﹣﹘−ー", "-"),
    **dict.fromkeys("∼〜˜⁓", "~"),
    **dict.fromkeys("﹐﹑", ","),
    **dict.fromkeys("「『〝", "“"),
    **dict.fromkeys("」』〞", "”"),
    **dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", ";"),  # numbers of a list
    **dict.fromkeys("●■◆▲★☆※•·▪◎►▶", "·"),
}
"""Letters that stand for another one; what is not here becomes what NFKC says."""

TRADITIONAL = dict(
    zip(
        "報鳴試發時間長連續實習號週禮點鐘為於緊預襲災嘯聲響區縣臺繼閉顯將從訂擬開關電視頻廣轉義務團體動員會國產業參選計劃應場際練繫總覆複計",
        "报鸣试发时间长连续实习号周礼点钟为于紧预袭灾啸声响区县台继闭显将从订拟开关电视频广转义务团体动员会国产业参选计划应场际练系总复复计",
        strict=True,
    )
)
"""Traditional letters of the words that are looked for, and their simplified forms."""

PAGE_LINES = re.compile(
    r"\s*(?:"
    r"[-–—―─－·•.~]+\s*\d(?:\s*\d){0,3}\s*[-–—―─－·•.~]+"  # — 12 —
    r"|第\s*[\d一二三四五六七八九十]+\s*页(?:\s*[,，/]?\s*共\s*[\d一二三四五六七八九十]+\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"  # 3 / 12
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
    r")\s*"
)
"""Lines that are the number of a page and nothing else."""

LIST_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}(?:[、)）]|[.．](?!\d))|第[一二三四五六七八九十]{1,3}[条章]|附件|附:|附：|·|;)"
)
"""What a new paragraph begins with."""

GLUED_MARK = re.compile(r"(\d{1,2})([.．、])(?=\d{1,2}(?::\d\d|[时点時點]))")
"""The number of a list, glued to a time: 1.15:00."""

WRAPPED_AT_MOST = 60
"""Longer lines were not broken by a page but by their author."""
WRAPPED_AT_LEAST = 6
"""So many lines are needed to tell how wide the page is."""
FULL_SHARE = 0.8
"""A line this long, as a share of the longest ones, may have been broken for want of space."""
SIGNATURE_INDENT = 8
"""So many blanks before a line put it at the right, where the signature stands."""

_ENDS = tuple("。;!?")
_OPEN = tuple(",、(“《〔[-~至到")
_UNIT = re.compile(r"[\d年月日号时时点時點分秒遍次:.个兆MKmk]")


class _Letter(NamedTuple):
    clean: str
    printed: str
    line: int


class _Line(NamedTuple):
    letters: list[_Letter]
    indent: int

    @property
    def text(self) -> str:
        return "".join(letter.clean for letter in self.letters)


def cleaned(raw: str) -> Page:
    """Return the words of a file without its noise."""
    lines = [
        line
        for number, printed in enumerate(raw.splitlines(), start=1)
        if not PAGE_LINES.fullmatch(printed) and (line := _line(printed, number)).letters
    ]
    return _page(lines)


def _page(lines: list[_Line]) -> Page:
    texts = [line.text for line in lines]
    full_at = _full_at(texts)
    letters: list[_Letter] = []
    for number, line in enumerate(lines):
        if number and not _goes_on(
            lines[number - 1], line, texts[number - 1], texts[number], full_at
        ):
            letters.append(_Letter("\n", "\n", line.letters[0].line))
        elif (
            number
            and texts[number - 1][-1].isdigit()
            and not _is_one_number(texts[number - 1], texts[number])
        ):
            letters.append(_Letter(" ", " ", line.letters[0].line))
        letters += line.letters
    return Page(
        "".join(letter.clean for letter in letters),
        tuple(letter.printed for letter in letters),
        tuple(letter.line for letter in letters),
    )


# --- letters ---


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    return ALIKE.get(letter) or TRADITIONAL.get(letter) or unicodedata.normalize("NFKC", letter)


def _line(printed: str, number: int) -> _Line:
    """Return one line, its blanks gone but for those that stand between two numbers."""
    bare = printed.strip()
    indent = len(printed.expandtabs(4)) - len(printed.expandtabs(4).lstrip())
    letters: list[_Letter] = []
    for letter in bare:
        if letter.isspace() or not letter.isprintable():
            continue
        for part, clean in enumerate(_folded(letter)):
            if not clean.isspace():
                letters.append(_Letter(clean, "" if part else letter, number))
    return _Line(_apart(bare, letters, number), indent)


def _apart(bare: str, letters: list[_Letter], number: int) -> list[_Letter]:
    """Put back a blank where it keeps two numbers apart, and one after a glued list number."""
    text = "".join(letter.clean for letter in letters)
    places = {
        place
        for place in _blanks(bare)
        if 0 < place < len(text) and text[place - 1].isdigit() and text[place].isdigit()
    }
    if places and _is_spaced_out(bare):
        places = set()
    places = {place for place in places if not _is_one_number(text[:place], text[place:])}
    glued = GLUED_MARK.match(text)
    if glued:
        letters = [
            *letters[: glued.start(2)],
            letters[glued.start(2)]._replace(clean="、"),
            *letters[glued.end(2) :],
        ]
    kept: list[_Letter] = []
    for place, letter in enumerate(letters):
        if place in places:
            kept.append(_Letter(" ", " ", number))
        kept.append(letter)
    return kept


def _blanks(bare: str) -> list[int]:
    """Return before which letter of the line, blanks not counted, a blank stands."""
    places, count = [], 0
    for before, letter in pairwise(bare):
        if before.isspace():
            if not letter.isspace():
                places.append(count)
        else:
            count += len("".join(_folded(before).split())) if before.isprintable() else 0
    return places


def _is_spaced_out(bare: str) -> bool:
    """Return whether blanks stand between the letters of words: 防 空 警 报."""
    words = bare.split()
    single = sum(len(word) == 1 for word in words)
    return len(words) >= 4 and single >= 0.7 * len(words)


def _is_one_number(before: str, after: str) -> bool:
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
    if unit in tuple("兆千MmKk"):
        return digits <= 4
    return digits <= 3 and unit != "" and bool(_UNIT.match(unit)) and len(right[1]) < 3


# --- lines ---


def _full_at(texts: list[str]) -> float:
    """Return from what length on a line may have been broken by the page."""
    lengths = sorted(len(text) for text in texts if len(text) <= WRAPPED_AT_MOST)
    if 2 * len(lengths) < len(texts) or len(lengths) < WRAPPED_AT_LEAST:
        return float("inf")
    return max(12.0, FULL_SHARE * lengths[int(0.9 * (len(lengths) - 1))])


def _goes_on(before: _Line, after: _Line, text: str, following: str, full_at: float) -> bool:
    """Return whether a line goes on in the next one, in the same paragraph."""
    if _is_cut_number(text, following):
        return True
    if text.endswith(_ENDS) or LIST_MARK.match(following):
        return False
    if after.indent >= SIGNATURE_INDENT or before.indent >= SIGNATURE_INDENT:
        return False
    if text.endswith(":"):
        return bool(re.search(r"\d:$", text)) and following[0].isdigit()
    return text.endswith(_OPEN) or full_at <= len(text) <= WRAPPED_AT_MOST


def _is_cut_number(text: str, following: str) -> bool:
    """Return whether a number was cut in two, or cut off its unit."""
    left = re.search(r"\d+$", text)
    if not left or len(left[0]) > 4 or not _UNIT.match(following):
        return False
    if not following[0].isdigit():
        return True
    if re.search(r":\d\d$", text) or (
        re.search(r":\d$", text) and re.match(r"\d{1,2}[:时点]", following)
    ):
        return False
    return not re.match(r"\d{4}年", following) and not re.match(r"\d{1,2}[、)]", following)
