"""Arming: what must hold, what is written, and which run is taken up again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.errors import DeviceBusy, JournalBroken
from siren.firing.arming import next_whole_second
from siren.firing.recovery import Arming
from tests.firing.drills import RATE_HZ, T_S, WAIL, Bench, plan_of
from tests.firing.world import START_UTC_S, SimClock

if TYPE_CHECKING:
    from siren.output.sink import Sink
    from tests.firing.world import Card


def test_what_is_armed_stands_in_the_journal(bench: Bench) -> None:
    plan = plan_of((0, WAIL), (8, WAIL), ahead_s=0.25)
    run = bench.arm(plan, allowed=("clock-step",))
    [armed] = bench.lines("armed")
    assert armed == {
        "run": run.record.run,
        "drill": "test-drill",
        "mode": "run",
        "device": "test card",
        "where": "test card",
        "channels": [],
        "outlets": [],
        "sealed": [],
        "plan_hash": "hash",
        "rate_hz": RATE_HZ,
        "ahead_s": 0.25,
        "late_s": 2.0,
        "resume_s": 5.0,
        "allowed": ["clock-step"],
        "speed": 1.0,
        "clock_offset_s": START_UTC_S - 1000,
        "boot_id": "simulated",
        "firings": [
            {"signal": "signal-1", "planned_utc": "2026-10-29T02:00:05Z", "length_s": 3.0},
            {"signal": "signal-2", "planned_utc": "2026-10-29T02:00:13Z", "length_s": 3.0},
        ],
        "who": "tester",
        "confirmed": "test",
    }


def test_every_run_has_a_name_of_its_own(bench: Bench, clock: SimClock, card: Card) -> None:
    device = bench.device._replace(name="other card")
    first = bench.arm(plan_of((0, WAIL)))
    second = Bench(bench.folder, clock, card, device).arm(plan_of((0, WAIL)))
    assert first.record.run != second.record.run


def test_a_device_that_is_armed_cannot_be_armed_again(bench: Bench) -> None:
    bench.arm(plan_of((0, WAIL)))
    with pytest.raises(DeviceBusy, match="test card is in use by process"):
        bench.arm(plan_of((0, WAIL), mark="other"))


def test_a_device_is_free_again_after_the_end(bench: Bench) -> None:
    bench.run(bench.arm(plan_of((0, WAIL))))
    bench.arm(plan_of((60, WAIL), mark="other"))


def test_a_broken_journal_refuses_once_and_is_kept_aside(bench: Bench) -> None:
    bench.run(bench.arm(plan_of((0, WAIL))))
    path = bench.armory.journal.path
    content = path.read_bytes()
    path.write_bytes(content.replace(b"tester", b"nobody", 1))
    with pytest.raises(JournalBroken, match=r"kept as .*broken.*look at it, then arm again"):
        bench.armory.check_journal()
    [kept] = bench.folder.glob("journal.broken-*.jsonl")
    assert kept.read_bytes() == content.replace(b"tester", b"nobody", 1)
    bench.armory.check_journal()


def test_a_sink_is_told_when_the_first_frame_is_to_leave_it(bench: Bench, card: Card) -> None:
    zeros_s = []
    usual = bench.order(plan_of((0, WAIL), ahead_s=0.25))

    def make(zero_s: float) -> Sink:
        zeros_s.append(zero_s)
        return usual.make_sink(zero_s)

    order = usual._replace(make_sink=make)
    bench.armory.arm(order, bench.armory.lock(order), confirmed="test")
    assert zeros_s == pytest.approx([T_S - 0.25])


# --- which run is taken up ---


@pytest.mark.parametrize("changes", [{"mark": "other"}, {"mode": "dry-run"}, {"can_go_on": False}])
def test_only_the_same_plan_on_the_same_device_in_the_same_mode_is_taken_up(
    bench: Bench, changes: dict[str, object]
) -> None:
    plan = plan_of((0, WAIL))
    bench.die(bench.arm(plan))
    order = bench.order(plan_of((0, WAIL), mark=str(changes.pop("mark", "hash"))))
    order = order._replace(**changes)  # type: ignore[arg-type]
    lock = bench.armory.lock(order)
    assert bench.armory.left_behind(order) is None
    [line] = bench.lines("outcome")
    assert line["outcome"] == "missed"
    lock.release()


def test_the_same_plan_on_the_same_device_in_the_same_mode_is_taken_up(bench: Bench) -> None:
    plan = plan_of((0, WAIL))
    run = bench.arm(plan)
    bench.die(run)
    order = bench.order(plan)
    assert order.arming == Arming("hash", "test card", "run")
    left = bench.armory.left_behind(order)
    assert left is not None
    assert left.run == run.record.run
    assert bench.lines("outcome") == []


def test_a_run_that_was_given_its_outcomes_is_given_them_once(bench: Bench) -> None:
    bench.die(bench.arm(plan_of((0, WAIL), (8, WAIL))))
    order = bench.order(plan_of((0, WAIL), mark="other"))
    for _ in range(2):
        assert bench.armory.left_behind(order) is None
    assert [line["outcome"] for line in bench.lines("outcome")] == ["missed", "missed"]
    assert len(bench.lines("ended")) == 1


# --- the next whole second ---


@given(st.floats(0, 100), st.integers(0, 999_999))
def test_the_next_whole_second_is_whole_and_neither_too_soon_nor_a_second_too_late(
    after_s: float, micros: int
) -> None:
    clock = SimClock()
    clock.step(micros / 1e6)
    found = next_whole_second(clock, after_s)
    assert (found.microsecond, found.tzinfo) == (0, UTC)
    wait_s = (found - clock.utc_now()).total_seconds()
    assert after_s - 1e-6 <= wait_s < after_s + 1


def test_a_second_that_is_whole_already_is_taken() -> None:
    found = next_whole_second(SimClock(), 4.0)
    assert found == datetime.fromtimestamp(START_UTC_S + 4, UTC)
