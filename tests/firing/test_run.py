"""A drill from armed to its last outcome, on a simulated card: late, stepped, asleep, stopped."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from siren.firing.rules import Limits
from siren.firing.run import WAKE_S, Phase
from tests.firing.drills import (
    RATE_HZ,
    T_S,
    WAIL,
    Bench,
    plan_of,
    starts_s,
    stretches,
)

if TYPE_CHECKING:
    from tests.firing.world import Card, SimClock

FRAME_S = 1 / RATE_HZ
LONG = '{ tone = "wail", on_s = 6, rise_s = 4, fall_s = 3 }'


# --- all is well ---


def test_every_signal_is_heard_at_its_second_whole_and_alone(bench: Bench, card: Card) -> None:
    plan = plan_of((0, WAIL), (5, '{ tone = "steady", on_s = 2 }'), (7, WAIL))
    run = bench.arm(plan)
    assert bench.run(run) == ["played"] * 3
    times_s, samples = card.heard()
    first = round((times_s[0] - T_S) * RATE_HZ)
    assert np.array_equal(samples, plan.sound.block(first, samples.size))
    assert [result.lost_frames for result in run.results] == [0, 0, 0]
    assert [result.error_ms for result in run.results] == pytest.approx([0, 0, 0], abs=0.01)


def test_no_sample_is_lost_at_the_start_or_the_end(bench: Bench, card: Card) -> None:
    """PortAudio drops its buffer when it is closed: it is closed only once that is empty."""
    plan = plan_of((0, '{ tone = "steady", on_s = 2 }'))
    bench.run(bench.arm(plan))
    _, samples = card.heard()
    loud = np.flatnonzero(samples)
    expected = plan.sound.block(0, plan.sound.frames)
    own = np.flatnonzero(expected)
    assert np.array_equal(samples[loud[0] : loud[-1] + 1], expected[own[0] : own[-1] + 1])


def test_the_device_is_opened_early_and_given_silence(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of((0, WAIL), first_in_s=5 + 40))
    bench.run(run, until_s=40 - WAKE_S - 0.1, every_s=0.25)
    phases = [run.phase]
    assert card.streams == []
    bench.run(run, until_s=40 - WAKE_S + 0.3)
    phases.append(run.phase)
    assert len(card.streams) == 1
    bench.run(run, until_s=41)
    phases.append(run.phase)
    assert run.next_firing is run.firings[0]
    bench.run(run)
    assert phases == [Phase.ARMED, Phase.WAITING, Phase.FIRING]
    assert run.has_ended
    times_s, samples = card.heard()
    assert not samples[times_s < T_S + 40 - FRAME_S].any()


def test_the_phases_of_a_drill_stand_in_the_journal_in_order(bench: Bench) -> None:
    run = bench.arm(plan_of((0, WAIL), (5, WAIL)))
    bench.run(run)
    assert bench.events() == [
        "armed",
        "waiting",
        *["firing", "onset", "outcome"] * 2,
        "ended",
    ]
    assert bench.lines("ended")[0]["outcomes"] == ["played", "played"]
    assert [line["firing"] for line in bench.lines("outcome")] == [1, 2]
    assert bench.complaints == []


def test_a_motor_coasts_on_after_its_outcome_until_the_next_signal_or_the_end() -> None:
    """Covered by the plan: a cue reaches to the next signal's first frame."""
    plan = plan_of((0, WAIL), (10, WAIL))
    assert [firing.until_frame for firing in plan.firings] == [10 * RATE_HZ, plan.sound.frames]


# --- an onset is told once it was heard ---


def test_an_onset_stands_in_the_journal_only_after_it_was_heard(
    bench: Bench, clock: SimClock
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    bench.run(run, until=lambda: bool(bench.lines("onset")))
    assert T_S <= clock.true_s <= T_S + 0.1
    [onset] = bench.lines("onset")
    assert onset["actual_utc"] == "2026-10-29T02:00:05Z"
    assert onset["error_ms"] == pytest.approx(0, abs=0.01)


TWO = ((0, WAIL), (8, WAIL))

# --- stopped ---


@pytest.mark.parametrize(
    ("at_s", "outcomes"),
    [
        (-4.9, ["stopped", "stopped"]),
        (-3.0, ["stopped", "stopped"]),
        (-0.5, ["stopped", "stopped"]),
        (-0.05, ["stopped", "stopped"]),
        (0.0, ["stopped", "stopped"]),
        (2.0, ["stopped", "stopped"]),
        (5.0, ["played", "stopped"]),
        (9.0, ["played", "stopped"]),
    ],
)
def test_a_stop_ends_every_signal_and_silences_the_card_at_once(
    bench: Bench, clock: SimClock, card: Card, at_s: float, outcomes: list[str]
) -> None:
    run = bench.arm(plan_of(*TWO))
    bench.run(run, until_s=at_s)
    stopped_s = clock.true_s
    run.stop("Ctrl-C", "wang@console")
    assert run.has_ended
    assert [str(result.outcome) for result in run.results] == outcomes
    clock.wait(Event(), 10)
    times_s, samples = card.heard()
    assert not samples[times_s > stopped_s + 0.001].any()
    assert bench.lines("stop") == [{"run": run.record.run, "how": "Ctrl-C", "who": "wang@console"}]


def test_what_was_heard_before_a_stop_is_counted(bench: Bench, card: Card) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    bench.run(run, until_s=2.0)
    run.stop("Ctrl-C", "wang@console")
    [result] = run.results
    [stretch] = stretches(card)
    assert result.frames == pytest.approx(stretch.samples.size, abs=2)
    assert result.frames + result.lost_frames == 3 * RATE_HZ
    assert result.error_ms == pytest.approx(0, abs=0.01)


def test_a_stop_before_the_first_sample_was_heard_claims_no_onset(bench: Bench, card: Card) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    bench.run(run, until_s=-0.05)
    run.stop("Ctrl-C", "wang@console")
    [result] = run.results
    assert (result.frames, result.actual_utc, result.error_ms) == (0, None, None)
    assert stretches(card) == []


def test_a_stop_silences_before_it_writes(
    bench: Bench, clock: SimClock, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that hangs does not keep a siren sounding."""
    run = bench.arm(plan_of((0, WAIL)))
    bench.run(run, until_s=2.0)
    append = bench.armory.journal.append

    def slow(event: str, /, **facts: Any) -> str:
        clock.wait(Event(), 2.0)
        return append(event, **facts)

    monkeypatch.setattr(bench.armory.journal, "append", slow)
    run.stop("Ctrl-C", "wang@console")
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(2.0, abs=0.021)


def test_a_run_that_is_silenced_from_another_thread_sounds_no_more(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """The listener silences first; the loop may hang and end the run much later."""
    run = bench.arm(plan_of(*TWO))
    bench.run(run, until_s=2.0)
    run.silence()
    assert bench.run(run, until_s=15) != ["played", "played"]
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(2.0, abs=0.021)


def test_a_stop_after_the_end_changes_nothing(bench: Bench) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    bench.run(run)
    before = bench.events()
    run.stop("Ctrl-C", "wang@console")
    run.tick(bench.clock.read())
    assert bench.events() == before


def test_a_device_that_was_being_opened_when_stopped_sounds_nothing(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of((0, WAIL)))
    run.tick(clock.read())
    run.stop("Ctrl-C", "wang@console")
    clock.wait(Event(), 10)
    assert stretches(card) == []


# --- limits ---


def test_the_limits_of_an_order_hold(bench: Bench, clock: SimClock, card: Card) -> None:
    card.vanish()
    clock.at(T_S + 3.0, card.come_back)
    run = bench.arm(plan_of((0, LONG)), limits=Limits(late_s=4.0))
    assert bench.run(run) == ["late"]
    assert 3.0 < starts_s(card)[0] < 4.0


def test_something_nobody_thought_of_ends_every_signal_as_aborted(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of(*TWO))
    bench.run(run, until_s=2.0)
    run.fail(RuntimeError("unthought of"))
    assert [str(result.outcome) for result in run.results] == ["aborted", "aborted"]
    clock.wait(Event(), 10)
    [stretch] = stretches(card)
    assert stretch.end_s == pytest.approx(2.0, abs=0.021)
    assert bench.lines("fault")[0]["error"] == "RuntimeError('unthought of')"
    assert bench.events()[-1] == "ended"
