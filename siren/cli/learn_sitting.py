"""One person at the keyboard takes the listening test: pages shown, keys taken, answers noted."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from siren.cli.board.typed_line import TypedLine
from siren.cli.learn_pages import (
    NO_ANSWER,
    View,
    question_page,
    signal_page,
    start_page,
    verdict_page,
)
from siren.cli.learn_typed import Order, meaning_of
from siren.errors import OutputFailed
from siren.learn.listening import Answer, Step, questions
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from random import Random
    from threading import Event

    from siren.cli.board.keys import Keys
    from siren.cli.board.lines import Line
    from siren.cli.board.screen import Screen
    from siren.cli.learn_pages import Course
    from siren.clock import Clock
    from siren.learn.beats import Beats
    from siren.learn.listening import Question

    Page: TypeAlias = Callable[[View, int, int], list[Line]]

LOOK_S = 0.03
"""How long to rest between two looks at the keyboard."""

DRAW_S = 0.17
"""A page is drawn no more often: light that flashes over three times a second can bring on a fit
(WCAG 2.3.1), and a flash is two pages."""

ANSWERS = (Order.UNKNOWN, Order.AGAIN)
TURNS = (Order.ON, Order.AGAIN)

STOP_KEY = "\x04"
"""Ctrl-D, which means the same as the order to stop."""


class Left(Exception):
    """Somebody has had enough."""


class Sitting:
    """A test from its first page to its last.

    Parameters
    ----------
    refuse_if_stopped
        Raises what ends the test, once it was stopped.
    wake
        Set by a stop; ends a rest.

    Attributes
    ----------
    answers
        What was answered so far.
    """

    def __init__(
        self,
        course: Course,
        beats: Beats,
        clock: Clock,
        screen: Screen,
        keys: Keys,
        *,
        refuse_if_stopped: Callable[[], None],
        wake: Event,
    ) -> None:
        self.answers: list[Answer] = []
        self._course, self._beats, self._clock = course, beats, clock
        self._screen, self._keys = screen, keys
        self._refuse_if_stopped, self._wake = refuse_if_stopped, wake
        self._line = TypedLine()
        self._drawn_s = float("-inf")

    def take(self, chance: Random) -> None:
        """Take the test; raises Left where somebody leaves it."""
        self._put(partial(start_page, self._course), None, (Order.ON,))
        before = questions(Step.BEFORE, self._course.ids, chance)
        for question in before:
            self._answer(question, len(before))
        self._explain()
        after = questions(Step.AFTER, self._course.ids, chance)
        for question in after:
            self._answer(question, len(after))
            verdict = partial(verdict_page, self._course, self.answers[-1], len(after))
            self._turn(verdict, question.signal)

    def _answer(self, question: Question, count: int) -> None:
        """Have a question answered; it may be heard as often as anybody wants."""
        page, said = partial(question_page, self._course, question, count), None
        while said in (None, Order.AGAIN):
            said = self._put(page, question.signal, (*ANSWERS, *self._course.ids))
        self.answers.append(Answer(question, said if isinstance(said, str) else None))

    def _explain(self) -> None:
        """Show each signal, until somebody goes on from the last."""
        ids, number = self._course.ids, 0
        given = {answer.question.signal: answer for answer in self.answers}
        while number < len(ids):
            signal = ids[number]
            page = partial(signal_page, self._course, given[signal])
            said = self._turn(page, signal, ids)
            number = ids.index(said) if isinstance(said, str) else number + 1

    def _turn(self, page: Page, signal: str, others: Collection[str] = ()) -> str | Order:
        """Show a page until it is turned; its signal can be heard."""
        hear, said = None, self._put(page, None, (*TURNS, *others))
        while said is Order.AGAIN:
            hear = signal
            said = self._put(page, hear, (*TURNS, *others))
        return said

    def _put(self, page: Page, hear: str | None, allowed: Collection[str | Order]) -> str | Order:
        """Show a page and sound a signal until something that is allowed is typed; then silence."""
        view = View(sounding=hear)
        if hear is not None:
            self._beats.begin(hear)
        try:
            while True:
                self._refuse_if_stopped()
                typed = self._typed()
                said = None if typed is None else meaning_of(typed, self._course.ids)
                if said is not None and said in allowed:
                    return said
                if typed:
                    remark = NO_ANSWER.said_in(self._course.language).format(typed)
                    view = view._replace(remark=remark)
                view = view._replace(
                    at_s=self._at_s(hear), trouble=self._beats.trouble if hear else None
                )
                self._draw(page, view._replace(typed=self._line.text))
                self._clock.wait(self._wake, LOOK_S * self._clock.speed)
        finally:
            self._beats.end()

    def _typed(self) -> str | None:
        """Return a whole line; None: there is none yet. Raises Left where it says so."""
        keys = self._keys.typed()
        typed = self._line.take(keys)
        if STOP_KEY in keys or (typed and meaning_of(typed, ()) is Order.STOP):
            raise Left
        return typed

    def _at_s(self, hear: str | None) -> Fraction | None:
        began_s = None if hear is None else self._beats.look()
        if began_s is None:
            return None
        return Fraction(round((self._clock.monotonic_s() - began_s) * 1000), 1000)

    def _draw(self, page: Page, view: View) -> None:
        """Show a page, unless the last one has only just been shown, or is not out yet."""
        if self._screen.fault is not None:
            fault = self._screen.fault
            raise OutputFailed(phrase(f"the screen: {fault}", f"屏幕：{fault}"))
        now_s = self._clock.monotonic_s()
        if self._screen.is_hungry and now_s - self._drawn_s >= DRAW_S * self._clock.speed:
            self._drawn_s = now_s
            self._screen.show(partial(page, view))
