"""The journal: each line is on the disk or was never there, whatever fails meanwhile."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siren.clock import SystemClock
from siren.errors import JournalBroken, JournalFailed
from siren.firing.chain import BEGINNING, line_of
from siren.firing.journal import Journal, journal_path
from siren.firing.kernel_lock import held
from siren.firing.verification import lock_path, verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Write = Callable[[int, bytes], int]

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

APPENDER = (
    "import sys; from pathlib import Path\n"
    "from siren.clock import SystemClock; from siren.firing.journal import Journal\n"
    "journal = Journal(Path(sys.argv[1]), SystemClock())\n"
    "for number in range(int(sys.argv[2])):\n"
    "    journal.append('firing', number=number, by=sys.argv[3]); print(number, flush=True)\n"
)


class StandingClock(SystemClock):
    """Stands at noon."""

    def utc_now(self) -> datetime:
        return NOON


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "state" / "journal.jsonl", StandingClock())


def names(journal: Journal) -> list[str]:
    return sorted(os.listdir(journal.path.parent))


def appender(journal: Journal, count: int, name: str = "x") -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", APPENDER, str(journal.path), str(count), name]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


class TestWriting:
    def test_lines_are_chained(self, journal: Journal) -> None:
        hashes = [journal.append("armed", drill="d"), journal.append("firing", n=1, who=None)]
        first, second = journal.entries()
        assert first == (1, NOON, "armed", {"drill": "d"}, hashes[0], BEGINNING)
        assert second == (2, NOON, "firing", {"n": 1, "who": None}, hashes[1], hashes[0])

    def test_there_is_none_before_the_first_line(self, journal: Journal) -> None:
        assert journal.entries() == []
        assert not journal.path.parent.exists()

    def test_what_is_no_json_is_refused_and_nothing_is_written(self, journal: Journal) -> None:
        journal.append("armed")
        wrong: Any = object()
        with pytest.raises(JournalFailed, match=r"event 'firing' cannot be recorded: .*object"):
            journal.append("firing", device=wrong)
        with pytest.raises(JournalFailed, match="may not be called 'seq'"):
            journal.append("firing", seq=3)
        assert [entry.event for entry in journal.entries()] == ["armed"]

    def test_a_place_that_cannot_be_written_is_one_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(JournalFailed, match=r"file: .*; the journal needs .* SIREN_STATE_DIR"):
            Journal(tmp_path / "file" / "journal.jsonl", StandingClock()).append("armed")

    def test_the_line_and_a_new_file_s_name_are_synced(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        synced: list[int] = []
        real = os.fsync

        def noted(descriptor: int) -> None:
            synced.append(os.fstat(descriptor).st_ino)
            real(descriptor)

        monkeypatch.setattr(os, "fsync", noted)
        journal.append("armed")
        folder = journal.path.parent
        assert {journal.path.stat().st_ino, folder.stat().st_ino} <= set(synced)
        assert folder.parent.stat().st_ino in synced  # the folder was new as well
        synced.clear()
        journal.append("ended")
        assert synced == [journal.path.stat().st_ino]

    def test_a_line_that_the_disk_did_not_confirm_is_taken_back(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        journal.append("armed")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", raising(OSError(errno.EIO, "Input/output error")))
            with pytest.raises(JournalFailed, match="input/output error"):
                journal.append("firing")
        assert [entry.event for entry in journal.entries()] == ["armed"]

    def test_a_long_journal_is_not_read_whole(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lines, prev = [], BEGINNING
        for number in range(1, 102):
            facts = {"note": "x" * 100_000} if number < 101 else {}
            prev, line = line_of("firing", facts, prev=prev, seq=number, at=NOON)
            lines.append(line)
        journal.path.parent.mkdir()
        journal.path.write_bytes(b"".join(lines))
        assert journal.path.stat().st_size > 10_000_000
        read_bytes = 0
        real = os.read

        def counted(descriptor: int, count: int) -> bytes:
            nonlocal read_bytes
            read_bytes += count
            return real(descriptor, count)

        with monkeypatch.context() as patch:
            patch.setattr(os, "read", counted)
            journal.append("ended")
        assert 0 < read_bytes < 100_000
        journal.append("outcome", note="y" * 100_000)  # a line longer than a block is read back
        journal.append("ended")
        assert verify(journal.path) == (104, journal.entries()[-1].hash, (), 0)

    def test_its_place_is_the_state_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SIREN_STATE_DIR", str(tmp_path))
        assert journal_path() == tmp_path / "journal.jsonl"


def raising(error: OSError) -> Callable[[int], None]:
    def fails(descriptor: int) -> None:
        raise error

    return fails


class TestManyProcesses:
    def test_two_at_once_give_one_chain(self, journal: Journal) -> None:
        processes = [appender(journal, 200, name) for name in "ab"]
        for process in processes:
            process.communicate(timeout=120)
            assert process.returncode == 0
        entries = journal.entries()
        assert len(entries) == 400
        for name in "ab":
            mine = [entry.facts["number"] for entry in entries if entry.facts["by"] == name]
            assert mine == list(range(200))

    def test_verifying_while_others_write_finds_nothing(self, journal: Journal) -> None:
        process = appender(journal, 300)
        looks = 0
        while process.poll() is None:
            assert verify(journal.path).ok
            looks += 1
        process.communicate()
        assert looks > 5
        assert verify(journal.path).lines == 300

    def test_a_reader_waits_while_a_line_is_half_written(self, journal: Journal) -> None:
        journal.append("armed")
        content = journal.path.read_bytes()
        found: list[bool] = []
        reader = threading.Thread(target=lambda: found.append(verify(journal.path).ok))
        with held(lock_path(journal.path), create=False):
            journal.path.write_bytes(content[:100])
            reader.start()
            reader.join(timeout=0.1)
            assert reader.is_alive()
            journal.path.write_bytes(content)
        reader.join(timeout=10)
        assert found == [True]

    @pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
    def test_kill_9_loses_no_line_that_was_reported(self, journal: Journal) -> None:
        reported = 0
        for turn in range(20):
            with appender(journal, 10_000) as process:
                assert process.stdout is not None
                for _ in range(turn % 5 + 1):
                    reported += bool(process.stdout.readline())
                process.kill()
                reported += len(process.stdout.readlines())
            assert verify(journal.path).broken is None
        journal.append("ended")
        assert verify(journal.path).ok
        assert len(journal.entries()) > reported >= 60


class TestATornLine:
    @settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_it_is_kept_aside_wherever_it_was_cut(
        self, journal: Journal, data: st.DataObject
    ) -> None:
        shutil.rmtree(journal.path.parent, ignore_errors=True)
        for number in range(3):
            journal.append("firing", signal="空袭警报", number=number)
        content = journal.path.read_bytes()
        cut = data.draw(st.integers(0, len(content)))
        journal.path.write_bytes(content[:cut])
        whole = content[:cut].rfind(b"\n") + 1
        assert len(journal.entries()) == content[:cut].count(b"\n")

        journal.append("ended")

        assert verify(journal.path).ok
        kept = [name for name in names(journal) if "torn" in name]
        if whole == cut:
            assert kept == []
            return
        note, last = journal.entries()[-2:]
        assert kept == ["journal.torn-20261122T120000Z"]
        assert (journal.path.parent / kept[0]).read_bytes() == content[whole:cut]
        assert (note.event, note.facts) == ("torn-line", {"kept": kept[0], "bytes": cut - whole})
        assert last.event == "ended"

    def test_two_in_one_second_are_both_kept(self, journal: Journal) -> None:
        for number in range(2):
            journal.append("armed")
            with journal.path.open("ab") as file:
                file.write(b"torn %d" % number)
        journal.append("ended")
        kept = [name for name in names(journal) if "torn" in name]
        assert kept == ["journal.torn-20261122T120000Z", "journal.torn-20261122T120000Z-2"]


class TestABrokenJournal:
    @pytest.fixture
    def broken(self, journal: Journal) -> Journal:
        for number in range(3):
            journal.append("firing", number=number)
        content = journal.path.read_bytes()
        journal.path.write_bytes(content.replace(b'"number": 1', b'"number": 7'))
        return journal

    def test_reading_names_file_and_line(self, broken: Journal) -> None:
        with pytest.raises(JournalBroken, match=r"journal\.jsonl: line 2 was changed"):
            broken.entries()

    def test_it_is_kept_aside_and_the_new_one_begins_by_saying_so(self, broken: Journal) -> None:
        content = broken.path.read_bytes()
        kept = broken.set_aside_if_broken()
        assert kept == broken.path.with_name("journal.broken-20261122T120000Z.jsonl")
        assert kept.read_bytes() == content
        first = broken.entries()[0]
        digest = hashlib.sha256(content).hexdigest()
        assert (first.event, first.prev) == ("begun-anew", BEGINNING)
        assert first.facts == {"kept": kept.name, "sha256": digest}

    def test_an_earlier_one_kept_aside_is_not_overwritten(self, broken: Journal) -> None:
        first = broken.keep_aside()
        second = broken.keep_aside()
        assert first != second
        assert first.exists()
        assert second.exists()

    def test_one_that_is_whole_or_only_torn_stays(self, journal: Journal) -> None:
        assert journal.set_aside_if_broken() is None
        journal.append("armed")
        assert journal.set_aside_if_broken() is None
        with journal.path.open("ab") as file:
            file.write(b"torn")
        assert journal.set_aside_if_broken() is None
        assert names(journal) == ["journal.jsonl", "journal.lock"]

    def test_nothing_is_written_behind_a_broken_last_line(self, journal: Journal) -> None:
        journal.append("armed")
        content = journal.path.read_bytes().replace(b"armed", b"harmed") + b"torn"
        journal.path.write_bytes(content)
        with pytest.raises(JournalBroken, match="the last line was changed"):
            journal.append("firing")
        assert journal.path.read_bytes() == content

    def test_there_must_be_one(self, journal: Journal) -> None:
        with pytest.raises(JournalFailed, match=r"journal\.jsonl: no such file"):
            journal.keep_aside()


class TestAFullDisk:
    """The disk as it answers; on a real one below."""

    @pytest.fixture
    def lines_fail(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Write], None]:
        """Make the next writes of lines do something else."""

        def fail(times: int, instead: Write) -> None:
            left = [instead] * times

            def write(descriptor: int, content: bytes) -> int:
                return (left.pop() if left and content[:8] == b'{"hash":' else real)(
                    descriptor, content
                )

            monkeypatch.setattr(os, "write", write)

        real = os.write
        return fail

    @staticmethod
    def full(descriptor: int, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    @staticmethod
    def half(descriptor: int, content: bytes) -> int:
        half = content[: len(content) // 2]
        with os.fdopen(os.dup(descriptor), "ab") as file:
            return file.write(half)

    @pytest.mark.parametrize("way", ["full", "half"])
    def test_the_reserve_is_given_up_for_the_line(
        self, journal: Journal, way: str, lines_fail: Callable[[int, Write], None]
    ) -> None:
        journal.append("firing")
        journal.reserve()
        lines_fail(1, getattr(self, way))
        journal.append("outcome")
        assert [entry.event for entry in journal.entries()] == ["firing", "outcome"]
        assert names(journal) == ["journal.jsonl", "journal.lock"]

    @pytest.mark.parametrize("way", ["full", "half"])
    def test_without_one_the_line_is_taken_back_and_that_is_said(
        self, journal: Journal, way: str, lines_fail: Callable[[int, Write], None]
    ) -> None:
        journal.append("firing")
        content = journal.path.read_bytes()
        lines_fail(1, getattr(self, way))
        with pytest.raises(JournalFailed, match="no space left on device"):
            journal.append("outcome")
        assert journal.path.read_bytes() == content

    def test_it_is_tried_once_more_not_for_ever(
        self, journal: Journal, lines_fail: Callable[[int, Write], None]
    ) -> None:
        journal.reserve()
        lines_fail(2, self.full)
        with pytest.raises(JournalFailed, match="no space left on device"):
            journal.append("outcome")

    @pytest.mark.skipif(not hasattr(os.stat_result, "st_blocks"), reason="no blocks to count")
    @pytest.mark.parametrize("system", ["with fallocate", "without"])
    def test_the_reserve_is_real(
        self, journal: Journal, system: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if system == "without":
            monkeypatch.delattr(os, "posix_fallocate", raising=False)
        for _ in range(2):
            journal.reserve()
            found = journal.path.with_suffix(".reserve").stat()
            assert found.st_size == 256 * 1024
            assert found.st_blocks * 512 >= 256 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 1 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Leave not one free block."""
    descriptor = os.open(folder / "filler", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with contextlib.suppress(OSError):
        while os.write(descriptor, bytes(4096)):
            pass
    os.close(descriptor)


class TestASmallDisk:
    def test_outcomes_are_written_when_it_is_full(self, small_disk: Path) -> None:
        journal = Journal(small_disk / "journal.jsonl", StandingClock())
        journal.reserve()
        fill(small_disk)
        for number in range(900):
            journal.append("outcome", number=number)
        assert len(journal.entries()) == 900
        assert not journal.path.with_suffix(".reserve").exists()

        fill(small_disk)
        with pytest.raises(JournalFailed, match="no space left on device"):
            for _ in range(100):
                journal.append("outcome")
        assert verify(journal.path).ok

    def test_a_torn_line_is_seen_to_when_it_is_full(self, small_disk: Path) -> None:
        journal = Journal(small_disk / "journal.jsonl", StandingClock())
        journal.append("armed")
        journal.reserve()
        with journal.path.open("ab") as file:
            file.write(b"x" * 5000)
        fill(small_disk)
        journal.append("outcome")
        assert [entry.event for entry in journal.entries()] == ["armed", "torn-line", "outcome"]

    def test_arming_is_refused_when_it_is_full(self, small_disk: Path) -> None:
        journal = Journal(small_disk / "journal.jsonl", StandingClock())
        fill(small_disk)
        with pytest.raises(JournalFailed, match="no space left on device"):
            journal.reserve()
        assert names(journal) == ["filler", "journal.lock"]


def test_times_follow_the_clock(tmp_path: Path) -> None:
    class Clock(StandingClock):
        now = NOON

        def utc_now(self) -> datetime:
            self.now += timedelta(milliseconds=1)
            return self.now

    journal = Journal(tmp_path / "journal.jsonl", Clock())
    for _ in range(3):
        journal.append("armed")
    times = [entry.at for entry in journal.entries()]
    assert times == [NOON + timedelta(milliseconds=n) for n in (1, 2, 3)]
