"""The words of closed lists that files of signals have: status, confidence, what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siren.signal import About, Confidence, Status
    from siren.text import Text

LIST_COMMA = phrase(", ", "、")

STATUS: Mapping[Status, Text] = {
    "current": phrase("current", "现行"),
    "regional": phrase("regional", "地方性"),
    "historic": phrase("historic", "历史"),
    "suspended": phrase("suspended", "停用"),
}

CONFIDENCE: Mapping[Confidence, Text] = {
    "high": phrase("high", "高"),
    "medium": phrase("medium", "中"),
    "low": phrase("low", "低"),
}

ABOUT: Mapping[About, Text] = {
    "attack": phrase("attack", "袭击"),
    "contamination": phrase("contamination", "核生化沾染（含化学事故）"),
    "water": phrase("water", "洪水、溃坝、海啸"),
    "fire": phrase("fire", "火灾"),
    "disaster": phrase("disaster", "灾害"),
    "danger": phrase("danger", "未指明的危险"),
    "call-out": phrase("call-out", "召集救援队伍"),
    "all-clear": phrase("all-clear", "解除"),
    "test": phrase("test", "试鸣、演习"),
    "remembrance": phrase("remembrance", "纪念"),
}
