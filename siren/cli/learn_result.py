"""What came of a listening test: the score before and after, and what was taken for what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.cli.columns import columns
from siren.cli.drill_file import refuse_existing
from siren.cli.learn_pages import DONT_KNOW
from siren.learn.listening import Step, matrix, score
from siren.learn.shortened import speed_words
from siren.text import joined, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.cli.learn_pages import Course
    from siren.learn.listening import Answer

SCORES = {
    Step.BEFORE: phrase("before the explanation: {} of {} right", "讲解前：{} / {} 正确"),
    Step.AFTER: phrase("after the explanation: {} of {} right", "讲解后：{} / {} 正确"),
}
SIDES = phrase("down: what sounded; across: the answer", "纵：实际信号；横：所答信号")
NONE = phrase("Nothing was answered.", "没有作答。")
WRITTEN = phrase("{}: answers: {}", "{}：{} 条回答")


def result_text(course: Course, answers: Sequence[Answer]) -> str:
    """Return the score and the matrix of each round that was begun."""
    speed = joined(phrase("(", "（"), speed_words(course.speed), phrase(")", "）"))
    rounds = [
        "\n".join(_round(course, [a for a in answers if a.question.step is step], step))
        for step in Step
        if score(answers, step).of
    ]
    return "\n\n".join(
        [*(rounds or [NONE.said_in(course.language)]), speed.said_in(course.language)]
    )


def _round(course: Course, answers: Sequence[Answer], step: Step) -> Iterator[str]:
    say = course.language
    yield SCORES[step].said_in(say).format(*score(answers, step))
    numbers = range(1, len(course.signals) + 1)
    rows = [[SIDES.said_in(say), *map(str, numbers), DONT_KNOW.said_in(say)]]
    for number, row in zip(numbers, matrix(answers, course.ids), strict=True):
        name = f"{number}  {course.named(row.signal).names.both(say)}"
        rows.append([name, *map(str, row.taken_for), str(row.unknown)])
    yield columns(rows, indent=2)


def write_answers(text: str, target: str, count: int, language: str) -> None:
    """Write the table of answers, whole or not at all, over no other file; ``-`` is stdout."""
    if target == "-":
        click.echo(text, nl=False)
        return
    from siren.output.aside import write_text_aside

    refuse_existing(target)
    write_text_aside(Path(target), text)
    click.echo(WRITTEN.said_in(language).format(target, count), err=True)
