"""Devices opened for a second: what is seen of each, and that each is let go."""

from __future__ import annotations

import numpy as np
import pytest

from siren.preflight.trial import Trial, try_out
from tests.firing.world import START_S, SimClock
from tests.preflight.stand_ins import RATE_HZ, MadeUpSink, cannot_open


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


def tried(clock: SimClock, *sinks: MadeUpSink, watch_s: float = 1.0) -> list[Trial]:
    pairs = [(sink, RATE_HZ) for sink in sinks]
    return try_out(pairs, clock, lambda place: [f"somebody on {place}"], watch_s=watch_s)


def test_a_device_that_keeps_pace_asks_for_a_second_in_a_second(clock: SimClock) -> None:
    [trial] = tried(clock, MadeUpSink(clock))
    assert trial.asked_s == pytest.approx(1.0, abs=0.02)
    assert trial.watched_s == pytest.approx(1.0)
    assert (trial.failure, trial.trouble, trial.underflows) == (None, None, 0)
    assert (trial.place, trial.others) == ("rig", ("somebody on rig",))


def test_it_is_given_silence_and_nothing_else(clock: SimClock) -> None:
    sink = MadeUpSink(clock)
    tried(clock, sink)
    assert sink.heard.size > RATE_HZ
    assert not np.any(sink.heard)


def test_several_are_watched_in_the_same_second(clock: SimClock) -> None:
    slow, fast = tried(clock, MadeUpSink(clock, speed=0.5), MadeUpSink(clock, speed=1.5))
    assert slow.asked_s == pytest.approx(0.5, abs=0.02)
    assert fast.asked_s == pytest.approx(1.5, abs=0.02)
    assert clock.true_s - START_S == pytest.approx(1.2)


def test_a_stalled_device_asks_for_nothing(clock: SimClock) -> None:
    [trial] = tried(clock, MadeUpSink(clock, speed=0, trouble="the device is suspended"))
    assert (trial.asked_s, trial.trouble) == (0.0, "the device is suspended")


def test_underflows_are_counted(clock: SimClock) -> None:
    assert tried(clock, MadeUpSink(clock, underflows=3))[0].underflows == 3


def test_what_cannot_be_opened_says_why_and_does_not_spoil_the_others(clock: SimClock) -> None:
    broken, odd = (
        MadeUpSink(clock, failure=cannot_open()),
        MadeUpSink(clock, failure=ValueError("what?")),
    )
    first, second, third = tried(clock, broken, odd, MadeUpSink(clock))
    assert first.failure == "horn cannot be opened: Device unavailable"
    assert second.failure == "it could not be opened: ValueError('what?')"
    assert (first.trouble, third.failure) == (None, None)


def test_without_a_sound_server_nobody_is_asked_for_neighbours(clock: SimClock) -> None:
    [trial] = tried(clock, MadeUpSink(clock, place=None))
    assert (trial.place, trial.others) == (None, None)


def test_where_there_is_no_time_the_pace_is_not_watched(clock: SimClock) -> None:
    [trial] = tried(clock, MadeUpSink(clock), watch_s=0.0)
    assert trial.watched_s == 0
    assert clock.true_s == START_S


def test_all_are_closed_when_it_returns(clock: SimClock) -> None:
    sinks = [MadeUpSink(clock), MadeUpSink(clock, failure=cannot_open())]
    tried(clock, *sinks)
    assert [sink.calls[-1] for sink in sinks] == ["close", "close"]


def test_with_nothing_to_try_no_time_passes(clock: SimClock) -> None:
    assert tried(clock) == []
    assert clock.true_s == START_S
