"""A test that names no signal: the sirens sound once, in memory of a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from siren.notice.names import MEMORIAL, NameMention
from siren.notice.reading import SIGNAL_AT_MOST_S
from siren.notice.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.page import Page
    from siren.notice.reading import Window

UNNAMED = -1
"""No row of the table of names."""

_SIREN = re.compile(r"防空警报|警报")
_SOUNDS = re.compile(
    r"(?:鸣响|鸣放|拉响|鸣|长鸣|试鸣)(?:全市|全城)?(?:防空)?警报|(?:防空)?警报(?:器)?(?:将|同时|同步|一齐|统一)*(?:齐鸣|长鸣|鸣响|鸣放|鸣)"
)


def unnamed_signal(
    page: Page, common: Sequence[Phrase], windows: Sequence[Window]
) -> tuple[Statement, ...]:
    """Return the one signal of a test that names none; nothing where several may be meant."""
    match = _SOUNDS.search(page.text)
    siren = _SIREN.search(page.text, match.start()) if match else None
    if match is None or siren is None:
        return ()
    words = [word for word in common if word.says in ("cycle", "repeats", "length", "continuous")]
    short = [w for w in windows if w.end_s is not None and w.end_s - w.start_s <= SIGNAL_AT_MOST_S]
    if not short and not any(word.says in ("length", "continuous") for word in words):
        return ()
    if re.search(r"三种|各种|多种|[二三四五]个信号|信号", page.text):
        return ()
    name = NameMention(*siren.span(), UNNAMED, MEMORIAL, is_disaster=False)
    return (Statement([name], words=words),)
