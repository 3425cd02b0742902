"""When each signal sounds and for how long: what is printed, and what follows by arithmetic.

Nothing is guessed. An end is start + length; a length is cycle times count; times follow from a
window only if lengths and stated gaps fill it to the second. Whatever does not add up is said.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.doubts import Doubts
from siren.notice.filling import filled, stated_gaps
from siren.notice.names import ALL_CLEAR, MEMORIAL
from siren.notice.placing import ended, placed
from siren.notice.reading import Window
from siren.notice.sounds import Manner, sound_of
from siren.notice.sums import (
    check_mixture,
    check_order,
    check_sessions,
    check_whole,
    check_window,
    timed_ones,
)
from siren.notice.wording import one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.nation import Nation
    from siren.notice.page import Page
    from siren.notice.reading import Conflict, SignalRead
    from siren.notice.statement import Statement
    from siren.units import Seconds


_MOURNS = re.compile(one_of("默哀 悼念 哀悼 公祭"))
"""What the all-clear alone is sounded for."""


class Timetable(NamedTuple):
    """The signals in order of sounding, what lies between them, and what does not add up."""

    signals: tuple[SignalRead, ...]
    rows: tuple[int, ...]
    windows: tuple[Window, ...]
    gap_s: tuple[Seconds, ...] | None
    derived: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def timetable(
    page: Page,
    told: Sequence[Statement],
    common: Sequence[Phrase],
    windows: tuple[Window, ...],
    nation: Nation,
) -> Timetable:
    """Return when each signal sounds and for how long.

    Parameters
    ----------
    told, common
        What the notice says of each signal, and of all of them.
    windows
        From when to when the test is announced: one, or one for each session.
    """
    doubts, derived = Doubts(page), list[str]()
    has_cycles = any(word.says == "cycle" for statement in told for word in statement.words)
    manner = Manner(common, nation.last_gap_counted, has_cycles)
    signals = placed(told, [sound_of(page, one, manner, doubts) for one in told], doubts)
    windows = _with_total(windows, common, derived)
    if signals and len(windows) == 1 and all(signal.start_s is None for signal in signals):
        signals = filled(signals, windows[0], common, doubts)
    signals = [ended(signal, doubts) for signal in signals]
    if all(signal.start_s is not None for signal in signals):
        signals.sort(key=lambda signal: signal.start_s or 0)
    if any(word.says == "sets" and word.number != 1 for word in common) and (
        len(signals) == len(told) and any(signal.start_s is not None for signal in signals)
    ):
        en, zh = (
            "the series sounds more than once, but is timed once",
            "整套信号鸣放多次，但只写了一次时间",
        )
        doubts.say("signals", en, zh, doubts.quotes(word for word in common if word.says == "sets"))
    windows = _with_ends(windows, signals, derived)
    check_order(signals, doubts)
    check_mixture(signals, doubts)
    if len(windows) > 1:
        check_sessions(signals, windows, doubts)
    if len(windows) == 1:
        check_whole(signals, windows[0], common, doubts)
        check_window(
            signals,
            windows[0],
            doubts,
            is_end_derived="window.end" in derived,
            may_end_late=nation.may_end_late,
        )
    if len(signals) == 1 and signals[0].kind == ALL_CLEAR and _MOURNS.search(page.text):
        signals = [signals[0]._replace(kind=MEMORIAL)]
    gap_s = _gaps(signals, common, derived)
    rows = tuple(signal.row for signal in signals)
    return Timetable(tuple(signals), rows, windows, gap_s, tuple(derived), tuple(doubts.conflicts))


def _with_total(
    windows: tuple[Window, ...], common: Sequence[Phrase], derived: list[str]
) -> tuple[Window, ...]:
    """Return a window that has but a start with the end that the length of the whole forces."""
    whole = [word.seconds[0] for word in common if word.says == "whole"]
    if len(windows) != 1 or windows[0].end_s is not None or not whole:
        return windows
    derived.append("window.end")
    return (Window(windows[0].start_s, windows[0].start_s + int(whole[0])),)


def _with_ends(
    windows: tuple[Window, ...], signals: Sequence[SignalRead], derived: list[str]
) -> tuple[Window, ...]:
    """Return the window, or its end, from the first and the last signal."""
    timed = timed_ones(signals)
    if not timed or len(timed) < len(signals) or len(windows) > 1:
        return windows
    first_s, last_s = timed[0][1], max(end_s for _, _, end_s in timed)
    if not windows:
        derived.append("window")
        return (Window(first_s, last_s),)
    if windows[0].end_s is None:
        derived.append("window.end")
        return (Window(windows[0].start_s, last_s),)
    return windows


def _gaps(
    signals: Sequence[SignalRead], common: Sequence[Phrase], derived: list[str]
) -> tuple[Seconds, ...] | None:
    """Return the silences between the signals, from their times or as stated."""
    stated = stated_gaps(common, len(signals))
    timed = timed_ones(signals)
    if len(signals) < 2 or len(timed) < len(signals):
        return stated or None
    real = tuple(Fraction(after[1] - before[2]) for before, after in pairwise(timed))
    if real != stated:
        derived.append("gap_s")
    return real
