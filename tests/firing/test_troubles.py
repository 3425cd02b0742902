"""A drill to which anything may happen, several things at once; what must be true all the same."""

from __future__ import annotations

import sys
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siren.firing.player import FADE_S
from siren.output.soundserver import StreamWatch
from siren.output.stream import LATENCY_S
from tests.firing.drills import RATE_HZ, T_S, WAIL, Bench, is_in_phase, plan_of, stretches
from tests.firing.world import Card, SimClock

if TYPE_CHECKING:
    from pathlib import Path


class Trouble(NamedTuple):
    """Something that goes wrong, in seconds after the first T."""

    at_s: float
    kind: str
    size_s: float


KINDS = ["vanish", "stall", "freeze", "step", "kill", "hang", "stop"]
troubles = st.lists(
    st.builds(
        Trouble,
        at_s=st.floats(-2, 9).map(lambda at_s: round(at_s, 2)),
        kind=st.sampled_from(KINDS),
        size_s=st.floats(0.7, 7).map(lambda size_s: round(size_s, 2)),
    ),
    max_size=4,
).map(sorted)


class Story:
    """A drill of two signals, and everything that is to go wrong meanwhile."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = SimClock()
        self.card = Card(self.clock)
        monkeypatch.setitem(sys.modules, "sounddevice", self.card)
        monkeypatch.setattr(StreamWatch, "before_opening", lambda on_move: None)
        self.bench = Bench(folder, self.clock, self.card)
        self.plan = plan_of((0, WAIL), (5, WAIL))
        self.moved_s = [0.0]
        self.stalled_until_s = 0.0
        self.ends_s: dict[tuple[str, int], float] = {}
        append = self.bench.armory.journal.append

        def noting(event: str, /, **facts: Any) -> str:
            if event == "outcome":
                key = facts["run"], facts["firing"]
                assert key not in self.ends_s, "a second outcome"
                self.ends_s[key] = self.clock.true_s - T_S
            return append(event, **facts)

        monkeypatch.setattr(self.bench.armory.journal, "append", noting)
        self.run = self.bench.arm(self.plan)

    def befall(self, trouble: Trouble) -> None:
        _, kind, size_s = trouble
        if kind == "vanish":
            self.card.vanish()
            self.clock.after(size_s, self.card.come_back)
        elif kind == "stall":
            self.card.stall()
            self.stalled_until_s = max(self.stalled_until_s, self.clock.true_s + size_s)
            self.clock.after(size_s, self.go_on)
        elif kind == "freeze":
            self.card.freeze(size_s)
        elif kind == "hang":
            self.clock.wait(Event(), size_s)
        elif kind == "step":
            step_s = size_s - 4
            self.clock.step(step_s)
            self.moved_s.append(self.moved_s[-1] - step_s)
        elif kind == "kill":
            self.bench.die(self.run)
            self.clock.wait(Event(), size_s)
            self.run = self.bench.arm(self.plan)
        else:
            self.run.stop("Ctrl-C", "tester")

    def go_on(self) -> None:
        """End a stall, if it is the last of those under way: no card stalls for an instant."""
        if self.clock.true_s >= self.stalled_until_s - 1e-6:
            self.card.go_on()

    def tell(self, story: list[Trouble]) -> None:
        for trouble in story:
            self.bench.run(self.run, until_s=trouble.at_s)
            if self.run.has_ended:
                break
            self.befall(trouble)
        self.bench.run(self.run, most_s=60)
        self.clock.wait(Event(), 2)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(story=troubles)
def test_whatever_happens_every_signal_ends_once_and_nothing_is_heard_that_should_not_be(
    story: list[Trouble], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        told = Story(tmp_path_factory.mktemp("state"), monkeypatch)
        told.tell(story)
    outcomes = told.bench.lines("outcome")
    for run in {line["run"] for line in told.bench.lines("armed")}:
        assert sorted(line["firing"] for line in outcomes if line["run"] == run) == [1, 2]
    parts = stretches(told.card)
    for part in parts:  # nothing out of phase, by one of the clocks that were shown meanwhile
        assert any(
            is_in_phase(part, told.plan, moved_s=moved_s, fade_s=FADE_S) for moved_s in told.moved_s
        ), part
    last_s = max(told.ends_s.values())
    assert all(part.end_s <= last_s + LATENCY_S + 0.02 for part in parts)
    heard_frames = sum(part.samples.size for part in parts)
    claimed_frames = sum(line["frames"] or 0 for line in outcomes)
    assert claimed_frames <= heard_frames + 0.03 * RATE_HZ * len(story) + 8
    for line in outcomes:
        if line["outcome"] == "played":
            assert (line["frames"], line["lost_frames"]) == (3 * RATE_HZ, 0)
            assert any(part.samples.size >= 3 * RATE_HZ - 8 for part in parts)
