"""Keeps the machine awake while a drill is armed: best effort, and never in the way.

A helper program holds the inhibitor for as long as we live, however we end: it waits at a pipe
of which we hold the other end. `wakepy` asks desktops only (GNOME, freedesktop's screen saver):
on a server without one nothing would answer it, while systemd-logind does.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Start = Callable[..., subprocess.Popen[bytes]]

END_S = 1.0
"""A helper that takes longer to end is left behind."""

_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001
"""``ES_CONTINUOUS`` and ``ES_SYSTEM_REQUIRED`` of SetThreadExecutionState."""

_LOGIND = ("--what=sleep:idle", "--mode=block", "--who=siren", "--why=a siren drill is armed")


def holding(program: Sequence[str], system: str = sys.platform) -> list[str] | None:
    """Return the command that keeps the machine awake while `program` runs; None: no such."""
    if system.startswith("linux"):
        return ["systemd-inhibit", *_LOGIND, *program]
    if system == "darwin":
        return ["caffeinate", "-is", *program]
    return None


@contextmanager
def kept_awake(system: str = sys.platform, start: Start = subprocess.Popen) -> Iterator[None]:
    """Keep the machine from sleeping while the block runs, where that can be had."""
    command = holding(["cat"], system)
    if command is None:
        _set_windows_awake(_CONTINUOUS | _SYSTEM_REQUIRED)
        try:
            yield
        finally:
            _set_windows_awake(_CONTINUOUS)
        return
    helper = _started(command, start)
    try:
        yield
    finally:
        if helper is not None:
            _end(helper)


def _started(command: list[str], start: Start) -> subprocess.Popen[bytes] | None:
    """Start a helper that Ctrl-C does not reach; None where there is no such program."""
    quiet = subprocess.DEVNULL
    try:
        return start(
            command,
            stdin=subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
            env=_without_supervisor(),
        )
    except OSError:
        return None


def _without_supervisor() -> dict[str, str]:
    """Return the environment without the service manager's socket: we alone speak to it."""
    return {name: value for name, value in os.environ.items() if name != "NOTIFY_SOCKET"}


def _end(helper: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if helper.stdin is not None:
            helper.stdin.close()
    try:
        helper.wait(END_S)
    except subprocess.TimeoutExpired:
        helper.kill()


def _set_windows_awake(state: int) -> None:
    """Tell Windows; it holds for the thread that says so."""
    library: Any = getattr(ctypes, "windll", None)
    if library is not None:
        with suppress(OSError, AttributeError):
            library.kernel32.SetThreadExecutionState(ctypes.c_uint(state))
