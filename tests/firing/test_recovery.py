"""A run that was killed, at any moment, and started again: what is heard, and what is said."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from siren.firing.player import FADE_S
from siren.firing.recovery import Arming, left_runs
from siren.firing.rules import Outcome
from siren.firing.run import WAKE_S
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
READY_S = LATENCY_S + 0.25
"""From the start of a process until its card is open, full, and its time known."""

AGO_S = 0.031
"""So long before a kill the last heartbeat may be: a tick, and a block of the card."""

LONG = '{ tone = "wail", on_s = 12, rise_s = 4, fall_s = 3 }'
TWO = ((0, LONG), (15, WAIL))


def killed(bench: Bench, at_s: float, outage_s: float, *firings: tuple[float, str]) -> Run:
    """Kill a run so long after T; return the one that was started again after the outage."""
    plan = plan_of(*(firings or TWO))
    run = bench.arm(plan)
    bench.run(run, until_s=at_s)
    bench.die(run)
    bench.clock.wait(Event(), outage_s)
    return bench.arm(plan)


# --- before anything sounded ---


@pytest.mark.parametrize(("at_s", "outage_s"), [(-4.9, 0.1), (-4.9, 3.0), (-2.0, 1.0), (-0.8, 0.2)])
def test_killed_while_it_waited_it_goes_on_as_if_nothing_had_been(
    bench: Bench, card: Card, at_s: float, outage_s: float
) -> None:
    run = killed(bench, at_s, outage_s)
    assert bench.run(run) == ["played", "played"]
    assert starts_s(card) == pytest.approx([0, 15], abs=2 * FRAME_S)
    assert all(is_in_phase(part, run.plan) for part in stretches(card))
    assert bench.events().count("armed") == 1
    assert bench.events().count("resumed") == 1


def test_killed_long_before_its_time_the_device_is_opened_no_earlier_for_that(
    bench: Bench, card: Card
) -> None:
    plan = plan_of((0, WAIL), first_in_s=45)
    bench.die(bench.arm(plan))
    run = bench.arm(plan)
    bench.run(run, until_s=40 - WAKE_S - 0.1, every_s=0.25)
    assert card.streams == []
    assert bench.run(run) == ["played"]
    assert starts_s(card) == pytest.approx([40], abs=2 * FRAME_S)


@pytest.mark.parametrize("at_s", [-0.8, -0.5, -0.2, -0.05])
def test_killed_in_the_last_second_and_back_within_the_late_limit_it_is_joined(
    bench: Bench, card: Card, at_s: float
) -> None:
    """The line `firing` stands in the journal, and nobody has heard anything."""
    run = killed(bench, at_s, 1.0)
    assert bench.events().count("firing") == 1
    assert bench.run(run) == ["late", "played"]
    first, second = stretches(card)
    assert first.start_s == pytest.approx(at_s + 1.0 + READY_S, abs=0.15)
    assert is_in_phase(first, run.plan, fade_s=FADE_S)
    assert is_in_phase(second, run.plan)
    assert bench.events().count("firing") == 2  # one for each signal


@pytest.mark.parametrize("at_s", [-2.0, -0.5, -0.05])
def test_killed_before_its_time_and_back_too_late_nothing_of_it_is_heard(
    bench: Bench, card: Card, at_s: float
) -> None:
    run = killed(bench, at_s, 4.5)
    assert bench.run(run) == ["missed", "played"]
    assert starts_s(card) == pytest.approx([15], abs=2 * FRAME_S)


# --- while it sounded ---


@pytest.mark.parametrize("at_s", [0.06, 0.5, 3.0, 8.0])
def test_killed_while_it_sounded_and_back_after_a_second_it_goes_on_in_phase(
    bench: Bench, card: Card, at_s: float
) -> None:
    run = killed(bench, at_s, 1.0)
    assert bench.run(run) == ["interrupted", "played"]
    *_, after, second = stretches(card)
    assert at_s + 1.0 < after.start_s < at_s + 1.0 + READY_S
    assert after.end_s == pytest.approx(12, abs=2 * FRAME_S)
    assert is_in_phase(after, run.plan, fade_s=FADE_S)
    assert is_in_phase(second, run.plan)
    [result, _] = run.results
    silent_frames = (after.start_s - at_s) * RATE_HZ
    assert result.lost_frames == pytest.approx(silent_frames, abs=AGO_S * RATE_HZ)
    assert result.frames + result.lost_frames == 12 * RATE_HZ
    assert result.error_ms is None or result.error_ms == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("outage_s", [4.9, 5.5, 8.0])
def test_killed_while_it_sounded_and_back_too_late_it_is_aborted(
    bench: Bench, card: Card, outage_s: float
) -> None:
    """4.9 s and the time to open the card are more than the limit."""
    run = killed(bench, 3.0, outage_s)
    assert bench.run(run) == ["aborted", "played"]
    first, second = stretches(card)
    assert first.end_s == pytest.approx(3.0, abs=2 * FRAME_S)
    assert second.start_s == pytest.approx(15, abs=2 * FRAME_S)
    [result, _] = run.results
    assert result.frames == pytest.approx(3 * RATE_HZ, abs=AGO_S * RATE_HZ)


def test_killed_twice_in_one_signal_it_goes_on_twice(bench: Bench, card: Card) -> None:
    run = killed(bench, 2.0, 1.0)
    bench.run(run, until_s=6.0)
    bench.die(run)
    bench.clock.wait(Event(), 1.0)
    run = bench.arm(run.plan)
    assert bench.run(run) == ["interrupted", "played"]
    parts = stretches(card)
    assert len(parts) == 4
    assert all(is_in_phase(part, run.plan, fade_s=FADE_S) for part in parts)
    assert bench.events().count("resumed") == 2
    heard_s = sum(part.end_s - part.start_s for part in parts[:3])
    assert run.results[0].frames / RATE_HZ == pytest.approx(heard_s, abs=2 * AGO_S)


def test_killed_again_before_it_sounded_again_the_silence_counts_from_the_first_kill(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = killed(bench, 3.0, 3.0)
    bench.die(run)
    clock.wait(Event(), 3.0)
    assert bench.run(bench.arm(run.plan)) == ["aborted", "played"]
    first, _ = stretches(card)
    assert first.end_s == pytest.approx(3.0, abs=2 * FRAME_S)


def test_killed_while_its_card_had_stalled_no_more_is_claimed_than_was_heard(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """The heartbeat is that of the card, not of the loop that has not found the stall yet."""
    clock.at(T_S + 3.0, card.stall)
    clock.at(T_S + 4.0, card.go_on)
    run = killed(bench, 3.5, 1.0)
    assert bench.run(run) == ["interrupted", "played"]
    heard_frames = sum(part.samples.size for part in stretches(card)[:-1])
    [result, _] = run.results
    assert result.frames <= heard_frames
    assert result.frames + result.lost_frames == 12 * RATE_HZ


def test_killed_while_it_sounded_without_its_device_it_is_joined_once_that_is_back(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    clock.at(T_S + 3.5, card.vanish)
    clock.at(T_S + 5.5, card.come_back)
    run = killed(bench, 3.0, 1.0)
    assert bench.run(run) == ["interrupted", "played"]
    *_, after, _ = stretches(card)
    assert 5.5 < after.start_s < 5.5 + READY_S + 0.25
    assert is_in_phase(after, run.plan, fade_s=FADE_S)


# --- between two signals, and after the end ---


def test_killed_between_two_signals_the_first_is_not_sounded_again(
    bench: Bench, card: Card
) -> None:
    run = killed(bench, 13.0, 1.0)
    assert bench.run(run) == ["played", "played"]
    assert starts_s(card) == pytest.approx([0, 15], abs=2 * FRAME_S)
    assert len(bench.lines("outcome")) == 2


def test_started_again_after_the_end_it_sounds_nothing(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    plan = plan_of((0, WAIL))
    bench.run(bench.arm(plan))
    again = bench.arm(plan)
    assert again.record.run != bench.lines("armed")[0]["run"]
    assert bench.run(again) == ["missed"]
    assert starts_s(card) == pytest.approx([0], abs=2 * FRAME_S)


def test_killed_while_it_sounded_and_started_after_its_end_it_was_aborted(
    bench: Bench, card: Card
) -> None:
    killed(bench, 1.0, 20.0, (0, LONG))
    [line] = bench.lines("outcome")
    assert line["outcome"] == "aborted"
    assert bench.lines("ended")[0]["reason"] == "killed, not taken up again"
    assert starts_s(card) == pytest.approx([0], abs=2 * FRAME_S)


@pytest.mark.parametrize("ending", ["played", "stopped", "device-lost"])
def test_a_signal_with_an_outcome_is_never_sounded_again(
    bench: Bench, clock: SimClock, card: Card, ending: str
) -> None:
    plan = plan_of((0, LONG), (20, WAIL))
    run = bench.arm(plan)
    if ending == "device-lost":
        clock.at(T_S + 1, card.vanish)
        clock.at(T_S + 8, card.come_back)
    if ending == "stopped":
        bench.run(run, until_s=1)
        run.stop("Ctrl-C", "tester")
    else:
        bench.run(run, until=lambda: bool(run.results))
    assert str(run.results[0].outcome) == ending
    if not run.has_ended:
        bench.die(run)
        run = bench.arm(plan)
        bench.run(run, until_s=19)
    clock.wait(Event(), 3)
    heard_s = [start_s for start_s in starts_s(card) if start_s < 19]
    assert heard_s == pytest.approx([0], abs=2 * FRAME_S)
    outcomes = [line["outcome"] for line in bench.lines("outcome") if line["firing"] == 1]
    assert outcomes == [ending]


@pytest.mark.parametrize("event", ["stop", "latched"])
def test_a_run_that_was_stopped_and_died_before_it_could_say_so_is_not_taken_up(
    bench: Bench, clock: SimClock, card: Card, event: str
) -> None:
    plan = plan_of(*TWO)
    run = bench.arm(plan)
    bench.run(run, until_s=1)
    if event == "stop":
        run.record.note("stop", how="Ctrl-C", who="tester")
    else:
        bench.armory.journal.append("latched", who="tester")
    bench.die(run)
    clock.wait(Event(), 1)
    again = bench.arm(plan)
    assert again.record.run != run.record.run
    settled = [line["outcome"] for line in bench.lines("outcome")]
    assert settled == ["stopped", "stopped"]


# --- another plan, another device, another boot, another clock ---


def test_another_plan_on_the_same_device_gives_the_old_run_its_outcomes(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of((0, LONG), (15, WAIL), mark="old"))
    bench.run(run, until_s=3)
    bench.die(run)
    clock.wait(Event(), 1)
    other = bench.arm(plan_of((0, LONG), (15, WAIL), mark="new"))
    settled = [line for line in bench.lines("outcome") if line["run"] == run.record.run]
    assert [line["outcome"] for line in settled] == ["aborted", "missed"]
    assert other.record.run != run.record.run
    bench.run(other, until_s=14)
    assert len(stretches(card)) == 1


def test_the_run_of_another_device_that_is_alive_is_left_alone(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    device = bench.device._replace(name="other card")
    run = bench.arm(plan_of((0, WAIL)))
    Bench(bench.folder, clock, card, device).arm(plan_of((0, WAIL), mark="other"))
    assert bench.lines("outcome") == []
    assert bench.run(run) == ["played"]


def test_the_run_of_another_device_that_is_dead_is_left_until_it_is_past(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    device = bench.device._replace(name="other card")
    run = bench.arm(plan_of((0, WAIL)))
    bench.die(run)
    other = Bench(bench.folder, clock, card, device)
    first = other.arm(plan_of((0, WAIL), mark="other"))
    assert bench.lines("outcome") == []
    bench.die(first)
    clock.wait(Event(), 20)
    other.arm(plan_of((60, WAIL), mark="third"))
    by_run = {line["run"]: line["outcome"] for line in bench.lines("outcome")}
    assert by_run == {run.record.run: "missed", first.record.run: "missed"}


def test_a_run_that_is_alive_is_left_alone_even_when_it_is_past(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """It may be slow to write its outcomes, and they are its own."""
    device = bench.device._replace(name="other card")
    bench.arm(plan_of((0, WAIL)))
    clock.wait(Event(), 20)
    Bench(bench.folder, clock, card, device).arm(plan_of((60, WAIL), mark="other"))
    assert bench.lines("outcome") == []


def reboot(clock: SimClock) -> float:
    """Begin another boot: the clock that nobody can step begins anew; return by how much less."""
    less_s = clock.true_s - 12.0
    clock.boot = "another boot"
    clock.true_s -= less_s
    clock.wall_offset_s += less_s
    return less_s


def test_after_a_power_cut_in_the_midst_nobody_knows_for_how_long_it_was_silent(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    plan = plan_of((0, LONG))
    run = bench.arm(plan)
    bench.run(run, until_s=3)
    bench.die(run)
    clock.wait(Event(), 2)
    card.streams.clear()
    reboot(clock)
    run = bench.arm(plan)
    assert bench.run(run) == ["aborted"]
    assert stretches(card) == []


def test_after_a_power_cut_the_clock_of_the_new_boot_must_be_confirmed(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    plan = plan_of((0, WAIL))
    bench.die(bench.arm(plan))
    less_s = reboot(clock)
    run = bench.arm(plan)
    assert not run.clock_watch.is_trusted
    assert run.clock_watch.off_s is None
    run.confirm_clock("wang@console")
    assert bench.run(run) == ["played"]
    [stretch] = stretches(card, t_s=T_S - less_s)
    assert stretch.start_s == pytest.approx(0, abs=2 * FRAME_S)


@pytest.mark.parametrize("step_s", [2.0, -2.0])
def test_a_clock_stepped_while_nobody_ran_is_journalled_and_not_trusted(
    bench: Bench, clock: SimClock, card: Card, step_s: float
) -> None:
    plan = plan_of((0, WAIL))
    bench.die(bench.arm(plan))
    clock.step(step_s)
    run = bench.arm(plan)
    assert bench.run(run) == ["missed"]
    assert stretches(card) == []
    [line] = bench.lines("clock-step")
    assert line["step_s"] == pytest.approx(step_s, abs=0.001)
    assert line["needs_confirmation"] is True


def test_a_clock_that_was_confirmed_before_the_kill_is_trusted_after_it(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    plan = plan_of((0, WAIL))
    run = bench.arm(plan)
    clock.step(-2.0)
    run.tick(clock.read())
    run.confirm_clock("tester")
    bench.die(run)
    run = bench.arm(plan)
    assert bench.run(run) == ["played"]
    assert starts_s(card) == pytest.approx([2], abs=2 * FRAME_S)


@pytest.mark.parametrize("step_s", [3600.0, 2.0, -2.0, -3600.0])
def test_killed_while_it_sounded_and_the_clock_stepped_nobody_knows_the_phase_so_it_is_aborted(
    bench: Bench, clock: SimClock, card: Card, step_s: float
) -> None:
    plan = plan_of((0, LONG))
    run = bench.arm(plan)
    bench.run(run, until_s=3)
    bench.die(run)
    clock.step(step_s)
    clock.wait(Event(), 1)
    outcomes = [line["outcome"] for line in bench.lines("outcome")]
    again = bench.arm(plan)
    bench.run(again, until_s=30, every_s=0.1)
    outcomes = [line["outcome"] for line in bench.lines("outcome")]
    assert outcomes[0] == "aborted"
    assert len(stretches(card)) == 1


def test_a_heartbeat_from_the_future_says_nothing_so_what_had_begun_is_aborted(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    plan = plan_of(*TWO)
    run = bench.arm(plan)
    bench.run(run, until_s=3)
    run.lock.beat(clock.read().utc_s + 3600)
    bench.die(run)
    clock.wait(Event(), 1)
    assert bench.run(bench.arm(plan)) == ["aborted", "played"]


# --- what the journal says of it ---


def test_the_journal_says_when_the_killed_process_was_last_alive(
    bench: Bench, clock: SimClock
) -> None:
    killed(bench, 3.0, 1.0)
    [line] = bench.lines("resumed")
    assert line["who"] == "tester"
    assert line["last_beat_utc"].startswith(("2026-10-29T02:00:07.9", "2026-10-29T02:00:08"))


def left_by(bench: Bench) -> list[Any]:
    return list(left_runs(bench.armory.journal.entries()))


def test_a_run_that_ended_left_nothing(bench: Bench) -> None:
    bench.run(bench.arm(plan_of((0, WAIL))))
    assert left_by(bench) == []


def test_a_run_that_was_killed_left_what_was_written(bench: Bench) -> None:
    run = bench.arm(plan_of(*TWO))
    bench.run(run, until_s=16)
    bench.die(run)
    [left] = left_by(bench)
    assert left.run == run.record.run
    assert left.arming == Arming("hash", "test card", "run")
    assert left.boot_id == "simulated"
    assert left.first_utc == run.plan.firings[0].start_utc
    first, second = left.firings
    assert (first.outcome, first.is_over) == (Outcome.PLAYED, True)
    assert (second.outcome, second.was_announced) == (None, True)
    assert second.onset_error_s == pytest.approx(0, abs=0.001)
    assert [firing.length_s for firing in left.firings] == [12, 3]


def test_a_run_is_past_when_its_last_signal_would_be_over(bench: Bench, clock: SimClock) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    bench.die(run)
    [left] = left_by(bench)
    clock.wait(Event(), 5 + 2.9)
    assert not left.is_past(clock.utc_now())
    clock.wait(Event(), 0.2)
    assert left.is_past(clock.utc_now())


def test_lines_of_runs_that_are_not_known_are_passed_over(bench: Bench) -> None:
    bench.armory.journal.append("outcome", run="stranger", firing=1, outcome="played")
    bench.armory.journal.append("latched", who="somebody")
    assert left_by(bench) == []
