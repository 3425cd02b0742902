"""The items of a page: a gazette prints a notice between others that have nothing to do with it.

Comes in: a page. Goes out: its items, each with its title first; those that speak of sirens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.wording import SIGNAL_WORDS, SOUNDS, one_of

if TYPE_CHECKING:
    from siren.notice.page import Page

TITLE_AT_MOST = 64

SIGNATURE = 20

ITEM_AT_MOST = 10_000
"""Letters of one item; no notice comes near it, and what is longer is not read as one."""
SIRENS_AT_MOST = 300
DAYS_AT_MOST = 300
"""So often no notice speaks of sirens, or of days."""
ITEMS_AT_MOST = 30
"""So many items at most are read: the first that speak of sirens."""

_KIND = (
    r"公告|通告|通知|公示|决定|批复|通报|命令|解读|方案|意见|函|启事|提示|告知书|报告|通知书|决议|目录|简况|公报|预告|须知|倡议书|一封信|布告"
    r"|通告书|告[居市]民书|公开信|规定|办法|细则|情况|名单|令|纪要|摘要|要点|条例"
)
_TITLE = re.compile(rf"(?:关于.{{2,}}?|[^,:(。;]{{0,24}})(?:{_KIND})(?:\([^)]{{1,12}}\))?$")
_SIGNAL = re.compile(rf"{SIGNAL_WORDS}(?:警报|信号)")
_DECIDES = re.compile("定于|将于|拟于|订于|决定|时间:")
_TESTS = re.compile("试鸣|鸣放|鸣响|发放|演习")
_DATE_LINE = re.compile(r"[\d一二三四五六七八九十〇○零]{1,3}日\)?$")
_ATTACHED = re.compile(r"附件|附:|附录|附表|信号规定|音响规定|信号$|警报规定")
_SIREN = re.compile(r"警报|空袭|防空|人防|国防动员|试鸣|试响")
_SOUNDS = re.compile(one_of(f"{SOUNDS} 警报 鸣笛"))


class Item(NamedTuple):
    """One item of a page, and where its title ends."""

    page: Page
    title_end: int


def items(page: Page) -> tuple[Item, ...]:
    """Return the items of a page, in order."""
    starts = [0]
    ends: dict[int, int] = {}
    has_body, before = False, ""
    for start, end in page.paragraphs():
        paragraph = page.text[start:end]
        if has_body and (_is_title(page.text, start, end) or _opens(paragraph, before)):
            starts.append(start)
            has_body = False
        if not has_body and _is_heading(paragraph):
            ends[starts[-1]] = end
        elif len(paragraph) > 15 or "。" in paragraph:
            has_body = True
        before = paragraph
    bounds = zip(starts, [*starts[1:], len(page.text)], strict=True)
    found: list[tuple[int, int]] = []
    for start, end in bounds:
        if found and _belongs(page.text[slice(*found[-1])], page.text[start:end]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(
        Item(page.part(start, end), ends.get(start, start) - start) for start, end in found
    )


def _belongs(before: str, after: str) -> bool:
    """Return whether what a heading cuts off goes on with a notice: it has its signals, no day."""
    announces = _TESTS.search(before) and _DECIDES.search(before)
    if not announces or not _SIGNAL.search(after) or _DECIDES.search(after):
        return False
    title = after.split("\n", 2)[:2]
    return title[0] in before or not any("关于" in line for line in title)


def _opens(paragraph: str, before: str) -> bool:
    """Return whether a paragraph after a signature is about something else."""
    is_short = len(paragraph) <= TITLE_AT_MOST and not re.search("[。;!?]", paragraph)
    return is_short and "关于" in paragraph and bool(_DATE_LINE.search(before[-SIGNATURE:]))


def _is_heading(paragraph: str) -> bool:
    """Return whether a paragraph may be part of a title."""
    return (
        len(paragraph) <= TITLE_AT_MOST
        and not re.search(r"[。;!?]", paragraph)
        and (bool(_TITLE.search(paragraph)) or "关于" in paragraph or "试鸣" in paragraph)
    )


def _is_title(text: str, start: int, end: int) -> bool:
    """Return whether a paragraph begins an item, alone or with the one that follows it."""
    paragraph = text[start:end]
    if _ATTACHED.search(paragraph) or re.search(
        r"[。;!?,:]|^[(\d一二三四五六七八九十]{1,3}[、.)]", paragraph
    ):
        return False
    if len(paragraph) > TITLE_AT_MOST:
        return False
    if _TITLE.fullmatch(paragraph) or re.search(
        rf"关于.{{2,}}(?:{_KIND})(?:\([^)]{{1,12}}\))?$", paragraph
    ):
        return True
    following = text[end + 1 : end + 1 + TITLE_AT_MOST].split("\n", 1)[0]
    both = paragraph + following
    return "关于" in paragraph and len(both) <= TITLE_AT_MOST and bool(_TITLE.search(both))


def about_sirens(found: tuple[Item, ...]) -> list[Item]:
    """Return the items that may announce a test of sirens."""
    return [
        item for item in found if _SIREN.search(item.page.text) and _SOUNDS.search(item.page.text)
    ]


def is_readable(item: Item) -> bool:
    """Return whether an item is short enough to be a notice."""
    text = item.page.text
    return (
        len(text) <= ITEM_AT_MOST
        and text.count("日") <= DAYS_AT_MOST
        and len(_SIREN.findall(text)) <= SIRENS_AT_MOST
    )
