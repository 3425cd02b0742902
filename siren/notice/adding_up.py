"""Whether a reading still adds up: what an answer may break, looked at after each, and at the end.

Comes in: a reading with answers in it. Goes out: its contradictions, worded as the reader words
them, so that one of its own that an answer has settled is seen to be gone.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from siren.notice.doubts import Doubts
from siren.notice.page import Page
from siren.notice.reading import Conflict
from siren.notice.sounding import nation_of_reading
from siren.notice.sums import check_order, check_window
from siren.notice.whole_sound import whole_sound
from siren.text import phrase

if TYPE_CHECKING:
    from siren.notice.reading import Assumed, Reading, SignalRead

_NO_PAGE = Page("", (), ())
"""The signals bring their quotes."""


def contradictions(reading: Reading) -> tuple[Conflict, ...]:
    """Return what does not add up: the day, the order of the signals, the time of the test."""
    order = Doubts(_NO_PAGE)
    check_order(timed(reading), order)
    return (*_of_day(reading), *order.conflicts, *against_window(reading))


def against_window(reading: Reading) -> tuple[Conflict, ...]:
    """Return what sounds before the test begins, or after it ends."""
    window, signals = reading.window, timed(reading)
    if window is None or reading.candidate_windows:
        return ()
    is_end_printed = window.end_s is not None and "window.end" not in reading.derived
    doubts = Doubts(_NO_PAGE)
    check_window(
        signals,
        window,
        doubts,
        # Where nothing but its beginning is told, the first signal is that beginning.
        is_end_derived=not is_end_printed and all(one.end_s is not None for one in signals),
        may_end_late=nation_of_reading(reading).may_end_late,
    )
    return tuple(doubts.conflicts)


def timed(reading: Reading) -> tuple[SignalRead, ...]:
    """Return the signals, with the ends that their sounds make, printed or assumed."""
    return tuple(
        signal if signal.end_s is not None else ended(signal, reading.assumed)
        for signal in reading.signals
    )


def ended(signal: SignalRead, assumed: tuple[Assumed, ...]) -> SignalRead:
    """Return a signal with the end that its start and its sound make; without, where one lacks.

    A part of a second counts as a whole one: nothing may begin within it.
    """
    sound = whole_sound(signal, assumed)
    total_s = signal._replace(duration_s=sound.duration_s).total_s if sound else signal.total_s
    if signal.start_s is None or total_s is None:
        return signal._replace(end_s=None)
    return signal._replace(end_s=signal.start_s + ceil(total_s))


def _of_day(reading: Reading) -> tuple[Conflict, ...]:
    """Return that the test is held before it was announced."""
    if reading.date is None or reading.issued is None or reading.date >= reading.issued:
        return ()
    said = phrase(
        f"{reading.date} is before the notice was issued, {reading.issued}",
        f"{reading.date} 早于公告发布日期 {reading.issued}",
    )
    return (Conflict("date", said),)
