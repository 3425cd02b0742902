"""A signal or a drill unrolled: what sounds from when to when, in exact seconds.

Comes in: a :class:`~siren.pattern.Pattern` or a :class:`~siren.drill.Drill`. Goes out: a
:class:`Timeline` for :mod:`siren.synth` (sound), :mod:`siren.picture` (sight) and the command
line. Time 0 is the first instant of the signal, or of the drill's first firing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.pattern import Group, Pause, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.drill import Drill
    from siren.pattern import Element, Pattern
    from siren.signal import Signal
    from siren.text import Text
    from siren.tone import Tone
    from siren.units import Seconds


class Stretch(NamedTuple):
    """A tone that sounds without a break in ``[start_s, end_s)``, and whose signal it is."""

    start_s: Seconds
    end_s: Seconds
    tone: Tone
    signal: str


class LabelledPause(NamedTuple):
    """A silence with a name, such as a voice message, in ``[start_s, end_s)``."""

    start_s: Seconds
    end_s: Seconds
    label: Text
    signal: str


class Timeline(NamedTuple):
    """Everything that sounds, in order, never overlapping.

    Attributes
    ----------
    stretches
        In order; neighbours may touch.
    pauses
        Silences that have a label.
    duration_s
        From time 0 to the end of the last pattern, a counted last pause included.
    """

    stretches: tuple[Stretch, ...]
    pauses: tuple[LabelledPause, ...]
    duration_s: Seconds

    def edges(self) -> tuple[Stretch, ...]:
        """Return the stretches, joined where they touch and the tone is the same."""
        joined: list[Stretch] = []
        for stretch in self.stretches:
            last = joined[-1] if joined else None
            if (
                last is not None
                and last.end_s == stretch.start_s
                and (last.tone, last.signal) == (stretch.tone, stretch.signal)
            ):
                joined[-1] = last._replace(end_s=stretch.end_s)
            else:
                joined.append(stretch)
        return tuple(joined)


def of_signal(signal: Signal) -> Timeline:
    """Return the timeline of one signal, sounded once."""
    return unroll(signal.pattern, signal.id)


def of_drill(drill: Drill) -> Timeline:
    """Return the timeline of a drill, from its first firing to the end of its last pattern."""
    rounds = [
        (firing.start_s + start_s, of_signal(firing.signal))
        for firing in drill.schedule()
        for start_s in firing.round_starts_s
    ]
    return _joined(rounds)


def _joined(parts: Sequence[tuple[Seconds, Timeline]]) -> Timeline:
    stretches, pauses, end_s = [], [], Fraction(0)
    for at_s, part in parts:
        stretches += [
            s._replace(start_s=s.start_s + at_s, end_s=s.end_s + at_s) for s in part.stretches
        ]
        pauses += [p._replace(start_s=p.start_s + at_s, end_s=p.end_s + at_s) for p in part.pauses]
        end_s = max(end_s, at_s + part.duration_s)
    return Timeline(tuple(stretches), tuple(pauses), end_s)


def unroll(pattern: Pattern, signal: str) -> Timeline:
    """Return the timeline of a pattern.

    Every edge is computed from exact seconds; nothing is rounded here. A tone that runs past
    the end of a ``repeat_for_s`` is cut there.
    """
    stretches: list[Stretch] = []
    pauses: list[LabelledPause] = []
    at_s = Fraction(0)
    for element in pattern.elements:
        for entry in _walk(element, at_s, at_s + element.length_s, signal):
            if isinstance(entry, Stretch):
                stretches.append(entry)
            else:
                pauses.append(entry)
        at_s += element.length_s
    return Timeline(tuple(stretches), tuple(pauses), pattern.duration_s)


def _walk(
    element: Element, at_s: Seconds, until_s: Seconds, signal: str
) -> Iterator[Stretch | LabelledPause]:
    """Yield what `element` sounds from `at_s` on, cut at `until_s` and at its own end."""
    until_s = min(until_s, at_s + element.length_s)
    match element:
        case Pause():
            if element.label is not None and (at_s < until_s or element.length_s == 0):
                yield LabelledPause(at_s, until_s, element.label, signal)
        case Segment():
            for start_s in _starts(at_s, until_s, element.cycle_s):
                end_s = min(start_s + element.on.nominal_s, until_s)
                yield Stretch(start_s, end_s, element.tone, signal)
        case Group():
            for start_s in _starts(at_s, until_s, element.once_s + element.gap.nominal_s):
                inner_s = start_s
                for inner in element.elements:
                    if inner_s <= until_s:
                        yield from _walk(inner, inner_s, until_s, signal)
                    inner_s += inner.length_s


def _starts(at_s: Seconds, until_s: Seconds, cycle_s: Seconds) -> Iterator[Seconds]:
    """Yield the start of every cycle before `until_s`."""
    cycles = -((at_s - until_s) // cycle_s)
    return (at_s + number * cycle_s for number in range(cycles))
