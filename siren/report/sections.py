"""The parts of a report below the table of signals: labels and values in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.report.words import STATES, happening_words, said
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from siren.report.model import Part, Report
    from siren.text import Text


class Field(NamedTuple):
    """A label and what it says; `is_code` where that is a hash, to be copied letter by letter."""

    label: str
    value: str
    is_code: bool = False


class Section(NamedTuple):
    """A heading and what stands under it; `is_wide` where its values need a whole line."""

    heading: str
    fields: tuple[Field, ...]
    is_wide: bool


def sections(report: Report, language: str) -> Iterator[Section]:
    """Yield the sections that have anything to say, in the order of the page."""
    for heading, make in _SECTIONS:
        found = (
            Field(field.label.said_in(language), *field.value) for field in make(report, language)
        )
        if fields := tuple(field for field in found if field.value):
            yield Section(heading.said_in(language), fields, make in _WIDE)


class _Said(NamedTuple):
    """A field before its language is chosen: value, and whether it is a code."""

    label: Text
    value: tuple[str, bool]


def _said(en: str, zh: str, value: object, *, is_code: bool = False) -> _Said:
    return _Said(phrase(en, zh), ("" if value is None else str(value), is_code))


def _test(report: Report, language: str) -> Iterator[_Said]:
    first = report.first_utc.astimezone(report.zone)
    yield _said("Place", "地点", report.place and report.place.said_in(language))
    yield _said("Date", "日期", f"{first:%Y-%m-%d}, {report.timezone or 'UTC'} ({first:%z})")
    yield _said("Ordered by", "组织单位", report.authority and report.authority.said_in(language))
    yield _said("Document", "文号", report.document)
    yield _said("Announced", "公告", _announced(report, language))
    yield _said("Drill", "计划编号", f"{report.drill} ({report.mode}, {report.party})")


def _announced(report: Report, language: str) -> str | None:
    if report.announced is None:
        return None
    days = report.announced_days
    before = phrase(f"{days} days before", f"提前 {days} 天").said_in(language)
    return f"{report.announced}, {before}"


def _people(report: Report, language: str) -> Iterator[_Said]:
    armed = f"{_stamp(report.armed_utc, report)}, {report.who} ({report.confirmed})"
    yield _said("Armed", "进入待命", armed)
    yield _said("Second person", "第二人", report.second)
    yield _said("Overridden", "放行的检查项", ", ".join(report.allowed))
    stops = (one for one in report.happenings if one.event in ("stop", "latched"))
    stopped = dict.fromkeys(str(one.facts.get("who")) for one in stops)
    yield _said("Stopped by", "中止人", ", ".join(stopped))


def _remarks(report: Report, language: str) -> Iterator[_Said]:
    for check in report.checks:
        about = f"{check.name}, {check.of}" if check.of else check.name
        yield _said(about, about, f"{said(STATES, check.state, language)}: {check.value}")


def _sound(report: Report, language: str) -> Iterator[_Said]:
    several = len(report.parts) > 1
    for part in report.parts:
        value = _fed(part, language)
        yield _said(part.device_label, part.device_label, value)
    for name, values in (
        (phrase("Sound SHA-256", "声音 SHA-256"), _hashes(report, "sound_hash", several=several)),
        (phrase("Plan SHA-256", "计划 SHA-256"), _hashes(report, "plan_hash", several=several)),
    ):
        for value in values:
            yield _Said(name, (value, True))
    for file, digest in report.sealed:
        yield _said(f"Sealed {file}", f"已封存 {file}", digest, is_code=True)


def _hashes(report: Report, which: str, *, several: bool) -> list[str]:
    """Return a hash once where all runs have the same, else with the run's device."""
    found = [(part.device_label, getattr(part, which)) for part in report.parts]
    stated = {digest for _, digest in found if digest}
    if len(stated) <= 1 or not several:
        return list(stated)
    return [f"{digest} ({device})" for device, digest in found if digest]


def _fed(part: Part, language: str) -> str:
    """Return what a run's device was given, and for whom."""
    sound = [part.voice or ""]
    sound += [] if part.level_db is None else [f"{part.level_db:g} dB"]
    sound += [] if part.rate_hz is None else [f"{part.rate_hz} Hz"]
    longest_s = max((outlet.lead_s for outlet in part.outlets), default=0.0)
    if part.ahead_s and part.ahead_s != longest_s:  # what the device itself is late by is in it
        sound.append(_lead(part.ahead_s, language))
    for outlet in part.outlets:
        how = ", ".join(filter(None, (outlet.lead_measured, outlet.lead_method)))
        lead = _lead(outlet.lead_s, language) + (f" ({how})" if how else "")
        sound.append(f"{outlet.kind} {outlet.name}, {lead}")
    return "; ".join(filter(None, sound))


def _lead(lead_s: float, language: str) -> str:
    return phrase(f"lead {lead_s:g} s", f"提前 {lead_s:g} 秒").said_in(language)


def _happened(report: Report, language: str) -> Iterator[_Said]:
    for one in report.happenings:
        words = happening_words(one.event, one.facts, language)
        at = f"{one.at_utc.astimezone(report.zone):%H:%M:%S}"
        yield _said(at, at, f"{one.device}: {words}" if one.device else words)


def _journal(report: Report, language: str) -> Iterator[_Said]:
    chain = report.chain
    intact = phrase(f"intact, {chain.lines} lines", f"完好，共 {chain.lines} 行")
    broken = phrase("BROKEN, see above", "已损坏（BROKEN），见上")
    yield _said("Chain", "日志链", (intact if chain.is_intact else broken).said_in(language))
    yield _said("Head", "末行哈希", chain.head, is_code=True)
    yield _said("Made", "生成", f"{_stamp(report.made_utc, report)}, siren {report.version}")


def _stamp(when: datetime, report: Report) -> str:
    return f"{when.astimezone(report.zone):%Y-%m-%d %H:%M:%S %z}"


_SECTIONS = (
    (phrase("The test", "试鸣"), _test),
    (phrase("People", "人员"), _people),
    (phrase("Clock and remarks before arming", "时钟与准备检查"), _remarks),
    (phrase("What happened", "经过"), _happened),
    (phrase("Sound and outlets", "声音与发放渠道"), _sound),
    (phrase("Journal", "日志"), _journal),
)
_WIDE = (_sound, _journal)
