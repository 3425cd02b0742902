"""``siren learn --terminal``: the listening test for one person at a keyboard."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

import click

from siren.cli.board.choice import has_screen
from siren.cli.board.keys import Keys
from siren.cli.board.screen import Screen
from siren.cli.drill_file import check_target
from siren.cli.keyboard import is_there
from siren.cli.learn_beat import scale_of
from siren.cli.learn_pages import Course
from siren.cli.learn_result import result_text, write_answers
from siren.cli.learn_sitting import Left, Sitting
from siren.cli.learn_sound import beats_on, feed_of, latch_for, where_words
from siren.cli.noise import libraries_muted
from siren.cli.who import who
from siren.errors import Misuse, Refused
from siren.firing.stopping import LATCHED, Stopping
from siren.learn.answers_csv import answers_csv
from siren.learn.shortened import factor, shortened
from siren.text import phrase
from siren.timeline import of_signal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from siren.cli.feeds import Feed
    from siren.clock import Clock
    from siren.firing.latch import Latch
    from siren.learn.listening import Answer
    from siren.signal import Signal


class Wish(NamedTuple):
    """How somebody wants to take the test.

    Attributes
    ----------
    device
        What it is heard through; None: it is only seen.
    is_real_time
        Whether the signals keep their full lengths.
    csv
        The file that takes the answers; None: none does.
    """

    device: str | None
    level_db: float
    is_real_time: bool
    csv: str | None
    language: str


def terminal_test(signals: Sequence[Signal], wish: Wish, clock: Clock, chance: Random) -> None:
    """Have the test taken, and say what came of it.

    Raises
    ------
    Misuse
        Where nobody sits at a terminal, or the file of answers exists.
    Refused, DeviceBusy, DeviceNotFound, ...
        Where the device may not sound; Refused too where ``siren stop`` ends it.
    click.Abort
        For Ctrl-C: nothing is written.
    """
    refuse_no_terminal()
    if wish.csv is not None:
        check_target(wish.csv)
    with libraries_muted():
        feed = feed_of(wish.device, clock)
        course = course_of(signals, feed, wish)
        answers = _answers(course, feed, wish, clock, chance)
    click.echo(result_text(course, answers), err=wish.csv == "-")
    if wish.csv is not None:
        text = answers_csv(answers, course.speed)
        write_answers(text, wish.csv, len(answers), wish.language)


def refuse_no_terminal() -> None:
    """Raise Misuse where there is nobody to type, or nothing to show the beat on."""
    if not is_there() or not has_screen(sys.stderr, os.environ):
        raise Misuse(
            phrase(
                "the listening test needs a terminal: somebody who types on stdin, and a screen "
                "on stderr that can show UTF-8; without one, make a page: siren learn -o page.html",
                "听辨测试需要终端：标准输入须有人键入，标准错误须为可显示 UTF-8 的屏幕；"
                "没有终端时请生成网页：siren learn -o page.html",
            )
        )


def course_of(signals: Sequence[Signal], feed: Feed | None, wish: Wish) -> Course:
    """Return the test, its signals shortened by one factor unless full lengths are wished for."""
    timelines = {signal.id: of_signal(signal) for signal in signals}
    speed = 1 if wish.is_real_time else factor(t.duration_s for t in timelines.values())
    heard = {name: shortened(timeline, speed) for name, timeline in timelines.items()}
    return Course(
        signals=tuple(signals),
        heard=heard,
        speed=speed,
        scale=scale_of(list(heard.values())),
        where=where_words(feed, wish.level_db),
        language=wish.language,
    )


def _answers(
    course: Course, feed: Feed | None, wish: Wish, clock: Clock, chance: Random
) -> list[Answer]:
    """Hold terminal and device while the test is taken; return what was answered."""
    screen, keys, wake, latch = Screen(), Keys(), Event(), latch_for(feed)

    def give_back() -> None:
        keys.close()
        screen.close()

    with ExitStack() as stack:
        beats = stack.enter_context(beats_on(feed, course.heard, wish.level_db, clock))
        stack.callback(give_back)
        stopping = stack.enter_context(
            Stopping(
                latch,
                beats.silence,
                wake,
                clock,
                who=who(),
                farewell=give_back,
                latches=False,
            )
        )
        screen.open()
        keys.open()
        check = partial(_refuse_if_stopped, stopping, latch)
        sitting = Sitting(course, beats, clock, screen, keys, refuse_if_stopped=check, wake=wake)
        with suppress(Left):
            sitting.take(chance)
    return sitting.answers


def _refuse_if_stopped(stopping: Stopping, latch: Latch | None) -> None:
    """Raise what ends the test, once it was stopped."""
    if not stopping.heard.is_set():
        return
    if stopping.how == LATCHED and latch is not None:
        raise Refused(latch.refusal())
    raise click.Abort
