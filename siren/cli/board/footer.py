"""The last line: which keys do what now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.board.lines import EMPTY, Piece, fitted, line, spread
from siren.text import phrase

if TYPE_CHECKING:
    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Asked, Scene

VETO = phrase("VETO: silence ({left} s left) ", "否决本信号：静默（还剩 {left} 秒） ")
DOWNGRADE = phrase("silence the rest ", "其余转为静默 ")
STOP = phrase("stop ", "中止 ")
BEGINS_NOT = phrase("NOTHING BEGINS: ", "一概不鸣响：")
TYPE_IT = phrase("Set it back, or type {drills} and Enter: ", "拨回时钟，或输入 {drills} 后回车：")

_CAP = "reverse"


def footer(scene: Scene, width: int, language: str) -> Line:
    """Return one row; while a question is open only Ctrl-C is a key."""
    right = line(Piece(" Ctrl-C ", _CAP), f" {STOP.said_in(language)}")
    left = EMPTY
    if scene.veto_s is not None and scene.asked is None:
        words = VETO.said_in(language).format(left=-int(-scene.veto_s // 1))
        left = line(" ", Piece(" v ", "bold reverse"), Piece(f" {words} ", "bold"))
    if scene.can_downgrade and scene.asked is None:
        left = (*left, *line(" ", Piece(" d ", _CAP), f" {DOWNGRADE.said_in(language)}"))
    return spread(left, right, width)


def question_rows(asked: Asked, width: int, language: str) -> list[Line]:
    """Return what has happened to the clock, and the line on which it is answered."""
    words = BEGINS_NOT.said_in(language) + asked.what
    question = TYPE_IT.said_in(language).format(drills=" / ".join(asked.drills))
    return [
        fitted(line(Piece(f" {words}", "bold red reverse")), width, "bold red reverse"),
        fitted(line(f" {question}", Piece(f"{asked.typed}_", "bold")), width),
    ]
