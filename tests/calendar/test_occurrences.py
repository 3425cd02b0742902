"""A day of a test, by the clocks there and in UTC."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.calendar.occurrences import is_exact, occurrences
from siren.signal import Move
from siren.signal import TestStep as Step
from siren.text import Text
from tests.calendar.tests_of_xx import NOW, find, monthly, of

ZONES = (
    *("Europe/Prague", "America/Chicago", "Pacific/Auckland", "Asia/Shanghai"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Atlantic/Reykjavik"),
)


@settings(max_examples=25, deadline=None)  # 110 days of each; the first rule loads dateutil
@given(
    st.sampled_from(ZONES),
    st.times(dt.time(4), dt.time(23, 59, 59)).map(lambda at: at.replace(microsecond=0)),
    st.dates(dt.date(2012, 1, 1), dt.date(2035, 1, 1)),
)
def test_the_clocks_there_show_its_time_in_summer_and_winter(
    zone: str, at: dt.time, day: dt.date
) -> None:
    now_utc = dt.datetime.combine(day, dt.time(), dt.UTC)
    test = monthly("FREQ=WEEKLY;BYDAY=SU,WE", at=at)
    for event in islice(occurrences(test, "XX", zone, now_utc, find), 110):
        assert event.start_local is not None
        assert event.start_local.replace(tzinfo=None) == dt.datetime.combine(event.date, at)
        assert event.start_local.astimezone(dt.UTC) == event.start_utc
        assert event.start_local.utcoffset() == ZoneInfo(zone).utcoffset(
            event.start_local.replace(tzinfo=None)
        )


def test_utc_follows_the_change_of_the_clocks() -> None:
    sundays = monthly("FREQ=YEARLY;BYMONTH=4,9;BYDAY=1SU,-1SU")
    found = of(sundays._replace(timezone="Pacific/Auckland"), until="2027-12-31")
    assert [f"{event.start_utc:%m-%d %H:%M}" for event in found] == [
        *("04-04 00:00", "04-25 00:00", "09-05 00:00"),
        "09-25 23:00",  # daylight saving began that night
    ]


@pytest.mark.parametrize(
    ("at", "day", "utc"),
    [
        # Skipped: read by the clock from before the change. Twice: the first of the two.
        (dt.time(2, 30), dt.date(2027, 3, 28), "01:30"),
        (dt.time(2, 30), dt.date(2027, 10, 31), "00:30"),
    ],
)
def test_times_that_a_change_of_clocks_spoils_are_read_as_the_standard_says(
    at: dt.time, day: dt.date, utc: str
) -> None:
    [event] = of(monthly(None, at=at, dates=(day,), steps=()))
    assert f"{event.start_utc:%H:%M}" == utc


def test_steps_come_at_their_times() -> None:
    steps = (
        Step(None, dt.time(11, 57), label=Text.of({"en": "voice"})),
        Step("xx-a", dt.time(12)),
        Step("xx-b", after_s=360),
        Step("xx-c"),
    )
    [event] = of(monthly(steps=steps))
    assert [
        (part.signal, part.start_utc and f"{part.start_utc:%H:%M}") for part in event.parts
    ] == [
        (None, "10:57"),
        ("xx-a", "11:00"),
        ("xx-b", "11:06"),
        ("xx-c", None),
    ]
    assert f"{event.end_utc:%H:%M}" == "11:09"


def test_where_the_hour_is_open_only_the_day_is_known() -> None:
    [event] = of(monthly(at=None, steps=(Step("xx-a"), Step("xx-b", after_s=600))))
    assert (event.start_utc, event.end_utc) == (None, None)
    assert event.date == dt.date(2026, 12, 2)
    assert [part.start_utc for part in event.parts] == [None, None]


def test_what_goes_on_is_not_over() -> None:
    noon = dt.datetime(2026, 12, 2, 11, 0, tzinfo=dt.UTC)
    for after_s, is_there in ((0, True), (179, True), (180, False)):
        now_utc = noon + dt.timedelta(seconds=after_s)
        event = next(occurrences(monthly(), "XX", "Europe/Prague", now_utc, find))
        assert (event.start_utc == noon) is is_there


def test_a_day_without_an_hour_lasts_until_its_end_there() -> None:
    test = monthly(at=None, steps=())
    late = dt.datetime(2026, 12, 2, 22, 59, tzinfo=dt.UTC)  # 23:59 in Prague
    for now_utc, day in ((late, 2), (late + dt.timedelta(minutes=1), 6)):
        event = next(occurrences(test, "XX", "Europe/Prague", now_utc, find))
        assert event.date.day == day


class TestDoubts:
    def test_a_plain_rule_has_none(self) -> None:
        assert is_exact(monthly())
        assert of(monthly())[0].doubts == ()

    @pytest.mark.parametrize(("way", "words"), [("moved", "moved"), ("skipped", "not held")])
    def test_holidays_are_not_known(self, way: str, words: str) -> None:
        test = monthly(holidays=way)
        [doubt] = of(test)[0].doubts
        assert words in doubt.english
        assert "siren does not know the holidays" in doubt.english
        assert "节假日" in doubt.said_in("zh")
        assert not is_exact(test)

    def test_a_rule_that_rests_on_little_says_so(self) -> None:
        test = monthly(confidence="low")
        assert "rests on little" in of(test)[0].doubts[0].english
        assert not is_exact(test)

    def test_a_date_that_was_told_has_none(self) -> None:
        to = dt.date(2026, 12, 9)
        moved = monthly(holidays="moved", moved=(Move(dt.date(2026, 12, 2), to),))
        assert [(event.date, event.doubts) for event in of(moved)] == [(to, ())]
        assert NOW.date() < to
