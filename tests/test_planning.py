from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from siren import library
from siren.drill import Drill, Firing, Template, TemplateFiring
from siren.errors import Misuse, NoSuchLocalTime
from siren.pattern import Duration, Pattern, Segment
from siren.planning import all_clear_of, brief, on_date
from siren.signal import Signal
from siren.text import Text
from siren.timeline import unroll
from siren.tone import Steady, Tone

DAY = dt.date(2026, 10, 29)
WORDS = Text((("en", "words"),))


def template(*gaps_s: int | str, length_s: int | str = 60) -> Template:
    """Return a template of one signal sounded again after each of `gaps_s`."""
    tone = Segment(Tone("steady", Steady()), Duration.exactly(Fraction(length_s)))
    signal = Signal("x-a", "XX", WORDS, WORDS, Pattern((tone,)), "current", "high", ())
    firings = [TemplateFiring(signal, gap_s=Fraction(gap_s)) for gap_s in (0, *gaps_s)]
    return Template("x", WORDS, "Europe/Berlin", tuple(firings))


def clocks(drill: Drill) -> list[str]:
    return [f"{firing.at:%H:%M:%S}" for firing in drill.firings]


def starts_s(drill: Drill) -> list[int]:
    return [int(firing.start_s) for firing in drill.schedule()]


# --- templates ---


@pytest.mark.parametrize(
    ("name", "second_at", "third_at", "minutes"),
    [
        ("cn-gaps-3min", "10:06:00", "10:12:00", 15),
        ("cn-gaps-5min", "10:08:00", "10:16:00", 19),
        ("cn-gaps-7min", "10:10:00", "10:20:00", 23),
        ("cn-two-rounds", "10:14:00", "10:28:00", 31),
    ],
)
def test_a_shipped_template_lasts_what_it_says(
    name: str, second_at: str, third_at: str, minutes: int
) -> None:
    drill = on_date(library.template(name), DAY, first_at=dt.time(10))
    assert clocks(drill) == ["10:00:00", second_at, third_at]
    assert drill.schedule()[-1].end_s == minutes * 60
    assert library.template(name).duration_s == minutes * 60


def test_two_rounds_are_kept() -> None:
    drill = on_date(library.template("cn-two-rounds"), DAY, first_at=dt.time(10))
    assert [(firing.signal.id, firing.rounds) for firing in drill.firings] == [
        ("cn-pre-warning", 2),
        ("cn-air-raid", 2),
        ("cn-all-clear", 1),
    ]
    assert [firing.round_gap_s for firing in drill.firings] == [180, 180, 0]


def test_a_drill_is_named_after_its_template_and_day() -> None:
    drill = on_date(template(), DAY, first_at=dt.time(10))
    assert (drill.id, drill.date, drill.timezone) == ("x-2026-10-29", DAY, "Europe/Berlin")
    assert (drill.title, drill.place, drill.outlets) == (WORDS, None, ())


def test_a_drill_may_be_named_placed_and_zoned_otherwise() -> None:
    drill = on_date(
        template(), DAY, first_at=dt.time(10), timezone="Asia/Urumqi", drill_id="mine", place="Yili"
    )
    assert (drill.id, drill.timezone, drill.place) == (
        "mine",
        "Asia/Urumqi",
        Text((("en", "Yili"),)),
    )
    assert drill.first_utc == dt.datetime(2026, 10, 29, 4, tzinfo=dt.UTC)


def test_a_drill_runs_past_midnight() -> None:
    drill = on_date(template(60), DAY, first_at=dt.time(23, 59))
    assert [firing.at for firing in drill.firings] == [
        dt.datetime(2026, 10, 29, 23, 59),
        dt.datetime(2026, 10, 30, 0, 1),
    ]


@pytest.mark.parametrize(
    ("day", "elapsed_s", "second_at"),
    [
        (dt.date(2026, 3, 28), 7200, "03:30:00"),
        (dt.date(2026, 3, 29), 7200, "04:30:00"),
        (dt.date(2026, 10, 25), 10_800, "03:30:00"),
    ],
)
def test_gaps_are_elapsed_time_where_clocks_change(
    day: dt.date, elapsed_s: int, second_at: str
) -> None:
    drill = on_date(template(elapsed_s - 60), day, first_at=dt.time(1, 30))
    assert clocks(drill) == ["01:30:00", second_at]
    assert starts_s(drill) == [0, elapsed_s]


def test_a_signal_may_not_land_in_an_hour_that_is_repeated() -> None:
    with pytest.raises(NoSuchLocalTime, match="2026-10-25 02:30:00 exists twice in Europe/Berlin"):
        on_date(template(3600 - 60), dt.date(2026, 10, 25), first_at=dt.time(1, 30))


def test_a_drill_may_not_begin_in_an_hour_that_is_skipped() -> None:
    with pytest.raises(NoSuchLocalTime, match="2026-03-29 02:30:00 does not exist"):
        on_date(template(), dt.date(2026, 3, 29), first_at=dt.time(2, 30))


def test_a_signal_may_not_start_between_two_seconds() -> None:
    with pytest.raises(Misuse, match=r"x-a would start at 10:01:10\.500000, in mid-second"):
        on_date(template(10, length_s="60.5"), DAY, first_at=dt.time(10))


def test_a_drill_may_not_outlast_the_calendar() -> None:
    with pytest.raises(Misuse, match="x-a would start after the year 9999"):
        on_date(template(86_400), dt.date(9999, 12, 31), first_at=dt.time(10))


@pytest.mark.parametrize("zone", ["Asia/Peking", "Mars/Base", "../etc"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(Misuse, match=f"no time zone is called '{zone}'; allowed: such as Asia/Sha"):
        on_date(template(), DAY, first_at=dt.time(10), timezone=zone)


# --- drills moved to another day ---


def test_a_moved_drill_keeps_clock_times_gaps_and_outlets() -> None:
    original = library.drill("yangjiang-2023")
    moved = on_date(original, DAY)
    assert clocks(moved) == ["10:29:00", "10:35:00", "10:41:00"]
    assert starts_s(moved) == starts_s(original) == [0, 360, 720]
    assert (moved.date, moved.firings[0].at.date()) == (DAY, DAY)
    assert (moved.title, moved.place, moved.authority, moved.outlets) == (
        original.title,
        original.place,
        original.authority,
        original.outlets,
    )


def test_a_moved_drill_is_not_the_one_that_was_announced() -> None:
    original = library.drill("yangjiang-2023")
    moved = on_date(original, DAY)
    assert None not in (original.announced, original.document)
    assert (moved.announced, moved.document) == (None, None)
    assert moved.id == "yangjiang-2026-10-29"


def test_a_moved_drill_may_begin_at_another_time() -> None:
    moved = on_date(library.drill("yangjiang-2023"), DAY, first_at=dt.time(15))
    assert clocks(moved) == ["15:00:00", "15:06:00", "15:12:00"]


def test_midnight_is_a_time_to_begin_at() -> None:
    moved = on_date(library.drill("yangjiang-2023"), DAY, first_at=dt.time(0))
    assert clocks(moved) == ["00:00:00", "00:06:00", "00:12:00"]


def test_a_moved_drill_keeps_elapsed_gaps_across_the_end_of_summer_time() -> None:
    original = on_date(template(3 * 3600 - 60), DAY, first_at=dt.time(1, 30))
    moved = on_date(original, dt.date(2026, 10, 25))
    assert clocks(original) == ["01:30:00", "04:30:00"]
    assert clocks(moved) == ["01:30:00", "03:30:00"]
    assert starts_s(moved) == starts_s(original) == [0, 10_800]
    assert on_date(moved, DAY).firings == original.firings


def test_a_brief_drill_sounds_the_beginning_of_each_signal() -> None:
    drill = library.drill("yangjiang-2023")

    short = brief(drill)

    assert [firing.signal.id for firing in short.firings] == [
        firing.signal.id for firing in drill.firings
    ]
    assert starts_s(short) == [0, 15, 30]
    for firing, whole in zip(short.firings, drill.firings, strict=True):
        beginning = unroll(firing.signal.pattern, firing.signal.id)
        edges = unroll(whole.signal.pattern, whole.signal.id).edges()
        assert beginning.duration_s == 12
        assert [edge.start_s for edge in beginning.edges()] == [
            edge.start_s for edge in edges if edge.start_s < 12
        ]


def test_a_signal_shorter_than_a_brief_one_stays_whole() -> None:
    signal = library.signal("de-ww2-akute")
    at = dt.datetime(2026, 10, 29, 10, 0)
    drill = Drill("d", Text.plain("D"), "UTC", at.date(), (Firing(signal, at=at),))

    assert brief(drill).firings[0].signal == signal


# --- the all-clear alone ---


def test_the_all_clear_of_a_drill_is_that_signal_alone_on_all_of_its_outlets() -> None:
    drill, signal = library.drill("yangjiang-2023"), library.signal("cn-all-clear")
    found = all_clear_of(drill, signal)
    assert found.id == "yangjiang-2023-all-clear"
    assert [firing.signal for firing in found.firings] == [signal]
    assert found.schedule()[-1].end_s == 180
    assert (found.outlets, found.place, found.authority, found.timezone) == (
        drill.outlets,
        drill.place,
        drill.authority,
        drill.timezone,
    )


def test_it_says_in_every_language_of_the_drill_what_it_is() -> None:
    found = all_clear_of(library.drill("yangjiang-2023"), library.signal("cn-all-clear"))
    assert found.title.said_in("zh") == "阳江市防空警报试鸣: 解除警报"
    assert found.title.said_in("en") == "Yangjiang siren test: All clear"
