"""Figures beside a signal that no row of any table could read: nothing may be assumed there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.cycles import phrases
from siren.notice.dates import dates
from siren.notice.doubts import Span
from siren.notice.names import names
from siren.notice.numerals import NUMBER
from siren.notice.page import sentence_at
from siren.notice.times import times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.notice.doubts import Words

_FIGURE = re.compile(
    rf"(?<!\d)(?<!第)(?<![每为])(?![一1]遍)(?:{NUMBER}|半)个?(?:秒|分钟|遍|回|′′|″)(?!长声|短声)"
)
_BARE = re.compile(r"(?:鸣|响|停|歇)\d+(?![\d秒分遍次时点:sS])")
_RANGE = re.compile(rf"(?:{NUMBER})(?:[-~至到]{NUMBER})(?:秒|遍|次)")


def unread_figures(text: str) -> Iterator[Span]:
    """Yield figures of tones, pauses and counts that were not understood."""
    read: list[Words] = [*phrases(text), *times(text), *dates(text)]
    named = [sentence_at(text, name.start) for name in names(text)]
    for match in [*_FIGURE.finditer(text), *_RANGE.finditer(text), *_BARE.finditer(text)]:
        start, end = match.span()
        is_beside = any(first <= start < last for first, last in named)
        if is_beside and not any(one.start < end and start < one.end for one in read):
            yield Span(start, end)
