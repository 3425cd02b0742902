"""The signals of a drill: when, what, and how each ended, as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.board.countdown import whole
from siren.cli.board.lines import Piece, fitted, line, width_of
from siren.cli.board.outcome import outcome_words
from siren.cli.columns import GAP, cells, padded
from siren.firing.rules import Outcome
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.board.lines import Line
    from siren.cli.board.scene import Ended, Signal

IN = phrase("in {left}", "{left} 后")
SOUNDING = phrase("▶ SOUNDING", "▶ 鸣响中")
UNHEARD = phrase("✕ IS NOT HEARD", "✕ 未发声")
VETOED = phrase("vetoed: silence", "已否决：静默")
SILENTLY = phrase(", silent", "（静默）")
MS = phrase(" {error_ms:+.2f} ms", " {error_ms:+.2f} 毫秒")

AT_CELLS = 10
LEAST_NAME = 12


def signal_rows(signals: Sequence[Signal], width: int, language: str) -> list[Line]:
    """Return a row for each signal."""
    names = [signal.names.said_in(language) for signal in signals]
    states = [line(*_states(signal, language)) for signal in signals]
    room = width - AT_CELLS - GAP - max(map(width_of, states))
    longest = min(max(map(cells, names)), max(LEAST_NAME, room))
    return [
        fitted(
            line(
                Piece(f"{signal.at:%H:%M:%S}  ", "dim" if signal.is_over else ""),
                Piece(padded(name, longest), "dim" if signal.is_over else "bold"),
                " " * GAP,
                *state,
            ),
            width,
        )
        for signal, name, state in zip(signals, names, states, strict=True)
    ]


def current(signals: Sequence[Signal]) -> int:
    """Return the index of the first that is not over; of the last where all are."""
    running = (number for number, signal in enumerate(signals) if not signal.is_over)
    return next(running, len(signals) - 1)


def _states(signal: Signal, language: str) -> list[Piece | str]:
    """Return how it is on each destination, numbered as there where they differ."""
    pieces = [_state(signal, ended, language) for ended in signal.ended]
    if len(set(pieces)) == 1:
        return [pieces[0]]
    numbered: list[Piece | str] = []
    for number, piece in enumerate(pieces, start=1):
        numbered += ["  " if numbered else "", Piece(f"{number} ", "dim"), piece]
    return numbered


def _state(signal: Signal, ended: Ended, language: str) -> Piece:
    if ended.result is not None:
        return _outcome(ended, language)
    if signal.left_s > 0:
        left = whole(signal.left_s)
        return Piece(IN.said_in(language).format(left=left), "dim")
    if ended.is_sounding:
        return Piece(SOUNDING.said_in(language), "bold red")
    return Piece(UNHEARD.said_in(language), "bold yellow")


def _outcome(ended: Ended, language: str) -> Piece:
    assert ended.result is not None
    outcome, error_ms = ended.result.outcome, ended.result.error_ms
    if ended.was_vetoed and outcome is Outcome.STOPPED:
        return Piece("■ " + VETOED.said_in(language), "bold yellow")
    is_well = outcome is Outcome.PLAYED
    words = ("✓ " if is_well else "✕ ") + outcome_words(outcome).said_in(language)
    if error_ms is not None:
        words += MS.said_in(language).format(error_ms=error_ms)
    if ended.is_silent:
        words += SILENTLY.said_in(language)
    return Piece(words, "green" if is_well else "bold red")
