"""Which words about a sound belong to which signal.

They follow its name, or are joined to it by 为. Tables that extraction took apart list all names
first and all cycles after; then the first cycle belongs to the first name, if there are as many.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from siren.notice.reading import SIGNAL_AT_MOST_S
from siren.notice.time_owners import CELL_AT_MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.names import NameMention
    from siren.notice.statement import Statement
    from siren.notice.times import TimeMention

SOUND_WORDS = frozenset({"cycle", "repeats", "length", "continuous", "rounds"})
"""What is said of one signal; the rest is said of all."""

ROUND_GAP_WITHIN = 12
"""A gap so few letters behind a number of rounds is the one between them."""

_MAKES = re.compile(r"[)）]?[,]?(?:则)?(?:这|此|就)?(?:为|是|即|即为|表示|代表|称为)[“\"《]?")
"""What stands between a cycle and the name that it makes."""


def give_words(
    text: str, told: list[Statement], mentions: Sequence[NameMention], words: Sequence[Phrase]
) -> list[Phrase]:
    """Give what is said of a sound to its signal; return what is said of all of them."""
    common: list[Phrase] = []
    for at, phrase in enumerate(words):
        if phrase.says in ("repeats", "rounds") and phrase.number == 1:
            continue  # 各鸣放一次
        owner = _made(text, told, mentions, words[at:]) or _named(text, told, mentions, phrase)
        if _is_of_the_whole(phrase):
            common.append(phrase._replace(says="whole"))
        elif owner is not None and _is_round_gap(owner, phrase):
            owner.round_gap_s = phrase.seconds[0]
        elif owner is not None and phrase.says in SOUND_WORDS:
            owner.words.append(phrase)
        else:
            common.append(phrase)
    return common


def _is_of_the_whole(phrase: Phrase) -> bool:
    return phrase.says == "length" and phrase.seconds[0] >= SIGNAL_AT_MOST_S


def _is_round_gap(owner: Statement, phrase: Phrase) -> bool:
    """Return whether a gap is that between the rounds of a signal."""
    if phrase.says != "gap" or not owner.words:
        return False
    last = owner.words[-1]
    return last.says == "rounds" and phrase.start - last.end < ROUND_GAP_WITHIN


def _made(
    text: str,
    told: list[Statement],
    mentions: Sequence[NameMention],
    words: Sequence[Phrase],
) -> Statement | None:
    """Return the signal that a cycle makes: 鸣36秒、停24秒,反复3遍,为预先警报."""
    following = next((one for one in told if one.names[0].start >= words[0].end), None)
    if following is None:
        return None
    name = following.names[0]
    between = text[words[0].end : name.start]
    if "\n" in between or "。" in between:
        return None
    if any(words[0].end <= other.start < name.start for other in mentions):
        return None
    last = max(word for word in words if word.end <= name.start)
    return following if _MAKES.fullmatch(text, last.end, name.start) else None


def _named(
    text: str, told: list[Statement], mentions: Sequence[NameMention], phrase: Phrase
) -> Statement | None:
    """Return the signal whose name stands before some words, in its paragraph or its cells."""
    before = [one for one in told if one.names[0].end <= phrase.start]
    if not before:
        return None
    statement = max(before, key=lambda one: one.names[0].start)
    name = statement.names[0]
    if any(name.end <= other.start < phrase.start for other in mentions):
        return None
    between = text[name.end : phrase.start]
    said_last = statement.words[-1].end if statement.words else 0
    if "\n" not in between or "\n" not in text[said_last : phrase.start]:
        return statement
    cells = between.split("\n")[:-1]
    are_cells = all(len(cell) <= CELL_AT_MOST and "。" not in cell for cell in cells)
    has_cycle = any(word.says in ("cycle", "continuous") for word in statement.words)
    is_wanted = not has_cycle or phrase.says in ("repeats", "length")
    return statement if are_cells and is_wanted else None


# --- columns ---


def give_columns(signals: list[Statement], common: list[Phrase]) -> list[Phrase]:
    """Give the cycles of a column to the names of another, if there are as many; so for lengths."""
    silent = [signal for signal in signals if not signal.words]
    heads = [phrase.start for phrase in common if phrase.says in ("cycle", "continuous")]
    if not heads or len(heads) != len(silent):
        return common
    rest: list[Phrase] = []
    lengths = [phrase for phrase in common if phrase.says == "length" and phrase.start > heads[-1]]
    is_column = len(lengths) == len(silent)
    for phrase in common:
        column = sum(start <= phrase.start for start in heads) - 1
        if is_column and phrase in lengths:
            silent[lengths.index(phrase)].words.append(phrase)
        elif phrase.says in SOUND_WORDS and column >= 0:
            silent[column].words.append(phrase)
        else:
            rest.append(phrase)
    return rest


def give_time_column(
    text: str, signals: list[Statement], free: list[TimeMention]
) -> list[TimeMention]:
    """Give the times of a column to the names of another, if there are as many."""
    if len(signals) < 2 or any(signal.times for signal in signals):
        return free
    for at in range(len(free) - len(signals) + 1):
        column = free[at : at + len(signals)]
        apart = [text[a.end : b.start] for a, b in pairwise(column)]
        if all(re.fullmatch(r"\s", between) for between in apart):
            for signal, time in zip(signals, column, strict=True):
                signal.times.append(time)
            return [time for time in free if time not in column]
    return free
