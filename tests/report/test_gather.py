"""From the lines of a journal to the report of one arming."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from siren.errors import NoSuchRecord
from siren.firing.verification import read
from siren.report.gather import report_of
from tests.report.journals import FRAMES, SOUND_HASH, Scribe, T, old_armed

if TYPE_CHECKING:
    from pathlib import Path

    from siren.report.model import Report

DRILL = "yangjiang-2026"
LATER = T + timedelta(hours=1)


@pytest.fixture
def scribe(tmp_path: Path) -> Scribe:
    return Scribe(tmp_path / "journal.jsonl")


def made(scribe: Scribe, party: str | None = None, drill: str = DRILL) -> Report:
    return report_of(read(scribe.journal.path), drill, LATER, party)


class TestWhichArming:
    def test_runs_of_one_arming_are_one_report(self, scribe: Scribe) -> None:
        scribe.whole(*(scribe.arm(f"run{n}", n) for n in range(4)))
        report = made(scribe)
        assert [part.device for part in report.parts] == [
            *("horn", "tv one", "radio", "file /srv/feed.wav")
        ]
        assert len(report.rows) == 12
        assert report.is_perfect
        assert report.has_ended

    def test_the_last_in_earnest_comes_before_a_later_rehearsal(self, scribe: Scribe) -> None:
        scribe.arm("first", party="p1")
        scribe.arm("second", party="p2")
        scribe.arm("rehearsed", party="p3", mode="rehearsal", device="silence (x, rehearsal)")
        assert (made(scribe).party, made(scribe).mode) == ("p2", "run")
        assert made(scribe, "p1").party == "p1"
        assert made(scribe, "rehearsed").mode == "rehearsal"

    def test_without_one_in_earnest_the_last_of_any_mode(self, scribe: Scribe) -> None:
        scribe.arm("dry", mode="dry-run", device="silence (x, dry-run)", party="p1")
        scribe.arm("also", mode="rehearsal", device="silence (x, rehearsal)", party="p2")
        assert made(scribe).mode == "rehearsal"
        assert not made(scribe).was_heard

    def test_an_unknown_drill_names_those_there_are_the_nearest_first(self, scribe: Scribe) -> None:
        scribe.arm("a", drill="aaa")
        scribe.arm("b", drill=DRILL)
        with pytest.raises(NoSuchRecord, match=r"'yangjang-2026'; it has, .*: yangjiang-2026, aaa"):
            made(scribe, drill="yangjang-2026")

    def test_an_unknown_party_names_those_there_are(self, scribe: Scribe) -> None:
        scribe.arm("a", party="p1")
        with pytest.raises(NoSuchRecord, match=r"never armed as 'p9'.*p1 \(run, 2026-10-29\)"):
            made(scribe, "p9")

    def test_an_empty_journal(self, scribe: Scribe) -> None:
        with pytest.raises(NoSuchRecord, match="nothing was ever armed here"):
            made(scribe)


class TestOldJournals:
    def test_without_the_newer_facts_there_is_a_report_all_the_same(self, scribe: Scribe) -> None:
        scribe.write("armed", -600, run="old", **old_armed() | {"party": None})
        scribe.whole("old")
        report = made(scribe)
        assert (report.party, report.title, report.timezone) == ("old", None, None)
        assert report.parts[0].titles == ("horn",)
        assert report.is_perfect

    def test_two_armings_without_a_party_are_two(self, scribe: Scribe) -> None:
        for run in ("one", "two"):
            scribe.write("armed", -600, run=run, **old_armed() | {"party": None})
        assert [part.run for part in made(scribe).parts] == ["two"]


class TestRows:
    def test_what_is_open_has_no_outcome(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.fire(run, 1)
        scribe.end(run, 1)
        scribe.fire(run, 2)
        rows = made(scribe).rows
        assert [row.outcome for row in rows] == ["played", None, None]
        assert [row.has_begun for row in rows] == [True, True, False]
        assert rows[1].error_ms == 0.2
        assert not made(scribe).has_ended

    def test_planned_actual_frames_and_losses(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.fire(run, 1, error_ms=812.5)
        scribe.end(run, 1, "interrupted", error_ms=812.5, frames=FRAMES - 96, lost_frames=96)
        row = made(scribe).rows[0]
        assert row.planned_utc == T
        assert row.actual_utc == T + timedelta(milliseconds=812.5)
        assert (row.frames, row.lost_frames, row.outcome) == (FRAMES - 96, 96, "interrupted")

    def test_a_downgraded_row_was_not_heard(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.fire(run, 1)
        scribe.end(run, 1)
        scribe.write("downgraded", run=run, who="wang")
        for number in (2, 3):
            scribe.end(run, number, silent=True)
        report = made(scribe)
        assert [row.is_silent for row in report.rows] == [False, True, True]
        assert not report.is_perfect

    def test_killed_and_not_taken_up_nobody_knows_what_was_heard(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.end(run, 1, "aborted", error_ms=None, frames=None, lost_frames=None)
        row = made(scribe).rows[0]
        assert (row.actual_utc, row.error_ms, row.frames, row.lost_frames) == (None,) * 4

    def test_taken_up_again(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.write("resumed", -300, run=run, who="wang", last_beat_utc=None)
        assert made(scribe).parts[0].was_taken_up

    def test_a_journal_begun_anew_that_says_the_arming_again(self, scribe: Scribe) -> None:
        scribe.arm("run")
        scribe.arm("run")
        assert len(made(scribe).parts) == 1


class TestHappenings:
    def events(self, scribe: Scribe) -> list[str]:
        return [one.event for one in made(scribe).happenings]

    def test_what_rows_tell_is_not_told_twice(self, scribe: Scribe) -> None:
        scribe.whole(scribe.arm("run"))
        assert self.events(scribe) == []

    def test_a_device_that_was_away(self, scribe: Scribe) -> None:
        run = scribe.arm("run")
        scribe.write("device-away", 10, run=run, reason="it asks for nothing")
        scribe.write("device-back", 12, run=run, away_s=2.0)
        away, back = made(scribe).happenings
        assert away.facts == {"reason": "it asks for nothing"}
        assert away.at_utc == T + timedelta(seconds=10)
        assert back.facts == {"away_s": 2.0}

    def test_underflows_of_a_device_are_added_up(self, scribe: Scribe) -> None:
        runs = [scribe.arm("one", 0), scribe.arm("two", 1)]
        for run in (*runs, *runs):
            scribe.write("underflow", run=run, count=3)
        assert [(one.device, one.facts["count"]) for one in made(scribe).happenings] == [
            ("horn", 6),
            ("tv one", 6),
        ]

    def test_a_stop_of_all_devices_is_one(self, scribe: Scribe) -> None:
        for run in (scribe.arm("one", 0), scribe.arm("two", 1)):
            scribe.write("stop", 10, run=run, how="Ctrl-C", who="wang")
        (stop,) = made(scribe).happenings
        assert (stop.event, stop.device) == ("stop", "horn + tv one")

    def test_a_latch_counts_while_the_drill_is_under_way(self, scribe: Scribe) -> None:
        scribe.write("latched", who="before")
        run = scribe.arm("run")
        scribe.write("latched", who="meanwhile")
        scribe.write("ended", run=run, outcomes=[])
        scribe.write("latched", who="after")
        assert [one.facts["who"] for one in made(scribe).happenings] == ["meanwhile"]

    def test_runs_of_others_are_not_told(self, scribe: Scribe) -> None:
        scribe.arm("run")
        scribe.write("fault", run="another", error="x")
        assert self.events(scribe) == []


class TestChain:
    def test_an_intact_one_has_the_head_to_note(self, scribe: Scribe) -> None:
        scribe.arm("run")
        head = scribe.write("waiting", run="run")
        chain = made(scribe).chain
        assert (chain.is_intact, chain.lines, chain.head) == (True, 2, head)

    def test_a_broken_one_is_reported_from_its_intact_lines(self, scribe: Scribe) -> None:
        scribe.whole(scribe.arm("run"))
        path = scribe.journal.path
        path.write_bytes(
            path.read_bytes().replace(b'"outcome": "played"', b'"outcome": "missed"', 1)
        )
        report = made(scribe)
        assert not report.chain.is_intact
        assert "line 4 was changed" in report.chain.faults[0]
        assert [row.outcome for row in report.rows] == [None, "played", "played"]


def test_what_was_laid_down_at_arming(scribe: Scribe) -> None:
    scribe.arm("run")
    report = made(scribe)
    assert (report.who, report.second, report.confirmed) == ("wang@console", "li", "typed")
    assert report.allowed == ("clock",)
    assert report.announced_days == 18
    assert [check.state for check in report.checks] == ["amber", "amber"]
    assert report.parts[0].sound_hash == SOUND_HASH
    assert report.parts[0].outlets[0].lead_method == "loop-back, 20 onsets"
