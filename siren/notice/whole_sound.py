"""How a signal of a notice sounds, whole: as printed, as assumed, or as a person answered."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.text import Text, phrase
from siren.units import clock_text, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.notice.reading import Assumed, SignalRead
    from siren.units import Seconds


class Sound(NamedTuple):
    """One period of a signal, whole: nothing is missing, and all of it agrees.

    Attributes
    ----------
    cycle
        Tones and pauses, in turn; a steady tone has no pause.
    is_last_counted
        Whether the pause after the last tone belongs to it.
    """

    cycle: tuple[tuple[Seconds, Seconds], ...]
    repeats: int
    is_last_counted: bool = True

    @property
    def duration_s(self) -> Seconds:
        """How long it takes."""
        whole_s = self.repeats * sum((on_s + off_s for on_s, off_s in self.cycle), Fraction(0))
        return whole_s if self.is_last_counted else whole_s - self.cycle[-1][1]

    @property
    def words(self) -> Text:
        """It in figures: ``36/24 s x 3 = 3:00``; ``steady 3:00``."""
        if self.is_steady:
            length = clock_text(self.duration_s)
            return phrase(f"steady {length}", f"长鸣 {length}")
        pairs = " + ".join(
            f"{decimal_text(on_s)}/{decimal_text(off_s)}" for on_s, off_s in self.cycle
        )
        times = f"× {self.repeats} = {clock_text(self.duration_s)}"
        return phrase(f"{pairs} s {times}", f"{pairs} 秒 {times}")

    @property
    def is_steady(self) -> bool:
        """Whether it is one tone without a pause."""
        return self.repeats == 1 and len(self.cycle) == 1 and not self.cycle[0][1]


def whole_sound(signal: SignalRead, assumed: Iterable[Assumed]) -> Sound | None:
    """Return how a signal sounds: as printed, or as assumed; None where neither says it."""
    printed = _printed(signal)
    if printed is not None:
        return printed
    for rule in assumed:
        if rule.name == signal.name:
            whole_s = rule.repeats * sum(on_s + off_s for on_s, off_s in rule.cycle)
            return Sound(rule.cycle, rule.repeats, rule.duration_s == whole_s)
    return None


def _printed(signal: SignalRead) -> Sound | None:
    """Return what is printed of a signal, if it is all there and adds up."""
    if not signal.cycle or signal.repeats is None or signal.duration_s is None:
        return None
    if not all(on_s for on_s, _ in signal.cycle):
        return None
    for counted in (True, False):
        sound = Sound(signal.cycle, signal.repeats, counted)
        if sound.duration_s == signal.duration_s:
            return sound
    return None
