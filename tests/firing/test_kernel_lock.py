"""One holder at a time; the lock falls when its holder closes the file or dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from siren.firing.kernel_lock import held, try_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.alone

HOLDER = (
    "import os, sys; from siren.firing.kernel_lock import try_lock\n"
    "print(try_lock(os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)), flush=True)\n"
    "sys.stdin.read()\n"
)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def held_by_another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_a_second_one_is_refused_until_the_first_closes(tmp_path: Path) -> None:
    with opened(tmp_path / "lock") as second:
        with opened(tmp_path / "lock") as first:
            assert try_lock(first)
            assert not try_lock(second)
        assert try_lock(second)


def test_another_process_is_refused_too_and_kill_9_frees_the_lock(tmp_path: Path) -> None:
    with held_by_another_process(tmp_path / "lock") as holder, opened(tmp_path / "lock") as mine:
        assert not try_lock(mine)
        holder.kill()
        holder.wait(timeout=10)
        assert try_lock(mine)


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    done = threading.Event()

    def wait_for_it() -> None:
        with held(tmp_path / "lock", create=True):
            done.set()

    with held_by_another_process(tmp_path / "lock") as holder:
        waiting = threading.Thread(target=wait_for_it, daemon=True)
        waiting.start()
        assert not done.wait(timeout=0.1)
        holder.kill()
        assert done.wait(timeout=10)
        waiting.join(timeout=10)


def test_a_lock_that_nobody_lets_go_is_not_waited_for_long(tmp_path: Path) -> None:
    with (
        held_by_another_process(tmp_path / "lock"),
        pytest.raises(OSError, match="does not let go"),
        held(tmp_path / "lock", create=True),
    ):
        pytest.fail("two hold it")


def test_held_ends_with_its_block_also_after_an_error(tmp_path: Path) -> None:
    with opened(tmp_path / "lock") as other:
        with pytest.raises(KeyError, match="boom"), held(tmp_path / "lock", create=True):
            assert not try_lock(other)
            raise KeyError("boom")
        assert try_lock(other)


def test_held_makes_a_file_only_where_it_may(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="No such file"), held(tmp_path / "x", create=False):
        pass
    assert not (tmp_path / "x").exists()
