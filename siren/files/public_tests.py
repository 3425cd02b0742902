"""A ``[[test]]`` of a file of signals: TOML -> :class:`~siren.signal.PublicTest`.

Its rule is worked out here too: a day that is known to have been held, and that the rule does
not give, says that the rule is wrong.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, get_args

from siren.errors import nearest
from siren.files.allowed import MISSING
from siren.files.fields import NO_WORDS, read_confidence, read_id, read_id_of, read_sources
from siren.files.rrules import SUCH_AS, rule_fault
from siren.recurrence import days, rule_dates
from siren.signal import Holidays, Move, PublicTest, TestKind, TestStep
from siren.text import joined, phrase, same

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import time

    from siren.files.table import Table
    from siren.text import Text

OPEN = "open"
"""Stands for a time of day that is not fixed, or that no source gives."""

MAX_AFTER_S = 86_400

_KEYS_OF_STEPS = {"steps", "at"}
_KEYS_OF_RULE = {"rrule", "since", "until"}
_KEYS_OF_DAYS = {"exceptions", "moved", "dates", "seen"}

_A_YEAR = timedelta(days=366)


def read_test(
    table: Table, ids: Collection[str], shelved: Callable[[], Collection[str]]
) -> PublicTest:
    """Return a public test.

    Parameters
    ----------
    ids
        The signals of its file.
    shelved
        Returns those of all files; asked only where a step names another.
    """
    known_faults = len(table.faults.found)
    test = PublicTest(
        id=read_id(table),
        kind=_kind(table),
        what=table.localised("what") or NO_WORDS,
        timezone=table.timezone("timezone"),
        other_timezones=_zones(table),
        at=_time(table),
        rrule=table.text("rrule", required=False),
        steps=tuple(_step(entry) for entry in table.tables("steps", required=False)),
        confidence=read_confidence(table),
        sources=read_sources(table),
        region=table.text("region", required=False),
        since=table.date("since", required=False),
        until=table.date("until", required=False),
        exceptions=table.dates("exceptions"),
        moved=tuple(_move(entry) for entry in table.tables("moved", required=False)),
        dates=table.dates("dates"),
        holidays=_holidays(table),
        seen=table.dates("seen"),
        note=table.text("note", required=False),
    )
    table.close()
    faulty = table.faulty_keys(known_faults)
    if not faulty & _KEYS_OF_STEPS:
        _check_steps(table, test, ids, shelved)
    if not faulty & _KEYS_OF_RULE and _is_rule(table, test) and not faulty & _KEYS_OF_DAYS:
        _check_days(table, test)
    return test


def _kind(table: Table) -> TestKind:
    name = table.choice("kind", get_args(TestKind), default="test")
    return next(kind for kind in get_args(TestKind) if kind == name)


def _holidays(table: Table) -> Holidays | None:
    if not table.has("holidays"):
        table.expect("holidays")
        return None
    name = table.choice("holidays", get_args(Holidays))
    return next(way for way in get_args(Holidays) if way == name)


def _time(table: Table) -> time | None:
    """Return a local time of day; None for one that is open, in so many words."""
    if table.content.get("at") == OPEN:
        table.expect("at")
        return None
    return table.clock_time("at")


def _zones(table: Table) -> tuple[str, ...]:
    return tuple(
        table.check_timezone("other_timezones", name) for name in table.texts("other_timezones")
    )


def _move(table: Table) -> Move:
    move = Move(table.date("from") or date.min, table.date("to") or date.min)
    table.close()
    return move


def _step(table: Table) -> TestStep:
    label = table.localised("label", required=False)
    signal = None if label else read_id_of(table, "signal")
    at, after_s = _step_time(table)
    table.close()
    return TestStep(signal, at, after_s, label)


def _step_time(table: Table) -> tuple[time | None, int | None]:
    """Return the local time of a step, or how long after the test begins it comes."""
    if table.has("at") == table.has("after_s"):
        table.expect("at", "after_s")
        allowed = phrase(
            f'one of at (12:00:00, or "{OPEN}") and after_s (seconds after the test begins)',
            f'以下之一：at (12:00:00, or "{OPEN}")；after_s（距试鸣开始的秒数）',
        )
        both = phrase("at and after_s", "at 与 after_s 都写了") if table.has("at") else MISSING
        table.fault("after_s" if table.has("at") else "at", both, allowed)
        return None, None
    table.expect("at", "after_s")
    if table.has("at"):
        return _time(table), None
    return None, table.count("after_s", least=0, most=MAX_AFTER_S)


def _check_steps(
    table: Table, test: PublicTest, ids: Collection[str], shelved: Callable[[], Collection[str]]
) -> None:
    """Note signals that nobody knows, and steps that do not follow each other."""
    for number, step in enumerate(test.steps):
        if step.signal is not None and step.signal not in ids and step.signal not in shelved():
            meant = nearest(step.signal, [*ids, *shelved()])
            allowed = phrase("a known signal", "已知的信号")
            table.fault(f"steps[{number}].signal", repr(step.signal), allowed, meant)
    for kind in ("at", "after_s"):
        times = [at for step in test.steps if (at := getattr(step, kind)) is not None]
        if times != sorted(set(times)):
            found = phrase("times that go back", "时间先后颠倒")
            allowed = phrase("steps in the order of their times", "各步骤按时间先后排列")
            table.fault("steps", found, allowed)
    early = [step for step in test.steps if step.signal and step.at and test.at]
    if early and early[0].at != test.at:
        first = early[0].at
        allowed = phrase(
            f"the time of the first signal, {first}", f"与第一个信号的时间一致：{first}"
        )
        table.fault("at", f"{test.at}", allowed)


def _is_rule(table: Table, test: PublicTest) -> bool:
    """Return whether the days can be looked at; else note what is wrong with the rule."""
    known_faults = len(table.faults.found)
    if test.since and test.until and test.until < test.since:
        allowed = phrase("a date not before since", "不早于 since 的日期")
        table.fault("until", f"{test.until}", allowed)
    elif test.rrule is None:
        for key in ("exceptions", "moved", "holidays"):
            if getattr(test, key):
                allowed = phrase("nothing, where no rule says the days", "无规则时不写")
                table.fault(key, phrase("no rule", "未写规则"), allowed)
    elif wrong := rule_fault(test.rrule, has_start=test.since is not None):
        table.fault("rrule", wrong.found, wrong.must, wrong.nearest)
    elif next(rule_dates(test._replace(until=None), test.since or date(2000, 1, 1)), None) is None:
        never = phrase(", which never gives a date", "，推算不出任何日期")
        table.fault("rrule", joined(same(repr(test.rrule)), never), SUCH_AS)
    return len(table.faults.found) == known_faults


def _check_days(table: Table, test: PublicTest) -> None:
    """Note days that are taken from the rule and not in it, or were seen against it."""
    _check_bounds(table, test)
    if test.rrule is None:
        return
    moved = tuple(move.day for move in test.moved)
    for key, dates in (("exceptions", test.exceptions), ("moved", moved)):
        _note_others(table, key, dates, lambda first: rule_dates(test, first))
    _note_others(table, "seen", test.seen, lambda first: (day.date for day in days(test, first)))


def _note_others(
    table: Table, key: str, dates: Collection[date], given: Callable[[date], Iterator[date]]
) -> None:
    """Note dates that are not among the given ones."""
    if not dates:
        return
    last = max(dates)
    known = set(takewhile(lambda day: day <= last, given(min(dates))))
    for day in dates:
        if day not in known:
            allowed = phrase("days that the rule gives", "规则所给的日期")
            if near := _nearest_day(day, given):
                allowed = joined(allowed, phrase("; the nearest is ", "；最近的是 "), _told(near))
            table.fault(key, _told(day), allowed)


def _nearest_day(day: date, given: Callable[[date], Iterator[date]]) -> date | None:
    """Return the day within a year that is given and nearest; the earlier of two."""
    first, last = date.min, date.max
    with suppress(OverflowError):
        first, last = day - _A_YEAR, day + _A_YEAR
    near = takewhile(lambda other: other <= last, given(first))
    return min(near, key=lambda other: abs(other - day), default=None)


def _told(day: date) -> Text:
    return phrase(f"{day}, a {day:%A}", f"{day}")


def _check_bounds(table: Table, test: PublicTest) -> None:
    named: Iterable[tuple[str, date]] = [
        *(("dates", day) for day in test.dates),
        *(("moved", move.to) for move in test.moved),
    ]
    for key, day in named:
        if not (test.since or date.min) <= day <= (test.until or date.max):
            allowed = phrase("days from since to until", "since 至 until 之间的日期")
            table.fault(key, f"{day}", allowed)
