"""The dates that are not those of the test: under the notice, or of the page it was printed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.wording import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.dates import DateMention

SIGNATURE_AT_MOST = 45
"""A paragraph with a date and without a sentence, so short, is a signature."""
PRESS_AT_MOST = 60

_PRESS = re.compile(
    one_of(
        r"来源 发布时间 发布日期 发布于 更新时间 浏览 阅读 点击 编辑 责编 记者 字号 日报 晚报 "
        r"时报 \d{2}版"
    )
)
_ANNOUNCES = re.compile("试鸣|鸣放|定于")
_SENTENCE = re.compile("[。;!?:]|试鸣|鸣放|鸣响|时间|定于|将于")
_END = re.compile(r"(?:$|\n|[)印发](?:$|\n))")


def paragraph_of(text: str, mention: DateMention) -> str:
    """Return the paragraph that a date stands in."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    return text[start : len(text) if end < 0 else end]


def signature_of(text: str, found: Sequence[DateMention]) -> DateMention | None:
    """Return the date that stands under a notice."""
    for mention in reversed(found):
        if is_signed(text, mention) and not is_of_the_press(text, mention):
            return mention
    return None


def is_signed(text: str, mention: DateMention) -> bool:
    """Return whether a date stands alone, or behind who signs."""
    if mention.year is None and not mention.is_damaged:
        return False
    paragraph = paragraph_of(text, mention)
    if len(paragraph) > SIGNATURE_AT_MOST or not _END.match(text, mention.end):
        return False
    return paragraph.startswith("(") or not _SENTENCE.search(paragraph.removesuffix("。"))


def is_of_the_press(text: str, mention: DateMention) -> bool:
    """Return whether a date is that of a newspaper or of a web page."""
    paragraph = paragraph_of(text, mention)
    is_line = len(paragraph) <= PRESS_AT_MOST and not _ANNOUNCES.search(paragraph)
    return is_line and bool(_PRESS.search(paragraph))
