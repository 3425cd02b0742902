"""Files that were sealed when a drill was confirmed: changed, gone, or on a disk that hangs."""

from __future__ import annotations

import os
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from siren.firing.seal import NEAR_S, Seal, SealedFile, SealWatch
from siren.output.soundhash import sound_hash
from tests.firing.drills import WAIL, plan_of

if TYPE_CHECKING:
    from pathlib import Path


SOUND = plan_of((0, WAIL)).sound


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "drill.toml", tmp_path / "signals.toml"]
    for path in paths:
        path.write_text(path.name)
    return paths


@pytest.fixture
def notes() -> list[tuple[str, dict[str, Any]]]:
    return []


def watch(seal: Seal, notes: list[tuple[str, dict[str, Any]]]) -> SealWatch:
    record: Any = SimpleNamespace(note=lambda event, **facts: notes.append((event, facts)))
    return SealWatch(seal, SOUND, record)


_clock_s = 100.0


def look(seal: SealWatch, after_s: float) -> None:
    """Look so long after the last time, and see what came of it."""
    global _clock_s
    _clock_s += after_s
    seal.look(_clock_s, is_near=True)
    for thread in threading.enumerate():
        if thread.name == "siren-seal":
            thread.join(10)
    seal.look(_clock_s, is_near=True)


def test_files_as_they_were_break_nothing(files: list[Path]) -> None:
    assert Seal.of(files).broken() is None


def test_a_changed_file_is_named(files: list[Path]) -> None:
    seal = Seal.of(files)
    files[1].write_text("another pattern")
    assert seal.broken() == files[1]


def test_a_file_written_again_with_the_same_content_is_the_same(files: list[Path]) -> None:
    seal = Seal.of(files)
    files[0].unlink()
    files[0].write_text(files[0].name)
    assert seal.broken() is None


def test_a_file_that_is_gone_says_nothing_against_what_was_confirmed(files: list[Path]) -> None:
    seal = Seal.of(files)
    files[0].unlink()
    assert seal.broken() is None


def test_each_file_is_sealed_once(files: list[Path]) -> None:
    assert [sealed.path for sealed in Seal.of([*files, *files]).files] == files


def test_what_is_not_there_cannot_be_sealed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.toml"):
        Seal.of([tmp_path / "nothing.toml"])


class TestTheWatch:
    def test_a_change_and_its_undoing_are_each_noted_once(
        self, files: list[Path], notes: list[tuple[str, dict[str, Any]]]
    ) -> None:
        seal = watch(Seal.of(files), notes)
        for content in ("edited", "edited again", files[0].name):
            files[0].write_text(content)
            look(seal, NEAR_S + 0.1)
            look(seal, NEAR_S + 0.1)
        file = str(files[0])
        assert notes == [("changed", {"what": file}), ("changed-back", {"what": file})]
        assert seal.changed is None

    def test_it_looks_now_and_then(
        self, files: list[Path], notes: list[tuple[str, dict[str, Any]]]
    ) -> None:
        seal = watch(Seal.of(files), notes)
        look(seal, NEAR_S + 0.1)
        files[0].write_text("edited")
        look(seal, 0.1)
        assert seal.changed is None
        look(seal, NEAR_S + 0.1)
        assert seal.changed == str(files[0])

    def test_a_disk_that_hangs_holds_up_nobody(
        self, tmp_path: Path, notes: list[tuple[str, dict[str, Any]]]
    ) -> None:
        os.mkfifo(tmp_path / "hangs")  # reading it waits for somebody who never comes
        seal = watch(Seal((SealedFile(tmp_path / "hangs", "0" * 64),)), notes)
        threads = threading.active_count()
        for second in range(100):
            seal.look(second, is_near=True)
        assert threading.active_count() == threads + 1
        assert seal.changed is None
        (tmp_path / "hangs").write_bytes(b"")  # let it go: other tests wait for such threads

    def test_the_sound_is_compared_once_it_is_known(
        self, notes: list[tuple[str, dict[str, Any]]]
    ) -> None:
        same = watch(Seal(sound_hash=sound_hash(SOUND)), notes)
        other = watch(Seal(sound_hash="0" * 64), notes)
        for seal in (same, other):
            assert not seal.has_compared_sound
            seal.begin_to_listen()
            look(seal, 0)
            assert seal.has_compared_sound
        assert (same.changed, other.changed) == (None, "the sound")
