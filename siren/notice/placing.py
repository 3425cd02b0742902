"""When each signal sounds, by the times printed beside it; and the end that its length forces."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.notice.reading import day_time
from siren.notice.sounds import counted
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.doubts import Doubts
    from siren.notice.reading import SignalRead
    from siren.notice.statement import Statement

Span = tuple[int | None, int | None]
"""Start and end, in seconds since midnight; None where not printed."""


def placed(
    told: Sequence[Statement], signals: Sequence[SignalRead], doubts: Doubts
) -> list[SignalRead]:
    """Return the signals with the times printed beside them.

    Where each of them has as many times as the others, the whole series sounds again.
    """
    spans = [_spans(statement) for statement in told]
    counts = {len(found) for found in spans}
    for statement, signal in zip(told, signals, strict=True):
        _doubt_times(statement, signal, doubts)
    if len(counts) == 1 and max(counts) > 1:
        turns = range(max(counts))
        again = [
            _at(signal, found[turn])
            for turn in turns
            for signal, found in zip(signals, spans, strict=True)
        ]
        return sorted(again, key=lambda signal: signal.start_s or 0)
    for statement, signal, found in zip(told, signals, spans, strict=True):
        if len(found) > 1:
            quotes = doubts.quotes(statement.times)
            doubts.of_signal(signal.name, "several times are printed", "写有多个时间", quotes)
    return [
        _at(signal, found[0]) if found else signal
        for signal, found in zip(signals, spans, strict=True)
    ]


def _doubt_times(statement: Statement, signal: SignalRead, doubts: Doubts) -> None:
    rough = [time for time in statement.times if time.is_rough]
    odd = [time for time in statement.times if time.is_odd]
    if rough:
        quotes = doubts.quotes(rough)
        doubts.of_signal(signal.name, "the time is only approximate", "时间只是大约", quotes)
    if odd:
        quotes = doubts.quotes(odd)
        doubts.of_signal(signal.name, "its time contradicts itself", "时间自相矛盾", quotes)


def _at(signal: SignalRead, span: Span) -> SignalRead:
    return signal._replace(start_s=span[0], end_s=span[1])


def _spans(statement: Statement) -> list[Span]:
    """Return when a signal sounds, each stretch once."""
    spans: dict[int | None, int | None] = {}
    again: list[Span] = []
    for time in statement.times:
        known = spans.get(time.from_s)
        if time.from_s not in spans or known is None:
            spans[time.from_s] = time.to_s
        elif time.to_s not in (None, known):
            again.append((time.from_s, time.to_s))
    found = [*spans.items(), *again]
    if statement.ends and not found:
        return [(None, statement.ends[0].from_s)]
    if statement.ends and len(found) == 1 and found[0][1] is None:
        return [(found[0][0], statement.ends[0].from_s)]
    return found


def ended(signal: SignalRead, doubts: Doubts) -> SignalRead:
    """Return a signal with its end, or with the length that its times leave it."""
    total_s = signal.total_s
    if signal.start_s is None:
        if signal.end_s is None or total_s is None:
            return signal
        return signal.forced(start_s=signal.end_s - int(total_s))
    if signal.end_s is None:
        return signal if total_s is None else signal.forced(end_s=signal.start_s + int(total_s))
    lasts_s = Fraction(signal.end_s - signal.start_s)
    if lasts_s <= 0:
        return signal
    if signal.duration_s is None and signal.rounds == 1:
        return _with_length(signal, lasts_s, doubts)
    if signal.total_s is None:
        return _with_round_gap(signal, lasts_s)
    if signal.total_s == lasts_s:
        return signal
    if signal.last_gap_counted and signal.cycle and lasts_s == signal.total_s - signal.cycle[-1][1]:
        shorter = signal._replace(last_gap_counted=False, duration_s=None)
        return shorter.forced(duration_s=lasts_s)
    total, lasts = decimal_text(signal.total_s), decimal_text(lasts_s)
    start, end = day_time(signal.start_s), day_time(signal.end_s)
    doubts.of_signal(
        signal.name,
        f"lasts {total} s, but stands from {start} to {end}, {lasts} s",
        f"时长 {total} 秒，但时间为 {start} 至 {end}，共 {lasts} 秒",
        signal.quotes,
        at_s=signal.start_s,
    )
    return signal


def _with_length(signal: SignalRead, lasts_s: Fraction, doubts: Doubts) -> SignalRead:
    signal = signal.forced(duration_s=lasts_s)
    if signal.continuous:
        return signal._replace(cycle=((lasts_s, Fraction(0)),), repeats=1)
    return counted(signal, doubts)


def _with_round_gap(signal: SignalRead, lasts_s: Fraction) -> SignalRead:
    """Return a signal with the silence between its rounds, if its times force one."""
    if signal.duration_s is None:
        return signal
    rest_s = lasts_s - signal.rounds * signal.duration_s
    gap_s = rest_s / (signal.rounds - 1)
    is_whole = rest_s >= 0 and gap_s.denominator == 1
    return signal.forced(round_gap_s=gap_s) if is_whole else signal
