"""The rules of the listening test: what is asked, and how the answers add up."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from siren.learn.listening import (
    FEWEST,
    MOST,
    Answer,
    Question,
    Row,
    Score,
    Step,
    matrix,
    questions,
    score,
)

IDS = st.integers(FEWEST, MOST).map(lambda count: tuple("abcdefgh"[:count]))
CHANCE = st.integers().map(Random)


@given(IDS, CHANCE)
def test_before_each_signal_is_asked_once(ids: tuple[str, ...], chance: Random) -> None:
    asked = questions(Step.BEFORE, ids, chance)
    assert sorted(question.signal for question in asked) == sorted(ids)
    assert [question.number for question in asked] == list(range(1, len(ids) + 1))


@given(IDS, CHANCE)
def test_after_each_is_asked_twice_or_once_where_there_are_many(
    ids: tuple[str, ...], chance: Random
) -> None:
    asked = Counter(question.signal for question in questions(Step.AFTER, ids, chance))
    assert asked == Counter(dict.fromkeys(ids, 2 if len(ids) <= 4 else 1))


@given(IDS, CHANCE)
def test_never_the_same_three_times_in_a_row(ids: tuple[str, ...], chance: Random) -> None:
    asked = [question.signal for question in questions(Step.AFTER, ids, chance)]
    assert max(len(list(same)) for _, same in groupby(asked)) <= 2


def test_the_order_is_that_of_chance() -> None:
    orders = {
        tuple(question.signal for question in questions(Step.BEFORE, "abc", Random(seed)))
        for seed in range(100)
    }
    assert len(orders) == 6


def answered(step: Step, sounded: str, signal: str | None) -> Answer:
    return Answer(Question(step, 1, sounded), signal)


GIVEN = [
    answered(Step.BEFORE, "a", "b"),
    answered(Step.BEFORE, "b", None),
    answered(Step.BEFORE, "c", "c"),
    answered(Step.AFTER, "a", "a"),
    answered(Step.AFTER, "a", "c"),
    answered(Step.AFTER, "a", "b"),
]


def test_each_round_has_its_score_and_what_was_not_reached_does_not_count() -> None:
    assert score(GIVEN, Step.BEFORE) == Score(1, 3)
    assert score(GIVEN, Step.AFTER) == Score(1, 3)
    assert score([], Step.AFTER) == Score(0, 0)


def test_the_matrix_says_what_was_taken_for_what() -> None:
    assert matrix(GIVEN, "abc") == (
        Row("a", (1, 2, 1), 0),
        Row("b", (0, 0, 0), 1),
        Row("c", (0, 0, 1), 0),
    )


@given(IDS, CHANCE, st.data())
def test_the_matrix_holds_every_answer_once_and_right_ones_on_its_diagonal(
    ids: tuple[str, ...], chance: Random, data: st.DataObject
) -> None:
    asked = [*questions(Step.BEFORE, ids, chance), *questions(Step.AFTER, ids, chance)]
    answers = [Answer(one, data.draw(st.sampled_from([*ids, None]))) for one in asked]
    rows = matrix(answers, ids)
    assert sum(sum(row.taken_for) + row.unknown for row in rows) == len(answers)
    right = sum(row.taken_for[number] for number, row in enumerate(rows))
    assert right == sum(score(answers, step).right for step in Step)
