"""The loop that ticks; and what becomes of a drill when it, the process or the machine rests."""

from __future__ import annotations

import sys
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from siren.firing.alarm import Alarm
from siren.firing.attend import FAR_S, NEAR_S, attend
from siren.firing.latch import Latch
from siren.firing.player import FADE_S
from siren.firing.rules import PREPARE_S
from siren.firing.run import WAKE_S
from siren.firing.stopping import Stopping
from siren.output.stream import LATENCY_S
from tests.firing.drills import (
    DEVICE,
    FIRST_IN_S,
    RATE_HZ,
    T_S,
    WAIL,
    Bench,
    is_in_phase,
    plan_of,
    starts_s,
    stretches,
)
from tests.firing.world import Card, PortAudio, SimClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from siren.firing.run import Run

FRAME_S = 1 / RATE_HZ
HOUR_S = 3600.0
LONG = '{ tone = "wail", on_s = 6, rise_s = 4, fall_s = 3 }'


# --- the loop ---


class Alarms:
    """Rings in simulated time."""

    def __init__(self, clock: SimClock) -> None:
        self.clock = clock
        self.rung_utc: list[datetime] = []

    def ring_at(self, when: datetime, event: Event) -> None:
        self.rung_utc.append(when)
        self.clock.after((when - self.clock.utc_now()).total_seconds(), event.set)


def attended(
    clock: SimClock,
    folder: Path,
    *runs: Run,
    alarm: Any = None,
    stopping: Stopping | None = None,
    look: Callable[..., None] = lambda runs, now: None,
) -> list[list[str]]:
    """Attend to runs as the command line does; return the outcomes of each."""
    wake = Event()
    stopping = stopping or Stopping(Latch(folder), lambda: None, wake, clock, who="tester")
    alarm = alarm or Alarms(clock)
    attend(runs, clock, alarm, stopping, wake, who="tester", look=look)
    return [[str(result.outcome) for result in run.results] for run in runs]


def test_two_drills_on_two_cards_are_each_heard_on_their_own(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch, card: Card
) -> None:
    other = Card(clock, ppm=80)
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio(card, other))
    device = DEVICE._replace(name="other card", index=1)
    plans = plan_of((0, WAIL), (6, WAIL)), plan_of((0, LONG), first_in_s=FIRST_IN_S + 2)
    first = Bench(tmp_path, clock, card).arm(plans[0])
    second = Bench(tmp_path, clock, other, device).arm(plans[1])
    outcomes = attended(clock, tmp_path, first, second)
    assert outcomes == [["played", "played"], ["played"]]
    assert starts_s(card) == pytest.approx([0, 6], abs=2 * FRAME_S)
    assert starts_s(other) == pytest.approx([2], abs=2 * FRAME_S)
    assert all(is_in_phase(part, plans[0]) for part in stretches(card))


def test_a_card_that_fails_harms_no_drill_but_its_own(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch, card: Card
) -> None:
    other = Card(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio(card, other))
    device = DEVICE._replace(name="other card", index=1)
    first = Bench(tmp_path, clock, card).arm(plan_of((0, LONG)))
    second = Bench(tmp_path, clock, other, device).arm(plan_of((0, LONG)))
    clock.at(T_S + 1, other.vanish)
    assert attended(clock, tmp_path, first, second) == [["played"], ["device-lost"]]


def test_an_unforeseen_fault_in_one_drill_harms_no_other(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch, card: Card
) -> None:
    other = Card(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio(card, other))
    device = DEVICE._replace(name="other card", index=1)
    first = Bench(tmp_path, clock, card).arm(plan_of((0, WAIL)))
    second = Bench(tmp_path, clock, other, device).arm(plan_of((0, WAIL)))

    def broken() -> None:
        raise ZeroDivisionError

    clock.at(T_S + 1, lambda: monkeypatch.setattr(second.line, "poll", broken))
    assert attended(clock, tmp_path, first, second) == [["played"], ["aborted"]]
    [stretch] = stretches(other)
    assert stretch.end_s == pytest.approx(1.0, abs=0.05)


def test_a_run_that_wakes_later_sets_an_alarm_and_rests_until_then(
    bench: Bench, clock: SimClock, tmp_path: Path
) -> None:
    run = bench.arm(plan_of((0, WAIL), first_in_s=FIRST_IN_S + 60))
    alarm = Alarms(clock)
    times_s: list[float] = []
    attended(clock, tmp_path, run, alarm=alarm, look=lambda *_: times_s.append(clock.true_s))
    assert alarm.rung_utc == [run.plan.firings[0].start_utc - timedelta(seconds=WAKE_S)]
    rests_s = np.diff(times_s)
    is_near = np.array(times_s[:-1]) >= T_S + 60 - WAKE_S
    assert rests_s[~is_near].max() <= FAR_S + 1e-6
    assert rests_s[is_near].max() <= NEAR_S + 1e-6


def test_a_run_that_wakes_at_once_needs_no_alarm(
    bench: Bench, clock: SimClock, tmp_path: Path
) -> None:
    alarm = Alarms(clock)
    attended(clock, tmp_path, bench.arm(plan_of((0, WAIL))), alarm=alarm)
    assert alarm.rung_utc == []


def test_an_alarm_that_never_rings_or_rings_too_often_changes_nothing(
    bench: Bench, clock: SimClock, tmp_path: Path
) -> None:
    class Silent:
        def ring_at(self, when: datetime, event: Event) -> None:
            for number in range(100):
                clock.after(number / 2, event.set)

    run = bench.arm(plan_of((0, WAIL), first_in_s=FIRST_IN_S + 30))
    assert attended(clock, tmp_path, run, alarm=Silent()) == [["played"]]
    assert starts_s(bench.card) == pytest.approx([30], abs=2 * FRAME_S)


def test_the_scheduler_library_as_alarm_changes_nothing(
    bench: Bench, clock: SimClock, tmp_path: Path
) -> None:
    run = bench.arm(plan_of((0, WAIL), first_in_s=FIRST_IN_S + 30))
    with Alarm() as alarm:
        assert attended(clock, tmp_path, run, alarm=alarm) == [["played"]]
    assert starts_s(bench.card) == pytest.approx([30], abs=2 * FRAME_S)


def test_a_stop_ends_every_run_and_says_who_and_how(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch, card: Card
) -> None:
    other = Card(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio(card, other))
    device = DEVICE._replace(name="other card", index=1)
    bench = Bench(tmp_path, clock, card)
    first = bench.arm(plan_of((0, LONG)))
    second = Bench(tmp_path, clock, other, device).arm(plan_of((4, LONG), (20, LONG)))
    stopping = Stopping(Latch(tmp_path), lambda: None, Event(), clock, who="wang@console")

    def stop() -> None:
        first.silence()
        second.silence()
        stopping.how = "SIGTERM"
        stopping.heard.set()

    clock.at(T_S + 2, stop)
    outcomes = attended(clock, tmp_path, first, second, stopping=stopping)
    assert outcomes == [["stopped"], ["stopped", "stopped"]]
    assert [line["how"] for line in bench.lines("stop")] == ["SIGTERM", "SIGTERM"]
    assert [line["who"] for line in bench.lines("stop")] == ["tester", "tester"]
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(2.0, abs=0.001)


def test_a_screen_that_fails_harms_no_drill(bench: Bench, clock: SimClock, tmp_path: Path) -> None:
    def failing(*_: object) -> None:
        raise BrokenPipeError

    run = bench.arm(plan_of((0, WAIL)))
    assert attended(clock, tmp_path, run, look=failing) == [["played"]]


def test_a_stop_that_fails_in_one_drill_stops_the_others_all_the_same(
    tmp_path: Path, clock: SimClock, monkeypatch: pytest.MonkeyPatch, card: Card
) -> None:
    other = Card(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", PortAudio(card, other))
    device = DEVICE._replace(name="other card", index=1)
    first = Bench(tmp_path, clock, card).arm(plan_of((0, LONG)))
    second = Bench(tmp_path, clock, other, device).arm(plan_of((0, LONG)))
    stopping = Stopping(Latch(tmp_path), lambda: None, Event(), clock, who="tester")

    note = first.record.note

    def failing_once(event: str, **facts: Any) -> None:
        if event == "stop":
            raise RuntimeError("the disk is on fire")
        note(event, **facts)

    def stop() -> None:
        monkeypatch.setattr(first.record, "note", failing_once)
        stopping.heard.set()

    clock.at(T_S + 2, stop)
    outcomes = attended(clock, tmp_path, first, second, stopping=stopping)
    assert outcomes == [["aborted"], ["stopped"]]
    for one in (card, other):
        [stretch] = stretches(one)
        assert stretch.end_s == pytest.approx(2.0, abs=0.021)


# --- the process was not there ---


def pass_by(bench: Bench, run: Run, from_s: float, seconds: float) -> None:
    """Tick until so long after T, then leave the loop alone while the card plays on."""
    bench.run(run, until_s=from_s)
    bench.clock.wait(Event(), seconds)


def test_a_loop_that_hangs_for_a_second_over_t_joins_late_and_in_phase(
    bench: Bench, card: Card
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    pass_by(bench, run, -PREPARE_S - 0.5, 2.5)
    assert bench.run(run) == ["late"]
    [stretch] = stretches(card)
    assert 1.0 < stretch.start_s < 1.0 + 2 * LATENCY_S
    assert is_in_phase(stretch, run.plan, fade_s=FADE_S)


@pytest.mark.parametrize("seconds", [4.0, 60.0])
def test_a_loop_that_hangs_for_longer_over_t_misses_it(
    bench: Bench, card: Card, seconds: float
) -> None:
    run = bench.arm(plan_of((0, '{ tone = "steady", on_s = 90 }')))
    pass_by(bench, run, -PREPARE_S - 0.5, seconds)
    assert bench.run(run) == ["missed"]
    assert stretches(card) == []


@pytest.mark.parametrize("seconds", [1.0, 4.0])
def test_a_loop_that_hangs_while_it_sounds_harms_nothing(
    bench: Bench, card: Card, seconds: float
) -> None:
    """The card's thread goes on by itself, to the end of the signal and not beyond."""
    run = bench.arm(plan_of((0, WAIL), (8, WAIL)))
    pass_by(bench, run, 2.0, seconds)
    assert bench.run(run) == ["played", "played"]
    assert [round(part.start_s, 3) for part in stretches(card)] == [0, 8]
    assert all(is_in_phase(part, run.plan) for part in stretches(card))


@pytest.mark.parametrize("callback_first", [True, False])
def test_a_process_frozen_for_a_second_over_t_joins_late_and_in_phase(
    bench: Bench, clock: SimClock, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    freeze(bench, run, -0.5, 1.5, callback_first=callback_first)
    assert bench.run(run) == ["late"]
    [stretch] = stretches(card)
    assert 1.0 < stretch.start_s < 2.0
    assert is_in_phase(stretch, run.plan, fade_s=FADE_S)


@pytest.mark.parametrize("callback_first", [True, False])
@pytest.mark.parametrize("seconds", [4.0, 60.0])
def test_a_process_frozen_for_longer_over_t_sounds_nothing(
    bench: Bench, card: Card, seconds: float, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, '{ tone = "steady", on_s = 90 }')))
    freeze(bench, run, -0.5, seconds, callback_first=callback_first)
    assert bench.run(run)[0] in ("missed", "device-lost")
    assert stretches(card) == []


@pytest.mark.parametrize("callback_first", [True, False])
def test_a_process_frozen_for_two_seconds_while_it_sounds_goes_on_in_phase(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, LONG)))
    freeze(bench, run, 2.0, 2.0, callback_first=callback_first)
    assert bench.run(run) == ["interrupted"]
    before, after = stretches(card)
    assert before.end_s == pytest.approx(2.0 + LATENCY_S, abs=0.02)
    assert 4.0 < after.start_s < 5.0
    assert after.end_s == pytest.approx(6.0, abs=2 * FRAME_S)
    assert is_in_phase(after, run.plan, fade_s=FADE_S)


@pytest.mark.parametrize("callback_first", [True, False])
def test_a_process_frozen_for_less_than_a_stall_is_in_phase_again_within_half_a_second(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, LONG)))
    freeze(bench, run, 2.0, 0.3, callback_first=callback_first)
    assert bench.run(run) == ["interrupted"]
    assert bench.events().count("underflow") == 1
    *_, last = stretches(card)
    assert last.end_s == pytest.approx(6.0, abs=2 * FRAME_S)
    settled = round((2.8 - last.start_s) * RATE_HZ)
    later = last._replace(start_s=last.start_s + settled / RATE_HZ, samples=last.samples[settled:])
    assert is_in_phase(later, run.plan)


@pytest.mark.parametrize("callback_first", [True, False])
@pytest.mark.parametrize("seconds", [7.0, 3600.0])
def test_a_process_frozen_for_too_long_while_it_sounds_stays_silent(
    bench: Bench, card: Card, seconds: float, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, '{ tone = "steady", on_s = 20 }')))
    freeze(bench, run, 2.0, seconds, callback_first=callback_first)
    assert bench.run(run) == ["device-lost"]
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(2.0 + LATENCY_S, abs=0.02)


def freeze(bench: Bench, run: Run, at_s: float, seconds: float, *, callback_first: bool) -> None:
    """Stop the whole process; when it goes on, the card's thread or ours may be the first."""
    if callback_first:
        bench.clock.at(T_S + at_s, lambda: bench.card.freeze(seconds))
        bench.run(run, until=lambda: bench.clock.true_s > T_S + at_s)
    else:
        bench.run(run, until_s=at_s)
        bench.card.freeze(seconds)


# --- the machine slept ---


def sleep(bench: Bench, run: Run, at_s: float, seconds: float, *, callback_first: bool) -> None:
    if callback_first:
        bench.clock.at(T_S + at_s, lambda: bench.card.sleep(seconds))
        bench.run(run, until=lambda: bench.clock.true_s > T_S + at_s)
    else:
        bench.run(run, until_s=at_s)
        bench.card.sleep(seconds)


@pytest.mark.parametrize("callback_first", [True, False])
def test_a_sleep_long_before_t_is_journalled_and_harms_nothing(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    sleep(bench, run, -4, 2.0, callback_first=callback_first)
    assert bench.run(run) == ["played"]
    [line] = bench.lines("suspended")
    assert line["asleep_s"] == pytest.approx(2.0)
    [stretch] = stretches(card)
    assert abs(stretch.start_s) < 0.0005
    assert is_in_phase(stretch, run.plan)


@pytest.mark.parametrize("callback_first", [True, False])
def test_a_sleep_of_two_seconds_over_t_joins_late(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    sleep(bench, run, -0.9, 2.0, callback_first=callback_first)
    assert bench.run(run) == ["late"]
    [stretch] = stretches(card)
    assert 1.1 < stretch.start_s < 2.0
    assert is_in_phase(stretch, run.plan, fade_s=FADE_S)
    assert len(bench.lines("suspended")) == 1


@pytest.mark.parametrize("callback_first", [True, False])
def test_a_sleep_of_an_hour_over_t_misses_it_and_the_next_day_is_another_matter(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, WAIL), (20, WAIL)))
    sleep(bench, run, -3, HOUR_S, callback_first=callback_first)
    assert set(bench.run(run)) <= {"missed", "device-lost"}
    assert stretches(card) == []
    [line] = bench.lines("suspended")
    assert line["asleep_s"] == pytest.approx(HOUR_S)


@pytest.mark.parametrize("callback_first", [True, False])
def test_after_a_sleep_of_two_seconds_while_it_sounds_it_goes_on_in_phase(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    run = bench.arm(plan_of((0, LONG)))
    sleep(bench, run, 2.0, 2.0, callback_first=callback_first)
    assert bench.run(run) == ["interrupted"]
    *_, last = stretches(card)
    assert 4.0 < last.start_s < 5.0
    assert last.end_s == pytest.approx(6.0, abs=2 * FRAME_S)
    assert is_in_phase(last, run.plan, fade_s=FADE_S)


@pytest.mark.parametrize("callback_first", [True, False])
def test_after_a_sleep_of_an_hour_while_it_sounds_nothing_but_the_cards_buffer_is_heard(
    bench: Bench, card: Card, callback_first: bool
) -> None:
    """What the card holds comes out when the machine wakes; a process cannot undo that."""
    run = bench.arm(plan_of((0, '{ tone = "steady", on_s = 20 }')))
    sleep(bench, run, 2.0, HOUR_S, callback_first=callback_first)
    assert bench.run(run) == ["device-lost"]
    after_s = sum(part.end_s - part.start_s for part in stretches(card) if part.start_s > 3)
    assert after_s <= LATENCY_S + 0.011
    [line] = bench.lines("suspended")
    assert line["asleep_s"] == pytest.approx(HOUR_S)
