"""The question from when to when a test is held; or which of its times stand, where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.notice.adding_up import timed
from siren.notice.asked import NOTHING, Choice, Question, window_words
from siren.notice.reading import Window, day_time
from siren.notice.typed import WINDOW
from siren.text import joined, phrase

if TYPE_CHECKING:
    from siren.notice.reading import Reading, SignalRead
    from siren.text import Text


def question(reading: Reading) -> Question[Window] | Question[Window | int | None]:
    """Return it, with what the notice leaves."""
    if not reading.candidate_windows and reading.windows:
        return times_question(reading)
    return Question(
        "window",
        phrase("When is the test?", "试鸣在什么时间？"),
        tuple(Choice(window_words(one), one) for one in reading.candidate_windows),
        _settle_window,
        WINDOW,
        window_words(reading.windows[0]) if reading.windows else NOTHING,
    )


def _settle_window(reading: Reading, window: Window) -> Reading:
    return _at(reading, window)._replace(candidate_windows=())


def _at(reading: Reading, window: Window) -> Reading:
    """Return a reading whose time of the test is as somebody said: it follows from nothing."""
    derived = tuple(one for one in reading.derived if one not in ("window", "window.end"))
    return reading._replace(windows=(window,), derived=derived)


def times_question(reading: Reading) -> Question[Window | int | None]:
    """Return the question which times stand: those of the signals, or that of the test."""
    return Question(
        "times",
        phrase("Which times stand?", "以哪些时间为准？"),
        tuple(_stands(reading)),
        _settle_times,
        None,
        _starts_words(reading, 0),
    )


def _stands(reading: Reading) -> list[Choice[Window | int | None]]:
    """Return the readings of a window that does not agree with its signals.

    The value is the window that the signals make, where they stay; or by how many seconds all of
    them move; or None: their starts are asked for.
    """
    start_s, signals = reading.windows[0].start_s, timed(reading)
    if not signals or signals[0].start_s is None:
        begins = phrase(
            f"the test begins at {day_time(start_s)}, the lengths stand; "
            "the start of each signal is asked next",
            f"{day_time(start_s)} 开始，各信号时长不变；接着逐个询问开始时间",
        )
        return [Choice(begins, None)]
    again = phrase(
        "the time of the test: the start of each signal is asked anew",
        "以试鸣时间为准：重新逐个询问各信号的开始时间",
    )
    stay = phrase("the times of the signals: ", "以各信号的时间为准：")
    choices: list[Choice[Window | int | None]] = [
        Choice(joined(stay, _starts_words(reading, 0)), _span(signals))
    ]
    shift_s = start_s - signals[0].start_s
    if shift_s:
        move = phrase("all begin with the test: ", "随试鸣时间一起移动：")
        choices.append(Choice(joined(move, _starts_words(reading, shift_s)), shift_s))
    return [*choices, Choice(again, None)]


def _span(signals: tuple[SignalRead, ...]) -> Window:
    """Return from when to when signals sound; without an end, where one of them has none."""
    starts = [one.start_s for one in signals if one.start_s is not None]
    ends = [one.end_s for one in signals if one.end_s is not None]
    return Window(min(starts), max(ends) if len(ends) == len(signals) else None)


def _starts_words(reading: Reading, shift_s: int) -> Text:
    words = [
        f"{signal.name} {day_time(signal.start_s + shift_s)}"
        for signal in reading.signals
        if signal.start_s is not None
    ]
    return phrase(", ".join(words), "、".join(words))


def _settle_times(reading: Reading, value: Window | int | None) -> Reading:
    if isinstance(value, Window):
        return _at(reading, value)
    if value is None:
        return _asked_anew(reading)
    return reading._replace(signals=tuple(_moved(one, value) for one in reading.signals))


def _asked_anew(reading: Reading) -> Reading:
    """Return a reading without starts; where it had none, the lengths decide when the test ends."""
    window = reading.windows[0]
    if all(one.start_s is None for one in reading.signals):
        return _at(reading, Window(window.start_s))
    signals = tuple(one._replace(start_s=None, end_s=None) for one in reading.signals)
    return _at(reading, window)._replace(signals=signals)


def _moved(signal: SignalRead, by_s: int) -> SignalRead:
    return signal._replace(
        start_s=None if signal.start_s is None else signal.start_s + by_s,
        end_s=None if signal.end_s is None else signal.end_s + by_s,
    )
