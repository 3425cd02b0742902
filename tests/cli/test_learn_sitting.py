"""A listening test from its first page to its last, with somebody made up at the keyboard."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from threading import Event
from typing import TYPE_CHECKING, Any

import click
import pytest

from siren import library
from siren.cli.board.lines import text_of
from siren.cli.learn_result import result_text
from siren.cli.learn_sitting import DRAW_S, Left, Sitting
from siren.cli.learn_terminal import Wish, course_of
from siren.errors import OutputFailed
from siren.learn.beats import Unheard
from siren.learn.listening import Score, Step, score
from tests.firing.world import SimClock

if TYPE_CHECKING:
    from collections.abc import Callable

OF_CHINA = ("cn-pre-warning", "cn-air-raid", "cn-all-clear")


class Person:
    """Keyboard, screen and ears of one who takes the test.

    Attributes
    ----------
    heard
        Every signal that was begun.
    pages
        What was shown, and when.
    """

    def __init__(self, clock: SimClock, answer: Callable[[Person], str]) -> None:
        self._clock, self._answer = clock, answer
        self.is_hungry, self.fault = True, None
        self.heard: list[str] = []
        self.pages: list[tuple[float, str]] = []
        self._looks = 0

    # --- a screen ---

    def show(self, draw: Callable[[int, int], list[Any]]) -> None:
        page = "\n".join(text_of(row).rstrip() for row in draw(80, 24))
        self.pages.append((self._clock.true_s, page))

    @property
    def page(self) -> str:
        return self.pages[-1][1] if self.pages else ""

    # --- a keyboard ---

    def typed(self) -> str:
        self._looks += 1
        return "" if self._looks % 20 else self._answer(self)


class Ears(Unheard):
    def __init__(self, clock: SimClock, person: Person) -> None:
        super().__init__(clock)
        self._person = person
        self.ends = 0

    def begin(self, signal: str) -> None:
        super().begin(signal)
        self._person.heard.append(signal)

    def end(self) -> None:
        super().end()
        self.ends += 1


def sits(
    answer: Callable[[Person], str],
    *ids: str,
    check: Callable[[], None] = lambda: None,
    language: str = "en",
) -> tuple[Sitting, Person]:
    clock = SimClock()
    signals = [library.signal(name) for name in ids or OF_CHINA]
    course = course_of(signals, None, Wish(None, -24.0, False, None, language))
    person: Any = Person(clock, answer)
    ears = Ears(clock, person)
    sitting = Sitting(course, ears, clock, person, person, refuse_if_stopped=check, wake=Event())
    return sitting, person


def knows_it(person: Person) -> str:
    return f"{person.heard[-1]}\r" if "Which signal" in person.page else "\r"


def test_who_knows_all_has_all_right() -> None:
    sitting, person = sits(knows_it)
    sitting.take(Random(1))
    assert [score(sitting.answers, step) for step in Step] == [Score(3, 3), Score(6, 6)]
    assert sorted(person.heard[:3]) == sorted(OF_CHINA)
    assert sorted(person.heard[3:]) == sorted(OF_CHINA * 2)
    shown = "\n".join(page for _, page in person.pages)
    assert "NO." not in shown
    assert "RIGHT." not in shown[: shown.index("explanation, 1 of 3")]


def test_it_is_an_exercise_and_shortened_on_every_page() -> None:
    sitting, person = sits(knows_it)
    sitting.take(Random(1))
    for _, page in person.pages:
        assert page.startswith(" EXERCISE 演习  Listening test")
        assert " shortened: 10 times as fast as in reality; without sound: watch the beat" in page


def test_one_who_knows_nothing_is_told_afterwards_what_it_was() -> None:
    sitting, person = sits(lambda person: "?\r" if "Which" in person.page else "\r")
    sitting.take(Random(1))
    assert [score(sitting.answers, step) for step in Step] == [Score(0, 3), Score(0, 6)]
    assert any("You answered: don't know ✗" in page for _, page in person.pages)
    assert any("This was:\n 解除警报 · All clear" in page for _, page in person.pages)


def test_what_was_not_heard_is_said_of_the_question_alone() -> None:
    sitting, person = sits(knows_it)
    sitting._beats.trouble = "it does not answer"
    sitting.take(Random(1))
    asked = {"Which signal" in page for _, page in person.pages if "NOT HEARD" in page}
    assert asked == {True}


def test_a_mistake_is_explained_by_what_tells_the_two_apart() -> None:
    sitting, person = sits(lambda person: "1\r" if "Which" in person.page else "\r")
    sitting.take(Random(1))
    explained = next(p for _, p in person.pages if "explanation, 2 of 3" in p)
    assert "You answered: 预先警报 · Advance (preliminary) air-raid warning ✗" in explained
    assert "tell apart  Air-raid warning: sounds for 6 s at a time" in explained
    assert "what to do  立即就近进入掩蔽场所 · Take shelter at once" in explained
    assert "██  ██  ██" in explained
    assert any("NO. This was:\n 空袭警报" in page for _, page in person.pages)
    assert result_text(sitting._course, sitting.answers).splitlines() == [
        "before the explanation: 1 of 3 right",
        "  down: what sounded; across: the answer                1  2  3  don't know",
        "  1  预先警报 · Advance (preliminary) air-raid warning  1  0  0  0",
        "  2  空袭警报 · Air-raid warning                        1  0  0  0",
        "  3  解除警报 · All clear                               1  0  0  0",
        "",
        "after the explanation: 2 of 6 right",
        "  down: what sounded; across: the answer                1  2  3  don't know",
        "  1  预先警报 · Advance (preliminary) air-raid warning  2  0  0  0",
        "  2  空袭警报 · Air-raid warning                        2  0  0  0",
        "  3  解除警报 · All clear                               2  0  0  0",
        "",
        "(shortened: 10 times as fast as in reality)",
    ]


def test_it_can_be_heard_again_and_what_is_no_answer_ends_nothing() -> None:
    lines = iter(["\r", "r\r", "nonsense\r", "\r", "2\r", "q\r"])
    sitting, person = sits(lambda _: next(lines))
    with pytest.raises(Left):
        sitting.take(Random(1))
    assert person.heard[0] == person.heard[1]
    assert len(person.heard) == 3
    assert any("'nonsense' is no answer here" in page for _, page in person.pages)
    assert [answer.signal for answer in sitting.answers] == ["cn-air-raid"]


def test_in_the_explanation_signals_are_heard_and_leafed_through() -> None:
    lines = iter(["\r", "?\r", "?\r", "?\r", "3\r", "r\r", "1\r", "q\r"])
    sitting, person = sits(lambda _: next(lines))
    with pytest.raises(Left):
        sitting.take(Random(1))
    explained = [p for _, p in person.pages if "explanation" in p]
    numbers = [page.partition("explanation, ")[2][0] for page in explained]
    assert list(dict.fromkeys(numbers)) == ["1", "3"]
    assert numbers[-1] == "1"
    assert person.heard[3:] == ["cn-all-clear"]


def test_before_a_round_is_over_nothing_tells_whether_it_was_right() -> None:
    sitting, person = sits(knows_it)
    sitting.take(Random(1))
    before = "".join(page for _, page in person.pages if " before, " in page)
    assert not {"✓", "✗", "RIGHT", "NO."} & set(before.split())


def test_pages_come_no_faster_than_is_safe_to_look_at() -> None:
    sitting, person = sits(knows_it)
    sitting.take(Random(1))
    times_s = [at_s for at_s, _ in person.pages]
    assert min(b - a for a, b in pairwise(times_s)) >= DRAW_S - 1e-6
    assert 1 / (2 * DRAW_S) < 3


def test_a_stop_ends_it_and_silences() -> None:
    looks = iter(range(100))

    def check() -> None:
        if next(looks) == 60:
            raise click.Abort

    sitting, _ = sits(knows_it, check=check)
    with pytest.raises(click.Abort):
        sitting.take(Random(1))
    assert sitting._beats.look() is None


def test_a_screen_that_fails_is_said() -> None:
    sitting, person = sits(knows_it)
    person.fault = "ValueError('x')"  # type: ignore[assignment]
    with pytest.raises(OutputFailed, match=r"the screen: ValueError\('x'\)"):
        sitting.take(Random(1))


def test_in_chinese() -> None:
    def answer(person: Person) -> str:
        return "？\r" if "这是哪个信号" in person.page else "\r"

    sitting, person = sits(answer, language="zh")
    sitting.take(Random(1))
    shown = "\n".join(page for _, page in person.pages)
    assert " 演习 EXERCISE  听辨测试" in shown
    assert "讲解前，第 1 题，共 3 题" in shown
    assert "您的回答：不知道 ✗" in shown
    assert "实际节奏    鸣 36 秒、停 24 秒，反复 3 遍" in shown
    assert "讲解前：0 / 3 正确" in result_text(sitting._course, sitting.answers)


def test_many_signals_fit_a_small_terminal() -> None:
    sitting, person = sits(knows_it, *[one.id for one in _eight()])
    sitting.take(Random(1))
    question = next(p for _, p in person.pages if "Which signal" in p)
    assert all(f"  {number} " in question for number in range(1, 9))
    assert question.splitlines()[-1].startswith(" > ")


def _eight() -> list[Any]:
    ids = ("cn-pre-warning", "cn-air-raid", "cn-all-clear", "fr-sna", "fr-dam", "nl-alarm")
    return [library.signal(name) for name in (*ids, "se-vma", "tw-emergency")]
