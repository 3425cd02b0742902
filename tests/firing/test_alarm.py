"""An alarm wakes, early or late, and decides nothing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from siren.firing.alarm import Alarm

pytestmark = pytest.mark.alone


def now() -> datetime:
    return datetime.now(UTC)


def test_an_alarm_rings_at_its_time() -> None:
    event = Event()
    with Alarm() as alarm:
        alarm.ring_at(now() + timedelta(seconds=2), event)
        assert not event.wait(0.05)
        assert event.wait(5)


@pytest.mark.parametrize("ago_s", [0.0, 2.0, 3600.0, 86_400.0])
def test_an_alarm_for_a_time_gone_by_rings_at_once(ago_s: float) -> None:
    """The library by itself drops what is more than a second late."""
    event = Event()
    with Alarm() as alarm:
        alarm.ring_at(now() - timedelta(seconds=ago_s), event)
        assert event.wait(5)


def test_several_alarms_ring_each_for_itself() -> None:
    first, second = Event(), Event()
    with Alarm() as alarm:
        alarm.ring_at(now() + timedelta(hours=1), second)
        alarm.ring_at(now(), first)
        assert first.wait(5)
        assert not second.is_set()


def test_an_alarm_that_was_closed_rings_no_more() -> None:
    event = Event()
    with Alarm() as alarm:
        alarm.ring_at(now() + timedelta(seconds=1), event)
    assert not event.wait(1.2)


def test_an_alarm_may_be_closed_the_moment_it_rings() -> None:
    """The library's thread would die of it, with a complaint, if it were shut down then."""
    for _ in range(20):
        event = Event()
        with Alarm() as alarm:
            alarm.ring_at(now(), event)
            assert event.wait(5)


def test_without_an_alarm_no_scheduler_is_started() -> None:
    before = threading.active_count()
    with Alarm() as alarm:
        assert threading.active_count() == before
        alarm.close()
