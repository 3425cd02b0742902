"""What a person must decide before a notice becomes a drill, one question at a time.

Comes in: a reading. Goes out: the next question; answered, it gives the reading in which that one
thing is settled. Each conflict is put on its own: an answer that settles one is shown again, and
has to be confirmed, for the next of the same subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Refused
from siren.notice import ask_day, ask_signal, ask_window
from siren.notice.sounding import sound_of
from siren.text import joined, phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from siren.notice.asked import Question, Settled
    from siren.notice.reading import Conflict, Reading
    from siren.text import Text

BY_HAND = phrase(
    "; write the drill by hand, it begins with: siren new cn-gaps-3min",
    "；请手工编制演习，可从 siren new cn-gaps-3min 开始",
)


class Open(NamedTuple):
    """Something that stands open: what, and the conflict that it is, if it is one."""

    said: Text
    conflict: Conflict | None = None


def open_points(reading: Reading) -> tuple[Open, ...]:
    """Return all that has to be answered before there is a drill, as far as it is known now."""
    missing = [
        Open(ask_signal.start_missing(signal))
        for signal in reading.signals
        if signal.start_s is None
    ]
    return (*(Open(conflict.said, conflict) for conflict in reading.conflicts), *missing)


def next_question(reading: Reading, settled: Collection[str] = ()) -> Question | None:
    """Return what is to be asked next; None where nothing stands open.

    Parameters
    ----------
    settled
        The subjects of the questions that were answered before.

    Raises
    ------
    Refused
        Where no answer would make a drill of it.
    """
    if reading.conflicts:
        return _of_conflict(reading, reading.conflicts[0], settled)
    for number, signal in enumerate(reading.signals):
        if sound_of(signal, reading.assumed) is None:
            return ask_signal.sound_question(reading, number, None)
        if signal.rounds > 1 and signal.round_gap_s is None:
            return ask_signal.gap_question(reading, number, None)
        if signal.start_s is None:
            return ask_signal.start_question(reading, number, None)
    return None


def _of_conflict(reading: Reading, conflict: Conflict, settled: Collection[str]) -> Question:
    question = _subject(reading, conflict, settled)
    if question.about in settled:
        question = _confirmation(question)
    return question._replace(conflict=conflict, settle=_without_it(question.settle))


def _subject(reading: Reading, conflict: Conflict, settled: Collection[str]) -> Question:
    if conflict.about == "date":
        return ask_day.question(reading)
    if conflict.about == "window":
        return ask_window.question(reading)
    number = _signal_of(reading, conflict)
    if number is None:
        raise Refused(joined(conflict.said, BY_HAND))
    return ask_signal.question(reading, number, conflict, settled)


def _signal_of(reading: Reading, conflict: Conflict) -> int | None:
    """Return which signal a conflict speaks of."""
    for number, signal in enumerate(reading.signals):
        if conflict.said.english.startswith(f"{signal.name}: "):
            return number
    return None


def _confirmation(question: Question) -> Question:
    """Return the question whether what was answered before settles this too."""
    said = joined(
        phrase("You have answered: ", "前面已答复："),
        question.now,
        phrase(". Does it stay so?", "。是否仍以此为准？"),
    )
    return ask_signal.yes_question(question.about, said)


def _without_it(settle: Settled) -> Settled:
    """Return what settles a question and takes its conflict, the first, from the reading."""

    def settled(reading: Reading, value: object) -> Reading:
        return settle(reading, value)._replace(conflicts=reading.conflicts[1:])

    return settled
