"""A plan: a drill's firings on the clock and in its sound; and the mark of all that is heard."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from siren import library
from siren.drill import Drill, Firing
from siren.errors import NoSuchLocalTime
from siren.firing.plan import Plan, fingerprint, overdue, plan_drill, plan_signal
from siren.synth.compose import compose
from siren.text import Text
from siren.timeline import of_drill, of_signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.synth.sound import Sound

RATE_HZ = 8000
TONE = library.voice("tone")
RAID = library.signal("cn-air-raid")
CLEAR = library.signal("cn-all-clear")
NOON = datetime(2026, 10, 29, 12, tzinfo=UTC)


def drill(*firings: Firing, timezone: str = "Asia/Shanghai") -> Drill:
    return Drill("test", Text.plain("Test"), timezone, firings[0].at.date(), firings)


def at(moment: str, rounds: int = 1, round_gap_s: int = 0) -> Firing:
    return Firing(RAID, rounds, Fraction(round_gap_s), at=dt.datetime.fromisoformat(moment))


def sound_of(found: Drill) -> Sound:
    return compose(of_drill(found), TONE, rate_hz=RATE_HZ)


def planned(found: Drill) -> Plan:
    return plan_drill(found, sound_of(found), "mark", ahead_s=0.5)


TWO = drill(at("2026-10-29T10:00:00"), at("2026-10-29T10:05:00", rounds=2, round_gap_s=60))


def test_every_firing_has_its_instant_and_its_frames() -> None:
    plan = planned(TWO)
    first, second = plan.firings
    assert first.start_utc == datetime(2026, 10, 29, 2, 0, tzinfo=UTC)
    assert second.start_utc == datetime(2026, 10, 29, 2, 5, tzinfo=UTC)
    assert (first.first_frame, first.end_frame) == (0, 180 * RATE_HZ)
    assert (second.first_frame, second.end_frame) == (300 * RATE_HZ, 720 * RATE_HZ)
    assert [plan.length_s(firing) for firing in plan.firings] == [180, 420]
    assert plan.end_utc == datetime(2026, 10, 29, 2, 12, tzinfo=UTC)
    assert (plan.rate_hz, plan.ahead_s, plan.hash) == (RATE_HZ, 0.5, "mark")


def test_a_firing_may_be_heard_until_the_next_one_begins_or_the_sound_ends() -> None:
    plan = planned(TWO)
    assert [firing.until_frame for firing in plan.firings] == [300 * RATE_HZ, plan.sound.frames]


def test_a_motor_coasts_on_after_the_last_pattern() -> None:
    motor = library.voice("motor")
    found = drill(at("2026-10-29T10:00:00"))
    sound = compose(of_drill(found), motor, rate_hz=RATE_HZ)
    [firing] = plan_drill(found, sound, "mark", ahead_s=0).firings
    assert firing.end_frame == 180 * RATE_HZ
    assert firing.until_frame == sound.frames >= firing.end_frame


def test_one_signal_is_a_plan_of_one_firing() -> None:
    sound = compose(of_signal(RAID), TONE, rate_hz=RATE_HZ)
    plan = plan_signal(RAID, sound, "mark", NOON, ahead_s=0)
    [firing] = plan.firings
    assert (firing.signal, firing.start_utc) == ("cn-air-raid", NOON)
    assert (firing.first_frame, firing.end_frame) == (0, 180 * RATE_HZ)


def test_a_plan_moved_to_another_time_keeps_its_gaps() -> None:
    moved = planned(TWO).starting(NOON)
    assert [firing.start_utc for firing in moved.firings] == [NOON, NOON + timedelta(minutes=5)]
    assert moved.firings[1].first_frame == 300 * RATE_HZ


@pytest.mark.parametrize(
    ("local", "readings"),
    [
        ("2026-03-29T02:30:00", "01:30:00 UTC or 00:30:00 UTC"),
        ("2026-10-25T02:30:00", "00:30:00 UTC or 01:30:00 UTC"),
    ],
)
def test_a_time_that_clocks_skip_or_repeat_is_no_plan(local: str, readings: str) -> None:
    good = drill(at("2026-06-01T10:00:00"), timezone="Europe/Berlin")
    bad = drill(at(local), timezone="Europe/Berlin")
    with pytest.raises(NoSuchLocalTime, match=readings):
        plan_drill(bad, sound_of(good), "mark", ahead_s=0)


@pytest.mark.parametrize(
    ("day", "what", "readings"),
    [
        ("2026-03-29", "does not exist", "01:30:00 UTC or 00:30:00 UTC"),
        ("2026-10-25", "exists twice", "00:30:00 UTC or 01:30:00 UTC"),
    ],
)
def test_siren_run_refuses_a_drill_whose_time_clocks_skip_or_repeat(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, day: str, what: str, readings: str
) -> None:
    file = tmp_path / "drill.toml"
    file.write_text(
        f"""\
[drill]
id = "night"
title = "Night"
timezone = "Europe/Berlin"
date = {day}

[[firing]]
signal = "cn-all-clear"
at = 02:30:00
""",
        encoding="utf-8",
    )
    code, stdout, said = run("run", str(file), "--dry-run", "--yes")
    assert (code, stdout) == (2, "")
    assert what in said
    assert readings in said


# --- too late ---


@pytest.mark.parametrize(
    ("after_s", "late"), [(-60, 0), (0, 0), (2, 0), (2.1, 1), (302, 1), (302.1, 2)]
)
def test_what_began_longer_ago_than_the_late_limit_is_overdue(after_s: float, late: int) -> None:
    plan = planned(TWO)._replace(ahead_s=0.0)
    now = plan.firings[0].start_utc + timedelta(seconds=after_s)
    assert len(overdue(plan, now, 2.0)) == late
    fed_earlier = plan._replace(ahead_s=10.0)
    assert len(overdue(fed_earlier, now - timedelta(seconds=10), 2.0)) == late


# --- the mark of what is heard ---


def mark(
    found: Drill = TWO, voice: str = "tone", rate_hz: int = RATE_HZ, level_db: float = -6.0
) -> str:
    return fingerprint(found, library.voice(voice), rate_hz=rate_hz, level_db=level_db)


def test_the_same_drill_has_the_same_mark() -> None:
    again = drill(at("2026-10-29T10:00:00"), at("2026-10-29T10:05:00", 2, 60))
    assert mark() == mark(again)
    assert len(mark()) == 64


@pytest.mark.parametrize(
    "changed",
    [
        lambda: mark(rate_hz=48_000),
        lambda: mark(level_db=-6.5),
        lambda: mark(voice="electronic"),
        lambda: mark(drill(*TWO.firings, timezone="Asia/Tokyo")),
        lambda: mark(drill(TWO.firings[0])),
        lambda: mark(drill(at("2026-10-29T10:00:01"), TWO.firings[1])),
        lambda: mark(drill(TWO.firings[0], at("2026-10-29T10:05:00", 3, 60))),
        lambda: mark(TWO._replace(firings=(Firing(CLEAR, at=TWO.firings[0].at),))),
    ],
)
def test_whatever_changes_what_is_heard_changes_the_mark(changed: Callable[[], str]) -> None:
    assert changed() != mark()


def test_a_changed_pattern_changes_the_mark_although_the_signal_keeps_its_name() -> None:
    changed = RAID._replace(pattern=CLEAR.pattern)
    assert mark(drill(Firing(changed, at=TWO.firings[0].at))) != mark(drill(TWO.firings[0]))


def test_the_mark_is_the_same_in_every_process() -> None:
    """Else a run that was killed could never be taken up."""
    program = (
        "from siren import library; from siren.firing.plan import fingerprint\n"
        "print(fingerprint(library.drill('yangjiang-2023'), library.voice('motor'), "
        "rate_hz=48000, level_db=-6.0))"
    )
    marks = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(marks) == 1
