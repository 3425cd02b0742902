"""Clocks: that of the machine, one that runs fast, and the one that tests let pass."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import siren.clock
from siren.clock import Clock, FastClock, Instant, SystemClock
from tests.firing.world import START_S, START_UTC_S, SimClock

# --- an instant ---


@given(st.floats(0, 2e9), st.floats(0, 1e7))
def test_the_offset_leads_from_monotonic_time_to_the_time_of_day(
    utc_s: float, monotonic_s: float
) -> None:
    instant = Instant(utc_s, monotonic_s, monotonic_s)
    assert monotonic_s + instant.wall_offset_s == pytest.approx(utc_s, abs=1e-6)


# --- the machine's ---


def test_the_time_of_day_is_aware_and_in_utc() -> None:
    now = SystemClock().utc_now()
    assert now.tzinfo is UTC
    assert abs(now.timestamp() - time.time()) < 1


def test_monotonic_time_never_goes_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic_s() for _ in range(1000)]
    assert readings == sorted(readings)


def test_one_reading_is_one_moment() -> None:
    clock = SystemClock()
    instants = [clock.read() for _ in range(50)]
    offsets_s = [instant.wall_offset_s for instant in instants]
    assert max(offsets_s) - min(offsets_s) < 0.01
    asleep_s = [instant.monotonic_s - instant.awake_s for instant in instants]
    assert max(asleep_s) - min(asleep_s) < 0.01


def test_a_reading_that_was_interrupted_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three, the one that took the least time; here the second."""
    took_s = iter([0.010, 0.0001, 0.020])
    now_s = [100.0]

    def boottime(_: int) -> float:
        return now_s[0]

    def wall() -> float:
        now_s[0] += next(took_s)
        return 5000.0

    fake = SimpleNamespace(
        CLOCK_BOOTTIME=7, clock_gettime=boottime, time=wall, monotonic=lambda: 50.0
    )
    monkeypatch.setattr(siren.clock, "time", fake)
    found = SystemClock().read()
    assert found.monotonic_s == pytest.approx(100.01005)
    assert (found.utc_s, found.awake_s) == (5000.0, 50.0)


def test_where_no_clock_counts_sleep_the_monotonic_one_stands_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(siren.clock, "time", SimpleNamespace(monotonic=lambda: 42.0))
    assert SystemClock().monotonic_s() == 42.0


def test_a_wait_ends_with_its_event_or_with_its_time() -> None:
    clock, event = SystemClock(), Event()
    start_s = time.monotonic()
    assert not clock.wait(event, 0.02)
    assert time.monotonic() - start_s >= 0.019
    event.set()
    assert clock.wait(event, 60)


def test_the_machines_time_is_real_time() -> None:
    noon = datetime(2026, 10, 29, 12, tzinfo=UTC)
    assert SystemClock().real_utc(noon) == noon
    assert SystemClock().speed == 1


def test_a_boot_has_a_name_that_stays() -> None:
    assert SystemClock().boot_id() == SystemClock().boot_id()


def test_where_boots_have_no_names_the_name_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Any, **__: Any) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", missing)
    assert SystemClock().boot_id() == ""


# --- a fast one ---


@pytest.mark.parametrize("speed", [1.0, 30.0, 1000.0])
def test_a_fast_clock_begins_now_and_runs_so_many_times_as_fast(speed: float) -> None:
    real = SimClock()
    fast = FastClock(real, speed)
    assert fast.read() == real.read()
    real.wait(Event(), 2.0)
    passed_s = [after - before for after, before in zip(fast.read(), fast._start, strict=True)]
    assert passed_s == pytest.approx([2 * speed] * 3)
    assert fast.monotonic_s() == pytest.approx(START_S + 2 * speed)
    assert fast.utc_now().timestamp() == pytest.approx(START_UTC_S + 2 * speed)


def test_a_fast_clock_waits_shorter() -> None:
    real = SimClock()
    fast = FastClock(real, 30)
    assert not fast.wait(Event(), 60)
    assert real.true_s == pytest.approx(START_S + 2)
    assert fast.monotonic_s() == pytest.approx(START_S + 60)


def test_a_fast_clock_knows_when_its_times_come_for_the_machine() -> None:
    real = SimClock()
    fast = FastClock(real, 30)
    when = fast.utc_now() + timedelta(minutes=15)
    assert (fast.real_utc(when) - real.utc_now()).total_seconds() == pytest.approx(30)
    real.wait(Event(), 30)
    assert fast.utc_now() == when


def test_a_step_of_the_machines_clock_does_not_touch_a_fast_one() -> None:
    real = SimClock()
    fast = FastClock(real, 30)
    before = fast.read()
    real.step(3600)
    assert fast.read() == before


def test_a_fast_clock_is_of_the_same_boot() -> None:
    assert FastClock(SimClock(), 30).boot_id() == "simulated"


# --- the one of the tests, which all of them lean on ---


def test_every_clock_is_one() -> None:
    clocks: list[Clock] = [SystemClock(), SimClock(), FastClock(SimClock(), 2)]
    assert [clock.speed for clock in clocks] == [1, 1, 2]


def test_simulated_time_passes_only_while_somebody_waits() -> None:
    clock = SimClock()
    assert clock.monotonic_s() == clock.monotonic_s() == START_S
    assert not clock.wait(Event(), 5)
    assert clock.monotonic_s() == START_S + 5


def test_what_is_planned_happens_at_its_moment_in_order() -> None:
    clock = SimClock()
    happened: list[tuple[str, float]] = []
    for name, after_s in (("second", 2.0), ("first", 1.0), ("third", 2.0), ("later", 9.0)):
        clock.after(after_s, lambda name=name: happened.append((name, clock.true_s)))  # type: ignore[misc]
    clock.wait(Event(), 5)
    assert happened == [("first", 1001), ("second", 1002), ("third", 1002)]


def test_an_event_that_is_set_meanwhile_ends_the_wait_at_its_moment() -> None:
    clock, event = SimClock(), Event()
    clock.after(2, event.set)
    assert clock.wait(event, 5)
    assert clock.true_s == START_S + 2


def test_a_step_moves_the_time_of_day_alone() -> None:
    clock = SimClock()
    before = clock.read()
    clock.step(-3600)
    assert clock.read() == before._replace(utc_s=before.utc_s - 3600)


def test_after_a_leap_what_was_planned_comes_late_and_time_does_not_go_back() -> None:
    clock = SimClock()
    happened: list[float] = []
    clock.after(1, lambda: happened.append(clock.true_s))
    clock.leap(60)
    clock.wait(Event(), 0.02)
    assert happened == [START_S + 60]
