"""Signals: a pattern with a meaning and its sources; systems of them, and their public tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date, time

    from siren.pattern import Duration, Pattern, Repeat
    from siren.text import Text
    from siren.units import Seconds

Confidence = Literal["high", "medium", "low"]
Status = Literal["current", "regional", "historic", "suspended"]
About = Literal[
    "attack",
    "contamination",
    "water",
    "fire",
    "disaster",
    "danger",
    "call-out",
    "all-clear",
    "test",
    "remembrance",
]
TestKind = Literal["test", "commemoration"]
Holidays = Literal["moved", "skipped"]


class Replays(NamedTuple):
    """The whole signal sounded again: how often in all, and how far apart (at most)."""

    plays: Repeat
    gap: Duration | None = None

    def total_s(self, once_s: Seconds) -> Seconds | None:
        """Return how long it all takes of a signal that takes `once_s`; None: no gap is known."""
        if self.gap is None:
            return None
        return self.plays.nominal * once_s + (self.plays.nominal - 1) * self.gap.nominal_s


class Disagreement(NamedTuple):
    """What one source claims where sources differ, and whether we follow it."""

    claim: str
    source: str
    trusted: bool
    why: str


class Signal(NamedTuple):
    """A pattern with a meaning, and where it comes from.

    Attributes
    ----------
    id
        Unique in the library, such as ``cn-air-raid``.
    country
        ISO 3166 code, from the file it stands in.
    about
        What it tells people, as one word or two; ``docs/pattern-format.md`` says what each covers.
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
    about: tuple[About, ...] = ()
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


class TestStep(NamedTuple):
    """One part of a public test: a signal of the library, or something else that has a `label`.

    Its time is a local time of day, or counted from the start of the test, or not known.
    """

    signal: str | None
    at: time | None = None
    after_s: int | None = None
    label: Text | None = None


class Move(NamedTuple):
    """A day of the rule that was, or will be, held on another day."""

    day: date
    to: date


class PublicTest(NamedTuple):
    """A recurring public test as an RFC 5545 rule in local time; see :mod:`siren.recurrence`.

    Attributes
    ----------
    at
        Local time of its first signal; None: not fixed.
    rrule
        None: a date is set each time, no rule is known.
    since, until
        First and last date of all.
    exceptions, moved, dates
        Days of the rule that are left out, or held on another day; days beside the rule.
    holidays
        What becomes of it on a public holiday; None: nothing.
    seen
        Days on which it is known to have been held.
    other_timezones
        Where else it is held at the same local time.
    """

    id: str
    what: Text
    timezone: str
    at: time | None
    rrule: str | None
    steps: tuple[TestStep, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    kind: TestKind = "test"
    region: str | None = None
    since: date | None = None
    until: date | None = None
    exceptions: tuple[date, ...] = ()
    moved: tuple[Move, ...] = ()
    dates: tuple[date, ...] = ()
    holidays: Holidays | None = None
    seen: tuple[date, ...] = ()
    other_timezones: tuple[str, ...] = ()
    note: str | None = None


class System(NamedTuple):
    """The signals of one country or warning system, with their public tests.

    `announce_days` is how many days before a test the law wants it announced; None: no rule
    known. `all_clear` is the id of the signal that says that all is over; None: there is none.
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
    all_clear: str | None = None
    note: str | None = None
