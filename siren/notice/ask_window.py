"""The question from when to when a test is held; or which of its times stand, where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.notice.asked import NOTHING, Choice, Question, window_words
from siren.notice.reading import Window, day_time
from siren.notice.typed import WINDOW
from siren.text import phrase

if TYPE_CHECKING:
    from siren.notice.reading import Reading
    from siren.text import Text


def question(reading: Reading) -> Question:
    """Return it, with what the notice leaves."""
    if reading.candidate_windows or not reading.windows:
        now = window_words(reading.windows[0]) if reading.windows else NOTHING
        return Question(
            "window",
            phrase("When is the test?", "试鸣在什么时间？"),
            tuple(Choice(window_words(one), one) for one in reading.candidate_windows),
            _settle_window,
            WINDOW,
            now,
        )
    return Question(
        "times",
        phrase("Which times stand?", "以哪些时间为准？"),
        tuple(_stands(reading)),
        _settle_times,
        None,
        _starts_words(reading, 0),
    )


def _settle_window(reading: Reading, value: object) -> Reading:
    assert isinstance(value, Window)
    return reading._replace(windows=(value,), candidate_windows=())


def _stands(reading: Reading) -> list[Choice]:
    """Return the readings of a window that does not agree with its signals.

    The value is by how many seconds all signals move; None: their starts are asked for.
    """
    start_s = reading.windows[0].start_s
    starts = [signal.start_s for signal in reading.signals]
    if not starts or any(start is None for start in starts):
        begins = phrase(
            f"the test begins at {day_time(start_s)}, the lengths stand; "
            "the start of each signal is asked next",
            f"{day_time(start_s)} 开始，各信号时长不变；接着逐个询问开始时间",
        )
        return [Choice(begins, None)]
    stays = phrase("as printed beside the signals: ", "以各信号旁所写为准：")
    choices = [Choice(_with(stays, _starts_words(reading, 0)), 0)]
    shift_s = start_s - (starts[0] or 0)
    if shift_s:
        moved = phrase("all begin with the test: ", "随试鸣时间一起移动：")
        choices.append(Choice(_with(moved, _starts_words(reading, shift_s)), shift_s))
    return choices


def _with(before: Text, after: Text) -> Text:
    return phrase(before.english + after.english, before.said_in("zh") + after.said_in("zh"))


def _starts_words(reading: Reading, shift_s: int) -> Text:
    timed = [signal for signal in reading.signals if signal.start_s is not None]
    words = [f"{signal.name} {day_time((signal.start_s or 0) + shift_s)}" for signal in timed]
    return phrase(", ".join(words), "、".join(words))


def _settle_times(reading: Reading, value: object) -> Reading:
    start_s = reading.windows[0].start_s
    if value is None:
        return reading._replace(windows=(Window(start_s),))
    assert isinstance(value, int)
    moved = [
        signal._replace(
            start_s=None if signal.start_s is None else signal.start_s + value,
            end_s=None if signal.end_s is None else signal.end_s + value,
        )
        for signal in reading.signals
    ]
    return reading._replace(windows=(Window(start_s),), signals=tuple(moved))
