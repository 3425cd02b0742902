"""How a signal sounds: its cycle, count and length, from wherever the notice says them.

Each of the three follows from the other two; where all are printed they must agree.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.notice.names import ALL_CLEAR
from siren.notice.reading import SignalRead
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.cycles import Phrase
    from siren.notice.doubts import Doubts
    from siren.notice.page import Page
    from siren.notice.statement import Statement
    from siren.units import Seconds

APART = 40
"""Words about a sound that stand so many letters apart belong to two places of the notice."""


class Manner(NamedTuple):
    """What holds for all signals of a notice.

    Attributes
    ----------
    common
        What the notice says of all of them.
    last_gap_counted
        Whether the pause after the last tone counts where the notice does not say so.
    prints_cycles
        Whether it prints the cycle of any of them.
    """

    common: Sequence[Phrase]
    last_gap_counted: bool
    prints_cycles: bool


def sound_of(page: Page, statement: Statement, manner: Manner, doubts: Doubts) -> SignalRead:
    """Return a signal without its times."""
    name = statement.names[0]
    read = SignalRead(
        page.as_printed(name.start, name.end),
        name.kind,
        quotes=doubts.quotes([name, *statement.times[:1], *sorted(statement.words)]),
        is_disaster=name.is_disaster,
        row=name.row,
        round_gap_s=statement.round_gap_s,
    )
    for run in _runs(page.text, statement.words):
        read = _with_run(read, run, doubts, may_be_steady=manner.prints_cycles)
    read = _with_common(read, manner.common, doubts)
    if read.continuous and read.duration_s is not None:
        return read._replace(cycle=((read.duration_s, Fraction(0)),), repeats=1)
    return counted(read, doubts, last_gap_counted=manner.last_gap_counted)


def _runs(text: str, words: Sequence[Phrase]) -> list[list[Phrase]]:
    """Return what is said of a sound by the place where it is said."""
    runs: list[list[Phrase]] = []
    for word in sorted(words):
        if runs and len(text[runs[-1][-1].end : word.start]) <= APART:
            is_closed = any(other.says in ("repeats", "length") for other in runs[-1])
            if not (word.says == "cycle" and is_closed):
                runs[-1].append(word)
                continue
        runs.append([word])
    return runs


def _with_run(
    read: SignalRead, run: list[Phrase], doubts: Doubts, *, may_be_steady: bool
) -> SignalRead:
    """Return a signal with what one place says of its sound."""
    cycle = _pairs(run)
    has_cycle = bool(cycle or (read.cycle and not read.continuous))
    counts = [word.number for word in run if word.says == "repeats" and word.number]
    rounds = [word.number for word in run if word.says == "rounds" and word.number]
    if len(set(counts)) > 1:
        doubts.of_signal(read.name, "two counts are printed", "遍数有两种", doubts.quotes(run))
    if any(on_s <= 0 for on_s, _ in cycle):
        doubts.of_signal(read.name, "a tone has no length", "鸣响时长为零", doubts.quotes(run))
    lengths = _lengths(run)
    steady = any(word.says == "continuous" for word in run)
    alone = read.kind == ALL_CLEAR and bool(lengths) and not counts and may_be_steady
    read = read._replace(continuous=(read.continuous or steady or alone) and not has_cycle)
    read = _set(read, "cycle", cycle or None, run, doubts)
    if not read.continuous:
        read = _set(read, "repeats", counts[0] if counts else None, run, doubts)
    read = _set(read, "duration_s", lengths[0] if lengths else None, run, doubts)
    if len(set(lengths)) > 1 and not rounds:
        doubts.of_signal(read.name, "two lengths are printed", "时长有两种", doubts.quotes(run))
    return read._replace(rounds=rounds[0] if rounds else read.rounds)


def _pairs(run: Sequence[Phrase]) -> tuple[tuple[Seconds, Seconds], ...]:
    """Return the tones and pauses of a cycle, in turn."""
    flat = [seconds for word in run if word.says == "cycle" for seconds in word.seconds]
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _lengths(run: Sequence[Phrase]) -> list[Seconds]:
    """Return the lengths of a period; 持续3分钟 says no more than that, if there is a cycle."""
    return [
        word.seconds[0] for word in run if word.says in ("length", "continuous") and word.seconds
    ]


def _with_common(read: SignalRead, common: Sequence[Phrase], doubts: Doubts) -> SignalRead:
    """Return a signal with what is said of all signals, where nothing is said of its own."""
    each = [word.seconds[0] for word in common if word.says == "each"]
    rounds = [word.number for word in common if word.says == "rounds" and word.number]
    if len(set(each)) > 1:
        doubts.of_signal(
            read.name, "each is to last two lengths", "每种信号的时长有两种", doubts.quotes(common)
        )
    if read.duration_s is None and each:
        read = read._replace(duration_s=each[0])
    return read._replace(rounds=rounds[0]) if read.rounds == 1 and rounds else read


_FIELDS = {
    "cycle": ("its cycle", "周期"),
    "repeats": ("its count", "遍数"),
    "duration_s": ("its length", "时长"),
}


def _set(
    read: SignalRead, key: str, value: object, run: list[Phrase], doubts: Doubts
) -> SignalRead:
    """Return a signal with a field; where it had another value, that is a contradiction."""
    known = getattr(read, key)
    if value is None or value == known:
        return read
    if not known:
        return read._replace(**{key: value})  # type: ignore[arg-type]
    en, zh = _FIELDS[key]
    doubts.of_signal(
        read.name, f"{en} is printed in two ways", f"{zh}有两种写法", doubts.quotes(run)
    )
    return read


# --- the sum ---


def counted(signal: SignalRead, doubts: Doubts, *, last_gap_counted: bool = True) -> SignalRead:
    """Return a signal whose cycle, count and length agree, one of them from the other two."""
    if not signal.cycle_s or signal.continuous:
        return signal
    if signal.repeats is None:
        return signal if signal.duration_s is None else _with_count(signal, doubts)
    full_s, pause_s = signal.repeats * signal.cycle_s, signal.cycle[-1][1]
    if signal.duration_s is None:
        length_s = full_s if last_gap_counted else full_s - pause_s
        return signal._replace(last_gap_counted=last_gap_counted).forced(duration_s=length_s)
    if signal.duration_s == full_s - pause_s:
        return signal._replace(last_gap_counted=not pause_s)
    if signal.duration_s == _all_rounds_s(signal, full_s):
        return signal._replace(duration_s=None).forced(duration_s=full_s)
    if signal.duration_s != full_s:
        count, cycle, full, said = (
            str(signal.repeats),
            *map(decimal_text, (signal.cycle_s, full_s, signal.duration_s)),
        )
        doubts.of_signal(
            signal.name,
            f"{count} times {cycle} s is {full} s, but {said} s is printed",
            f"{count} 遍 × {cycle} 秒 = {full} 秒，但写的是 {said} 秒",
            signal.quotes,
        )
    return signal


def _all_rounds_s(signal: SignalRead, full_s: Seconds) -> Seconds | None:
    """Return how long all rounds take, if they are counted in the printed length."""
    if signal.rounds == 1 or signal.round_gap_s is None:
        return None
    return signal.rounds * full_s + (signal.rounds - 1) * signal.round_gap_s


def _with_count(signal: SignalRead, doubts: Doubts) -> SignalRead:
    """Return a signal with the count that its length forces."""
    cycle_s, length_s = signal.cycle_s or Fraction(1), signal.duration_s or Fraction(0)
    for whole_s, is_last_counted in ((length_s, True), (length_s + signal.cycle[-1][1], False)):
        if whole_s % cycle_s == 0:
            counted_so = signal._replace(last_gap_counted=is_last_counted)
            return counted_so.forced(repeats=int(whole_s // cycle_s))
    cycle, length = decimal_text(cycle_s), decimal_text(length_s)
    doubts.of_signal(
        signal.name,
        f"{length} s is no whole number of cycles of {cycle} s",
        f"{length} 秒不是 {cycle} 秒周期的整数倍",
        signal.quotes,
    )
    return signal
