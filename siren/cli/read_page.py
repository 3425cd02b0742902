"""What was read of a notice, on a page: each field with the words that it comes from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from siren.cli.columns import fitted
from siren.cli.facts import plain
from siren.cli.language import speech
from siren.cli.read_signals import signals_page
from siren.cli.wrapped_rows import wrapped_rows
from siren.notice.ask_day import day_words
from siren.notice.asked import window_words
from siren.notice.provenance import derived_words
from siren.notice.reading import Verdict
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.cli.read_input import Notice
    from siren.notice.page import Quote
    from siren.notice.reading import Conflict, OutletRead, Reading

VERDICTS = {
    Verdict.PLAN: phrase("plan: understood, nothing contradicts", "可编制演习：内容明确，没有矛盾"),
    Verdict.ASK: phrase("ask: a person must decide", "须由人确定"),
    Verdict.NOT_A_NOTICE: phrase("not-a-notice", "不是试鸣公告"),
}

KINDS = {
    "siren": phrase("sirens", "警报器"),
    "mobile-siren": phrase("mobile sirens", "机动警报"),
    "tv": phrase("television", "电视"),
    "radio": phrase("radio", "广播"),
    "sms": phrase("text message", "短信"),
    "web": phrase("web", "网络"),
    "metro": phrase("metro", "地铁"),
    "bus": phrase("bus", "公交"),
    "public-address": phrase("public address", "应急广播"),
    "alert-platform": phrase("alert platform", "预警平台"),
}


def page(found: Notice, language: str, *, asks: bool = False) -> str:
    """Return the page: verdict, fields, signals, outlets, what must be decided, remarks.

    Parameters
    ----------
    asks
        What must be decided is left out: the questions that follow say it.
    """
    reading = found.reading
    parts = [_verdict(found, language)]
    if reading.should != Verdict.NOT_A_NOTICE:
        parts.append(wrapped_rows([*_fields(found, language)], whole=1))
        parts.append(signals_page(reading, found.evidence, language))
        parts.append(wrapped_rows([*_outlets(found, language)], whole=1))
        parts.append("" if asks else _decide(reading.conflicts, language))
        parts.append(_remarks(reading, language))
    return "\n\n".join(part for part in parts if part)


def _verdict(found: Notice, language: str) -> str:
    source, reading = found.source, found.reading
    words = VERDICTS[reading.should].said_in(language)
    if reading.reason is not None:
        words += speech(language)(": {}", "：{}").format(reading.reason.said_in(language))
    what = ", ".join(part for part in (source.format, source.encoding) if part)
    lines = [fitted(f"{plain(source.name)} ({what})  {words}", sys.stdout)]
    if reading.should == Verdict.NOT_A_NOTICE:
        lines += [
            fitted(f"  {words_of((quote,), language)}", sys.stdout) for _, quote in reading.evidence
        ]
    return "\n".join(lines)


def words_of(quotes: Sequence[Quote], language: str) -> str:
    """Return words of a notice, each with its line."""
    line = speech(language)("line {} “{}”", "第 {} 行“{}”")
    said = [line.format(q.line, plain(" ".join(q.words.split()))) for q in dict.fromkeys(quotes)]
    return speech(language)("; ", "；").join(said)


def _fields(found: Notice, language: str) -> Iterator[list[str]]:
    reading, say = found.reading, speech(language)
    day = day_words(reading.date).said_in(language) if reading.date else None
    issued = day_words(reading.issued).said_in(language) if reading.issued else None
    windows = say(", ", "，").join(window_words(one).said_in(language) for one in reading.windows)
    year = "*" if "date.year" in reading.derived else ""
    rows = (
        ("date", say("date", "日期"), day and day + year),
        ("window", say("time", "时间"), windows and windows + _mark(reading)),
        ("timezone", say("time zone", "时区"), reading.timezone),
        ("city", say("place", "地点"), reading.city),
        ("area", say("area", "区域"), reading.area),
        ("occasion", say("occasion", "事由"), reading.occasion),
        ("issuer", say("issued by", "发布机关"), reading.issuer),
        ("document", say("document", "文号"), reading.document),
        ("issued", say("issued", "发布日期"), issued),
    )
    for field, name, value in rows:
        if value or field in ("date", "window", "issued"):
            quotes = found.evidence.of(field)
            yield [name, plain(value or say("not printed", "没有写明")), words_of(quotes, language)]


def _mark(reading: Reading) -> str:
    return "*" if {"window", "window.end"} & set(reading.derived) else ""


def _outlets(found: Notice, language: str) -> Iterator[list[str]]:
    for number, outlet in enumerate(found.reading.outlets):
        kind = KINDS.get(outlet.kind, phrase(outlet.kind, outlet.kind)).said_in(language)
        quotes = found.evidence.of(f"outlets[{number}]")
        yield [kind, plain(_outlet_words(outlet)), words_of(quotes, language)]


def _outlet_words(outlet: OutletRead) -> str:
    words = [outlet.name, outlet.channel or ""]
    if outlet.freq_mhz is not None:
        words.append(f"{decimal_text(outlet.freq_mhz)} MHz")
    if outlet.freq_khz is not None:
        words.append(f"{decimal_text(outlet.freq_khz)} kHz")
    return " ".join(word for word in words if word)


def _decide(conflicts: Sequence[Conflict], language: str) -> str:
    if not conflicts:
        return ""
    title = speech(language)("A person must decide:", "须由人确定：")
    return "\n".join([title, *(conflict_words(one, language) for one in conflicts)])


def conflict_words(conflict: Conflict, language: str) -> str:
    """Return what contradicts or is missing, and the words that it stands in."""
    said = f"  - {plain(conflict.said.said_in(language))}"
    quoted = [f"    {words_of((quote,), language)}" for quote in dict.fromkeys(conflict.quotes)]
    return "\n".join(fitted(line, sys.stdout) for line in (said, *quoted))


def _remarks(reading: Reading, language: str) -> str:
    remarks = [remark.said_in(language) for remark in reading.remarks]
    if reading.derived:
        said = [derived_words(field).said_in(language) for field in reading.derived]
        remarks += [f"* {words}" for words in said]
    return "\n".join(fitted(plain(line), sys.stdout) for line in remarks)
