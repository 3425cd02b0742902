"""An alarm wakes, early or late, and decides nothing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from siren.firing.alarm import Alarm


def now() -> datetime:
    return datetime.now(UTC)


def rings(event: Event) -> bool:
    """Wait for a ring, and until the library has put the job away: it dislikes an end meanwhile."""
    has_rung = event.wait(5)
    Event().wait(0.05)
    return has_rung


def test_an_alarm_rings_at_its_time() -> None:
    event = Event()
    with Alarm() as alarm:
        alarm.ring_at(now() + timedelta(seconds=2), event)
        assert not event.wait(0.05)
        assert rings(event)


@pytest.mark.parametrize("ago_s", [0.0, 2.0, 3600.0, 86_400.0])
def test_an_alarm_for_a_time_gone_by_rings_at_once(ago_s: float) -> None:
    """The library by itself drops what is more than a second late."""
    event = Event()
    with Alarm() as alarm:
        alarm.ring_at(now() - timedelta(seconds=ago_s), event)
        assert rings(event)


def test_several_alarms_ring_each_for_itself() -> None:
    first, second = Event(), Event()
    with Alarm() as alarm:
        alarm.ring_at(now() + timedelta(hours=1), second)
        alarm.ring_at(now(), first)
        assert rings(first)
        assert not second.is_set()


def test_an_alarm_that_was_closed_rings_no_more() -> None:
    event = Event()
    with Alarm() as alarm:
        alarm.ring_at(now() + timedelta(seconds=2), event)
    assert not event.wait(2.5)


def test_without_an_alarm_no_scheduler_is_started() -> None:
    before = threading.active_count()
    with Alarm() as alarm:
        assert threading.active_count() == before
        alarm.close()
