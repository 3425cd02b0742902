"""Steps of a public test that sound at once, though one siren cannot."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Fault, Misuse
from siren.pattern import Group, Pause
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from siren.pattern import Element
    from siren.signal import PublicTest, Signal, System, TestStep
    from siren.units import Seconds


class Overlap(NamedTuple):
    """A signal of a test that begins before the one before it has ended.

    `is_certain` says whether the earlier one's length is what a source states.
    """

    step: int
    before: str
    by_s: Seconds
    is_certain: bool


def overlap_faults(
    path: Path, system: System, find_signal: Callable[[str], Signal]
) -> Iterator[Fault]:
    """Yield the steps that cannot be, as the lengths of their signals are stated."""
    for test in system.tests:
        for overlap in overlaps(test, system, find_signal):
            if overlap.is_certain:
                key = f"test[{test.id}].steps[{overlap.step}]"
                found = f"a start {clock_text(overlap.by_s)} before {overlap.before} ends"
                yield Fault(path.name, key, found, "a time after the signal before it")


def overlaps(
    test: PublicTest, system: System, find_signal: Callable[[str], Signal]
) -> Iterator[Overlap]:
    """Yield the steps that begin too early; a step at an unknown time begins at any."""
    last: Signal | None = None
    end_s = Fraction(0)
    for number, step in enumerate(test.steps):
        if step.signal is None:
            continue
        start_s, signal = _start_s(step, test), _signal(step.signal, system, find_signal)
        if start_s is not None and last is not None and start_s < end_s:
            yield Overlap(number, last.id, end_s - start_s, _is_certain(last))
        last = None if start_s is None else signal
        end_s = (start_s or Fraction(0)) + (signal.duration_s if signal else 0)


def leaves(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield every element and what groups hold, the groups too."""
    for element in elements:
        yield element
        if isinstance(element, Group):
            yield from leaves(element.elements)


def _signal(name: str, system: System, find_signal: Callable[[str], Signal]) -> Signal | None:
    own = next((signal for signal in system.signals if signal.id == name), None)
    try:
        return own or find_signal(name)
    except Misuse:  # it stands in a file with faults, or in one that is not in the library yet
        return None


def _start_s(step: TestStep, test: PublicTest) -> Seconds | None:
    at = step.at or (test.at if step.after_s is not None else None)
    if at is None:
        return None if step.after_s is None else Fraction(step.after_s)
    return Fraction(at.hour * 3600 + at.minute * 60 + at.second + (step.after_s or 0))


def _is_certain(signal: Signal) -> bool:
    return not signal.assumed and all(map(_is_exact, leaves(signal.pattern.elements)))


def _is_exact(element: Element) -> bool:
    if isinstance(element, Pause):
        return element.length.min_s == element.length.max_s
    gap = element.gap if isinstance(element, Group) else element.off
    exact = element.repeat.min == element.repeat.max and gap.min_s == gap.max_s
    return exact and (isinstance(element, Group) or element.on.min_s == element.on.max_s)
