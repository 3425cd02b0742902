"""The table of answers."""

from __future__ import annotations

from siren.learn.answers_csv import answers_csv
from siren.learn.listening import Answer, Question, Step


def test_a_line_for_each_answer_in_order() -> None:
    answers = [
        Answer(Question(Step.BEFORE, 1, "cn-air-raid"), "cn-all-clear"),
        Answer(Question(Step.BEFORE, 2, "cn-all-clear"), None),
        Answer(Question(Step.AFTER, 1, "cn-air-raid"), "cn-air-raid"),
    ]
    assert answers_csv(answers, 10).splitlines() == [
        "step,question,sounded,answered,correct,count,speed",
        "before,1,cn-air-raid,cn-all-clear,0,1,10",
        "before,2,cn-all-clear,?,0,1,10",
        "after,1,cn-air-raid,cn-air-raid,1,1,10",
    ]


def test_without_answers_there_are_the_columns() -> None:
    assert answers_csv([], 1) == "step,question,sounded,answered,correct,count,speed\n"
