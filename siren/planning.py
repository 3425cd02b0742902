"""A template or a drill moved to a date: all gaps kept.

Comes in: a :class:`~siren.drill.Template` or :class:`~siren.drill.Drill`. Goes out: a new
drill, checked like one that was read from a file.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.drill import Drill, Firing, Rounds, Template, to_utc
from siren.errors import Misuse
from siren.pattern import Group, Pattern
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from siren.signal import Signal
    from siren.units import Seconds

BRIEF_S = Fraction(12)
"""Of each signal so much is sounded in a brief rehearsal: enough to tell that it does."""

BRIEF_STEP_S = 15
"""So long after one another signals begin in a brief rehearsal."""

_DATE_AT_END = re.compile(r"-\d{4}(-\d\d-\d\d)?$")


def on_date(
    source: Template | Drill,
    day: date,
    *,
    first_at: time | None = None,
    timezone: str | None = None,
    drill_id: str | None = None,
    place: str | None = None,
    title: str | None = None,
) -> Drill:
    """Return a drill on `day`, every firing as long after the first as in `source`.

    Gaps are kept in elapsed time, also across a change of daylight saving.

    Parameters
    ----------
    first_at
        Local time of the first firing; None: the drill's own.
    timezone, drill_id, place, title
        None: the source's; the id is made from the source's id and the day.

    Raises
    ------
    NoSuchLocalTime
        Where daylight saving skips or repeats a firing's time.
    Misuse
        For an unknown zone, or a gap that local clocks cannot tell.
    """
    zone = _zone(source.timezone if timezone is None else timezone)
    name = drill_id or f"{_DATE_AT_END.sub('', source.id)}-{day.isoformat()}"
    where = None if place is None else Text.plain(place)
    if isinstance(source, Drill):
        starts = [firing.start_s for firing in source.schedule()]
        first = first_at or source.firings[0].at.time()
        base = source._replace(announced=None, document=None, place=where or source.place)
    else:
        starts = _template_starts(source)
        first = first_at or time()
        base = Drill(name, source.title, zone.key, day, (), place=where, note=source.note)
    firings = _placed(source.firings, starts, datetime.combine(day, first), zone)
    if title is not None:
        base = base._replace(title=Text.plain(title))
    return base._replace(id=name, timezone=zone.key, date=day, firings=firings)


def brief(drill: Drill) -> Drill:
    """Return a drill for a rehearsal in a minute: the beginning of each signal, one by one.

    Raises
    ------
    NoSuchLocalTime
        Where daylight saving skips or repeats a firing's time.
    """
    zone = ZoneInfo(drill.timezone)
    starts = [Fraction(number * BRIEF_STEP_S) for number in range(len(drill.firings))]
    cut = [Rounds(beginning(firing.signal, BRIEF_S)) for firing in drill.firings]
    return drill._replace(firings=_placed(cut, starts, drill.firings[0].at, zone))


def all_clear_of(drill: Drill, signal: Signal) -> Drill:
    """Return a drill that is the all-clear alone, on all outlets of another, at its time."""
    title = {tag: f"{words}: {signal.names.said_in(tag)}" for tag, words in drill.title.by_language}
    return drill._replace(
        id=f"{drill.id}-all-clear",
        title=Text.of(title),
        firings=(Firing(signal, at=drill.firings[0].at),),
    )


def beginning(signal: Signal, length_s: Seconds) -> Signal:
    """Return the first seconds of a signal; all of it where it is no longer."""
    if signal.duration_s <= length_s:
        return signal
    cut = Group(signal.pattern.elements, repeat_for_s=length_s)
    return signal._replace(pattern=Pattern((cut,)))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise Misuse(
            phrase(
                f"no time zone is called {name!r}; allowed: such as Asia/Shanghai",
                f"没有名为 {name!r} 的时区；例如：Asia/Shanghai",
            )
        ) from error


def _template_starts(template: Template) -> list[Seconds]:
    starts, at_s = [], Fraction(0)
    for firing in template.firings:
        at_s += firing.gap_s
        starts.append(at_s)
        at_s += firing.duration_s
    return starts


def _placed(
    firings: Sequence[Rounds], starts: Sequence[Seconds], first: datetime, zone: ZoneInfo
) -> tuple[Firing, ...]:
    first_utc = to_utc(first, zone)
    placed = []
    for firing, start_s in zip(firings, starts, strict=True):
        try:
            moved_utc = first_utc + timedelta(microseconds=int(start_s * 1_000_000))
            local = moved_utc.astimezone(zone).replace(tzinfo=None)
        except OverflowError as error:
            raise Misuse(
                phrase(
                    f"{firing.signal.id} would start after the year 9999",
                    f"{firing.signal.id} 的开始时间将晚于公元 9999 年",
                )
            ) from error
        if local.microsecond:
            raise Misuse(
                phrase(
                    f"{firing.signal.id} would start at {local.time()}, in mid-second",
                    f"{firing.signal.id} 将在 {local.time()} 开始，不是整秒",
                )
            )
        to_utc(local, zone)
        placed.append(Firing(firing.signal, firing.rounds, firing.round_gap_s, at=local))
    return tuple(placed)
