"""A planned test with a contradiction put into its notice is never taken for a plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.notice.reader import read_notice
from siren.notice.reading import Verdict
from tests.notice.planned import Planned, planned
from tests.notice.worded import BROKEN, DATES, Wording, in_rows, wordings

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE_S = 60


def weekday_of_another_day(wording: Wording, plan: Planned) -> str:
    def date(day: dt.date) -> str:
        return DATES[0](day) + DATES[1](day + dt.timedelta(days=3))[-5:]

    return wording._replace(date=date).notice(plan)


def length_that_is_not_cycle_times_count(wording: Wording, plan: Planned) -> str:
    def broken(on_s: int, off_s: int, count: int) -> str:
        return f"鸣{on_s}秒，停{off_s}秒，反复{count + 1}遍，时间{count * (on_s + off_s) // 60}分钟"

    return wording._replace(broken=broken).notice(plan)


def stretch_longer_than_the_length(wording: Wording, plan: Planned) -> str:
    first, *others = plan.signals
    before = first._replace(start_s=first.start_s - MINUTE_S)
    shown = wording.clock.stretch(before.start_s, first.end_s)
    text = wording.notice(plan._replace(signals=(before, *others)))
    assert shown != wording.when(before)
    return text.replace(wording.when(before), shown)


def signal_that_begins_before_another_ends(wording: Wording, plan: Planned) -> str:
    first, second, *others = plan.signals
    early = second._replace(start_s=first.end_s - MINUTE_S)
    return wording.notice(plan._replace(signals=(first, early, *others)))


def two_years_for_the_day(wording: Wording, plan: Planned) -> str:
    day, start = plan.date, wording.clock.moment(plan.start_s)
    again = f"请记住{day.year - 1}年{day.month}月{day.day}日{start}试鸣防空警报。"
    return wording._replace(date=DATES[0], closing=again).notice(plan)


def two_days(wording: Wording, plan: Planned) -> str:
    other = plan.date + dt.timedelta(days=2)
    again = f"定于{DATES[0](other)}{wording.clock.moment(plan.start_s)}试鸣防空警报。"
    return wording._replace(date=DATES[0], closing=again).notice(plan)


def two_windows(wording: Wording, plan: Planned) -> str:
    stretch = wording.clock.stretch(plan.start_s + 20 * MINUTE_S, plan.end_s + 20 * MINUTE_S)
    again = f"试鸣时间：{DATES[0](plan.date)}{stretch}。"
    return wording._replace(closing=again).notice(plan)


def window_that_ends_before_the_last_signal(wording: Wording, plan: Planned) -> str:
    return wording.notice(plan._replace(end_s=plan.signals[-1].end_s - MINUTE_S))


def time_that_is_about_right(wording: Wording, plan: Planned) -> str:
    window = wording.clock.stretch(plan.start_s, plan.end_s)
    start = wording.clock.moment(plan.start_s)
    return wording.notice(plan).replace(window, f"{start}许", 1)


def rain_that_moves_the_day(wording: Wording, plan: Planned) -> str:
    return wording._replace(closing="如遇雨天，试鸣顺延至次日。").notice(plan)


def units_that_were_lost(wording: Wording, plan: Planned) -> str:
    def date(day: dt.date) -> str:
        return f"{day.year}{day.month}{day.day}日"

    return wording._replace(date=date).notice(plan)


CONTRADICTIONS = (
    weekday_of_another_day,
    length_that_is_not_cycle_times_count,
    stretch_longer_than_the_length,
    signal_that_begins_before_another_ends,
    two_years_for_the_day,
    two_days,
    two_windows,
    window_that_ends_before_the_last_signal,
    time_that_is_about_right,
    rain_that_moves_the_day,
    units_that_were_lost,
)


@pytest.mark.parametrize("contradict", CONTRADICTIONS, ids=lambda said: said.__name__)
@settings(max_examples=12)
@given(
    plan=planned(least_gap_min=2),
    wording=wordings(
        layout=st.just(in_rows), says_ends=st.just(True), broken=st.sampled_from(BROKEN[:5])
    ),
)
def test_what_contradicts_is_asked(
    contradict: Callable[[Wording, Planned], str], plan: Planned, wording: Wording
) -> None:
    text = contradict(wording, plan)
    reading = read_notice(text)
    assert reading.should == Verdict.ASK, text
    assert reading.conflicts
