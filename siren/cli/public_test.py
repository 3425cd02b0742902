"""A public test as a page of text: what it is, by which rule, its steps, its next and seen days."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from siren import library
from siren.calendar.coming import is_alive
from siren.calendar.occurrences import HOLIDAYS, occurrences
from siren.calendar.words import KINDS
from siren.cli.columns import wrapped
from siren.cli.labelled import labelled
from siren.cli.language import speech
from siren.cli.sheet import page_cells
from siren.cli.signal_facts import NOTE, SOURCE, system_facts, when_words
from siren.cli.signal_words import CONFIDENCE, LIST_COMMA
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from siren.calendar.event import Event
    from siren.cli.labelled import Fact
    from siren.signal import PublicTest, System, TestStep
    from siren.text import Text

NEXT = 3
"""So many of its coming days are told."""


def next_events(test: PublicTest, system: System, now_utc: datetime) -> tuple[Event, ...]:
    """Return the next days of a test in its first zone; none where its sirens sound no more."""
    if not is_alive(system):
        return ()
    events = occurrences(test, system.country, test.timezone, now_utc, library.signal)
    return tuple(islice(events, NEXT))


def public_test_sheet(test: PublicTest, system: System, now_utc: datetime, language: str) -> str:
    """Return the page, as wide as the terminal."""
    width = page_cells()
    known = [*test_facts(test, language)]
    facts = [
        *_next(test, next_events(test, system, now_utc), language),
        *(fact for fact in known if fact[0] != SOURCE),
        *system_facts(system, language),
        *(fact for fact in known if fact[0] == SOURCE),
    ]
    head = f"{test.what.both(language)}  [{test.id}]"
    return "\n".join([*wrapped(head, width), "", *labelled(facts, width, language)])


def test_facts(test: PublicTest, language: str) -> Iterator[Fact]:
    """Yield what is known of a test, whatever day it is: rule, steps, days, sources."""
    yield from _what(test, language)
    yield from _steps(test, language)
    yield from _days(test, language)
    yield phrase("confidence", "可信度"), CONFIDENCE[test.confidence].said_in(language)
    if test.note:
        yield NOTE, test.note
    for source in test.sources:
        yield SOURCE, source


def _what(test: PublicTest, language: str) -> Iterator[Fact]:
    yield phrase("kind", "性质"), KINDS[test.kind].said_in(language)
    zones = (test.timezone, *test.other_timezones)
    yield phrase("held", "时间"), f"{when_words(test, language)} ({', '.join(zones)})"
    if test.rrule:
        yield phrase("rule", "规则"), test.rrule
    if test.region:
        yield phrase("region", "地区"), test.region
    if test.holidays:
        yield phrase("holidays", "节假日"), HOLIDAYS[test.holidays].said_in(language)


def _steps(test: PublicTest, language: str) -> Iterator[Fact]:
    for step in test.steps:
        at = _step_time(step, test, language)
        yield phrase("step", "步骤"), f"{at}  {_step_words(step, language)}"


def _step_time(step: TestStep, test: PublicTest, language: str) -> str:
    if step.at:
        return f"{step.at:%H:%M:%S}"
    if step.after_s is not None:
        return f"+{step.after_s // 60}:{step.after_s % 60:02}"
    say = speech(language)
    return say("later", "其后") if test.at else say("open", "未定")


def _step_words(step: TestStep, language: str) -> str:
    if step.signal is None:
        return step.label.both(language) if step.label else "?"
    signal = library.signal(step.signal)
    return f"{signal.names.both(language)} [{signal.id}] {clock_text(signal.duration_s)}"


def _next(test: PublicTest, coming: tuple[Event, ...], language: str) -> Iterator[Fact]:
    say = speech(language)
    if not coming:
        is_open = test.rrule is None and test.until is None
        none = say("not told yet", "尚未公布") if is_open else say("none: no more", "不再举行")
        yield phrase("next", "下次"), none
    for event in coming:
        local, utc = event.start_local, event.start_utc
        at = f" {local:%H:%M %z} = {utc:%m-%d %H:%M} UTC" if local and utc else ""
        doubt = _doubt(test).said_in(language) if event.doubts else ""
        yield phrase("next", "下次"), f"{event.date}{at}{doubt}"


def _doubt(test: PublicTest) -> Text:
    if test.holidays:
        return phrase(" (by the rule; see holidays)", "（按规则；见节假日）")
    return phrase(" (by the rule, which is uncertain)", "（按规则；规则本身不确定）")


def _days(test: PublicTest, language: str) -> Iterator[Fact]:
    say = speech(language)
    if test.since:
        yield phrase("since", "始于"), str(test.since)
    if test.until:
        yield phrase("until", "止于"), str(test.until)
    named: tuple[tuple[Text, Iterable[date]], ...] = (
        (phrase("also on", "另有"), test.dates),
        (phrase("left out", "不鸣响"), test.exceptions),
        (phrase("seen", "已知举行"), test.seen),
    )
    for label, days in named:
        if days:
            yield label, LIST_COMMA.said_in(language).join(map(str, sorted(days)))
    for move in test.moved:
        yield phrase("moved", "改期"), say("{} to {}", "{} 改至 {}").format(move.day, move.to)
