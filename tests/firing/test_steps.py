"""Steps of the clock: up to a second they are followed; beyond, a person is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siren.clock import Instant
from siren.firing.player import FADE_S
from siren.firing.steps import ClockWatch
from siren.output.stream import LATENCY_S
from tests.firing.drills import (
    RATE_HZ,
    T_S,
    WAIL,
    Bench,
    is_in_phase,
    plan_of,
    starts_s,
    stretches,
)

if TYPE_CHECKING:
    from siren.firing.run import Run
    from tests.firing.world import Card, SimClock

FRAME_S = 1 / RATE_HZ
HOUR_S = 3600.0


# --- the watch by itself ---


def watch(*, is_allowed: bool = False) -> ClockWatch:
    """Return a watch that began at an offset of 5000 s, which was confirmed."""
    return ClockWatch(instant(0.0), confirmed_offset_s=5000.0, is_allowed=is_allowed)


def instant(at_s: float, *, stepped_s: float = 0.0, asleep_s: float = 0.0) -> Instant:
    return Instant(5000.0 + at_s + stepped_s, at_s, at_s - asleep_s)


def test_nothing_happens_while_the_clock_goes_on() -> None:
    watching = watch()
    assert [watching.look(instant(at_s)) for at_s in (0.25, 0.5, 60.0)] == [[], [], []]
    assert watching.is_trusted


@pytest.mark.parametrize(
    ("step_s", "noted", "trusted"),
    [
        (0.04, False, True),
        (-0.04, False, True),
        (0.06, True, True),
        (0.99, True, True),
        (-0.99, True, True),
        (1.01, True, False),
        (-1.01, True, False),
        (3600.0, True, False),
    ],
)
def test_a_step_is_noted_and_beyond_a_second_trusted_no_more(
    step_s: float, noted: bool, trusted: bool
) -> None:
    watching = watch()
    events = watching.look(instant(1.0, stepped_s=step_s))
    facts = {"step_s": step_s, "needs_confirmation": not trusted}
    assert events == ([("clock-step", facts)] if noted else [])
    assert watching.is_trusted is trusted


def test_a_step_is_noted_once() -> None:
    watching = watch()
    watching.look(instant(1.0, stepped_s=2.0))
    assert watching.look(instant(2.0, stepped_s=2.0)) == []


def test_small_steps_add_up() -> None:
    """Four of 0.3 s are as far from what was confirmed as one of 1.2 s."""
    watching = watch()
    for number in range(1, 4):
        watching.look(instant(number, stepped_s=0.3 * number))
        assert watching.is_trusted
    watching.look(instant(4, stepped_s=1.2))
    assert not watching.is_trusted
    assert watching.off_s == pytest.approx(1.2)


def test_what_was_set_back_or_confirmed_is_trusted_again() -> None:
    watching = watch()
    watching.look(instant(1.0, stepped_s=60.0))
    watching.look(instant(2.0))
    assert watching.is_trusted
    watching.look(instant(3.0, stepped_s=60.0))
    assert watching.confirm() == pytest.approx(5060.0)
    assert watching.is_trusted


def test_where_steps_were_allowed_the_clock_is_always_trusted() -> None:
    watching = watch(is_allowed=True)
    [(_, facts)] = watching.look(instant(1.0, stepped_s=-3600.0))
    assert facts["needs_confirmation"] is False
    assert watching.is_trusted


def test_a_clock_that_was_stepped_before_the_watch_began_is_not_trusted() -> None:
    """A run that goes on after a kill has the offset that was confirmed when it was armed."""
    assert not ClockWatch(instant(0.0), confirmed_offset_s=4990.0, is_allowed=False).is_trusted


def test_a_clock_that_nobody_can_compare_is_not_trusted_until_it_is_confirmed() -> None:
    """After the machine was started anew."""
    watching = ClockWatch(instant(0.0), confirmed_offset_s=None, is_allowed=False)
    assert watching.look(instant(1.0)) == []
    assert not watching.is_trusted
    assert watching.off_s is None
    watching.confirm()
    assert watching.is_trusted


def test_sleep_is_no_step() -> None:
    assert watch().look(instant(60.0, asleep_s=59.0)) == [("suspended", {"asleep_s": 59.0})]


def test_a_machine_whose_clock_was_stepped_while_it_slept_says_both() -> None:
    events = watch().look(instant(60.0, stepped_s=2.0, asleep_s=59.0))
    assert [event for event, _ in events] == ["suspended", "clock-step"]


def test_a_moment_of_sleep_is_not_worth_a_line() -> None:
    assert watch().look(instant(60.0, asleep_s=0.04)) == []


# --- the clock is stepped ---

TWO = ((0, WAIL), (8, WAIL))
FAR_S, NEAR_S, INSIDE_S, BETWEEN_S = -4.0, -0.8, 1.0, 5.0
MOMENTS_S = [FAR_S, NEAR_S, INSIDE_S, BETWEEN_S]


def stepped(bench: Bench, at_s: float, step_s: float, **options: Any) -> tuple[Run, list[str]]:
    """Run two signals and step the clock once."""
    run = bench.arm(plan_of(*TWO), **options)
    bench.clock.at(T_S + at_s, lambda: bench.clock.step(step_s))
    return run, bench.run(run)


@pytest.mark.parametrize("step_s", [0.1, -0.5, 2.0])
@pytest.mark.parametrize("at_s", [FAR_S, INSIDE_S])
def test_every_step_is_journalled(bench: Bench, at_s: float, step_s: float) -> None:
    stepped(bench, at_s, step_s)
    [line] = bench.lines("clock-step")
    assert line["step_s"] == pytest.approx(step_s, abs=0.001)
    assert line["needs_confirmation"] is (abs(step_s) > 1)


@pytest.mark.parametrize("step_s", [0.5, -0.5])
@pytest.mark.parametrize("at_s", MOMENTS_S)
def test_a_step_of_up_to_a_second_is_followed_by_what_has_not_begun(
    bench: Bench, card: Card, at_s: float, step_s: float
) -> None:
    """T is a time of day: set forward by half a second, it comes half a second earlier."""
    run, outcomes = stepped(bench, at_s, step_s)
    assert outcomes == ["played", "played"]
    moved_s = [-step_s if at_s < 0 else 0.0, 8 - step_s]
    assert starts_s(card) == pytest.approx(moved_s, abs=2 * FRAME_S)
    assert all(
        is_in_phase(part, run.plan, moved_s=0.0 if at_s > 0 and n == 0 else -step_s)
        for n, part in enumerate(stretches(card))
    )
    assert [result.error_ms for result in run.results] == pytest.approx([0, 0], abs=0.3)
    for result in run.results:
        assert result.actual_utc is not None
        assert abs((result.actual_utc - result.planned_utc).total_seconds()) < 0.001


def test_a_step_forward_over_t_is_joined_late(bench: Bench, card: Card) -> None:
    run, outcomes = stepped(bench, -0.3, 0.9)
    assert outcomes[0] == "late"
    assert -0.3 < starts_s(card)[0] < 0.0
    assert is_in_phase(stretches(card)[0], run.plan, moved_s=-0.9, fade_s=FADE_S)


@pytest.mark.parametrize("step_s", [2.0, -2.0, HOUR_S])
@pytest.mark.parametrize("at_s", [FAR_S, NEAR_S])
def test_after_a_step_of_over_a_second_nothing_begins_and_in_the_end_it_is_missed(
    bench: Bench, card: Card, at_s: float, step_s: float
) -> None:
    _, outcomes = stepped(bench, at_s, step_s)
    assert outcomes == ["missed", "missed"]
    assert stretches(card) == []


@pytest.mark.parametrize("step_s", [2.0, -2.0, HOUR_S])
def test_a_step_of_over_a_second_while_it_sounds_lets_that_signal_run_on_by_its_frames(
    bench: Bench, card: Card, step_s: float
) -> None:
    run, outcomes = stepped(bench, INSIDE_S, step_s)
    assert outcomes == ["played", "missed"]
    [stretch] = stretches(card)
    assert (stretch.start_s, stretch.end_s) == pytest.approx((0, 3), abs=2 * FRAME_S)
    assert is_in_phase(stretch, run.plan)
    assert run.results[0].actual_utc == run.results[0].planned_utc


@pytest.mark.parametrize("step_s", [2.0, -2.0, HOUR_S])
def test_a_step_of_over_a_second_between_two_signals_misses_the_second(
    bench: Bench, card: Card, step_s: float
) -> None:
    _, outcomes = stepped(bench, BETWEEN_S, step_s)
    assert outcomes == ["played", "missed"]
    assert starts_s(card) == pytest.approx([0], abs=2 * FRAME_S)


@pytest.mark.parametrize("step_s", [2.0, -2.0])
@pytest.mark.parametrize("at_s", MOMENTS_S)
def test_where_a_step_was_allowed_beforehand_it_is_followed(
    bench: Bench, card: Card, at_s: float, step_s: float
) -> None:
    _, outcomes = stepped(bench, at_s, step_s, allowed=("clock-step",))
    if at_s == NEAR_S and step_s > 0:  # T is 1.4 s ago then
        assert outcomes == ["late", "played"]
        assert starts_s(card) == pytest.approx([NEAR_S + LATENCY_S, 8 - step_s], abs=0.05)
    else:
        assert outcomes == ["played", "played"]
        first_s = -step_s if at_s < 0 else 0.0
        assert starts_s(card) == pytest.approx([first_s, 8 - step_s], abs=2 * FRAME_S)
    [line] = bench.lines("clock-step")
    assert line["needs_confirmation"] is False


@pytest.mark.parametrize("step_s", [2.0, -2.0])
def test_a_clock_that_is_set_back_before_t_is_trusted_again(
    bench: Bench, clock: SimClock, card: Card, step_s: float
) -> None:
    clock.at(T_S - 3, lambda: clock.step(-step_s))
    _, outcomes = stepped(bench, FAR_S, step_s)
    assert outcomes == ["played", "played"]
    assert starts_s(card) == pytest.approx([0, 8], abs=2 * FRAME_S)
    assert [line["needs_confirmation"] for line in bench.lines("clock-step")] == [True, False]


@pytest.mark.parametrize("step_s", [2.0, -2.0])
def test_a_clock_that_a_person_confirms_is_followed(
    bench: Bench, clock: SimClock, card: Card, step_s: float
) -> None:
    run = bench.arm(plan_of(*TWO))
    clock.at(T_S + FAR_S, lambda: clock.step(step_s))
    clock.at(T_S - 3, lambda: run.confirm_clock("wang@console"))
    assert bench.run(run) == ["played", "played"]
    assert starts_s(card) == pytest.approx([-step_s, 8 - step_s], abs=2 * FRAME_S)
    [line] = bench.lines("clock-confirmed")
    assert line["who"] == "wang@console"


def test_a_clock_set_back_by_an_hour_waits_and_is_followed_once_confirmed(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of(*TWO, first_in_s=25))
    clock.at(T_S + FAR_S, lambda: clock.step(-HOUR_S))
    bench.run(run, until_s=25, every_s=0.25)
    assert stretches(card) == []
    run.confirm_clock("wang@console")
    bench.run(run, until_s=HOUR_S, every_s=0.25, most_s=2 * HOUR_S)
    assert bench.run(run) == ["played", "played"]
    assert starts_s(card) == pytest.approx([HOUR_S + 20, HOUR_S + 28], abs=2 * FRAME_S)


def test_a_clock_set_back_by_an_hour_and_not_confirmed_is_missed_an_hour_later(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of(*TWO, first_in_s=25))
    clock.at(T_S + FAR_S, lambda: clock.step(-HOUR_S))
    bench.run(run, until_s=HOUR_S, every_s=0.25, most_s=2 * HOUR_S)
    assert bench.run(run) == ["missed", "missed"]
    assert stretches(card) == []


def test_a_clock_set_back_by_an_hour_in_the_last_second_begins_nothing(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of(*TWO))
    clock.at(T_S + NEAR_S, lambda: clock.step(-HOUR_S))
    bench.run(run, until_s=12)
    assert stretches(card) == []
    clock.step(HOUR_S)
    assert bench.run(run) == ["missed", "missed"]
    assert stretches(card) == []


@pytest.mark.parametrize("step_s", [-HOUR_S, HOUR_S])
def test_a_step_of_an_hour_while_it_sounds_harms_nothing_that_sounds(
    bench: Bench, clock: SimClock, card: Card, step_s: float
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    clock.at(T_S + INSIDE_S, lambda: clock.step(step_s))
    assert bench.run(run) == ["played"]
    [stretch] = stretches(card)
    assert is_in_phase(stretch, run.plan)
    assert stretch.end_s == pytest.approx(3, abs=2 * FRAME_S)


def test_in_the_last_tenth_of_a_second_the_card_has_the_samples_and_a_step_changes_nothing(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    _, outcomes = stepped(bench, -LATENCY_S / 2, 0.5)
    assert outcomes[0] == "played"
    assert starts_s(card)[0] == pytest.approx(0, abs=2 * FRAME_S)


def test_a_clock_that_is_slewed_is_followed_without_a_word(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """500 ppm, as a clock daemon slews."""
    run = bench.arm(plan_of((0, WAIL)))
    for number in range(50):
        clock.at(T_S - 5 + number / 10, lambda: clock.step(0.0005 * 0.1))
    assert bench.run(run) == ["played"]
    assert starts_s(card) == pytest.approx([-0.0025], abs=0.0005)
    assert bench.lines("clock-step") == []
