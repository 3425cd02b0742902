"""A ``[[test]]``: what it can say, and what is refused because it cannot be true."""

from __future__ import annotations

import datetime as dt

import pytest

from siren.files.document import read_text
from siren.files.systems import parse_system
from siren.signal import Move, PublicTest
from siren.signal import TestStep as Step
from tests.files.test_systems import SIGNAL, SYSTEM, faults, only_fault, with_rule

BARE = """
[[test]]
id = "xx-monthly"
what = "Monthly test"
timezone = "Europe/Prague"
confidence = "high"
sources = ["https://example.org/test"]
"""
NOON = BARE + "at = 12:00:00\n"
FIRST_WEDNESDAY = NOON + 'rrule = "FREQ=MONTHLY;BYDAY=1WE"\n'


def public_test(text: str) -> PublicTest:
    [test] = parse_system(read_text(SYSTEM + SIGNAL + text, "x.toml")).tests
    return test


def fault_of(text: str) -> tuple[str, str, str]:
    key, found, allowed = only_fault(SYSTEM + SIGNAL + text)
    return key.removeprefix("test[xx-monthly]."), found, allowed


# --- what it can say ---


def test_a_day_that_was_held_on_another() -> None:
    text = NOON + 'rrule = "FREQ=MONTHLY;BYDAY=-1WE"\n'
    test = public_test(text + "moved = [{ from = 2025-12-31, to = 2026-01-07 }]\n")
    assert test.moved == (Move(dt.date(2025, 12, 31), dt.date(2026, 1, 7)),)


def test_what_becomes_of_it_on_a_holiday() -> None:
    assert public_test(FIRST_WEDNESDAY).holidays is None
    assert public_test(FIRST_WEDNESDAY + 'holidays = "skipped"\n').holidays == "skipped"


def test_dates_that_an_authority_has_told_without_any_rule() -> None:
    test = public_test(NOON + "dates = [2026-09-18]\n")
    assert (test.rrule, test.dates) == (None, (dt.date(2026, 9, 18),))


def test_an_hour_that_is_not_fixed_is_said_to_be_open() -> None:
    assert public_test(BARE + 'at = "open"\n').at is None


def test_the_same_local_time_in_other_zones() -> None:
    zones = '["Asia/Yekaterinburg", "Asia/Vladivostok"]'
    test = public_test(NOON + f"other_timezones = {zones}\n")
    assert test.other_timezones == ("Asia/Yekaterinburg", "Asia/Vladivostok")


def test_a_commemoration_is_no_test() -> None:
    assert public_test(NOON).kind == "test"
    assert public_test(NOON + 'kind = "commemoration"\n').kind == "commemoration"


def test_steps_at_a_time_of_day_after_a_while_or_at_no_known_time() -> None:
    steps = """steps = [
  { label = "voice message", at = 11:57:00 },
  { signal = "xx-raid", at = 12:00:00 },
  { signal = "xx-raid", after_s = 360 },
  { signal = "xx-raid", at = "open" },
]
"""
    voice, first, second, third = public_test(NOON + steps).steps
    assert (voice.signal, voice.label and voice.label.english) == (None, "voice message")
    assert first == Step("xx-raid", dt.time(12))
    assert second == Step("xx-raid", after_s=360)
    assert third == Step("xx-raid")


def test_a_step_may_sound_a_signal_of_another_file() -> None:
    text = NOON + 'steps = [{ signal = "yy-clear", at = 12:00:00 }]\n'
    system = parse_system(read_text(SYSTEM + SIGNAL + text, "x.toml"), lambda: ["yy-clear"])
    assert system.tests[0].steps == (Step("yy-clear", dt.time(12)),)


# --- what cannot be true ---


def test_a_step_sounds_a_signal_that_there_is() -> None:
    steps = 'steps = [{ signal = "xx-raids", at = 12:00:00 }]\n'
    assert fault_of(NOON + steps) == (
        "steps[0].signal",
        "'xx-raids'",
        "a known signal; did you mean 'xx-raid'?",
    )


@pytest.mark.parametrize("second", ["at = 12:00:00", "at = 11:59:00"])
def test_steps_stand_in_order(second: str) -> None:
    steps = f'steps = [{{ signal = "xx-raid", at = 12:00:00 }}, {{ label = "x", {second} }}]\n'
    assert fault_of(NOON + steps)[0] == "steps"


def test_a_test_begins_with_its_first_signal() -> None:
    steps = 'steps = [{ signal = "xx-raid", at = 12:05:00 }]\n'
    assert fault_of(NOON + steps) == ("at", "12:00:00", "the time of the first signal, 12:05:00")


def test_a_day_that_was_seen_against_the_rule_says_that_the_rule_is_wrong() -> None:
    assert fault_of(FIRST_WEDNESDAY + "seen = [2014-02-05, 2014-03-04]\n") == (
        "seen",
        "2014-03-04, a Tuesday",
        "days that the rule gives; the nearest is 2014-03-05, a Wednesday",
    )


def test_a_day_that_was_seen_may_have_been_moved_there_or_named() -> None:
    moved = "moved = [{ from = 2025-01-01, to = 2025-01-08 }]\ndates = [2025-02-20]\n"
    test = public_test(FIRST_WEDNESDAY + moved + "seen = [2025-01-08, 2025-02-20]\n")
    assert len(test.seen) == 2


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("exceptions = [2014-01-02]", "exceptions"),
        ("moved = [{ from = 2014-01-02, to = 2014-01-08 }]", "moved"),
        ("exceptions = [2014-01-01]\nseen = [2014-01-01]", "seen"),
        ("since = 2014-02-01\nseen = [2014-01-01]", "seen"),
        ("until = 2013-12-31\nseen = [2014-01-01]", "seen"),
        ("since = 2014-02-01\ndates = [2014-01-31]", "dates"),
        ("until = 2014-01-07\nmoved = [{ from = 2014-01-01, to = 2014-01-08 }]", "moved"),
        ("since = 2014-02-01\nuntil = 2014-01-31", "until"),
    ],
)
def test_dates_agree_with_the_rule_and_its_bounds(line: str, key: str) -> None:
    assert fault_of(FIRST_WEDNESDAY + line + "\n")[0] == key


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("exceptions = [2014-01-01]", "exceptions"),
        ("moved = [{ from = 2014-01-01, to = 2014-01-08 }]", "moved"),
        ('holidays = "moved"', "holidays"),
    ],
)
def test_without_a_rule_there_is_nothing_to_take_from_it(line: str, key: str) -> None:
    assert fault_of(NOON + line + "\n") == (key, "no rule", "nothing, where no rule says the days")


def test_a_rule_that_never_gives_a_date_is_refused() -> None:
    key, found, _ = fault_of(NOON + 'rrule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"\n')
    assert (key, "never gives a date" in found) == ("rrule", True)


def test_the_rule_is_looked_at_whatever_else_is_wrong_with_the_test() -> None:
    text = FIRST_WEDNESDAY.replace('"high"', '"sure"').replace("MONTHLY", "MONTHY")
    keys = [key for key, _, _ in faults(SYSTEM + SIGNAL + text + "seen = [2014]\n")]
    assert keys == [f"test[xx-monthly].{key}" for key in ("confidence", "seen", "rrule")]


def test_a_step_that_says_no_time_is_told_both_ways() -> None:
    steps = 'steps = [{ signal = "xx-raid", at = 12:00:00 }, { signal = "xx-raid", after = 9 }]\n'
    first, second = faults(SYSTEM + SIGNAL + NOON + steps)
    assert (first[1], "and after_s (seconds after" in first[2]) == ("nothing", True)
    assert second[2].endswith("did you mean 'after_s'?")


def test_a_move_has_two_dates_and_nothing_else() -> None:
    text = FIRST_WEDNESDAY + "moved = [{ from = 2014-01-01, at = 2014-01-08 }]\n"
    assert [key.rpartition(".")[2] for key, _, _ in faults(SYSTEM + SIGNAL + text)] == ["to", "at"]


@pytest.mark.parametrize(
    ("rrule", "part", "meant"),
    [
        ("FREQ=MONTHY;BYDAY=1WE", "FREQ=MONTHY", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYDAYS=1WE", "BYDAYS=1WE", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=1WED", "BYDAY=1WED", None),
        ("FREQ=YEARLY;BYMONTH=13;BYDAY=1MO", "BYMONTH=13", None),
        ("BYDAY=2TH;FREQ=YEARLY", "BYDAY=2TH", None),
        ("FREQ=MONTHLY;BYDAY=1MO;BYDAY=2MO", "BYDAY=2MO", None),
        ("FREQ=MONTHLY;BYDAY=1MO;", "", None),
    ],
)
def test_the_part_of_a_rule_that_is_wrong_is_named(
    rrule: str, part: str, meant: str | None
) -> None:
    _, found, must = only_fault(SYSTEM + SIGNAL + with_rule(rrule))
    assert found == f"'{part}' in '{rrule}'"
    assert must.endswith(f"did you mean '{meant}'?") == (meant is not None)


@pytest.mark.parametrize(
    ("rrule", "allowed"),
    [
        ("every second Thursday", "RFC 5545"),
        ("BYDAY=2TH;FREQ=YEARLY", "RFC 5545"),
        ("FREQ=YEARLY;BYDAY=2XX", "RFC 5545"),
        ("FREQ=HOURLY", "RFC 5545"),
        ("FREQ=YEARLY;BYMONTH=9th;BYDAY=1MO", "RFC 5545"),
        ("FREQ=YEARLY;BYMONTH=13;BYDAY=1MO", "RFC 5545"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "RFC 5545"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "RFC 5545"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYDAY=2MO", "RFC 5545"),
        ("FREQ=MONTHLY;BYDAY=1MO;FOO=", "RFC 5545"),
        ("FREQ=MONTHLY;BYDAY=1MO;", "RFC 5545"),
        ("FREQ=MONTHLY;BYDAY=1MO;UNTIL=20191231", "the key until"),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "the key until"),
        ("FREQ=MONTHLY", "BYDAY or BYMONTHDAY in a MONTHLY rule"),
        ("FREQ=YEARLY;BYMONTH=9", "BYDAY or BYMONTHDAY in a YEARLY rule"),
        ("FREQ=WEEKLY", "BYDAY in a WEEKLY rule"),
        ("FREQ=WEEKLY;BYDAY=1MO", "weekdays without a number"),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=5", "without BYMONTHDAY"),
        ("FREQ=MONTHLY;BYDAY=6MO", "up to 5"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "up to 5"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS only with"),
    ],
)
def test_a_rule_says_its_days_by_itself(rrule: str, allowed: str) -> None:
    key, found, must = only_fault(SYSTEM + SIGNAL + with_rule(rrule))
    assert (key, found.endswith(repr(rrule))) == ("test[xx-yearly].rrule", True)
    assert allowed in must


def test_every_second_week_counts_from_a_first_one() -> None:
    every_second = NOON + 'rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"\n'
    assert "the key since" in fault_of(every_second)[2]
    assert public_test(every_second + "since = 2026-01-06\nseen = [2026-01-20]\n").since
    assert fault_of(every_second + "since = 2026-01-06\nseen = [2026-01-13]\n")[0] == "seen"
