"""One question about a notice, and its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from siren.notice.reading import day_time
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.notice.reading import Conflict, Reading, Window
    from siren.notice.typed import Form

Value = TypeVar("Value")
"""What a question asks for: a day, a time, a sound, ..."""

NOTHING = phrase("nothing", "无")


class Choice(NamedTuple, Generic[Value]):
    """An answer to choose by its number."""

    said: Text
    value: Value


class Question(NamedTuple, Generic[Value]):
    """What a person is asked.

    Attributes
    ----------
    about
        Its subject: ``date``, ``window``, ``signals[1].start``, ...
    asks
        The question, in words.
    choices
        The answers that the notice leaves; none is taken by itself.
    settle
        Returns the reading with the answer in it.
    form
        What may be typed instead; None: only a choice.
    now
        What the reading holds of the subject, in words.
    conflict
        Why it is asked; None: the notice just does not say it.
    """

    about: str
    asks: Text
    choices: tuple[Choice[Value], ...]
    settle: Callable[[Reading, Value], Reading]
    form: Form[Value] | None
    now: Text = NOTHING
    conflict: Conflict | None = None


class Answer(NamedTuple):
    """What a person answered: to which question, in words, and the value.

    `is_typed` tells an answer of the person's own words from one of the choices.
    """

    about: str
    asked: Text
    said: Text
    is_typed: bool
    conflict: Conflict | None = None


def sound_subject(reading: Reading, number: int) -> str:
    """Return what an answer is about that says how a signal sounds, and all others of its name."""
    return f"{_first_named(reading, number)}.sound"


def gap_subject(reading: Reading, number: int) -> str:
    """Return what an answer is about that says how far apart the rounds of a signal are."""
    return f"{_first_named(reading, number)}.round_gap_s"


def _first_named(reading: Reading, number: int) -> str:
    names = [signal.name for signal in reading.signals]
    return f"signals[{names.index(names[number])}]"


def plain(words: str) -> Text:
    """Return words that are the same in both languages."""
    return phrase(words, words)


def window_words(window: Window) -> Text:
    """Return from when to when."""
    if window.end_s is None:
        return phrase(f"from {day_time(window.start_s)}", f"{day_time(window.start_s)} 起")
    return plain(f"{day_time(window.start_s)}-{day_time(window.end_s)}")
