from __future__ import annotations

import datetime as dt
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from siren import library
from siren.drill import Drill, Firing, Rounds, Template, TemplateFiring, elapsed_s, to_utc
from siren.errors import NoSuchLocalTime
from siren.text import Text

WORDS = Text((("en", "words"),))
RAID = library.signal("cn-air-raid")  # 180 s
BERLIN = ZoneInfo("Europe/Berlin")


def drill(*firings: Firing, timezone: str = "Asia/Shanghai") -> Drill:
    return Drill("x", WORDS, timezone, firings[0].at.date(), firings)


def at(moment: str, rounds: int = 1, round_gap_s: int = 0) -> Firing:
    return Firing(RAID, rounds, Fraction(round_gap_s), at=dt.datetime.fromisoformat(moment))


def utc(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)


# --- rounds ---


def test_gaps_lie_between_rounds_only() -> None:
    assert Rounds(RAID).duration_s == 180
    assert Rounds(RAID, 3, Fraction(60)).duration_s == 180 + 60 + 180 + 60 + 180


def test_every_round_has_its_start() -> None:
    [firing] = drill(at("2026-10-29T10:00:00", rounds=3, round_gap_s=60)).schedule()
    assert list(firing.round_starts_s) == [0, 240, 480]
    assert firing.end_s == 660


# --- a schedule ---


def test_a_schedule_is_in_utc_and_counts_from_the_first_firing() -> None:
    first, second = drill(at("2026-10-29T10:29:00"), at("2026-10-29T10:35:00", 2, 60)).schedule()
    assert (first.start_utc, second.start_utc) == (
        utc("2026-10-29T02:29:00"),
        utc("2026-10-29T02:35:00"),
    )
    assert [first.start_s, first.end_s] == [0, 180]
    assert [second.start_s, second.end_s] == [360, 780]
    assert list(second.round_starts_s) == [0, 240]


def test_the_first_instant_is_that_of_the_first_firing() -> None:
    found = drill(at("2026-01-15T00:30:00"), timezone="Europe/Berlin")
    assert found.first_utc == utc("2026-01-14T23:30:00")


def test_a_schedule_runs_past_midnight() -> None:
    found = drill(at("2026-12-31T23:58:00"), at("2027-01-01T00:04:00"))
    assert [firing.start_s for firing in found.schedule()] == [0, 360]


@pytest.mark.parametrize(
    ("day", "elapsed_h"), [("2026-03-28", 3), ("2026-03-29", 2), ("2026-10-25", 4)]
)
def test_a_schedule_across_a_change_of_clocks_counts_elapsed_time(day: str, elapsed_h: int) -> None:
    found = drill(at(f"{day}T01:00:00"), at(f"{day}T04:00:00"), timezone="Europe/Berlin")
    assert [firing.start_s for firing in found.schedule()] == [0, elapsed_h * 3600]


def test_a_time_that_clocks_skip_stops_a_schedule() -> None:
    with pytest.raises(NoSuchLocalTime, match="2026-03-29 02:30:00 does not exist"):
        drill(at("2026-03-29T02:30:00"), timezone="Europe/Berlin").schedule()


def test_a_template_runs_from_its_first_signal_to_the_end_of_its_last() -> None:
    first = TemplateFiring(RAID, gap_s=Fraction(0))
    second = TemplateFiring(RAID, 2, Fraction(60), gap_s=Fraction(300))
    found = Template("x", WORDS, "Asia/Shanghai", (first, second))
    assert found.duration_s == 180 + 300 + 180 + 60 + 180


# --- local time and UTC ---


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ("2026-01-15T12:00:00", "2026-01-15T11:00:00"),
        ("2026-07-15T12:00:00", "2026-07-15T10:00:00"),
        ("2026-03-29T01:59:59", "2026-03-29T00:59:59"),
        ("2026-03-29T03:00:00", "2026-03-29T01:00:00"),
        ("2026-10-25T01:59:59", "2026-10-24T23:59:59"),
        ("2026-10-25T03:00:00", "2026-10-25T02:00:00"),
    ],
)
def test_a_local_time_that_exists_once_has_one_instant(local: str, instant: str) -> None:
    assert to_utc(dt.datetime.fromisoformat(local), BERLIN) == utc(instant)


@pytest.mark.parametrize("clock", ["02:00:00", "02:30:00", "02:59:59"])
def test_a_time_in_the_hour_that_is_skipped_does_not_exist(clock: str) -> None:
    with pytest.raises(NoSuchLocalTime, match=f"2026-03-29 {clock} does not exist in Europe/Berl"):
        to_utc(dt.datetime.fromisoformat(f"2026-03-29T{clock}"), BERLIN)


@pytest.mark.parametrize("clock", ["02:00:00", "02:30:00", "02:59:59"])
def test_a_time_in_the_hour_that_is_repeated_exists_twice(clock: str) -> None:
    with pytest.raises(NoSuchLocalTime, match=f"2026-10-25 {clock} exists twice in Europe/Berlin"):
        to_utc(dt.datetime.fromisoformat(f"2026-10-25T{clock}"), BERLIN)


@pytest.mark.parametrize(
    ("day", "readings"),
    [("2026-03-29", "01:30:00 UTC or 00:30:00"), ("2026-10-25", "00:30:00 UTC or 01:30:00")],
)
def test_both_readings_are_named(day: str, readings: str) -> None:
    with pytest.raises(NoSuchLocalTime, match=f"clocks change: it could mean {readings} UTC$"):
        to_utc(dt.datetime.fromisoformat(f"{day}T02:30:00"), BERLIN)


def test_a_day_that_a_country_left_out_does_not_exist() -> None:
    with pytest.raises(NoSuchLocalTime, match="2011-12-30 12:00:00 does not exist in Pacific/Apia"):
        to_utc(dt.datetime(2011, 12, 30, 12), ZoneInfo("Pacific/Apia"))


def test_the_calendar_has_two_ends() -> None:
    with pytest.raises(NoSuchLocalTime, match="is not in the years 1 to 9999"):
        to_utc(dt.datetime.min, ZoneInfo("Asia/Shanghai"))


def test_elapsed_seconds_are_exact() -> None:
    first = utc("2000-01-01T00:00:00")
    second = first + dt.timedelta(days=36_525, microseconds=1)
    assert elapsed_s(first, second) == 36_525 * 86_400 + Fraction(1, 1_000_000)
