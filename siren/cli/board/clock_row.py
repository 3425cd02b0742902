"""The clock: who keeps it, how far it has moved since the drill was confirmed, and our trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.board.lines import Piece, fitted, line
from siren.text import phrase

if TYPE_CHECKING:
    from siren.cli.board.lines import Line
    from siren.cli.board.scene import ClockView

MOVED = phrase("moved {off_s:+.3f} s since armed", "确认以来移动 {off_s:+.3f} 秒")
UNKNOWN = phrase("the machine was started anew", "机器重新启动过")
TRUSTED = phrase("✓ trusted", "✓ 可信")
SUSPECT = phrase("✕ NOT TRUSTED", "✕ 不可信")


def clock_row(clock: ClockView, width: int, language: str) -> Line:
    """Return one row."""
    facts = [clock.words.said_in(language)] if clock.words else []
    if clock.off_s is None:
        facts.append(UNKNOWN.said_in(language))
    else:
        off_s = round(clock.off_s, 3) + 0.0  # -0.0 becomes 0.0
        facts.append(MOVED.said_in(language).format(off_s=off_s))
    trust = (
        Piece(TRUSTED.said_in(language), "green")
        if clock.is_trusted
        else Piece(SUSPECT.said_in(language), "bold red reverse")
    )
    return fitted(line(trust, "  ", " · ".join(facts)), width)
