"""Patterns: which tone sounds how long, how long it pauses, how often it comes again.

Comes in: values checked one by one (by :mod:`siren.files`). Goes out: frozen objects with
exact arithmetic, unrolled next by :mod:`siren.timeline`. No code here, or anywhere, names a
country: what differs between countries is data.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from siren.text import Text
    from siren.tone import Tone
    from siren.units import Seconds


class Duration(NamedTuple):
    """A length of time: what is sounded, and the range the source allows (None: open)."""

    nominal_s: Seconds
    min_s: Seconds | None
    max_s: Seconds | None

    @classmethod
    def exactly(cls, length_s: Seconds) -> Duration:
        """Return a duration with no range."""
        return cls(length_s, length_s, length_s)

    @property
    def is_exact(self) -> bool:
        """Whether the source gives no range."""
        return self.min_s is not None and self.min_s == self.max_s


class Repeat(NamedTuple):
    """How often: the default, the least and the most (None: open)."""

    nominal: int
    min: int | None
    max: int | None

    @classmethod
    def exactly(cls, count: int) -> Repeat:
        """Return a fixed count."""
        return cls(count, count, count)

    @property
    def is_exact(self) -> bool:
        """Whether the source gives no range."""
        return self.min is not None and self.min == self.max


ONCE = Repeat.exactly(1)
NOTHING = Duration.exactly(Fraction(0))


class Pause(NamedTuple):
    """Silence of its own, such as a voice message that siren does not speak (its label)."""

    length: Duration
    label: Text | None = None

    @property
    def length_s(self) -> Seconds:
        """How long it takes."""
        return self.length.nominal_s

    @property
    def trailing_off_s(self) -> Seconds:
        """Nothing: a pause that is written down is meant."""
        return Fraction(0)

    @property
    def piece_count(self) -> int:
        """How many pieces it unrolls to."""
        return 1


class Segment(NamedTuple):
    """A tone for `on`, silence for `off`, `repeat` times or until `repeat_for_s` is over."""

    tone: Tone
    on: Duration
    off: Duration = NOTHING
    repeat: Repeat = ONCE
    repeat_for_s: Seconds | None = None

    @property
    def cycle_s(self) -> Seconds:
        """One tone and its pause."""
        return self.on.nominal_s + self.off.nominal_s

    @property
    def length_s(self) -> Seconds:
        """All cycles, the last pause included."""
        if self.repeat_for_s is not None:
            return self.repeat_for_s
        return self.repeat.nominal * self.cycle_s

    @property
    def trailing_off_s(self) -> Seconds:
        """The pause after the last tone, nothing where the segment is cut by the clock."""
        return Fraction(0) if self.repeat_for_s is not None else self.off.nominal_s

    @property
    def piece_count(self) -> int:
        """How many pieces it unrolls to, at most; each sweep or step of a tone is two."""
        inner_s = self.tone.contour_s
        moves = 1 if inner_s is None else 2 * -(-self.on.nominal_s // inner_s)
        return moves * _cycles(self.repeat_for_s, self.cycle_s, self.repeat)


class Group(NamedTuple):
    """Elements in order, `repeat` times with `gap` between, or until `repeat_for_s` is over."""

    elements: tuple[Element, ...]
    repeat: Repeat = ONCE
    gap: Duration = NOTHING
    repeat_for_s: Seconds | None = None

    @property
    def once_s(self) -> Seconds:
        """One pass through the elements."""
        return sum((element.length_s for element in self.elements), Fraction(0))

    @property
    def length_s(self) -> Seconds:
        """All passes and the gaps between them."""
        if self.repeat_for_s is not None:
            return self.repeat_for_s
        passes = self.repeat.nominal
        return passes * self.once_s + (passes - 1) * self.gap.nominal_s

    @property
    def trailing_off_s(self) -> Seconds:
        """The pause after the last tone of the last pass."""
        if self.repeat_for_s is not None:
            return Fraction(0)
        return self.elements[-1].trailing_off_s

    @property
    def piece_count(self) -> int:
        """How many pieces it unrolls to, at most."""
        passes = _cycles(self.repeat_for_s, self.once_s + self.gap.nominal_s, self.repeat)
        return passes * sum(element.piece_count for element in self.elements)


Element = Segment | Group | Pause


def _cycles(for_s: Seconds | None, cycle_s: Seconds, repeat: Repeat) -> int:
    return repeat.nominal if for_s is None else -(-for_s // cycle_s)


class Pattern(NamedTuple):
    """The cycle that defines a signal.

    Attributes
    ----------
    elements
        In order of sounding; at least one.
    trailing_pause
        Whether the pause after the very last tone counts (China: yes; Sweden: no).
    """

    elements: tuple[Element, ...]
    trailing_pause: bool = True

    @property
    def length_s(self) -> Seconds:
        """All elements, the last pause included."""
        return sum((element.length_s for element in self.elements), Fraction(0))

    @property
    def duration_s(self) -> Seconds:
        """The signal's length, the last pause included only if it counts."""
        uncounted = Fraction(0) if self.trailing_pause else self.elements[-1].trailing_off_s
        return self.length_s - uncounted

    @property
    def piece_count(self) -> int:
        """How many pieces it unrolls to, at most; asked before unrolling."""
        return sum(element.piece_count for element in self.elements)
