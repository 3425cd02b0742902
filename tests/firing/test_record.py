"""What is in the journal before anything sounds, and when the journal or the disk fails."""

from __future__ import annotations

import errno
import os
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from siren.errors import JournalFailed
from siren.firing.record import Record
from siren.firing.verification import verify
from tests.firing.drills import RATE_HZ, T_S, WAIL, Bench, is_in_phase, plan_of, starts_s, stretches

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from tests.firing.world import Card, SimClock

FRAME_S = 1 / RATE_HZ
TWO = ((0, WAIL), (8, WAIL))


def patched_append(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, before: Callable[[str], None]
) -> None:
    """Have something done before each line is written."""
    append = bench.armory.journal.append

    def patched(event: str, /, **facts: Any) -> str:
        before(event)
        return append(event, **facts)

    monkeypatch.setattr(bench.armory.journal, "append", patched)


# --- before the first sample ---


@pytest.mark.parametrize(
    ("takes_s", "outcome"), [(0.0, "played"), (0.5, "played"), (1.5, "late"), (3.5, "missed")]
)
def test_no_sample_is_given_out_before_the_line_firing_is_on_the_disk(
    bench: Bench,
    clock: SimClock,
    card: Card,
    monkeypatch: pytest.MonkeyPatch,
    takes_s: float,
    outcome: str,
) -> None:
    """However slow the disk is; beyond the late limit nothing sounds at all."""
    run = bench.arm(plan_of((0, WAIL)))
    firings_at_sound: list[int] = []

    def note(block: NDArray[np.float32]) -> None:
        if block.any():
            firings_at_sound.append(bench.events().count("firing"))

    def slow(event: str) -> None:
        if event == "firing":
            clock.wait(Event(), takes_s)

    card.on_block = note
    patched_append(bench, monkeypatch, slow)
    assert bench.run(run) == [outcome]
    assert bool(stretches(card)) is (outcome != "missed")
    assert set(firings_at_sound) <= {1}


def test_where_the_line_firing_cannot_be_written_nothing_sounds(
    bench: Bench, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.arm(plan_of(*TWO))

    def failing(event: str) -> None:
        if event == "firing" and not run.results:
            raise JournalFailed("no")

    patched_append(bench, monkeypatch, failing)
    assert bench.run(run) == ["aborted", "played"]
    assert starts_s(card) == pytest.approx([8], abs=2 * FRAME_S)
    [refused] = bench.lines("refused")
    assert (refused["firing"], refused["reason"]) == (1, "no")


def test_where_nothing_at_all_can_be_written_nothing_sounds_and_everything_is_said_aloud(
    bench: Bench, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.arm(plan_of(*TWO))

    def failing(event: str) -> None:
        raise JournalFailed("no")

    patched_append(bench, monkeypatch, failing)
    assert bench.run(run) == ["aborted", "aborted"]
    assert stretches(card) == []
    said = [words for words in bench.complaints if "'outcome': 'aborted'" in words]
    assert len(said) == 2


def test_what_cannot_be_written_once_it_sounds_stops_nothing(
    bench: Bench, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.arm(plan_of((0, WAIL)))

    def failing(event: str) -> None:
        if event != "firing":
            raise JournalFailed("no")

    patched_append(bench, monkeypatch, failing)
    assert bench.run(run) == ["played"]
    [stretch] = stretches(card)
    assert is_in_phase(stretch, run.plan)
    assert any(words.startswith("not in the journal: outcome") for words in bench.complaints)


# --- a journal that somebody breaks ---


def break_journal(bench: Bench) -> None:
    """Change a byte of the last line."""
    path = bench.armory.journal.path
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("at_s", [-3.0, -0.5, 1.0, 5.0])
def test_a_journal_broken_while_a_drill_runs_is_kept_aside_and_the_drill_goes_on_in_a_new_one(
    bench: Bench, clock: SimClock, card: Card, at_s: float
) -> None:
    run = bench.arm(plan_of(*TWO))
    clock.at(T_S + at_s, lambda: break_journal(bench))
    assert bench.run(run) == ["played", "played"]
    assert all(is_in_phase(part, run.plan) for part in stretches(card))
    [kept] = bench.folder.glob("journal.broken-*.jsonl")
    assert bench.events()[:2] == ["begun-anew", "armed"]
    assert bench.lines("begun-anew")[0]["kept"] == kept.name
    assert bench.lines("outcome")[-1]["outcome"] == "played"
    assert bench.events()[-1] == "ended"
    assert verify(bench.armory.journal.path).broken is None
    assert any(kept.name in words for words in bench.complaints)


def test_a_run_that_is_killed_after_its_journal_was_broken_goes_on_from_the_new_one(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    plan = plan_of((0, '{ tone = "wail", on_s = 6, rise_s = 4, fall_s = 3 }'))
    run = bench.arm(plan)
    bench.run(run, until_s=-2)
    break_journal(bench)
    bench.run(run, until_s=1)
    bench.die(run)
    clock.wait(Event(), 1)
    assert bench.run(bench.arm(plan)) == ["interrupted"]


def test_a_journal_begun_anew_has_the_outcomes_of_the_run_that_goes_on(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    """Else, killed once more, it would take what was played for something it missed."""
    plan = plan_of(*TWO)
    run = bench.arm(plan)
    bench.run(run, until_s=4)
    break_journal(bench)
    bench.run(run, until=lambda: bool(bench.complaints))
    bench.run(run, until_s=9)
    bench.die(run)
    clock.wait(Event(), 0.5)
    run = bench.arm(plan)
    assert bench.run(run) == ["played", "interrupted"]
    first = [line for line in bench.lines("outcome") if line["firing"] == 1]
    assert [line["outcome"] for line in first] == ["played"]


def test_a_torn_line_breaks_nothing(bench: Bench, clock: SimClock) -> None:
    run = bench.arm(plan_of((0, WAIL)))

    def tear() -> None:
        with bench.armory.journal.path.open("ab") as file:
            file.write(b'{"torn')

    clock.at(T_S + 1, tear)
    assert bench.run(run) == ["played"]
    assert "torn-line" in bench.events()
    assert bench.complaints == []


# --- a full disk ---


def fill_disk(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, *, is_full: Callable[[], bool]
) -> None:
    write = os.write

    def full(descriptor: int, content: bytes) -> int:
        if is_full():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, content)

    monkeypatch.setattr(os, "write", full)


@pytest.mark.parametrize("at_s", [-3.0, 1.0])
def test_on_a_full_disk_the_room_kept_is_enough_for_every_outcome(
    bench: Bench, clock: SimClock, card: Card, monkeypatch: pytest.MonkeyPatch, at_s: float
) -> None:
    run = bench.arm(plan_of(*TWO))
    reserve = bench.folder / "journal.reserve"
    assert reserve.exists()
    fill_disk(bench, monkeypatch, is_full=lambda: clock.true_s > T_S + at_s and reserve.exists())
    assert bench.run(run) == ["played", "played"]
    assert not reserve.exists()
    assert [line["outcome"] for line in bench.lines("outcome")] == ["played", "played"]
    assert bench.complaints == []


def test_on_a_disk_that_is_fuller_still_what_sounds_goes_on_and_nothing_new_begins(
    bench: Bench, clock: SimClock, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench.arm(plan_of(*TWO))
    fill_disk(bench, monkeypatch, is_full=lambda: clock.true_s > T_S + 1)
    assert bench.run(run) == ["played", "aborted"]
    assert starts_s(card) == pytest.approx([0], abs=2 * FRAME_S)
    assert any("no space left on device" in words for words in bench.complaints)


def test_where_there_is_no_room_nothing_is_armed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "posix_fallocate", no_room)
    with pytest.raises(JournalFailed, match="no space left on device"):
        bench.arm(plan_of(*TWO))
    assert bench.events() == []


# --- the record by itself ---


@pytest.fixture
def record(bench: Bench) -> Record:
    return Record(bench.armory.journal, "run-1", bench.complaints.append)


def test_every_line_bears_the_run(record: Record, bench: Bench) -> None:
    record.arm(drill="d")
    record.must("firing", firing=1)
    record.note("outcome", firing=1)
    assert [entry.facts["run"] for entry in bench.armory.journal.entries()] == ["run-1"] * 3


def test_what_must_be_written_raises_and_what_is_noted_complains(
    record: Record, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(event: str) -> None:
        raise JournalFailed("the disk is away")

    patched_append(bench, monkeypatch, failing)
    with pytest.raises(JournalFailed, match="the disk is away"):
        record.must("firing", firing=1)
    record.note("outcome", firing=1)
    assert bench.complaints == ["not in the journal: outcome {'firing': 1}: the disk is away"]


def test_a_run_that_goes_on_keeps_room_again(record: Record, bench: Bench) -> None:
    record.resume([], who="tester")
    assert (bench.folder / "journal.reserve").exists()
    assert bench.events() == ["resumed"]
