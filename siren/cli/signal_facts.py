"""All that is known of a signal, as labels and words in a reader's language.

Comes in: a signal, and the system that it belongs to. Goes out: to the sheet of ``siren show``
and to the page of all signals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren import library
from siren.calendar.rule_words import rule_words
from siren.cli.language import speech
from siren.cli.pitch_words import pitch_words
from siren.cli.range_words import range_words, ranges, value_words
from siren.cli.signal_words import ABOUT, CONFIDENCE, LIST_COMMA, STATUS
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.cli.labelled import Fact
    from siren.signal import Disagreement, PublicTest, Replays, Signal, System

SOURCE = phrase("source", "出处")
NOTE = phrase("note", "备注")


def signal_facts(signal: Signal, language: str) -> Iterator[Fact]:
    """Yield what a signal means, how it is sounded, how sure that is, and its sources."""
    yield phrase("meaning", "含义"), signal.meaning.both(language)
    if signal.action:
        yield phrase("what to do", "应对"), signal.action.both(language)
    if signal.about:
        about = LIST_COMMA.said_in(language).join(ABOUT[w].said_in(language) for w in signal.about)
        yield phrase("about", "类别"), about
    yield from _sound(signal, language)
    parts = [STATUS[signal.status].said_in(language), signal.region, signal.years]
    yield phrase("status", "现状"), LIST_COMMA.said_in(language).join(filter(None, parts))
    yield phrase("confidence", "可信度"), CONFIDENCE[signal.confidence].said_in(language)
    for text in signal.unspecified:
        yield phrase("not stated", "未载明"), text
    for text in signal.assumed:
        yield phrase("assumed", "假定"), text
    for claim in signal.disagreements:
        yield phrase("disputed", "说法不一"), _claim(claim, language)
        yield phrase("claimed by", "来源"), claim.source
    if signal.note:
        yield NOTE, signal.note
    for source in signal.sources:
        yield SOURCE, source


def _sound(signal: Signal, language: str) -> Iterator[Fact]:
    elements = signal.pattern.elements
    yield phrase("pitch", "音高"), pitch_words(elements, language)
    for one in ranges(elements):
        yield phrase("range", "范围"), range_words(one, language)
    if signal.replays:
        yield phrase("sounded", "鸣响"), replays_words(signal, signal.replays, language)


def replays_words(signal: Signal, replays: Replays, language: str) -> str:
    """Return how often a signal is sounded, how far apart, and how long that takes in all."""
    say = speech(language)
    times = value_words(replays.plays, language)
    total_s = replays.total_s(signal.duration_s)
    if replays.gap is None or total_s is None:
        return times
    gap = value_words(replays.gap, language)
    form = say("{}, {} apart: {} in all", "{}，间隔{}，共 {}")
    return form.format(times, gap, clock_text(total_s))


def _claim(claim: Disagreement, language: str) -> str:
    say = speech(language)
    followed = say("followed", "采用") if claim.trusted else say("not followed", "未采用")
    return say("{}: {}, {}", "{}：{}，{}").format(claim.claim, followed, claim.why)


def system_facts(system: System, language: str) -> Iterator[Fact]:
    """Yield where a signal belongs: country, system, law, and the public tests of the system."""
    say = speech(language)
    country = library.country(system.country).both(language)
    yield phrase("country", "国家或地区"), f"{country} ({system.country})"
    status = STATUS[system.status].said_in(language)
    is_usual = system.status == "current"
    names = f"{system.names.both(language)} [{system.id}]"
    yield phrase("system", "系统"), names if is_usual else f"{names} {status}"
    if system.legal_basis:
        yield phrase("legal basis", "依据"), system.legal_basis
    if system.announce_days is not None:
        days = say("{} days before a test", "试鸣前 {} 天").format(system.announce_days)
        yield phrase("announced", "公告"), days
    if system.note:
        yield phrase("system note", "系统备注"), system.note


def tests_of(signal: Signal, system: System) -> Iterator[PublicTest]:
    """Yield the public tests of a system in which a signal sounds."""
    return (test for test in system.tests if any(step.signal == signal.id for step in test.steps))


def test_line(test: PublicTest, language: str) -> str:
    """Return a public test in a line: what it is called, when it is held, its id."""
    form = speech(language)("{}: {} [{}]", "{}：{} [{}]")
    return form.format(test.what.said_in(language), when_words(test, language), test.id)


def when_words(test: PublicTest, language: str) -> str:
    """Return on which days a test is held, and at what time, as far as anybody knows."""
    say = speech(language)
    rule = (
        rule_words(test.rrule).said_in(language)
        if test.rrule
        else say("date set each time", "日期每次另定")
    )
    if test.at is None:
        return rule + say(", hour not fixed", "，时间不定")
    at = f"{test.at:%H:%M:%S}" if test.at.second else f"{test.at:%H:%M}"
    return rule + say(" at {}", " {}").format(at)
