"""What a signal is: tones, the pattern they stand in, and the meaning of the whole.

Comes in: values checked one by one (by :mod:`siren.files`). Goes out: frozen objects with
exact arithmetic, unrolled next by :mod:`siren.timeline`. No code here, or anywhere, names a
country: what differs between countries is data.

Conventions: all times are exact seconds (:data:`siren.units.Seconds`); pitches are exact Hz;
several pitches in one tuple sound at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, time

    from siren.text import Text
    from siren.units import Seconds

Notes = tuple[Fraction, ...]
"""Pitches in Hz that sound together; one for a single note."""


# --- how the pitch moves while a tone sounds -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Steady:
    """One pitch, or several at once. `hz` None: the source does not say, the voice chooses."""

    hz: Notes | None = None


@dataclass(frozen=True, slots=True)
class Sweep:
    """Up in `rise_s`, down in `fall_s`, over and over from the low end; cut where time is up.

    `shape` ``linear`` moves in straight lines, ``sine`` in half cosines. Pitches None: the
    voice chooses.
    """

    rise_s: Seconds
    fall_s: Seconds
    hz_low: Notes | None = None
    hz_high: Notes | None = None
    shape: Literal["linear", "sine"] = "linear"


@dataclass(frozen=True, slots=True)
class Steps:
    """High for `high_s`, low for `low_s`, over and over from the high end."""

    high_s: Seconds
    low_s: Seconds
    hz_high: Notes | None = None
    hz_low: Notes | None = None


@dataclass(frozen=True, slots=True)
class Glide:
    """Once from one pitch to the other: up as a motor runs up, down as it coasts.

    Up, the pitch grows evenly (constant torque); down, its inverse does (air drag).
    """

    hz_from: Notes
    hz_to: Notes

    @property
    def rises(self) -> bool:
        """Whether this is a run-up."""
        return self.hz_to[0] >= self.hz_from[0]


Contour = Steady | Sweep | Steps | Glide

TONES: dict[str, type[Contour]] = {
    "steady": Steady,
    "pulsed": Steady,
    "foghorn": Steady,
    "morse": Steady,
    "scale": Steady,
    "series": Steady,
    "chime": Steady,
    "bang": Steady,
    "recording": Steady,
    "unspecified": Steady,
    "wail": Sweep,
    "warble": Sweep,
    "whoop": Sweep,
    "hi-lo": Steps,
    "step": Steps,
    "ramp-up": Glide,
    "ramp-down": Glide,
}
"""The field's words for a tone, and how its pitch moves."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A named tone (a key of :data:`TONES`) and its pitch."""

    name: str
    contour: Contour

    @property
    def contour_s(self) -> Seconds | None:
        """How long one sweep up and down, or one pair of steps, takes; None: never repeats."""
        match self.contour:
            case Sweep(rise_s=rise_s, fall_s=fall_s):
                return rise_s + fall_s
            case Steps(high_s=high_s, low_s=low_s):
                return high_s + low_s
        return None


# --- the pattern -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: what is sounded, and the range the source allows (None: open)."""

    nominal_s: Seconds
    min_s: Seconds | None
    max_s: Seconds | None

    @classmethod
    def exactly(cls, length_s: Seconds) -> Duration:
        """Return a duration with no range."""
        return cls(length_s, length_s, length_s)


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often: the default, the least and the most (None: open)."""

    nominal: int
    min: int | None
    max: int | None

    @classmethod
    def exactly(cls, count: int) -> Repeat:
        """Return a fixed count."""
        return cls(count, count, count)


ONCE = Repeat.exactly(1)
NOTHING = Duration.exactly(Fraction(0))


@dataclass(frozen=True, slots=True)
class Pause:
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


@dataclass(frozen=True, slots=True)
class Segment:
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


@dataclass(frozen=True, slots=True)
class Group:
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


@dataclass(frozen=True, slots=True)
class Pattern:
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


# --- the signal ------------------------------------------------------------------------------

Confidence = Literal["high", "medium", "low"]
Status = Literal["current", "regional", "historic", "suspended"]


@dataclass(frozen=True, slots=True)
class Replays:
    """The whole signal sounded again: how often in all, and how far apart (at most)."""

    plays: Repeat
    gap: Duration | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What one source claims where sources differ, and whether we follow it."""

    claim: str
    source: str
    trusted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern with a meaning, and where it comes from.

    Attributes
    ----------
    id
        Unique in the library, such as ``cn-air-raid``.
    country
        ISO 3166 code, from the file it stands in.
    stated_total_s
        The length that a source states; always equal to the pattern's.
    unspecified, assumed
        What the sources leave open, and what we chose for it, in words.
    """

    id: str
    country: str
    names: Text
    meaning: Text
    pattern: Pattern
    status: Status
    confidence: Confidence
    sources: tuple[str, ...]
    action: Text | None = None
    region: str | None = None
    years: str | None = None
    note: str | None = None
    well_known: bool = False
    stated_total_s: Seconds | None = None
    unspecified: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    replays: Replays | None = None
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def duration_s(self) -> Seconds:
        """How long it takes."""
        return self.pattern.duration_s


@dataclass(frozen=True, slots=True)
class TestStep:
    """One signal of a public test, at a local time of day."""

    signal: str
    at: time


@dataclass(frozen=True, slots=True)
class PublicTest:
    """A recurring public test as an RFC 5545 rule in local time.

    `rrule` None: a date is set each time, no rule is known. `since`, `until` and `exceptions`
    bound and pierce the rule.
    """

    id: str
    what: Text
    timezone: str
    at: time
    rrule: str | None
    steps: tuple[TestStep, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    region: str | None = None
    since: date | None = None
    until: date | None = None
    exceptions: tuple[date, ...] = ()
    seen: tuple[date, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class System:
    """The signals of one country or warning system, with their public tests.

    `announce_days` is how many days before a test the law wants it announced; None: no rule
    known.
    """

    id: str
    country: str
    names: Text
    timezone: str
    status: Status
    signals: tuple[Signal, ...]
    tests: tuple[PublicTest, ...] = ()
    legal_basis: str | None = None
    announce_days: int | None = None
    note: str | None = None
