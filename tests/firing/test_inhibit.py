"""The machine is kept awake while a block runs: by a helper that cannot outlive us."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from siren.firing.inhibit import holding, kept_awake

if TYPE_CHECKING:
    from collections.abc import Callable


class Helpers:
    """Starts `cat` alone instead of what would hold an inhibitor, and keeps the commands."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        self.commands.append(command)
        self.started.append(subprocess.Popen(command[-1:], **options))
        return self.started[-1]


@pytest.mark.parametrize(
    ("system", "program"), [("linux", "systemd-inhibit"), ("darwin", "caffeinate")]
)
def test_a_helper_lives_as_long_as_the_block(system: str, program: str) -> None:
    helpers = Helpers()
    with kept_awake(system, helpers.start):
        [helper] = helpers.started
        assert helper.poll() is None
    assert helper.poll() == 0
    assert (helpers.commands[0][0], helpers.commands[0][-1]) == (program, "cat")


def test_it_ends_with_us_however_we_end() -> None:
    script = (
        "import os, signal, subprocess\n"
        "from siren.firing.inhibit import kept_awake\n"
        "def start(command, **options):\n"
        "    return subprocess.Popen(command[-1:], **options)\n"
        "with kept_awake('linux', lambda c, **o: print(start(c, **o).pid, flush=True)):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert killed.returncode == -9
    gone = subprocess.run(
        ["sh", "-c", f"for i in $(seq 100); do kill -0 {killed.stdout.strip()} || exit 0;"
         " sleep 0.05; done; exit 1"],
        capture_output=True, timeout=30, check=False,
    )  # fmt: skip
    assert gone.returncode == 0


def test_an_error_in_the_block_ends_it_too() -> None:
    helpers = Helpers()
    with pytest.raises(ValueError, match="in the block"), kept_awake("linux", helpers.start):
        raise ValueError("in the block")
    assert helpers.started[0].poll() == 0


def _no_such_program(*_: Any, **__: Any) -> subprocess.Popen[bytes]:
    raise FileNotFoundError("systemd-inhibit")


def _ends_at_once(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    helper = subprocess.Popen(["false"], **options)
    helper.wait(10)
    return helper


@pytest.mark.parametrize("start", [_no_such_program, _ends_at_once])
def test_where_it_cannot_be_had_the_block_runs_all_the_same(
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    ran = False
    with kept_awake("linux", start):
        ran = True
    assert ran


def test_other_systems_need_no_helper() -> None:
    helpers = Helpers()
    with kept_awake("win32", helpers.start):
        assert helpers.started == []
    assert holding(["cat"], "win32") is None
