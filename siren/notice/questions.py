"""What a person must decide before a notice becomes a drill, one question at a time.

Comes in: a reading. Goes out: the next question; answered, it gives the reading in which that one
thing is settled. Each conflict is put on its own: an answer that settles one is shown again, and
has to be confirmed, for the next of the same subject. After each answer the whole is added up
anew: what contradicts it now is asked next.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.errors import Refused
from siren.notice import ask_day, ask_signal, ask_window
from siren.notice.adding_up import against_window, contradictions
from siren.notice.whole_sound import whole_sound
from siren.text import joined, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from siren.notice.asked import Question
    from siren.notice.reading import Conflict, Reading
    from siren.text import Text

BY_HAND = phrase(
    "; write the drill by hand, it begins with: siren new cn-gaps-3min",
    "；请手工编制演习，可从 siren new cn-gaps-3min 开始",
)


class Open(NamedTuple):
    """Something that stands open: what, and how it is asked.

    `ask` takes the subjects of the questions that were answered before.
    """

    said: Text
    ask: Callable[[Collection[str]], Question[Any]]


def open_points(reading: Reading) -> tuple[Open, ...]:
    """Return all that has to be answered before there is a drill, as far as it is known now."""
    return tuple(_open(reading))


def next_question(reading: Reading, settled: Collection[str] = ()) -> Question[Any] | None:
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
    first = next(_open(reading), None)
    if first is None:
        return None
    question = first.ask(settled)
    return question._replace(settle=_added_up(question))


def _open(reading: Reading) -> Iterator[Open]:
    """Yield the conflicts, then what is missing and no conflict speaks of."""
    for conflict in reading.conflicts:
        yield Open(conflict.said, partial(_of_conflict, reading, conflict))
    doubted = {conflict.signal for conflict in reading.conflicts}
    for number, signal in enumerate(reading.signals):
        if signal.name not in doubted:
            if whole_sound(signal, reading.assumed) is None:
                ask = partial(ask_signal.sound_question, reading, number, None)
                yield Open(ask_signal.sound_missing(signal), _whatever_settled(ask))
            if signal.rounds > 1 and signal.round_gap_s is None:
                ask_gap = partial(ask_signal.gap_question, reading, number, None)
                yield Open(ask_signal.gap_missing(signal), _whatever_settled(ask_gap))
        if signal.start_s is None:
            ask_start = partial(ask_signal.start_question, reading, number, None)
            yield Open(ask_signal.start_missing(signal), _whatever_settled(ask_start))


def _whatever_settled(ask: Callable[[], Question[Any]]) -> Callable[[object], Question[Any]]:
    return lambda _settled: ask()


def _of_conflict(reading: Reading, conflict: Conflict, settled: Collection[str]) -> Question[Any]:
    question = _subject(reading, conflict, settled)
    if question.about in settled and not _is_in(conflict, contradictions(reading)):
        question = _confirmation(question)
    return question._replace(conflict=conflict)


def _subject(reading: Reading, conflict: Conflict, settled: Collection[str]) -> Question[Any]:
    if conflict.about == "date":
        return ask_day.question(reading)
    if _is_in(conflict, against_window(reading)):
        return ask_window.times_question(reading)
    if conflict.about == "window":
        return ask_window.question(reading)
    number = _signal_of(reading, conflict)
    if number is None:
        raise Refused(joined(conflict.said, BY_HAND))
    return ask_signal.question(reading, number, conflict, settled)


def _is_in(conflict: Conflict, others: Collection[Conflict]) -> bool:
    """Return whether the same is said there of the same start."""
    said = (conflict.said, conflict.at_s)
    return any((other.said, other.at_s) == said for other in others)


def _signal_of(reading: Reading, conflict: Conflict) -> int | None:
    """Return which signal a conflict speaks of: by name, and by start if several have it."""
    named = [number for number, one in enumerate(reading.signals) if one.name == conflict.signal]
    exact = [number for number in named if reading.signals[number].start_s == conflict.at_s]
    return next(iter(exact or named), None)


def _confirmation(question: Question[Any]) -> Question[bool]:
    """Return the question whether what was answered before settles this too."""
    said = joined(
        phrase("You have answered: ", "前面已答复："),
        question.now,
        phrase(". Does it stay so?", "。是否仍以此为准？"),
    )
    return ask_signal.yes_question(question.about, said)


def _added_up(question: Question[Any]) -> Callable[[Reading, Any], Reading]:
    """Return what settles a question, takes its conflict away, and says what contradicts then."""

    def settle(reading: Reading, value: Any) -> Reading:
        before, told = contradictions(reading), question.settle(reading, value)
        after = contradictions(told)
        kept = [
            one
            for one in reading.conflicts
            if one != question.conflict and (_is_in(one, after) or not _is_in(one, before))
        ]
        # What the answer has brought about comes first: it is about what was just said.
        brought = [one for one in after if not _is_in(one, kept)]
        return told._replace(conflicts=(*brought, *kept))

    return settle
