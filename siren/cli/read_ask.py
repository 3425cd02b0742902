"""The questions that a notice leaves, put to whoever sits at the terminal."""

from __future__ import annotations

import datetime as dt
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from siren.cli.columns import fitted
from siren.cli.facts import plain
from siren.cli.keyboard import forget_typed
from siren.cli.language import speech
from siren.cli.read_page import conflict_words
from siren.notice.ask_day import day_words
from siren.notice.asked import Answer, Choice, window_words
from siren.notice.asked import plain as same
from siren.notice.questions import next_question
from siren.notice.reading import Window, day_time
from siren.notice.whole_sound import Sound
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.notice.asked import Question
    from siren.notice.reading import Reading
    from siren.text import Text


def settled(reading: Reading, language: str) -> tuple[Reading, tuple[Answer, ...]]:
    """Return the reading with nothing open any more, and what was answered.

    Nothing is taken for an answer but what is typed; raises Refused, and click.Abort where the
    terminal ends.
    """
    answers: list[Answer] = []
    forget_typed()
    while question := next_question(reading, {answer.about for answer in answers}):
        chosen, is_typed = _put(question, len(answers) + 1, language)
        reading = question.settle(reading, chosen.value)
        answers.append(
            Answer(question.about, question.asks, chosen.said, is_typed, question.conflict)
        )
    return reading, tuple(answers)


def _put(question: Question[Any], number: int, language: str) -> tuple[Choice[Any], bool]:
    """Show a question until it is answered; return the answer, and whether it was typed freely."""
    _show(question, number, language)
    while True:
        click.echo(_prompt(question, language), nl=False, err=True)
        typed = _line()
        if typed.isdecimal() and 1 <= int(typed) <= len(question.choices):
            return question.choices[int(typed) - 1], False
        value = question.form.read(typed) if question.form and typed else None
        if value is not None:
            return Choice(value_words(value), value), True
        no = speech(language)("  {!r} is no answer here.", "  {!r} 不是可用的答复。")
        click.echo(no.format(plain(typed)), err=True)


def _show(question: Question[Any], number: int, language: str) -> None:
    say = speech(language)
    lines = [""]
    if question.conflict is not None:
        lines.append(conflict_words(question.conflict, language))
    lines.append(f"{number}. {plain(question.asks.said_in(language))}")
    for at, choice in enumerate(question.choices, start=1):
        lines.append(say("   {}  {}", "   {}  {}").format(at, plain(choice.said.said_in(language))))
    click.echo("\n".join(fitted(line, sys.stderr) for line in lines), err=True)


def _prompt(question: Question[Any], language: str) -> str:
    say, forms = speech(language), []
    if question.choices:
        last = len(question.choices)
        forms.append("1" if last == 1 else f"1-{last}")
    if question.form is not None:
        forms.append(question.form.hint.said_in(language))
    return say("   [{}] > ", "   [{}] > ").format(say(", or ", "，或").join(forms))


def _line() -> str:
    """Return the line that was typed; raises click.Abort where there is no terminal any more."""
    try:
        line = sys.stdin.readline()
    except (OSError, ValueError) as error:
        raise click.Abort from error
    if not line:
        click.echo(err=True)
        raise click.Abort
    return line.strip()


def value_words(value: object) -> Text:
    """Return an answer in words."""
    match value:
        case bool():
            return phrase("yes", "是") if value else phrase("no", "否")
        case int():
            return same(day_time(value))
        case Fraction():
            return phrase(f"{decimal_text(value)} s", f"{decimal_text(value)} 秒")
        case dt.date():
            return day_words(value)
        case Window():
            return window_words(value)
        case Sound():
            return value.words
    return same(str(value))
