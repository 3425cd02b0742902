"""Which words of a notice speak of which signal.

Comes in: names, times and phrases, each with its place. Goes out: one :class:`Statement` for each
signal, and what is said of all of them, to :mod:`siren.notice.timetable`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.notice.cycles import phrases
from siren.notice.names import names
from siren.notice.statement import Statement
from siren.notice.time_owners import give_times
from siren.notice.times import times
from siren.notice.word_owners import give_columns, give_time_column, give_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.names import NameMention
    from siren.notice.times import TimeMention


class Statements(NamedTuple):
    """What a notice says of each signal, of all of them, and what belongs to none.

    Attributes
    ----------
    free_times
        Times that belong to no signal.
    silent
        Signals that are named although nothing is said of them.
    """

    signals: tuple[Statement, ...]
    common: tuple[Phrase, ...]
    free_times: tuple[TimeMention, ...]
    silent: tuple[NameMention, ...]


def statements(text: str) -> Statements:
    """Return what a notice says of its signals, in the order in which they are named."""
    mentions, moments = names(text), times(text)
    told = [Statement([name]) for name in mentions if not name.is_in_list]
    free = give_times(text, told, mentions, moments)
    common = give_words(text, told, mentions, _outside(phrases(text), moments))
    signals = _merged(told, [name for name in mentions if name.is_in_list])
    common = [_as_rounds(text, word) for word in give_columns(signals, common)]
    free = give_time_column(text, signals, sorted(free))
    rows = {signal.row for signal in signals}
    silent = tuple(name for name in mentions if name.row not in rows)
    return Statements(tuple(signals), tuple(common), tuple(free), silent)


def _as_rounds(text: str, word: Phrase) -> Phrase:
    """Return a count that belongs to no signal as that of all: 各种信号每次3分钟,重复2次."""
    is_count = word.says == "repeats" and text.startswith(("重复", "反复"), word.start)
    return word._replace(says="rounds") if is_count else word


def _outside(found: Sequence[Phrase], moments: Sequence[TimeMention]) -> list[Phrase]:
    """Return phrases that are not part of a time of day."""
    return [
        phrase
        for phrase in found
        if not any(time.start < phrase.end - 1 and phrase.start < time.end for time in moments)
    ]


def _merged(told: list[Statement], listed: list[NameMention]) -> list[Statement]:
    """Return one statement for each signal: its times and its cycle may stand in two places."""
    heard = [statement.names[0] for statement in told if not statement.says_nothing]
    everyone = sorted([*listed, *heard]) or sorted(statement.names[0] for statement in told)
    rows = list(dict.fromkeys(name.row for name in everyone))
    return [_one(row, told, listed) for row in rows]


def _one(row: int, told: list[Statement], listed: list[NameMention]) -> Statement:
    own = sorted(
        (statement for statement in told if statement.row == row),
        key=lambda statement: (not statement.times, statement.says_nothing, statement.names[0]),
    )
    return Statement(
        [*(own_name for statement in own for own_name in statement.names)]
        + [name for name in listed if name.row == row],
        [time for statement in own for time in statement.times],
        [time for statement in own for time in statement.ends],
        [word for statement in own for word in statement.words],
        next((s.round_gap_s for s in own if s.round_gap_s is not None), None),
    )
