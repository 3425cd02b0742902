"""A library signal in the figures of a notice: cycle, count, length; and the way back."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from siren.pattern import Group, Pause, Segment

if TYPE_CHECKING:
    from siren.signal import Signal
    from siren.units import Seconds


class Cadence(NamedTuple):
    """How a signal of steady tones sounds.

    Attributes
    ----------
    signal_id
        The library's signal.
    cycle
        Tones and pauses, in turn.
    repeats, duration_s
        How often, and how long in all.
    """

    signal_id: str
    cycle: tuple[tuple[Seconds, Seconds], ...]
    repeats: int
    duration_s: Seconds


@cache
def cadence_of(signal: Signal) -> Cadence | None:
    """Return a signal in the figures of a notice; None where they cannot say it."""
    if len(signal.pattern.elements) != 1:
        return None
    [element] = signal.pattern.elements
    if isinstance(element, Segment) and element.repeat_for_s is None:
        pair = (element.on.nominal_s, element.off.nominal_s)
        return Cadence(signal.id, (pair,), element.repeat.nominal, signal.duration_s)
    if isinstance(element, Group) and element.repeat_for_s is None:
        return _grouped(signal, element)
    return None


def _grouped(signal: Signal, group: Group) -> Cadence | None:
    """Return a compound cycle; the gap between two passes is its last pause."""
    pairs: list[tuple[Seconds, Seconds]] = []
    for element in group.elements:
        if isinstance(element, Segment) and element.repeat_for_s is None:
            pairs += [(element.on.nominal_s, element.off.nominal_s)] * element.repeat.nominal
        elif isinstance(element, Pause) and pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + element.length_s)
        else:
            return None
    if not pairs:
        return None
    pairs[-1] = (pairs[-1][0], pairs[-1][1] + (group.gap.nominal_s or Fraction(0)))
    return Cadence(signal.id, tuple(pairs), group.repeat.nominal, signal.duration_s)
