"""The last line: which keys do what now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.board.lines import EMPTY, Piece, fitted, line, spread, width_of
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Asked, Scene
    from siren.text import Text

VETO = (
    phrase("VETO: silence ({left} s left) ", "否决本信号：静默（还剩 {left} 秒） "),
    phrase("VETO {left} s ", "否决 {left} 秒 "),
)
DOWNGRADE = (phrase("silence the rest ", "其余转为静默 "), phrase("silence rest ", "其余静默 "))
STOP = phrase("stop ", "中止 ")
STEPPED = phrase(
    "THE CLOCK WAS STEPPED by {off_s:+.1f} s. NOTHING BEGINS.",
    "时钟被拨动 {off_s:+.1f} 秒，一概不鸣响。",
)
STARTED_ANEW = phrase(
    "MACHINE STARTED ANEW, clock unsure. NOTHING BEGINS.", "机器重新启动过，时钟存疑，一概不鸣响。"
)
TYPE_IT = (
    phrase("Set it back, or type {drills} and Enter: ", "拨回时钟，或输入 {drills} 后回车："),
    phrase("{drills}: ", "{drills}："),
)

_CAP = "reverse"
_ALARM = "bold red reverse"


def footer(scene: Scene, width: int, language: str) -> Line:
    """Return one row; while a question is open only Ctrl-C is a key."""
    right = line(Piece(" Ctrl-C ", _CAP), f" {STOP.said_in(language)}")
    if scene.asked is not None:
        return spread(EMPTY, right, width)
    choices = [_keys(scene, *words, language) for words in zip(VETO, DOWNGRADE, strict=True)]
    return spread(_fitting(choices, width - width_of(right)), right, width)


def question_rows(asked: Asked, width: int, language: str) -> list[Line]:
    """Return what has happened to the clock, and the line on which it is answered."""
    words = (STARTED_ANEW if asked.off_s is None else STEPPED).said_in(language)
    what = Piece(f" {words.format(off_s=asked.off_s)}", _ALARM)
    typed, drills = Piece(f"{asked.typed}_", "bold"), " / ".join(asked.drills)
    choices = [
        line(f" {words.said_in(language).format(drills=drills)}", typed) for words in TYPE_IT
    ]
    return [fitted(line(what), width, _ALARM), fitted(_fitting(choices, width), width)]


def _keys(scene: Scene, veto: Text, downgrade: Text, language: str) -> Line:
    """Return the keys that are live now."""
    keys = EMPTY
    if scene.veto_s is not None:
        words = veto.said_in(language).format(left=-int(-scene.veto_s // 1))
        keys = line(" ", Piece(" v ", "bold reverse"), Piece(f" {words} ", "bold"))
    if scene.can_downgrade:
        keys = (*keys, *line(" ", Piece(" d ", _CAP), f" {downgrade.said_in(language)}"))
    return keys


def _fitting(choices: Sequence[Line], width: int) -> Line:
    """Return the first of several wordings that fits; the last, if none does."""
    fitting = (choice for choice in choices if width_of(choice) <= width)
    return next(fitting, choices[-1])
