"""Latch, journal and disk in every state; nothing of the folder is changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from siren.clock import SystemClock
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from siren.preflight.check import State
from siren.preflight.state_folder import (
    LEAST_BYTES,
    PLENTY_BYTES,
    disk_check,
    free_bytes_at,
    journal_check,
    latch_check,
)

if TYPE_CHECKING:
    from pathlib import Path


class TestLatch:
    def test_a_clear_latch_is_green(self, tmp_path: Path) -> None:
        assert latch_check(tmp_path / "state").state is State.GREEN

    def test_a_set_one_is_red_and_names_who(self, tmp_path: Path) -> None:
        Latch(tmp_path).set("wang@console", datetime(2026, 10, 1, tzinfo=UTC))
        line = latch_check(tmp_path)
        assert line.state is State.RED
        assert "wang@console at 2026-10-01T00:00:00Z" in line.value.english
        assert line.action is not None
        assert "siren stop --clear" in line.action.english
        assert not line.can_be_allowed


class TestJournal:
    def test_none_yet_is_green_and_none_is_made(self, tmp_path: Path) -> None:
        line = journal_check(tmp_path / "state")
        assert (line.state, line.value.english) == (State.GREEN, "0 lines, chain intact")
        assert not (tmp_path / "state").exists()

    def test_a_whole_one_says_its_lines(self, tmp_path: Path) -> None:
        _written(tmp_path, 2)
        line = journal_check(tmp_path)
        assert (line.state, line.value.english) == (State.GREEN, "2 lines, chain intact")

    def test_a_torn_line_is_a_remark(self, tmp_path: Path) -> None:
        path = _written(tmp_path, 2)
        with path.open("ab") as file:
            file.write(b'{"hash"')
        assert journal_check(tmp_path).state is State.AMBER

    def test_a_broken_one_is_red_and_stays_where_it_is(self, tmp_path: Path) -> None:
        path = _written(tmp_path, 2)
        broken = path.read_bytes().replace(b"latched", b"LATCHED", 1)
        path.write_bytes(broken)
        line = journal_check(tmp_path)
        assert line.state is State.RED
        assert "broken: line 1" in line.value.english
        assert path.read_bytes() == broken

    def test_where_it_cannot_be_read_or_made_it_is_red(self, tmp_path: Path) -> None:
        (tmp_path / "state").write_text("a file stands in its place")
        assert journal_check(tmp_path / "state").state is State.RED
        (tmp_path / "journal.jsonl").mkdir()
        assert journal_check(tmp_path).state is State.RED


class TestDisk:
    @pytest.mark.parametrize(
        ("free_bytes", "state"),
        [
            (PLENTY_BYTES, State.GREEN),
            (PLENTY_BYTES - 1, State.AMBER),
            (LEAST_BYTES, State.AMBER),
            (LEAST_BYTES - 1, State.RED),
        ],
    )
    def test_room_decides(self, tmp_path: Path, free_bytes: int, state: State) -> None:
        line = disk_check(tmp_path, lambda _: free_bytes)
        assert line.state is state
        assert line.can_be_allowed is (state is State.RED)

    def test_a_folder_that_is_yet_to_be_made_has_the_room_of_the_one_above(
        self, tmp_path: Path
    ) -> None:
        room = {tmp_path: 123_400_000_000}
        line = disk_check(tmp_path / "a" / "b", lambda path: room[path])
        assert line.value.english == f"123 GB free at {tmp_path}/a/b"

    def test_where_nobody_can_tell_it_is_amber(self, tmp_path: Path) -> None:
        def fail(path: Path) -> int:
            raise OSError(path)

        assert disk_check(tmp_path, fail).state is State.AMBER

    def test_the_real_disk_answers(self, tmp_path: Path) -> None:
        assert free_bytes_at(tmp_path) > 0


def _written(folder: Path, lines: int) -> Path:
    journal = Journal(folder / "journal.jsonl", SystemClock())
    for _ in range(lines):
        journal.append("latched", who="wang")
    return journal.path
