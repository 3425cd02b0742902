"""What is right and wrong with a file of signals, as text and as JSON."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from siren import timeline
from siren.cli.columns import cells, wrapped
from siren.cli.facts import plain
from siren.cli.language import speech
from siren.cli.next_table import day_words
from siren.picture.strip import strip
from siren.recurrence import days
from siren.text import phrase
from siren.units import clock_text, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from siren.errors import Fault
    from siren.review.review import Review
    from siren.signal import PublicTest, Signal
    from siren.text import Text

STRIP_CELLS = 72
"""A picture in one line; wider ones say no more at a glance."""

NEXT_DAYS = 3

INDENT = "  "

_FAULTS = phrase("fault", "错误 {} 处")
_REMARKS = phrase("remark", "提醒 {} 条")
_SIGNALS = phrase("signal", "信号 {} 个")
_TESTS = phrase("public test", "公开试鸣 {} 项")
_TONES = phrase("tone", "{} 段声音")


def page(review: Review, now_utc: datetime, lang: str, width: int) -> str:
    """Return what a file holds, or else its faults; its remarks; and the verdict."""
    system = review.system
    name = f"  {system.names.both(lang)}, {system.country}" if system else ""
    lines = [click.style(plain(f"{review.path}{name}"), bold=True)]
    if system:
        for signal in system.signals:
            lines += ["", *_signal(signal, lang, width)]
        for test in system.tests:
            lines += ["", *_test(test, now_utc, lang, width)]
    lines += ["", *_findings(review, lang, width), verdict([review], lang)]
    return "\n".join(lines)


def line_of(review: Review, lang: str, width: int) -> str:
    """Return a file among many: its name, and what is to be said against it."""
    mark = click.style("✗", fg="red") if review.faults else click.style("✓", fg="green")
    return "\n".join([f"{mark} {plain(review.path.name)}", *_findings(review, lang, width)])


def verdict(reviews: Sequence[Review], lang: str) -> str:
    """Return whether all may stand in the library, in one line."""
    say = speech(lang)
    faults = sum(len(review.faults) for review in reviews)
    remarks = sum(len(review.remarks) for review in reviews)
    systems = [review.system for review in reviews if review.system]
    words = say("{}, {}", "{}，{}")
    counts = words.format(_count(faults, _FAULTS, lang), _count(remarks, _REMARKS, lang))
    if not faults:
        signals = sum(len(system.signals) for system in systems)
        tests = sum(len(system.tests) for system in systems)
        held = words.format(_count(signals, _SIGNALS, lang), _count(tests, _TESTS, lang))
        counts = f"{held}{say('; ', '；')}{counts}"
    said = say("NOT PASSED", "检查未通过") if faults else say("PASSED", "检查通过")
    big = click.style(f"=== {said} ===", fg="red" if faults else "green", bold=True)
    return f"{big}  {counts}"


def _count(number: int, what: Text, lang: str) -> str:
    if lang == "zh":
        return what.said_in("zh").format(number)
    return f"{number} {what.english}{'s'[: number != 1]}"


def _signal(signal: Signal, lang: str, width: int) -> Iterator[str]:
    unrolled = timeline.of_signal(signal)
    edges = len(unrolled.edges())
    length, count = clock_text(unrolled.duration_s), _count(edges, _TONES, lang)
    facts = f"{signal.id}  {length}  {count}  {signal.names.both(lang)}"
    yield from wrapped(plain(facts), width)
    room = min(STRIP_CELLS, width - cells(INDENT))
    picture = strip(unrolled.stretches, unrolled.duration_s, room, clock_text).splitlines()[0]
    yield f"{INDENT}{picture.rstrip()}"
    yield from (f"{INDENT}{plain(source)}" for source in signal.sources)


def _test(test: PublicTest, now_utc: datetime, lang: str, width: int) -> Iterator[str]:
    say = speech(lang)
    at = f"{test.at}" if test.at else say("hour open", "时间未定")
    yield from wrapped(plain(f"{test.id}  {at} {test.timezone}  {test.what.both(lang)}"), width)
    for words in (_coming(test, now_utc, lang), _seen(test, lang)):
        yield from (f"{INDENT}{line}" for line in wrapped(words, width - cells(INDENT)))
    yield from (f"{INDENT}{plain(source)}" for source in test.sources)


def _coming(test: PublicTest, now_utc: datetime, lang: str) -> str:
    say = speech(lang)
    coming = [day_words(day, lang) for day in next_days(test, now_utc)]
    if not coming and test.rrule is None:
        return say("date set each time", "日期每次另定")
    if not coming:
        return say("no more: held until {}", "不再举行：至 {}").format(test.until)
    doubt = {
        "moved": say(" (another day where it is a public holiday)", "（遇法定节假日改期）"),
        "skipped": say(" (not on a public holiday)", "（遇法定节假日不鸣响）"),
    }
    ending = doubt[test.holidays] if test.holidays else ""
    return say("next: ", "下次：") + ", ".join(coming) + ending


def _seen(test: PublicTest, lang: str) -> str:
    say, count = speech(lang), len(test.seen)
    if not count:
        return say("seen: no day is stated", "已知举行日期：未注明")
    if test.rrule is None:
        last = day_words(max(test.seen), lang)
        return say("seen: {}, last {}", "已知举行日期：{} 个，最近 {}").format(count, last)
    words = say("seen: {} of {}, as the rule gives them", "已知举行日期：{}/{} 与规则相符")
    return words.format(count, count)


def next_days(test: PublicTest, now_utc: datetime) -> list[date]:
    """Return the next days of a test, as its rule, its moves and its dates have them."""
    today = now_utc.astimezone(ZoneInfo(test.timezone)).date()
    return [day.date for day in islice(days(test, today), NEXT_DAYS)]


def _findings(review: Review, lang: str, width: int) -> Iterator[str]:
    say = speech(lang)
    for fault in review.faults:
        where = plain(fault.key or fault.file)
        yield f"{click.style('✗', fg='red', bold=True)} {click.style(where, bold=True)}"
        yield from _under(say("found: ", "现为：") + fault.found.said_in(lang), width)
        yield from _under(say("allowed: ", "应为：") + fault.allowed.said_in(lang), width)
        if fault.nearest:
            yield from _under(say("did you mean {}?", "是否指 {}？").format(fault.nearest), width)
    for remark in review.remarks:
        mark = click.style("!", fg="yellow", bold=True)
        yield f"{mark} {plain(remark.key)}"
        yield from _under(remark.words.said_in(lang), width)


def _under(words: str, width: int) -> Iterator[str]:
    return (f"{INDENT}{line}" for line in wrapped(plain(words), width - cells(INDENT)))


def as_json(review: Review, now_utc: datetime) -> dict[str, Any]:
    """Return what programs get; English."""
    system = review.system
    return {
        "file": str(review.path),
        "passed": not review.faults,
        "system": system and system.id,
        "faults": [_fault(fault) for fault in review.faults],
        "remarks": [{"key": one.key, "text": one.words.english} for one in review.remarks],
        "signals": [_signal_dict(signal) for signal in (system.signals if system else ())],
        "tests": [_test_dict(test, now_utc) for test in (system.tests if system else ())],
    }


def _fault(fault: Fault) -> dict[str, str | None]:
    return {**fault._asdict(), "found": fault.found.english, "allowed": fault.allowed.english}


def _signal_dict(signal: Signal) -> dict[str, Any]:
    unrolled = timeline.of_signal(signal)
    return {
        "id": signal.id,
        "duration_s": plain_number(unrolled.duration_s),
        "edges": len(unrolled.edges()),
        "sources": signal.sources,
    }


def _test_dict(test: PublicTest, now_utc: datetime) -> dict[str, Any]:
    return {
        "id": test.id,
        "at": test.at and test.at.isoformat(),
        "timezone": test.timezone,
        "next": [day.isoformat() for day in next_days(test, now_utc)],
        "seen": [day.isoformat() for day in test.seen],
        "sources": test.sources,
    }
