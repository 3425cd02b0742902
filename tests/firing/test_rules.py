"""Whether a siren sounds: every branch of the rule, and what no situation may ever lead to."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.firing.rules import (
    ON_TIME_S,
    PREPARE_S,
    Action,
    Limits,
    Outcome,
    Situation,
    decide,
    judge,
    may_join,
    settle,
)

LIMITS = Limits(late_s=2.0, resume_s=5.0)
LENGTH_S = 180.0
WAIT, SOUND, JUDGE = Action.WAIT, Action.SOUND, Action.JUDGE


def situation(**changes: Any) -> Situation:
    """Return a situation in which all is well and T is now, changed as told."""
    usual: dict[str, Any] = {
        "since_start_s": 0.0,
        "length_s": LENGTH_S,
        "heard_s": -inf,
        "silent_s": 0.0,
        "begun": False,
        "was_killed": False,
        "given_up": False,
        "stopped": False,
        "clock_trusted": True,
        "device_ready": True,
        "device_lost": False,
        "is_refused": False,
    }
    return Situation(**(usual | changes))


@pytest.mark.parametrize(
    ("since_start_s", "answer"),
    [
        (-3600.0, WAIT),
        (-PREPARE_S - 0.001, WAIT),
        (-PREPARE_S, SOUND),
        (0.0, SOUND),
        (2.0, SOUND),
        (2.001, Outcome.MISSED),
        (3600.0, Outcome.MISSED),
    ],
)
def test_a_firing_that_has_not_begun_sounds_from_a_second_before_t_until_it_is_too_late(
    since_start_s: float, answer: Action | Outcome
) -> None:
    assert decide(situation(since_start_s=since_start_s), LIMITS) is answer


@pytest.mark.parametrize(
    ("since_start_s", "answer"),
    [(-1.0, WAIT), (0.0, WAIT), (2.0, WAIT), (2.001, Outcome.DEVICE_LOST)],
)
def test_without_its_device_it_waits_until_it_is_too_late(
    since_start_s: float, answer: Action | Outcome
) -> None:
    now = situation(since_start_s=since_start_s, device_ready=False, device_lost=True)
    assert decide(now, LIMITS) is answer


@pytest.mark.parametrize(
    ("since_start_s", "answer"),
    [(-1.0, WAIT), (0.0, WAIT), (2.0, WAIT), (2.001, Outcome.MISSED)],
)
def test_under_a_clock_nobody_trusts_it_waits_until_it_is_too_late(
    since_start_s: float, answer: Action | Outcome
) -> None:
    assert decide(situation(since_start_s=since_start_s, clock_trusted=False), LIMITS) is answer


def test_a_signal_shorter_than_the_late_limit_is_missed_once_it_would_be_over() -> None:
    assert decide(situation(since_start_s=0.5, length_s=0.5), LIMITS) is SOUND
    assert decide(situation(since_start_s=0.501, length_s=0.5), LIMITS) is Outcome.MISSED


def test_a_fast_clock_prepares_earlier() -> None:
    early = situation(since_start_s=-30.0)
    assert decide(early, LIMITS) is WAIT
    assert decide(early, LIMITS, prepare_s=30.0) is SOUND


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"heard_s": 59.9}, SOUND),
        ({"heard_s": LENGTH_S - 0.001, "since_start_s": LENGTH_S + 0.1}, SOUND),
        ({"heard_s": LENGTH_S, "since_start_s": LENGTH_S + 0.1}, JUDGE),
        ({"heard_s": LENGTH_S, "silent_s": 99.0, "device_ready": False}, JUDGE),
        ({"device_ready": False}, WAIT),
        ({"silent_s": 5.0, "device_ready": False}, WAIT),
        ({"silent_s": 5.0}, SOUND),
        ({"silent_s": 5.001}, Outcome.DEVICE_LOST),
        ({"silent_s": 5.001, "device_ready": False}, Outcome.DEVICE_LOST),
        ({"silent_s": 5.001, "was_killed": True}, Outcome.ABORTED),
        ({"silent_s": 1.0, "since_start_s": LENGTH_S}, Outcome.DEVICE_LOST),
        ({"silent_s": 1.0, "since_start_s": LENGTH_S, "was_killed": True}, Outcome.ABORTED),
        ({"clock_trusted": False}, SOUND),
        ({"clock_trusted": False, "since_start_s": -3540.0}, SOUND),
    ],
)
def test_a_firing_that_has_begun_goes_on_unless_it_was_silent_for_too_long(
    changes: dict[str, Any], answer: Action | Outcome
) -> None:
    under_way = {"begun": True, "since_start_s": 60.0, "heard_s": 59.9} | changes
    assert decide(situation(**under_way), LIMITS) is answer


@pytest.mark.parametrize(
    ("gap_s", "begun", "joins"),
    [
        (0.0, False, True),
        (2.0, False, True),
        (2.001, False, False),
        (2.001, True, True),
        (5.0, True, True),
        (5.001, True, False),
    ],
)
def test_a_block_joins_within_the_late_limit_or_once_begun_within_the_resume_limit(
    gap_s: float, begun: bool, joins: bool
) -> None:
    assert may_join(gap_s, LIMITS, begun=begun) is joins


@pytest.mark.parametrize(
    ("onset_error_s", "lost_frames", "was_resumed", "outcome"),
    [
        (0.0, 0, False, Outcome.PLAYED),
        (-0.001, 0, False, Outcome.PLAYED),
        (ON_TIME_S, 0, False, Outcome.PLAYED),
        (ON_TIME_S + 0.0001, 0, False, Outcome.LATE),
        (1.5, 12_000, False, Outcome.LATE),
        (0.0, 1, False, Outcome.INTERRUPTED),
        (0.0, 0, True, Outcome.INTERRUPTED),
        (1.5, 12_000, True, Outcome.INTERRUPTED),
    ],
)
def test_what_sounded_to_its_end_is_judged_by_its_onset_and_by_what_was_lost(
    onset_error_s: float, lost_frames: int, was_resumed: bool, outcome: Outcome
) -> None:
    assert judge(onset_error_s, lost_frames, was_resumed=was_resumed) is outcome


# --- for every situation ---

seconds = st.floats(-10_000, 10_000)
situations = st.builds(
    Situation,
    since_start_s=seconds,
    length_s=st.floats(0.1, 1000),
    heard_s=seconds | st.just(-inf),
    silent_s=st.floats(0, 10_000) | st.just(0.0),
    begun=st.booleans(),
    was_killed=st.booleans(),
    stopped=st.booleans(),
    clock_trusted=st.booleans(),
    device_ready=st.booleans(),
    given_up=st.booleans(),
    device_lost=st.booleans(),
    is_refused=st.booleans(),
)
limits = st.builds(Limits, late_s=st.floats(0, 10), resume_s=st.floats(0, 30))


@given(situations, limits)
def test_a_stop_always_wins(now: Situation, limits: Limits) -> None:
    assert decide(now._replace(stopped=True), limits) is Outcome.STOPPED


@given(situations, limits)
def test_nothing_begins_later_than_the_late_limit(now: Situation, limits: Limits) -> None:
    late = now._replace(begun=False, since_start_s=limits.late_s + abs(now.since_start_s) + 1e-6)
    assert isinstance(decide(late, limits), Outcome)


@given(situations, limits)
def test_nothing_sounds_on_after_a_silence_over_the_resume_limit(
    now: Situation, limits: Limits
) -> None:
    silent = now._replace(silent_s=limits.resume_s + now.silent_s + 1e-6, begun=True)
    assert decide(silent, limits) is not SOUND


@given(situations, limits)
def test_nothing_begins_under_a_clock_that_is_not_trusted(now: Situation, limits: Limits) -> None:
    assert decide(now._replace(clock_trusted=False, begun=False), limits) is not SOUND


@given(situations, limits)
def test_nothing_is_sounded_without_a_device(now: Situation, limits: Limits) -> None:
    assert decide(now._replace(device_ready=False), limits) is not SOUND


@given(situations, limits)
def test_nothing_begins_long_before_t(now: Situation, limits: Limits) -> None:
    early = now._replace(begun=False, since_start_s=-PREPARE_S - 1e-6 - abs(now.since_start_s))
    assert decide(early, limits) in (WAIT, Outcome.STOPPED, Outcome.ABORTED)


@given(situations, limits)
def test_only_what_has_begun_is_judged_aborted_or_interrupted(
    now: Situation, limits: Limits
) -> None:
    answer = decide(now._replace(begun=False, is_refused=False), limits)
    assert answer not in (JUDGE, Outcome.ABORTED)


@given(situations, limits)
def test_what_cannot_be_written_down_never_begins(now: Situation, limits: Limits) -> None:
    answer = decide(now._replace(begun=False, is_refused=True), limits)
    assert answer in (Outcome.ABORTED, Outcome.STOPPED)


@given(situations, limits)
def test_what_the_card_gave_up_is_not_taken_up_again(now: Situation, limits: Limits) -> None:
    assert decide(now._replace(begun=True, given_up=True), limits) is not SOUND


def test_a_run_that_nobody_goes_on_with_has_outcomes() -> None:
    assert settle(was_announced=True, was_stopped=False) is Outcome.ABORTED
    assert settle(was_announced=False, was_stopped=False) is Outcome.MISSED
    assert settle(was_announced=True, was_stopped=True) is Outcome.STOPPED


@given(situations, limits, st.floats(0, 1000))
def test_what_is_too_late_stays_too_late(now: Situation, limits: Limits, more_s: float) -> None:
    fresh = now._replace(begun=False)
    if isinstance(decide(fresh, limits), Outcome):
        later = fresh._replace(since_start_s=fresh.since_start_s + more_s)
        assert isinstance(decide(later, limits), Outcome)
