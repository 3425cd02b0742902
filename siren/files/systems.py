"""A file of signals: TOML -> :class:`~siren.pattern.System`."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from siren.errors import nearest
from siren.files.allowed import SECONDS, only
from siren.files.country_codes import CODE_ALLOWED, code_meant, is_country
from siren.files.document import read_document
from siren.files.fields import NO_WORDS, URL, read_confidence, read_form, read_id, read_sources
from siren.files.patterns import read_duration, read_pattern, read_repeat
from siren.files.public_tests import read_test
from siren.files.table import Table
from siren.pattern import Pattern
from siren.signal import About, Disagreement, Replays, Signal, Status, System
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection
    from pathlib import Path

    from siren.signal import PublicTest

_TABLES = {"system": "[system]", "signal": "[[signal]]", "test": "[[test]]"}


def read_system(
    path: Path, shelved: Callable[[], Collection[str]] = tuple, *, with_tests: bool = True
) -> System:
    """Read a file of signals.

    Parameters
    ----------
    shelved
        Returns the ids of the signals of other files, which its tests may sound too.
    with_tests
        False leaves its public tests unread: to work out their rules takes time.

    Raises
    ------
    InvalidFile
        With every fault of the file.
    """
    return parse_system(read_document(path), shelved, with_tests=with_tests)


def parse_system(
    document: Table, shelved: Callable[[], Collection[str]] = tuple, *, with_tests: bool = True
) -> System:
    """Return the system that a file's top table holds; see :func:`read_system`."""
    _mend_names(document)
    head = document.table("system") or Table({}, document.faults, "system")
    country = read_country(head)
    status = head.choice("status", get_args(Status), default="current")
    tables = document.tables("signal", required=not document.has("test"))
    signals = [read_signal(table, country) for table in tables]
    ids = [signal.id for signal in signals]
    tests = _tests(document, ids, shelved) if with_tests else []
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
    check_unique(document, "signal", ids)
    check_unique(document, "test", [test.id for test in tests])
    _check_all_clear(document, system)
    document.faults.raise_if_any()
    return system


def _mend_names(document: Table) -> None:
    """Note tables that are called otherwise; what they must be called is read under that name."""
    for name in [name for name in document.content if name not in _TABLES]:
        meant = nearest(name, _TABLES)
        value = document.content.pop(name)
        found = phrase("an unknown key above all tables", "各表之前的未知键")
        if isinstance(value, dict | list):
            found = phrase("an unknown table", "未知的表")
        document.fault(name, found, only(_TABLES.values()), _TABLES[meant] if meant else None)
        there = document.content.get(meant or "")
        if meant and isinstance(value, dict | list) and (there is None or type(there) is list):
            more = value if isinstance(value, list) else [value]
            document.content[meant] = [*there, *more] if there else value


def _tests(
    document: Table, ids: Collection[str], shelved: Callable[[], Collection[str]]
) -> list[PublicTest]:
    return [read_test(table, ids, shelved) for table in document.tables("test", required=False)]


def _check_all_clear(document: Table, system: System) -> None:
    """Note an all-clear that is no signal of the system."""
    ids = [signal.id for signal in system.signals]
    if system.all_clear is not None and system.all_clear not in ids:
        allowed = phrase("the id of a signal of this file", "本文件中信号的编号")
        meant = nearest(system.all_clear, ids)
        document.fault("system.all_clear", repr(system.all_clear), allowed, meant)


def _status(name: str) -> Status:
    return next(status for status in get_args(Status) if status == name)


def read_country(table: Table) -> str:
    """Return the key ``country``: a code of ISO 3166, also one that was withdrawn."""
    code = table.text("country", allowed=CODE_ALLOWED)
    if code is not None and not is_country(code):
        table.fault("country", repr(code), CODE_ALLOWED, code_meant(code))
    return code or "?"


def read_signal(table: Table, country: str, source: re.Pattern[str] = URL) -> Signal:
    """Return one signal; its sources are of the form `source`."""
    pattern = read_pattern(table)
    stated_s = table.number("stated_total_s", above=0, what=SECONDS, required=False)
    if pattern is not None and stated_s is not None and stated_s != pattern.duration_s:
        stated, real = f"{decimal_text(stated_s)} s", f"{decimal_text(pattern.duration_s)} s"
        found = phrase(
            f"{stated}, but the pattern takes {real}", f"{stated}，而按 pattern 计为 {real}"
        )
        allowed = phrase("the length of the pattern", "与 pattern 的时长一致")
        table.fault("stated_total_s", found, allowed)
    signal = Signal(
        id=read_id(table),
        country=country,
        names=table.localised("names") or NO_WORDS,
        meaning=table.localised("meaning") or NO_WORDS,
        action=table.localised("action", required=False),
        about=_about(table),
        pattern=pattern or Pattern(()),
        status=_status(table.choice("status", get_args(Status), default="current")),
        confidence=read_confidence(table),
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


def _about(table: Table) -> tuple[About, ...]:
    words = table.texts("about")
    known = get_args(About)
    for word in words:
        if word not in known:
            words_are = ", ".join(known)
            allowed = phrase(f"words out of {words_are}", f"从下列词中选取：{words_are}")
            table.fault("about", repr(word), allowed, nearest(word, known))
    return tuple(word for word in known if word in words)


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
        source=read_form(table, "source", URL, phrase("a web address", "网址")),
        trusted=table.flag("trusted", default=False),
        why=table.text("why") or "?",
    )
    table.close()
    return found


def check_unique(document: Table, key: str, ids: list[str]) -> None:
    """Note ids that are used twice."""
    for number, name in enumerate(ids):
        if name != "?" and name in ids[:number]:
            allowed = phrase("an id that is used once", "只用一次的编号")
            document.fault(f"{key}[{number}].id", repr(name), allowed)
