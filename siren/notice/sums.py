"""Whether a timetable adds up: order, overlaps, the window, the length of the whole."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from siren.notice.filling import stated_gaps
from siren.notice.reading import day_time
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.doubts import Doubts
    from siren.notice.reading import SignalRead, Window
    from siren.units import Seconds

Timed = tuple["SignalRead", int, int]
"""A signal with its start and end."""


def check_order(signals: Sequence[SignalRead], doubts: Doubts) -> None:
    """Doubt a signal that ends before it starts, or starts before the one before it ends."""
    timed = timed_ones(signals)
    for signal, start_s, end_s in timed:
        if end_s <= start_s:
            en, zh = "ends before it starts", "结束早于开始"
            doubts.of_signal(signal.name, en, zh, signal.quotes, at_s=start_s)
    for (before, _, end_s), (after, start_s, _) in pairwise(timed):
        if start_s < end_s:
            en, zh = f"starts before {before.name} ends", f"在{before.name}结束之前开始"
            doubts.of_signal(after.name, en, zh, after.quotes, at_s=start_s)


def check_mixture(signals: Sequence[SignalRead], doubts: Doubts) -> None:
    """Doubt a signal without a time where others have one: it may have been lost."""
    untimed = [signal for signal in signals if signal.start_s is None]
    if untimed and len(untimed) < len(signals):
        for signal in untimed:
            doubts.of_signal(
                signal.name, "has no time, others have", "没有时间，其他信号有", signal.quotes
            )


def timed_ones(signals: Sequence[SignalRead]) -> list[Timed]:
    """Return the signals of which both times are known."""
    return [
        (signal, signal.start_s, signal.end_s)
        for signal in signals
        if signal.start_s is not None and signal.end_s is not None
    ]


def check_window(
    signals: Sequence[SignalRead],
    window: Window,
    doubts: Doubts,
    *,
    is_end_derived: bool,
    may_end_late: bool,
) -> None:
    """Doubt signals that sound before the test begins, or after it ends."""
    timed = timed_ones(signals)
    if not timed:
        return
    (first, first_s, _), (last, last_start_s, last_s) = timed[0], timed[-1]
    begins, ends = day_time(window.start_s), day_time(window.end_s or 0)
    if first_s < window.start_s or (is_end_derived and first_s != window.start_s):
        at = day_time(first_s)
        en, zh = f"starts at {at}, the test at {begins}", f"{at} 开始，而试鸣 {begins} 开始"
        doubts.of_signal(first.name, en, zh, first.quotes, at_s=first_s)
    if window.end_s is None or last_s <= window.end_s:
        return
    if not (may_end_late and last_start_s == window.end_s):
        at = day_time(last_s)
        en, zh = f"ends at {at}, the test at {ends}", f"{at} 结束，而试鸣 {ends} 结束"
        doubts.of_signal(last.name, en, zh, last.quotes, at_s=last_start_s)


def check_sessions(
    signals: Sequence[SignalRead], windows: Sequence[Window], doubts: Doubts
) -> None:
    """Doubt a session in which no signal sounds although signals have times."""
    starts = [start_s for _, start_s, _ in timed_ones(signals)]
    for window in windows:
        ends_s = window.start_s if window.end_s is None else window.end_s
        if starts and not any(window.start_s <= start_s <= ends_s for start_s in starts):
            at = day_time(window.start_s)
            en, zh = f"no signal is timed in the session of {at}", f"{at} 的一场没有写明信号时间"
            doubts.say("window", en, zh)


def check_whole(
    signals: Sequence[SignalRead], window: Window, common: Sequence[Phrase], doubts: Doubts
) -> None:
    """Doubt a printed length of the whole test that is neither its window's nor its signals'."""
    whole = [word for word in common if word.says == "whole"]
    if not whole or window.end_s is None:
        return
    fits = _sums(signals, common)
    if not _is_all_told(signals, common):
        fits.add(Fraction(window.end_s - window.start_s))
    if any(word.seconds[0] in fits for word in whole):
        return
    said = decimal_text(whole[0].seconds[0])
    doubts.say(
        "window",
        f"{said} s is printed for the whole test, which fits neither its window nor its signals",
        f"写明全程 {said} 秒，与试鸣时段和各信号都不符",
        doubts.quotes(whole[:1]),
    )


def _is_all_told(signals: Sequence[SignalRead], common: Sequence[Phrase]) -> bool:
    """Return whether all lengths and gaps are printed, so that their sum is the whole."""
    has_lengths = all(signal.total_s is not None for signal in signals)
    has_sets = any(word.says == "sets" for word in common)
    return (
        bool(signals) and has_lengths and bool(stated_gaps(common, len(signals))) and not has_sets
    )


def _sums(signals: Sequence[SignalRead], common: Sequence[Phrase]) -> set[Seconds]:
    """Return what a length of the whole may mean: one signal, all of them, with their gaps."""
    lengths = [length_s for signal in signals if (length_s := signal.total_s) is not None]
    sums = set(lengths)
    if lengths and len(lengths) == len(signals):
        sounding_s = sum(lengths, Fraction(0))
        sums |= {sounding_s, sounding_s + sum(stated_gaps(common, len(lengths)))}
    timed = timed_ones(signals)
    if timed:
        sums.add(Fraction(timed[-1][2] - timed[0][1]))
    return sums
