"""A drill: which signals sound when, and where; and a template, a drill without a date.

Comes in: values checked by :mod:`siren.files.drills`. Goes out: to :mod:`siren.timeline` for
the sound, and to whoever needs the clock times. A drill is an exercise by type: nothing here,
or anywhere, can make it anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from siren.errors import NoSuchLocalTime
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    import datetime as dt

    from siren.signal import Signal
    from siren.text import Text
    from siren.units import Seconds


@dataclass(frozen=True, slots=True)
class Rounds:
    """One signal sounded once or several times, the pauses between always the same."""

    signal: Signal
    rounds: int = 1
    round_gap_s: Seconds = Fraction(0)

    @property
    def duration_s(self) -> Seconds:
        """All rounds and the gaps between them."""
        return self.rounds * self.signal.duration_s + (self.rounds - 1) * self.round_gap_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing(Rounds):
    """One signal of a drill, at a local clock time (naive: the zone is the drill's)."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFiring(Rounds):
    """One signal of a template, `gap_s` after the end of the one before (0 for the first)."""

    gap_s: Seconds


class ScheduledFiring(NamedTuple):
    """A firing placed in time: UTC, and exact seconds from the drill's first firing.

    `round_starts_s` counts from `start_s`; `end_s` is the end of the last round.
    """

    signal: Signal
    start_utc: datetime
    start_s: Seconds
    round_starts_s: tuple[Seconds, ...]
    end_s: Seconds


class Outlet(NamedTuple):
    """Where a drill sounds: sirens, a TV channel, a radio programme.

    Attributes
    ----------
    lead_s
        How long before T its feed must start so that all outlets are heard together.
    lead_measured, lead_method
        When and how that was measured; None: nobody has said.
    device
        The sound device that feeds it; None where another machine does, or `file` is given.
    channels
        Which channels of that device, from 1; empty: all of them.
    file
        The WAV file, or named pipe, that takes its feed instead of a device.
    """

    kind: str
    name: str
    lead_s: Seconds = Fraction(0)
    freq_mhz: Fraction | None = None
    channel: str | None = None
    device: str | None = None
    channels: tuple[int, ...] = ()
    file: str | None = None
    lead_measured: dt.date | None = None
    lead_method: str | None = None

    @property
    def title(self) -> str:
        """Its name, with the channel or frequency that tells it from others of that name."""
        which = f"{decimal_text(self.freq_mhz)} MHz" if self.freq_mhz else self.channel
        return f"{self.name} {which}" if which else self.name


class Template(NamedTuple):
    """A drill without a date."""

    id: str
    title: Text
    timezone: str
    firings: tuple[TemplateFiring, ...]
    note: str | None = None

    @property
    def duration_s(self) -> Seconds:
        """From the first firing to the end of the last pattern."""
        return sum((f.gap_s + f.duration_s for f in self.firings), Fraction(0))


class Drill(NamedTuple):
    """A plan for one day.

    Attributes
    ----------
    date
        Local date of the first firing.
    announced
        When the public was told.
    document
        The number of the announcement, such as ``阳府告〔2023〕5号``.
    own_signals
        What its file defines itself, beside the library's.
    """

    id: str
    title: Text
    timezone: str
    date: dt.date
    firings: tuple[Firing, ...]
    outlets: tuple[Outlet, ...] = ()
    place: Text | None = None
    authority: Text | None = None
    announced: dt.date | None = None
    document: str | None = None
    note: str | None = None
    own_signals: tuple[Signal, ...] = ()

    def schedule(self) -> tuple[ScheduledFiring, ...]:
        """Return every firing placed in time.

        Raises
        ------
        NoSuchLocalTime
            Where a clock time is skipped or repeated by daylight saving.
        """
        zone = ZoneInfo(self.timezone)
        starts = [to_utc(firing.at, zone) for firing in self.firings]
        return tuple(
            _scheduled(firing, start, starts[0])
            for firing, start in zip(self.firings, starts, strict=True)
        )

    @property
    def first_utc(self) -> datetime:
        """When the first firing starts."""
        return to_utc(self.firings[0].at, ZoneInfo(self.timezone))


def _scheduled(firing: Firing, start_utc: datetime, first_utc: datetime) -> ScheduledFiring:
    start_s = elapsed_s(first_utc, start_utc)
    step_s = firing.signal.duration_s + firing.round_gap_s
    return ScheduledFiring(
        firing.signal,
        start_utc,
        start_s,
        tuple(number * step_s for number in range(firing.rounds)),
        start_s + firing.duration_s,
    )


def elapsed_s(first: datetime, second: datetime) -> Seconds:
    """Return the exact seconds from one aware time to another."""
    return Fraction((second - first) // timedelta(microseconds=1), 1_000_000)


def to_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local clock time.

    Raises
    ------
    NoSuchLocalTime
        For a time that the zone skips or has twice, and names both readings; and for the ends
        of the calendar, where UTC has no such year.
    """
    try:
        readings = [local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    except OverflowError as error:
        raise NoSuchLocalTime(
            phrase(
                f"{local} in {zone.key} is not in the years 1 to 9999",
                f"{zone.key} 的 {local} 不在公元 1 至 9999 年之内",
            )
        ) from error
    first, second = readings
    if first == second:
        return first
    one, other = (f"{reading:%H:%M:%S} UTC" for reading in readings)
    exists = first.astimezone(zone).replace(tzinfo=None) == local
    what, what_zh = ("exists twice", "出现两次") if exists else ("does not exist", "不存在")
    en = f"{local:%Y-%m-%d %H:%M:%S} {what} in {zone.key}, where clocks change"
    zh = f"{zone.key} 调整时钟，{local:%Y-%m-%d %H:%M:%S} {what_zh}"
    raise NoSuchLocalTime(
        phrase(f"{en}: it could mean {one} or {other}", f"{zh}；可能指 {one} 或 {other}")
    )
