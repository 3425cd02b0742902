"""A file of signals: TOML -> :class:`~siren.pattern.System`."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, get_args

from siren.errors import did_you_mean, nearest
from siren.files.document import read_document
from siren.files.fields import NO_WORDS, URL, read_form, read_id, read_id_of, read_sources
from siren.files.patterns import read_duration, read_pattern, read_repeat
from siren.files.table import Table
from siren.pattern import Pattern
from siren.signal import (
    Confidence,
    Disagreement,
    PublicTest,
    Replays,
    Signal,
    Status,
    System,
    TestStep,
)
from siren.units import decimal_text

if TYPE_CHECKING:
    from pathlib import Path

_COUNTRY = re.compile(r"[A-Z]{2}")
_RRULE_PART = re.compile(
    r"FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)|INTERVAL=\d+|COUNT=\d+|BYMONTH=\d+(,\d+)*"
    r"|BYMONTHDAY=-?\d+(,-?\d+)*|BYDAY=[+-]?\d*(MO|TU|WE|TH|FR|SA|SU)"
    r"(,[+-]?\d*(MO|TU|WE|TH|FR|SA|SU))*|BYSETPOS=-?\d+(,-?\d+)*|UNTIL=\d{8}(T\d{6}Z?)?"
    r"|WKST=(MO|SU)"
)


def read_system(path: Path) -> System:
    """Read a file of signals.

    Raises
    ------
    InvalidFile
        With every fault of the file.
    """
    return parse_system(read_document(path))


def parse_system(document: Table) -> System:
    """Return the system that a file's top table holds; see :func:`read_system`."""
    head = document.table("system") or Table({}, document.faults, "system")
    country = read_country(head)
    status = head.choice("status", get_args(Status), default="current")
    signals = [read_signal(table, country) for table in document.tables("signal")]
    tests = [_public_test(table) for table in document.tables("test", required=False)]
    system = System(
        id=read_id(head),
        country=country,
        names=head.localised("names") or NO_WORDS,
        timezone=head.timezone("timezone"),
        status=_status(status),
        signals=tuple(signals),
        tests=tuple(tests),
        legal_basis=head.text("legal_basis", required=False),
        announce_days=head.count("announce_days", most=365) if head.has("announce_days") else None,
        all_clear=head.text("all_clear", required=False),
        note=head.text("note", required=False),
    )
    head.expect("announce_days")
    head.close()
    document.close()
    check_unique(document, "signal", [signal.id for signal in signals])
    check_unique(document, "test", [test.id for test in tests])
    _check_all_clear(document, system)
    document.faults.raise_if_any()
    return system


def _check_all_clear(document: Table, system: System) -> None:
    """Note an all-clear that is no signal of the system."""
    ids = [signal.id for signal in system.signals]
    if system.all_clear is not None and system.all_clear not in ids:
        hint = did_you_mean(nearest(system.all_clear, ids))
        allowed = f"the id of a signal of this file{hint}"
        document.fault("system.all_clear", repr(system.all_clear), allowed)


def _status(name: str) -> Status:
    return next(status for status in get_args(Status) if status == name)


def _confidence(table: Table) -> Confidence:
    name = table.choice("confidence", get_args(Confidence))
    return next(level for level in get_args(Confidence) if level == name)


def read_country(table: Table) -> str:
    """Return the key ``country``."""
    return read_form(table, "country", _COUNTRY, "an ISO 3166 code such as CN")


def read_signal(table: Table, country: str, source: re.Pattern[str] = URL) -> Signal:
    """Return one signal; its sources are of the form `source`."""
    pattern = read_pattern(table)
    stated_s = table.number("stated_total_s", above=0, what="seconds", required=False)
    if pattern is not None and stated_s is not None and stated_s != pattern.duration_s:
        found = f"{decimal_text(stated_s)} s, but the pattern takes "
        found += f"{decimal_text(pattern.duration_s)} s"
        table.fault("stated_total_s", found, "the length of the pattern")
    signal = Signal(
        id=read_id(table),
        country=country,
        names=table.localised("names") or NO_WORDS,
        meaning=table.localised("meaning") or NO_WORDS,
        action=table.localised("action", required=False),
        pattern=pattern or Pattern(()),
        status=_status(table.choice("status", get_args(Status), default="current")),
        confidence=_confidence(table),
        sources=read_sources(table, source),
        region=table.text("region", required=False),
        years=table.text("years", required=False),
        note=table.text("note", required=False),
        well_known=table.flag("well_known", default=False),
        stated_total_s=stated_s,
        unspecified=table.texts("unspecified"),
        assumed=table.texts("assumed"),
        replays=_replays(table),
        disagreements=tuple(
            _disagreement(entry) for entry in table.tables("disagreements", required=False)
        ),
    )
    table.close()
    return signal


def _replays(table: Table) -> Replays | None:
    inner = table.table("replays", required=False)
    if inner is None:
        return None
    plays = read_repeat(inner, "plays")
    gap = read_duration(inner, "gap_s", above_s=0) if inner.has("gap_s") else None
    inner.close()
    return Replays(plays, gap)


def _disagreement(table: Table) -> Disagreement:
    found = Disagreement(
        claim=table.text("claim") or "?",
        source=read_form(table, "source", URL, "a web address"),
        trusted=table.flag("trusted", default=False),
        why=table.text("why") or "?",
    )
    table.close()
    return found


def _public_test(table: Table) -> PublicTest:
    rrule = table.text("rrule", required=False)
    if rrule is not None and not _is_rrule(rrule):
        table.fault(
            "rrule", repr(rrule), "an RFC 5545 rule such as FREQ=YEARLY;BYMONTH=9;BYDAY=3SA"
        )
    test = PublicTest(
        id=read_id(table),
        what=table.localised("what") or NO_WORDS,
        timezone=table.timezone("timezone"),
        at=table.clock_time("at") or time(),
        rrule=rrule,
        steps=tuple(_step(entry) for entry in table.tables("steps", required=False)),
        confidence=_confidence(table),
        sources=read_sources(table),
        region=table.text("region", required=False),
        since=table.date("since", required=False),
        until=table.date("until", required=False),
        exceptions=table.dates("exceptions"),
        seen=table.dates("seen"),
        note=table.text("note", required=False),
    )
    table.close()
    return test


def _is_rrule(rule: str) -> bool:
    parts = rule.split(";")
    return parts[0].startswith("FREQ=") and all(_RRULE_PART.fullmatch(part) for part in parts)


def _step(table: Table) -> TestStep:
    step = TestStep(read_id_of(table, "signal"), table.clock_time("at") or time())
    table.close()
    return step


def check_unique(document: Table, key: str, ids: list[str]) -> None:
    """Note ids that are used twice."""
    for number, name in enumerate(ids):
        if name != "?" and name in ids[:number]:
            document.fault(f"{key}[{number}].id", repr(name), "an id that is used once")
