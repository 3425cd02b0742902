"""A test that is planned, said in any of many ways, is read back as it was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from siren.notice.reader import read_notice
from siren.notice.reading import Verdict, Window
from tests.notice.planned import Planned, planned, planned_evenly
from tests.notice.worded import Wording, without_times, wordings

if TYPE_CHECKING:
    from siren.notice.reading import SignalRead
    from tests.notice.planned import Sounding


def said(signal: Sounding) -> tuple[object, ...]:
    cycle = ((signal.on_s, signal.off_s),)
    times = (signal.start_s, signal.end_s, signal.lasts_s)
    return signal.name, signal.kind, cycle, signal.repeats, *times


def read(signal: SignalRead) -> tuple[object, ...]:
    times = (signal.start_s, signal.end_s, signal.duration_s)
    return signal.name, signal.kind, signal.cycle, signal.repeats, *times


@settings(max_examples=120)
@given(planned(), wordings())
def test_a_planned_test_is_read_as_planned(plan: Planned, wording: Wording) -> None:
    reading = read_notice(wording.notice(plan))
    assert (reading.should, reading.conflicts) == (Verdict.PLAN, ())
    assert (reading.date, reading.issued) == (plan.date, plan.issued)
    assert reading.window == Window(plan.start_s, plan.end_s)
    assert [read(signal) for signal in reading.signals] == [said(s) for s in plan.signals]


@settings(max_examples=60)
@given(planned_evenly(), wordings(layout=st.just(without_times)))
def test_times_follow_from_a_stated_gap_that_fills_the_window(
    plan: Planned, wording: Wording
) -> None:
    reading = read_notice(wording.notice(plan))
    assert (reading.should, reading.conflicts) == (Verdict.PLAN, ())
    assert [read(signal) for signal in reading.signals] == [said(s) for s in plan.signals]
