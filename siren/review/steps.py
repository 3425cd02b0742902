"""Steps of a public test that cannot be: two that sound at once, a signal of another country."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Fault, Misuse
from siren.files.drills import AFTER_THE_ONE_BEFORE
from siren.review.lengths import lengths_of, repeats_of
from siren.text import phrase, same
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from siren.signal import PublicTest, Signal, System, TestStep
    from siren.text import Text
    from siren.units import Seconds


class Overlap(NamedTuple):
    """A signal of a test that begins before the one before it has ended.

    `is_certain` says whether the earlier one's length is what a source states.
    """

    step: int
    before: str
    by_s: Seconds
    is_certain: bool


def step_faults(
    path: Path, system: System, find_signal: Callable[[str], Signal]
) -> Iterator[Fault]:
    """Yield what is wrong with the steps of the tests of a system."""
    for test in system.tests:
        for key, found, allowed in _faults_of(test, system, find_signal):
            yield Fault(path.name, f"test[{test.id}].{key}", found, allowed)


def _faults_of(
    test: PublicTest, system: System, find_signal: Callable[[str], Signal]
) -> Iterator[tuple[str, Text, Text]]:
    first = next((step for step in test.steps if step.signal), next(iter(test.steps), None))
    if first is not None and first.at != test.at:
        at = f"at = {test.at or 'open'}"
        allowed = phrase(
            f"{at}, as the test has it, in its first signal", f"首个信号写 {at}，与试鸣一致"
        )
        found = same(f"{first.at}") if first.at else phrase("no time", "未写时间")
        yield f"steps[{test.steps.index(first)}].at", found, allowed
    for number, step in enumerate(test.steps):
        signal = _signal(step.signal, system, find_signal) if step.signal else None
        if signal is not None and signal.country != system.country:
            whose, ours = signal.country, system.country
            found = phrase(
                f"{signal.id!r}, a signal of {whose}", f"{signal.id!r}，属于 {whose} 的信号"
            )
            allowed = phrase(f"a signal of {ours}", f"{ours} 的信号")
            yield f"steps[{number}].signal", found, allowed
    for overlap in overlaps(test, system, find_signal):
        if overlap.is_certain:
            early = clock_text(overlap.by_s)
            found = phrase(
                f"a start {early} before {overlap.before} ends",
                f"在 {overlap.before} 结束前 {early} 开始",
            )
            yield f"steps[{overlap.step}]", found, AFTER_THE_ONE_BEFORE


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
    elements = signal.pattern.elements
    is_exact = all(length.is_exact for length in lengths_of(elements))
    return is_exact and not signal.assumed and all(count.is_exact for count in repeats_of(elements))
