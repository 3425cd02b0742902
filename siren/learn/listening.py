"""The listening test: what is asked, in which order, and how the answers add up.

The rules, for the page and for the terminal:

1. *Before*: each signal once, in random order. Nobody is told whether an answer was right, so
   that the score is the listener's own.
2. *Explanation*: what each signal is, what was taken for it, and what tells them apart.
3. *After*: each signal twice, once where there are more than `TWICE_UP_TO`, in random order. So
   none comes three times in a row. After each answer it is said what it was.

Comes in: ids of signals, and a random generator that the caller has made. Goes out: questions;
and of answers the score and the matrix of what was taken for what.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

FEWEST, MOST = 2, 8
"""How many signals a test has: one cannot be mistaken, and nobody keeps nine apart."""

TWICE_UP_TO = 4
"""Up to so many signals are asked twice in the second round."""


class Step(StrEnum):
    """The two rounds of questions; the explanation lies between them."""

    BEFORE = "before"
    AFTER = "after"


class Question(NamedTuple):
    """Which signal sounds in which round, and the how-manieth it is there, from 1."""

    step: Step
    number: int
    signal: str


class Answer(NamedTuple):
    """What was answered to a question: a signal's id, or None for "don't know"."""

    question: Question
    signal: str | None

    @property
    def is_right(self) -> bool:
        """Whether it is what sounded."""
        return self.signal == self.question.signal


class Score(NamedTuple):
    """How many answers were right, and of how many."""

    right: int
    of: int


class Row(NamedTuple):
    """How often a signal that sounded was taken for each of all, in their order; and for none."""

    signal: str
    taken_for: tuple[int, ...]
    unknown: int


def how_often(step: Step, signals: int) -> int:
    """Return how often a round asks for each of so many signals."""
    return 2 if step is Step.AFTER and signals <= TWICE_UP_TO else 1


def questions(step: Step, signals: Sequence[str], chance: Random) -> tuple[Question, ...]:
    """Return the questions of a round, in random order."""
    order = [*signals] * how_often(step, len(signals))
    chance.shuffle(order)
    return tuple(Question(step, number, signal) for number, signal in enumerate(order, start=1))


def score(answers: Iterable[Answer], step: Step) -> Score:
    """Return the score of a round; questions that were not reached do not count."""
    marks = [answer.is_right for answer in answers if answer.question.step is step]
    return Score(sum(marks), len(marks))


def matrix(answers: Iterable[Answer], signals: Sequence[str]) -> tuple[Row, ...]:
    """Return a row for each signal, in order: what it was taken for."""
    counted = Counter((answer.question.signal, answer.signal) for answer in answers)
    return tuple(
        Row(sounded, tuple(counted[sounded, other] for other in signals), counted[sounded, None])
        for sounded in signals
    )
