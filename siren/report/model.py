"""What a report holds: everything that the journal knows of one arming, as plain data."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from siren.text import Text


class Outlet(NamedTuple):
    """Where it sounded; `lead_s` is how long before T it was fed, `lead_how` how that is known."""

    kind: str
    name: str
    lead_s: float
    lead_measured: str | None
    lead_method: str | None


class Row(NamedTuple):
    """One signal on one run of the arming.

    Attributes
    ----------
    has_begun
        Whether its ``firing`` line was written: it may have sounded.
    actual_utc, error_ms
        When its first sample was heard; None: it was not, or nobody knows.
    frames, lost_frames
        None while it is open, and where nobody knows.
    outcome
        None: it has not ended.
    is_silent
        Whether nothing of it could be heard: a dry run, or a downgraded one.
    """

    number: int
    signal: str
    planned_utc: datetime
    length_s: float
    has_begun: bool = False
    actual_utc: datetime | None = None
    error_ms: float | None = None
    frames: int | None = None
    lost_frames: int | None = None
    outcome: str | None = None
    is_silent: bool = False


class Part(NamedTuple):
    """One destination of the arming: a run of the journal.

    Attributes
    ----------
    outlets
        Whom it fed; empty where the journal names nobody.
    was_taken_up
        Whether it was killed and went on.
    has_ended
        Whether the journal says that it is over.
    """

    run: str
    device: str
    channels: tuple[int, ...]
    outlets: tuple[Outlet, ...]
    rate_hz: int | None
    ahead_s: float | None
    voice: str | None
    level_db: float | None
    plan_hash: str | None
    sound_hash: str | None
    rows: tuple[Row, ...]
    is_heard: bool
    was_taken_up: bool
    has_ended: bool

    @property
    def titles(self) -> tuple[str, ...]:
        """What the places it sounded at are called: its outlets, or else its device."""
        return tuple(outlet.name for outlet in self.outlets) or (self.device_label,)

    @property
    def device_label(self) -> str:
        """The device with its channels, as ``horn, 3+4``."""
        channels = "+".join(map(str, self.channels))
        return f"{self.device}, {channels}" if channels else self.device


class Check(NamedTuple):
    """A line of the board before arming that was not green, or that of the clock."""

    name: str
    of: str
    state: str
    value: str


class Happening(NamedTuple):
    """Something that happened between arming and end; `device` is None where it concerned all."""

    at_utc: datetime
    event: str
    device: str | None
    facts: dict[str, Any]


class ChainState(NamedTuple):
    """What the journal was found to be; `faults` are sentences that name lines."""

    is_intact: bool
    lines: int
    head: str | None
    faults: tuple[str, ...]


class Report(NamedTuple):
    """The record of one arming.

    Attributes
    ----------
    mode
        ``run``, ``dry-run``, ``rehearsal`` or ``play``.
    timezone
        None where an old journal does not say: times are then shown in UTC.
    armed_utc
        When the ``armed`` line was written.
    confirmed
        ``typed``, ``--yes``, ...
    allowed
        Names of checks that were overridden.
    sealed
        Pairs of a file's name and its SHA-256.
    """

    drill: str
    mode: str
    party: str
    title: Text | None
    place: Text | None
    authority: Text | None
    document: str | None
    announced: date | None
    timezone: str | None
    armed_utc: datetime
    who: str
    second: str | None
    confirmed: str
    allowed: tuple[str, ...]
    checks: tuple[Check, ...]
    sealed: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    happenings: tuple[Happening, ...]
    chain: ChainState
    made_utc: datetime
    version: str

    @property
    def zone(self) -> tzinfo:
        """The zone in which times are shown."""
        return ZoneInfo(self.timezone) if self.timezone else UTC

    @property
    def first_utc(self) -> datetime:
        """When its first signal was to be heard; where there is none, when it was armed."""
        return min((row.planned_utc for row in self.rows), default=self.armed_utc)

    @property
    def announced_days(self) -> int | None:
        """How many days before the test the public was told."""
        if self.announced is None:
            return None
        return (self.first_utc.astimezone(self.zone).date() - self.announced).days

    @property
    def rows(self) -> list[Row]:
        """Every signal of every part."""
        return [row for part in self.parts for row in part.rows]

    @property
    def open_rows(self) -> list[Row]:
        """What has no outcome yet."""
        return [row for row in self.rows if row.outcome is None]

    @property
    def has_ended(self) -> bool:
        """Whether nothing is open."""
        return not self.open_rows

    @property
    def was_heard(self) -> bool:
        """Whether anything of it could be heard by the public."""
        return any(part.is_heard for part in self.parts)

    @property
    def is_perfect(self) -> bool:
        """Whether every signal was played, and none of a part that is heard fell silent."""
        return all(row.outcome == "played" for row in self.rows) and not self.silenced_rows

    @property
    def silenced_rows(self) -> list[Row]:
        """Rows that nobody heard although their part is one that is heard."""
        return [row for part in self.parts if part.is_heard for row in part.rows if row.is_silent]
