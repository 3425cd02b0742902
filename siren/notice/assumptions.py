"""What a notice does not print of its signals, and the national rule that is meant.

The printed fields stay empty; what is assumed is said aloud. Where no rule fits, a person is asked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.notice.names import MEMORIAL, OTHER
from siren.notice.reading import Assumed, Conflict
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.nation import Nation
    from siren.notice.reading import SignalRead


def assumptions(
    signals: Sequence[SignalRead], nation: Nation
) -> tuple[list[Assumed], list[Conflict]]:
    """Return what is assumed of signals, and what nobody may assume."""
    assumed: dict[str, Assumed] = {}
    conflicts: dict[str, Conflict] = {}
    for signal in signals:
        if signal.rounds > 1 and signal.round_gap_s is None:
            _ask(
                conflicts,
                signal,
                "the silence between its rounds is not printed",
                "两轮之间的间隔没有写明",
            )
        _check_code(signal, nation, conflicts)
        if _is_complete(signal):
            continue
        rule = None if signal.is_disaster else _rule(signal, nation)
        if rule is None:
            _ask(
                conflicts,
                signal,
                "its cycle is not printed, and no national rule fits",
                "周期没有写明，也没有适用的国家规定",
            )
        else:
            assumed[signal.name] = rule
    return list(assumed.values()), list(conflicts.values())


def _check_code(signal: SignalRead, nation: Nation, conflicts: dict[str, Conflict]) -> None:
    """Ask about a signal that sounds as another one does by rule, or the wrong way round."""
    own = nation.rule(signal.kind)
    if own is None or not signal.cycle or signal.is_disaster or signal.cycle == own.cycle:
        return
    rules = [rule for kind in nation.signals if (rule := nation.rule(kind)) is not None]
    turned = tuple((off_s, on_s) for on_s, off_s in own.cycle)
    if signal.cycle == turned or any(rule.cycle == signal.cycle for rule in rules):
        _ask(
            conflicts,
            signal,
            "sounds as another signal does by national rule",
            "鸣放方式与国家规定的另一信号相同",
        )


def _is_complete(signal: SignalRead) -> bool:
    return bool(signal.cycle) and signal.repeats is not None and signal.duration_s is not None


def _rule(signal: SignalRead, nation: Nation) -> Assumed | None:
    """Return the national rule for a signal, if it contradicts nothing that is printed."""
    if signal.kind in (MEMORIAL, OTHER):
        if signal.cycle or signal.duration_s is None:
            return None
        return Assumed(signal.name, None, ((signal.duration_s, Fraction(0)),), 1, signal.duration_s)
    rule = nation.rule(signal.kind)
    if rule is None:
        return None
    cycle, repeats, duration_s = rule.cycle, rule.repeats, rule.duration_s
    if signal.cycle and signal.cycle != cycle:
        return None
    if signal.continuous and len(cycle) > 1:
        return None
    if signal.repeats not in (None, repeats) or signal.duration_s not in (None, duration_s):
        return None
    return Assumed(signal.name, rule.signal_id, cycle, repeats, duration_s)


def _ask(conflicts: dict[str, Conflict], signal: SignalRead, en: str, zh: str) -> None:
    said = phrase(f"{signal.name}: {en}", f"{signal.name}：{zh}")
    conflicts.setdefault(said.english, Conflict("signals", said, signal.quotes[:1], signal.name))
