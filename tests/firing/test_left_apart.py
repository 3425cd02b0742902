"""A drill on several destinations that was killed: each place is known, and taken up, apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siren.destination import Destination
from siren.firing.recovery import Arming, Left, left_runs
from tests.firing.drills import WAIL, Bench, plan_of

if TYPE_CHECKING:
    from siren.firing.run import Run

SIRENS = Destination("test card", (1, 2))
TELEVISION = Destination("test card", (3, 4))

PLAN = plan_of((0, WAIL))


@pytest.fixture
def armed(bench: Bench) -> dict[Destination, Run]:
    """Two groups of channels of one device, armed under one lock."""
    orders = [bench.order(PLAN, destination=where) for where in (SIRENS, TELEVISION)]
    lock = bench.armory.lock(orders[0])
    locks = [lock, lock.share()]
    return {
        order.destination: bench.armory.arm(order, one, confirmed="test")
        for order, one in zip(orders, locks, strict=True)
    }


def left_by(bench: Bench) -> list[Left]:
    return list(left_runs(bench.armory.journal.entries()))


def found(bench: Bench, where: Destination, **changes: Any) -> Left | None:
    order = bench.order(PLAN, destination=where)._replace(**changes)
    return bench.armory.left_behind(order)


def test_each_place_of_a_device_left_a_run_of_its_own(
    bench: Bench, armed: dict[Destination, Run]
) -> None:
    for run in armed.values():
        bench.die(run)
    assert [left.arming for left in left_by(bench)] == [
        Arming("hash", "test card, channels 1+2", "run"),
        Arming("hash", "test card, channels 3+4", "run"),
    ]
    assert {left.device for left in left_by(bench)} == {"test card"}


def test_each_goes_on_with_its_own_and_leaves_the_other_alone(
    bench: Bench, armed: dict[Destination, Run]
) -> None:
    for run in armed.values():
        bench.die(run)
    for where, run in armed.items():
        left = found(bench, where)
        assert left is not None
        assert left.run == run.record.run
    assert bench.lines("outcome") == []


def test_one_that_had_ended_is_not_begun_again(bench: Bench, armed: dict[Destination, Run]) -> None:
    armed[SIRENS].stop("test", "tester")
    bench.die(armed[TELEVISION])
    assert found(bench, SIRENS) is None
    assert found(bench, TELEVISION) is not None


def test_another_drill_at_a_place_settles_that_place_only(
    bench: Bench, armed: dict[Destination, Run]
) -> None:
    for run in armed.values():
        bench.die(run)
    assert found(bench, SIRENS, plan=plan_of((0, WAIL), mark="other")) is None
    [line] = bench.lines("outcome")
    assert line["run"] == armed[SIRENS].record.run
    assert [left.arming.place for left in left_by(bench)] == ["test card, channels 3+4"]


def test_a_journal_that_knows_no_places_tells_them_by_the_device(bench: Bench) -> None:
    run = bench.arm(PLAN)
    bench.die(run)
    [armed] = [entry for entry in bench.armory.journal.entries() if entry.event == "armed"]
    facts = {key: value for key, value in armed.facts.items() if key != "where"}
    [left] = left_runs([armed._replace(facts=facts)])
    assert left.arming == Arming("hash", "test card", "run")


def test_a_rest_that_was_made_a_dry_run_is_known_as_one(bench: Bench) -> None:
    run = bench.arm(PLAN)
    [before] = left_by(bench)
    run.downgrade("wang")
    [after] = left_by(bench)
    assert (before.was_downgraded, after.was_downgraded) == (False, True)
    assert not after.was_stopped
    bench.die(run)
