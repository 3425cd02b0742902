"""The screens of a listening test in the terminal: what it is, a question, a signal explained.

Comes in: the test and what is so now. Goes out: lines for :mod:`siren.cli.board.screen`. The
first row says at all times that it is an exercise, the second how fast and on which device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.cli.board.header import BAR, EXERCISE
from siren.cli.board.lines import EMPTY, Piece, line, page_of, spread
from siren.cli.columns import padded, wrapped
from siren.cli.labelled import LABEL_CELLS
from siren.cli.learn_beat import beat_rows
from siren.learn.cadence import cycle_words
from siren.learn.differences import difference
from siren.learn.listening import Step
from siren.learn.shortened import speed_words
from siren.picture.strip import strip
from siren.text import joined, phrase
from siren.timeline import of_signal
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from siren.cli.board.lines import Line
    from siren.cli.learn_beat import Scale
    from siren.learn.listening import Answer, Question
    from siren.signal import Signal
    from siren.text import Text
    from siren.timeline import Timeline
    from siren.units import Seconds

TITLE = phrase("Listening test", "听辨测试")
STEPS = {
    Step.BEFORE: phrase("before, {} of {}", "讲解前，第 {} 题，共 {} 题"),
    Step.AFTER: phrase("after, {} of {}", "讲解后，第 {} 题，共 {} 题"),
}
EXPLAINED = phrase("explanation, {} of {}", "讲解，第 {} 个，共 {} 个")
WHICH = phrase("Which signal is this?", "这是哪个信号？")
ANSWER_KEYS = phrase(
    "number or id; ? = don't know; r = hear again; q = stop; then Enter",
    "输入序号或编号；? 不知道；r 重听；q 结束；然后按回车",
)
PAGE_KEYS = phrase(
    "Enter = go on; r = hear it; a number = that signal; q = stop",
    "回车 继续；r 试听；输入序号 查看该信号；q 结束",
)
VERDICT_KEYS = phrase("Enter = go on; r = hear it again; q = stop", "回车 继续；r 重听；q 结束")
START_KEYS = phrase("Enter = begin; q = stop", "回车 开始；q 结束")
RIGHT = phrase("RIGHT.", "正确。")
WRONG = phrase("NO. This was:", "错误。刚才是：")
UNKNOWN = phrase("This was:", "刚才是：")
ANSWERED = phrase("You answered: ", "您的回答：")
DONT_KNOW = phrase("don't know", "不知道")
AWAY = phrase("NOT HEARD, the device is away: {}; r = try again", "未发声，设备失联：{}；r 重试")
NO_ANSWER = phrase("{!r} is no answer here", "{!r} 不是可用的回答")


class Course(NamedTuple):
    """A listening test, ready to be taken.

    Attributes
    ----------
    heard
        The timeline of each signal by its id, as it is heard: shortened, or not.
    speed
        How many times as fast as in reality.
    where
        Through what it is heard.
    """

    signals: tuple[Signal, ...]
    heard: Mapping[str, Timeline]
    speed: int
    scale: Scale
    where: Text
    language: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The signals' ids, in the order of their numbers."""
        return tuple(signal.id for signal in self.signals)

    def named(self, wanted: str) -> Signal:
        """Return the signal of an id."""
        return next(signal for signal in self.signals if signal.id == wanted)


class View(NamedTuple):
    """What is so now.

    Attributes
    ----------
    sounding
        The id of what goes on; None: nothing does.
    at_s
        Since it began, as it is heard; None: it has not.
    typed
        What stands in the last row.
    remark
        What was wrong with the line before.
    trouble
        Why nothing is heard.
    """

    sounding: str | None = None
    at_s: Seconds | None = None
    typed: str = ""
    remark: str = ""
    trouble: str | None = None


def start_page(course: Course, view: View, width: int, height: int) -> list[Line]:
    """Return what is to come, and that nothing sounds before somebody says so."""
    say = course.language
    told = phrase(
        f"{len(course.signals)} signals. First you name each once, by ear and eye, and are not "
        "told whether you are right. Then each is explained. Then you name them again, and are "
        "told at once. Nothing sounds until you press Enter; Ctrl-C silences at once.",
        f"共 {len(course.signals)} 个信号。先听辨一遍，不提示对错；再逐个讲解；然后再听辨一遍，"
        "当场告知对错。按回车之前不会发声；Ctrl-C 立即静默。",
    )
    rows = [*_choices(course), EMPTY, *_told(told.said_in(say), width)]
    return _page(course, view, "", rows, START_KEYS, width, height)


def question_page(
    course: Course, question: Question, count: int, view: View, width: int, height: int
) -> list[Line]:
    """Return a question: the beat so far, and what may be answered."""
    title = STEPS[question.step].said_in(course.language).format(question.number, count)
    rows = [
        *_beat(course, view, width),
        EMPTY,
        line(f" {WHICH.said_in(course.language)}"),
        *_choices(course),
    ]
    return _page(course, view, title, rows, ANSWER_KEYS, width, height)


def verdict_page(
    course: Course, answer: Answer, count: int, view: View, width: int, height: int
) -> list[Line]:
    """Return whether an answer was right, and what sounded."""
    title = STEPS[answer.question.step].said_in(course.language)
    words = RIGHT if answer.is_right else UNKNOWN if answer.signal is None else WRONG
    rows = [
        *_beat(course, view, width),
        line(Piece(f" {words.said_in(course.language)}", "bold")),
        *_explained(course, answer, width),
    ]
    title = title.format(answer.question.number, count)
    return _page(course, view, title, rows, VERDICT_KEYS, width, height)


def signal_page(course: Course, answer: Answer, view: View, width: int, height: int) -> list[Line]:
    """Return a signal explained: what it is, what was answered, what tells it from that."""
    number = course.ids.index(answer.question.signal) + 1
    title = EXPLAINED.said_in(course.language).format(number, len(course.signals))
    given = answer.signal and course.named(answer.signal).names.both(course.language)
    mark = "✓" if answer.is_right else "✗"
    said = (
        f"{ANSWERED.said_in(course.language)}{given or DONT_KNOW.said_in(course.language)} {mark}"
    )
    rows = [
        *_beat(course, view, width),
        *_explained(course, answer, width),
        *_told(said, width),
    ]
    return _page(course, view, title, rows, PAGE_KEYS, width, height)


def _page(
    course: Course,
    view: View,
    title: str,
    rows: list[Line],
    keys: Text,
    width: int,
    height: int,
) -> list[Line]:
    say = course.language
    left = f" {EXERCISE.said_in(say)}  {TITLE.said_in(say)}  "
    top = spread(line(Piece(left, BAR)), line(Piece(f"{title} ", BAR)), width, BAR)
    below = joined(speed_words(course.speed), phrase("; ", "；"), course.where).said_in(say)
    remark = AWAY.said_in(say).format(view.trouble) if view.trouble else view.remark
    last = line(" > ", Piece(f"{view.typed}_", "bold"), Piece(f"   {remark}", "bold"))
    head = [top, line(Piece(f" {below}", "dim")), EMPTY]
    hint = line(Piece(f" {keys.said_in(say)}", "dim"))
    body = [*head, *rows][: max(1, height - 2)]
    blank = [EMPTY] * (height - 2 - len(body))
    return page_of([*body, *blank, hint], last, width, height)


def _choices(course: Course) -> list[Line]:
    """Return the signals with their numbers."""
    return [
        line(
            Piece(f"  {number} ", "bold"),
            f" {signal.names.both(course.language)}  ",
            Piece(signal.id, "dim"),
        )
        for number, signal in enumerate(course.signals, start=1)
    ]


def _explained(course: Course, answer: Answer, width: int) -> Iterator[Line]:
    """Yield what a signal is, and what tells it from what it was taken for."""
    signal, say = course.named(answer.question.signal), course.language
    timeline = of_signal(signal)
    yield line(Piece(f" {signal.names.both(say)}", "bold"), Piece(f"  {signal.id}", "dim"))
    yield from _labelled(phrase("meaning", "含义"), signal.meaning.both(say), say, width)
    if signal.action is not None:
        yield from _labelled(phrase("what to do", "应对"), signal.action.both(say), say, width)
    cycle = cycle_words(timeline).said_in(say)
    yield from _labelled(phrase("in reality", "实际节奏"), cycle, say, width)
    picture = strip(timeline.stretches, timeline.duration_s, max(8, width - 2), clock_text)
    yield from (line(f" {row}") for row in picture.split("\n"))
    if answer.signal is not None and not answer.is_right:
        apart = difference(signal, course.named(answer.signal)).said_in(say)
        yield from _labelled(phrase("tell apart", "区别"), apart, say, width)


def _labelled(label: Text, words: str, language: str, width: int) -> Iterator[Line]:
    name = label.said_in(language)
    for row in wrapped(words, max(8, width - LABEL_CELLS - 3)):
        yield line(Piece(f" {padded(name, LABEL_CELLS)} ", "dim"), row)
        name = ""


def _told(words: str, width: int) -> list[Line]:
    return [line(f" {row}") for row in wrapped(words, max(8, width - 2))]


def _beat(course: Course, view: View, width: int) -> list[Line]:
    """Return the beat of what goes on; nothing where nothing does."""
    if view.sounding is None:
        return []
    timeline = course.heard[view.sounding]
    return beat_rows(timeline, view.at_s, course.scale, width, course.language)
