"""Silence on purpose: a signal that was vetoed, a rest that was made a dry run, a changed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren.firing.seal import Seal
from siren.output.soundhash import sound_hash
from tests.firing.drills import RATE_HZ, T_S, WAIL, Bench, plan_of, starts_s

if TYPE_CHECKING:
    from pathlib import Path

    from tests.firing.world import Card, SimClock

THREE = ((0, WAIL), (8, WAIL), (16, WAIL))


def onsets(card: Card) -> list[float]:
    return [round(start, 2) for start in starts_s(card)]


class TestAVeto:
    def test_the_signal_is_silent_and_the_others_are_not(self, bench: Bench, card: Card) -> None:
        run = bench.arm(plan_of(*THREE))
        bench.run(run, until_s=5)
        run.veto(2, "wang")
        assert bench.run(run) == ["played", "stopped", "played"]
        assert onsets(card) == [0, 16]

    def test_it_is_in_the_journal_with_who_and_what(self, bench: Bench) -> None:
        run = bench.arm(plan_of(*THREE))
        run.veto(1, "wang")
        [vetoed] = bench.lines("vetoed")
        assert (vetoed["who"], vetoed["firing"], vetoed["signal"]) == ("wang", 1, "signal-1")
        assert run.results[0].outcome == "stopped"
        assert run.results[0].frames == 0

    def test_of_a_signal_that_has_begun_the_rest_is_silent(self, bench: Bench, card: Card) -> None:
        run = bench.arm(plan_of(*THREE))
        bench.run(run, until_s=1)
        run.veto(1, "wang")
        assert bench.run(run) == ["stopped", "played", "played"]
        times_s, samples = card.heard()
        loud = times_s[np.flatnonzero(samples)] - T_S
        assert loud[loud < 8].max() < 1.3  # what the card had in hand

    def test_a_signal_that_has_ended_stays_as_it_ended(self, bench: Bench) -> None:
        run = bench.arm(plan_of(*THREE))
        bench.run(run, until_s=5)
        run.veto(1, "wang")
        assert bench.run(run) == ["played"] * 3
        assert bench.lines("vetoed") == []

    def test_it_stops_nothing_else(self, bench: Bench) -> None:
        run = bench.arm(plan_of(*THREE))
        run.veto(1, "wang")
        assert not run.is_stopped
        assert not run.has_ended


class TestADowngrade:
    def test_nothing_more_is_heard_and_the_drill_goes_on(self, bench: Bench, card: Card) -> None:
        run = bench.arm(plan_of(*THREE))
        bench.run(run, until_s=5)
        run.downgrade("wang")
        assert bench.run(run, every_s=0.25) == ["played"] * 3
        assert onsets(card) == [0]
        assert [result.is_silent for result in run.results] == [False, True, True]

    def test_what_sounds_ends_at_once_and_was_stopped(
        self, bench: Bench, card: Card, clock: SimClock
    ) -> None:
        run = bench.arm(plan_of(*THREE))
        bench.run(run, until_s=1)
        at_s = clock.true_s
        run.downgrade("wang")
        assert bench.run(run, every_s=0.25) == ["stopped", "played", "played"]
        times_s, _ = card.heard()
        assert times_s.max() <= at_s + 2 / RATE_HZ

    def test_before_the_device_is_open_it_is_never_opened(self, bench: Bench, card: Card) -> None:
        run = bench.arm(plan_of(*THREE, first_in_s=60))
        run.downgrade("wang")
        assert bench.run(run, every_s=0.25) == ["played"] * 3
        assert card.streams == []

    def test_it_is_in_the_journal_and_so_are_the_silent_rows(self, bench: Bench) -> None:
        run = bench.arm(plan_of(*THREE))
        bench.run(run, until_s=5)
        run.downgrade("wang")
        bench.run(run, every_s=0.25)
        [line] = bench.lines("downgraded")
        assert line["who"] == "wang"
        assert [row["silent"] for row in bench.lines("outcome")] == [False, True, True]

    def test_once_is_enough(self, bench: Bench) -> None:
        run = bench.arm(plan_of(*THREE))
        run.downgrade("wang")
        run.downgrade("li")
        assert len(bench.lines("downgraded")) == 1

    def test_after_a_kill_it_is_still_silent(self, bench: Bench, card: Card) -> None:
        plan = plan_of(*THREE)
        run = bench.arm(plan)
        bench.run(run, until_s=5)
        run.downgrade("wang")
        bench.die(run)
        again = bench.arm(plan)
        assert again.is_silent
        assert bench.run(again, every_s=0.25) == ["played"] * 3
        assert onsets(card) == [0]

    def test_a_stop_still_stops(self, bench: Bench) -> None:
        run = bench.arm(plan_of(*THREE))
        run.downgrade("wang")
        run.stop("Ctrl-C", "wang")
        assert [str(result.outcome) for result in run.results] == ["stopped"] * 3


class TestAChangedFile:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "town.toml"
        path.write_text("as confirmed")
        return path

    def test_nothing_sounds_from_a_plan_that_was_changed(
        self, bench: Bench, card: Card, file: Path
    ) -> None:
        run = bench.arm(plan_of(*THREE), seal=Seal.of([file]))
        bench.run(run, until_s=5)
        file.write_text("edited")
        assert bench.run(run) == ["played", "aborted", "aborted"]
        assert onsets(card) == [0]
        reasons = [line["reason"] for line in bench.lines("refused")]
        assert reasons == [f"{file} was changed after the drill was confirmed"] * 2

    def test_it_is_noticed_soon_and_not_only_at_t(self, bench: Bench, file: Path) -> None:
        run = bench.arm(plan_of(*THREE, first_in_s=60), seal=Seal.of([file]))
        bench.run(run, until_s=1)
        file.write_text("edited")
        bench.run(run, until_s=7)
        assert run.seal_watch.changed == str(file)
        assert bench.lines("changed")[0]["what"] == str(file)

    def test_set_back_in_time_it_sounds(self, bench: Bench, file: Path) -> None:
        run = bench.arm(plan_of(*THREE, first_in_s=60), seal=Seal.of([file]))
        file.write_text("edited")
        bench.run(run, until_s=7)
        file.write_text("as confirmed")
        assert bench.run(run) == ["played"] * 3

    def test_what_is_armed_says_what_was_sealed(self, bench: Bench, file: Path) -> None:
        bench.arm(plan_of(*THREE), seal=Seal.of([file]))
        [sealed] = bench.lines("armed")[0]["sealed"]
        assert sealed["file"] == str(file)
        assert len(sealed["sha256"]) == 64


class TestAnotherSound:
    def test_the_sound_that_was_confirmed_is_played(self, bench: Bench) -> None:
        plan = plan_of(*THREE)
        run = bench.arm(plan, seal=Seal(sound_hash=sound_hash(plan.sound)))
        assert bench.run(run) == ["played"] * 3

    def test_another_one_is_refused(self, bench: Bench, card: Card) -> None:
        run = bench.arm(plan_of(*THREE), seal=Seal(sound_hash="0" * 64))
        assert bench.run(run) == ["aborted"] * 3
        assert onsets(card) == []
        assert bench.lines("changed")[0]["what"] == "the sound"

    def test_after_a_kill_it_is_compared_with_what_was_confirmed_then(
        self, bench: Bench, card: Card
    ) -> None:
        plan = plan_of(*THREE)
        run = bench.arm(plan, about={"sound_hash": "0" * 64})
        bench.run(run, until_s=5)
        bench.die(run)
        assert bench.run(bench.arm(plan)) == ["played", "aborted", "aborted"]
        assert onsets(card) == [0]
