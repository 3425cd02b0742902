"""Drills as events: those of files, and those that are armed now, as far as the journal knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.calendar.event import ArmedOn, Event, Part
from siren.errors import Misuse
from siren.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from siren.calendar.occurrences import FindSignal
    from siren.drill import Drill
    from siren.firing.recovery import LeftFiring
    from siren.firing.standing import Armed

_AT_ITS_TIME = ("run", "dry-run", "all-clear")
"""Modes in which a drill keeps the times that were announced."""

_Key = tuple[str, str]


def distinct(drills: Iterable[Drill]) -> tuple[tuple[Drill, ...], tuple[Drill, ...]]:
    """Return each drill once, by its id and its start, and those left out that differ.

    The first of two is kept: who names a drill means that file.
    """
    kept: dict[tuple[str, datetime], Drill] = {}
    left_out = [drill for drill in drills if kept.setdefault(_known_by(drill), drill) != drill]
    return tuple(kept.values()), tuple(left_out)


def _known_by(drill: Drill) -> tuple[str, datetime]:
    return drill.id, drill.first_utc


def drill_events(
    drills: Iterable[Drill], armed: Iterable[Armed], find_signal: FindSignal
) -> Iterator[Event]:
    """Yield an event for each drill, with where it is armed; then the armed ones of no known file.

    A rehearsal comes at no time that anybody announced, and is left out.
    """
    runs: dict[_Key, list[Armed]] = {}
    for run in armed:
        if run.left.arming.mode in _AT_ITS_TIME:
            runs.setdefault((run.drill, run.left.first_utc.isoformat()), []).append(run)
    for drill in drills:
        event = _of_drill(drill)
        key = (drill.id, drill.first_utc.isoformat())
        yield event._replace(armed=_armed_on(runs.pop(key, [])))
    for others in runs.values():
        yield _of_runs(others, find_signal)


def _of_drill(drill: Drill) -> Event:
    parts = tuple(
        Part(
            firing.signal.names,
            firing.signal.id,
            firing.start_utc,
            drill.first_utc + timedelta(seconds=float(firing.end_s)),
        )
        for firing in drill.schedule()
    )
    return Event(
        kind="drill",
        id=drill.id,
        title=drill.title,
        countries=tuple(dict.fromkeys(f.signal.country for f in drill.firings)),
        timezone=drill.timezone,
        date=drill.date,
        start_utc=drill.first_utc,
        parts=parts,
        where=drill.place,
        note=drill.note,
    )


def _of_runs(runs: Sequence[Armed], find_signal: FindSignal) -> Event:
    """Return what the journal knows of a drill that is armed."""
    left, facts = runs[0].left, runs[0].left.lines[0].facts
    timezone = runs[0].timezone or "UTC"
    found = [_signal_part(firing, find_signal) for firing in left.firings]
    return Event(
        kind="drill",
        id=runs[0].drill,
        title=_words(facts.get("title")) or Text.of({"en": runs[0].drill}),
        countries=tuple(dict.fromkeys(country for _, country in found if country)),
        timezone=timezone,
        date=left.first_utc.astimezone(ZoneInfo(timezone)).date(),
        start_utc=left.first_utc,
        parts=tuple(part for part, _ in found),
        where=_words(facts.get("place")),
        armed=_armed_on(runs),
    )


def _signal_part(firing: LeftFiring, find_signal: FindSignal) -> tuple[Part, str | None]:
    """Return a signal of an armed drill, and its country; one of a file of its own has none."""
    end_utc = firing.planned_utc + timedelta(seconds=firing.length_s)
    try:
        signal = find_signal(firing.signal)
    except Misuse:
        return Part(
            Text.of({"en": firing.signal}), firing.signal, firing.planned_utc, end_utc
        ), None
    return Part(signal.names, signal.id, firing.planned_utc, end_utc), signal.country


def _words(said: dict[str, str] | None) -> Text | None:
    return Text.of(said) if said else None


def _armed_on(runs: Iterable[Armed]) -> tuple[ArmedOn, ...]:
    return tuple(ArmedOn(run.left.device, run.left.arming.mode, run.heard) for run in runs)
