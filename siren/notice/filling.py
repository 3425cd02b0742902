"""Times that follow from the window: only if lengths and stated gaps fill it to the second."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.notice.reading import SIGNAL_AT_MOST_S
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.doubts import Doubts
    from siren.notice.reading import SignalRead, Window
    from siren.units import Seconds


def stated_gaps(common: Sequence[Phrase], count: int) -> tuple[Seconds, ...]:
    """Return the silences between `count` signals, if the notice states each; else nothing."""
    single = [word.seconds[0] for word in common if word.says == "gap" and len(word.seconds) == 1]
    if not single or count < 2:
        return ()
    if len(set(single)) == 1:
        return (single[0],) * (count - 1)
    return tuple(single) if len(single) == count - 1 else ()


def filled(
    signals: list[SignalRead], window: Window, common: Sequence[Phrase], doubts: Doubts
) -> list[SignalRead]:
    """Return signals without times placed in the window, if they fill it."""
    sets = next((word.number for word in common if word.says == "sets" and word.number), 1)
    if len(signals) == 1 and sets == 1:
        return [_alone(signals[0], window, doubts)]
    series = signals * sets
    lengths = [length_s for signal in series if (length_s := signal.total_s) is not None]
    if window.end_s is None or len(lengths) < len(series):
        return signals
    room_s = Fraction(window.end_s - window.start_s)
    gaps = stated_gaps(common, len(series))
    for trial in _trials(lengths, gaps):
        if sum(lengths) + sum(trial) == room_s:
            return _in_row(series, lengths, trial, window.start_s)
    need_s = sum(lengths, Fraction(0)) + sum(gaps)
    if need_s > room_s:
        need, room = decimal_text(need_s), decimal_text(room_s)
        doubts.say(
            "window",
            f"the signals need {need} s, the window has {room} s",
            f"各信号共需 {need} 秒，试鸣时段只有 {room} 秒",
        )
    return signals


def _alone(signal: SignalRead, window: Window, doubts: Doubts) -> SignalRead:
    """Return the only signal of a test, which begins when the test does."""
    total_s = signal.total_s
    if window.end_s is None:
        return signal if total_s is None else signal._replace(start_s=window.start_s)
    lasts_s = window.end_s - window.start_s
    is_its_length = total_s is None and lasts_s <= SIGNAL_AT_MOST_S and signal.rounds == 1
    if total_s == lasts_s or is_its_length:
        return signal._replace(start_s=window.start_s, end_s=window.end_s)
    if total_s is not None and total_s > lasts_s:
        total = decimal_text(total_s)
        en, zh = f"lasts {total} s, longer than the window", f"时长 {total} 秒，超过试鸣时段"
        doubts.of_signal(signal.name, en, zh, signal.quotes)
    return signal


def _trials(lengths: list[Seconds], gaps: tuple[Seconds, ...]) -> list[tuple[Seconds, ...]]:
    """Return the silences that may be meant: as stated; from start to start; or none at all."""
    if not gaps:
        return [(Fraction(0),) * (len(lengths) - 1)]
    from_start = tuple(gap - length for gap, length in zip(gaps, lengths, strict=False))
    return [gaps, from_start] if all(gap > 0 for gap in from_start) else [gaps]


def _in_row(
    series: list[SignalRead], lengths: list[Seconds], gaps: Sequence[Seconds], start_s: int
) -> list[SignalRead]:
    """Return signals one after the other."""
    row, at_s = [], Fraction(start_s)
    for signal, length_s, gap_s in zip(series, lengths, [*gaps, Fraction(0)], strict=True):
        row.append(signal.forced(start_s=int(at_s), end_s=int(at_s + length_s)))
        at_s += length_s + gap_s
    return row
