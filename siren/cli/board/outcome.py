"""How a firing ended, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.firing.rules import Outcome
from siren.text import phrase

if TYPE_CHECKING:
    from siren.text import Text

_WORDS = {
    Outcome.PLAYED: phrase("played", "已鸣响"),
    Outcome.LATE: phrase("late", "迟响"),
    Outcome.INTERRUPTED: phrase("interrupted", "有中断"),
    Outcome.MISSED: phrase("missed", "未鸣响"),
    Outcome.STOPPED: phrase("stopped", "已中止"),
    Outcome.DEVICE_LOST: phrase("device-lost", "设备断开"),
    Outcome.ABORTED: phrase("aborted", "已放弃"),
}


def outcome_words(outcome: Outcome) -> Text:
    """Return the name of an outcome."""
    return _WORDS[outcome]
