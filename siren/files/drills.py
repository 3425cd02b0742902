"""A file of a drill or a template: TOML -> :class:`~siren.drill.Drill`."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.drill import Drill, Firing, Template, TemplateFiring, to_utc
from siren.errors import NoSuchLocalTime, UnknownName
from siren.files.fields import NO_WORDS, URL_OR_NOTICE, read_id, read_id_of, read_rounds
from siren.files.outlets import read_outlets
from siren.files.systems import check_unique, read_country, read_signal
from siren.files.table import Table
from siren.pattern import Pattern
from siren.signal import Signal
from siren.text import joined, phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable

AFTER_THE_ONE_BEFORE = phrase("a time after the signal before it", "在前一信号结束之后")

_UNKNOWN = Signal("?", "?", NO_WORDS, NO_WORDS, Pattern(()), "current", "low", ())


def parse_drill(document: Table, find_signal: Callable[[str], Signal]) -> Drill:
    """Return the drill that a file's top table holds.

    Raises
    ------
    InvalidFile
        With every fault: unknown signals, clock times that do not exist, overlaps, ...
    """
    head = document.table("drill") or Table({}, document.faults, "drill")
    day = head.date("date") or dt.date.min
    own = _own_signals(document, find_signal)
    find = _first_among(own, find_signal)
    firings = [_firing(table, day, find) for table in document.tables("firing")]
    outlets = read_outlets(document)
    drill = Drill(
        id=read_id(head),
        title=head.localised("title") or NO_WORDS,
        timezone=head.timezone("timezone"),
        date=day,
        firings=tuple(firings),
        outlets=outlets,
        place=head.localised("place", required=False),
        authority=head.localised("authority", required=False),
        announced=head.date("announced", required=False),
        document=head.text("document", required=False),
        note=head.text("note", required=False),
        own_signals=own,
    )
    head.close()
    document.close()
    if not document.faults.found:
        _check_schedule(document, drill)
    document.faults.raise_if_any()
    return drill


def parse_template(document: Table, find_signal: Callable[[str], Signal]) -> Template:
    """Return the template that a file's top table holds; see :func:`parse_drill`."""
    head = document.table("template") or Table({}, document.faults, "template")
    firings = tuple(
        _template_firing(table, number, find_signal)
        for number, table in enumerate(document.tables("firing"))
    )
    template = Template(
        id=read_id(head),
        title=head.localised("title") or NO_WORDS,
        timezone=head.timezone("timezone"),
        firings=firings,
        note=head.text("note", required=False),
    )
    head.close()
    document.close()
    document.faults.raise_if_any()
    return template


def _own_signals(document: Table, find_signal: Callable[[str], Signal]) -> tuple[Signal, ...]:
    """Return the signals that the file defines itself; none may be called as another is."""
    own = tuple(
        read_signal(table, read_country(table), URL_OR_NOTICE)
        for table in document.tables("signal", required=False)
    )
    check_unique(document, "signal", [signal.id for signal in own])
    for number, signal in enumerate(own):
        if signal.id != "?" and _is_known(signal.id, find_signal):
            found = phrase(f"{signal.id!r}, which the library has", f"{signal.id!r}，信号库中已有")
            allowed = phrase("an id of the drill's own", "演习自有的编号")
            document.fault(f"signal[{number}].id", found, allowed)
    return own


def _is_known(name: str, find_signal: Callable[[str], Signal]) -> bool:
    try:
        find_signal(name)
    except UnknownName:
        return False
    return True


def _first_among(
    own: tuple[Signal, ...], find_signal: Callable[[str], Signal]
) -> Callable[[str], Signal]:
    """Return what finds a signal among the drill's own, and else where `find_signal` does."""
    by_id = {signal.id: signal for signal in own}
    return lambda name: by_id[name] if name in by_id else find_signal(name)


def _known_signal(table: Table, find_signal: Callable[[str], Signal]) -> Signal:
    name = read_id_of(table, "signal")
    if name == "?":
        return _UNKNOWN
    try:
        return find_signal(name)
    except UnknownName as error:
        allowed = phrase(
            "the id of a signal, as `siren list` shows them", "信号的编号，见 siren list"
        )
        table.fault("signal", error.text, allowed)
        return _UNKNOWN


def _firing(table: Table, day: dt.date, find_signal: Callable[[str], Signal]) -> Firing:
    rounds, gap_s = read_rounds(table)
    firing = Firing(_known_signal(table, find_signal), rounds, gap_s, at=_local_time(table, day))
    table.close()
    return firing


def _local_time(table: Table, day: dt.date) -> dt.datetime:
    """Return ``at``: a time of the drill's date, or a date and time past midnight."""
    value = table.content.get("at")
    if isinstance(value, dt.datetime) and value.tzinfo is None and not value.microsecond:
        table.expect("at")
        return value
    return dt.datetime.combine(day, table.clock_time("at") or dt.time())


def _template_firing(
    table: Table, number: int, find_signal: Callable[[str], Signal]
) -> TemplateFiring:
    rounds, round_gap_s = read_rounds(table)
    what = phrase("seconds after the signal before", "前一信号之后的秒数")
    gap_s = table.number("gap_s", least=0, most=86_400, what=what, required=number > 0)
    if number == 0 and gap_s:
        allowed = phrase("no gap before the first signal", "首个信号之前没有间隔")
        table.fault("gap_s", str(gap_s), allowed)
    signal = _known_signal(table, find_signal)
    table.close()
    return TemplateFiring(signal, rounds, round_gap_s, gap_s=gap_s or Fraction(0))


def _check_schedule(document: Table, drill: Drill) -> None:
    """Note clock times that daylight saving spoils, and signals that overlap."""
    for number, firing in enumerate(drill.firings):
        try:
            to_utc(firing.at, ZoneInfo(drill.timezone))
        except NoSuchLocalTime as error:
            allowed = phrase("a local time that exists once", "存在且仅出现一次的当地时间")
            document.fault(f"firing[{number}].at", error.text, allowed)
    if document.faults.found:
        return
    schedule = drill.schedule()
    if drill.firings[0].at.date() != drill.date:
        allowed = phrase("the date of the first firing", "首个信号的日期")
        document.fault("drill.date", drill.date.isoformat(), allowed)
    for number in range(1, len(schedule)):
        before, here = schedule[number - 1], schedule[number]
        if here.start_s < before.end_s:
            early = clock_text(before.end_s - here.start_s)
            found = phrase(
                f"{here.signal.id} {early} before {before.signal.id} ends",
                f"{here.signal.id} 在 {before.signal.id} 结束前 {early} 开始",
            )
            past = phrase("; past midnight, a date and a time", "；过零点须写日期和时间")
            allowed = joined(AFTER_THE_ONE_BEFORE, past)
            document.fault(f"firing[{number}].at", found, allowed)
