"""A reading: what a notice says, what follows from it, and what nobody can know.

Goes out: to :mod:`siren.notice.as_json`, to :mod:`siren.notice.draft`, to the terminal.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from siren.notice.page import Quote
    from siren.text import Text
    from siren.units import Seconds


SIGNAL_AT_MOST_S = 600
"""No signal that is known sounds longer: what takes more is a whole test."""


class Verdict(StrEnum):
    """What may be done with a notice."""

    PLAN = "plan"
    ASK = "ask"
    NOT_A_NOTICE = "not-a-notice"


class Window(NamedTuple):
    """From when to when a test is announced, in seconds since midnight."""

    start_s: int
    end_s: int | None = None


class SignalRead(NamedTuple):
    """One signal as a notice announces it; None where it neither says so nor forces it.

    Attributes
    ----------
    name, kind
        As printed; and one of ``pre-warning``, ``air-raid``, ``all-clear``, ``disaster``,
        ``memorial``, ``other``.
    start_s, end_s
        Seconds since midnight.
    cycle
        Tones and pauses, in turn: one pair, several for a compound cycle, none where not printed.
    repeats
        How often the cycle is sounded in one period.
    duration_s
        One period.
    continuous
        One tone without pause.
    rounds, round_gap_s
        How many periods, and the silence between two.
    last_gap_counted
        Whether the pause after the last tone belongs to the period.
    derived
        Which fields follow from others by arithmetic.
    """

    name: str
    kind: str
    start_s: int | None = None
    end_s: int | None = None
    cycle: tuple[tuple[Seconds, Seconds], ...] = ()
    repeats: int | None = None
    duration_s: Seconds | None = None
    continuous: bool = False
    rounds: int = 1
    round_gap_s: Seconds | None = None
    last_gap_counted: bool = True
    derived: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    is_disaster: bool = False
    row: int = -1

    @property
    def total_s(self) -> Seconds | None:
        """All periods with the silences between them."""
        if self.duration_s is None or (self.rounds > 1 and self.round_gap_s is None):
            return None
        return self.rounds * self.duration_s + (self.rounds - 1) * (self.round_gap_s or 0)

    @property
    def cycle_s(self) -> Seconds | None:
        """One cycle: its tones and its pauses."""
        return (
            sum((on_s + off_s for on_s, off_s in self.cycle), 0 * self.cycle[0][0])
            if self.cycle
            else None
        )

    def forced(self, **fields: object) -> SignalRead:
        """Return it with fields that follow from others."""
        return self._replace(**fields, derived=(*self.derived, *fields))  # type: ignore[arg-type]


class OutletRead(NamedTuple):
    """Where a test is heard or seen, as printed."""

    kind: str
    name: str
    channel: str | None = None
    freq_mhz: Seconds | None = None
    freq_khz: Seconds | None = None


class Conflict(NamedTuple):
    """A contradiction or a gap that a person must decide, with the words it stands in.

    Attributes
    ----------
    about
        ``date``, ``window``, ``signals`` or ``notice``.
    signal, at_s
        Which signal it is in, by its name, and by its start where several have that name.
    """

    about: str
    said: Text
    quotes: tuple[Quote, ...] = ()
    signal: str | None = None
    at_s: int | None = None


class Reading(NamedTuple):
    """What a notice says; None, or empty, where it does not.

    Attributes
    ----------
    should
        What may be done with it.
    dates, candidate_windows
        The days, and the times, to choose from where the notice does not fix one.
    conflicts
        For ``ask``: what a person must decide.
    reason
        For ``not-a-notice``: why.
    remarks
        What is worth knowing and stops nothing, such as under five days' notice.
    derived
        Which fields of the notice follow from others.
    evidence
        For each field, the words it was read from.
    """

    should: Verdict
    reason: Text | None = None
    city: str | None = None
    issuer: str | None = None
    document: str | None = None
    issued: dt.date | None = None
    timezone: str | None = None
    date: dt.date | None = None
    dates: tuple[dt.date, ...] = ()
    windows: tuple[Window, ...] = ()
    candidate_windows: tuple[Window, ...] = ()
    signals: tuple[SignalRead, ...] = ()
    gap_s: tuple[Seconds, ...] | None = None
    outlets: tuple[OutletRead, ...] = ()
    area: str | None = None
    occasion: str | None = None
    assumed: tuple[Assumed, ...] = ()
    derived: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[Text, ...] = ()
    evidence: tuple[tuple[str, Quote], ...] = ()

    @property
    def window(self) -> Window | None:
        """From when to when, where there is one stretch."""
        return self.windows[0] if len(self.windows) == 1 else None


class Assumed(NamedTuple):
    """What a notice does not print of a signal, filled in from the national pattern.

    `signal_id` is the library's signal that is the national rule; None where there is none, and a
    steady tone of the printed length is meant.
    """

    name: str
    signal_id: str | None
    cycle: tuple[tuple[Seconds, Seconds], ...]
    repeats: int
    duration_s: Seconds


def day_time(at_s: int) -> str:
    """Return a time of day as HH:MM, or HH:MM:SS where there are seconds."""
    hours, rest = divmod(at_s, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
