"""A terminal in memory: a program runs in it, keys are pressed, its screen is read."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import termios
import time
from typing import TYPE_CHECKING, Any

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PATIENCE_S = 40.0


class Emulator:
    """Runs a program; use as a context manager.

    Attributes
    ----------
    sent
        All that it has written.
    modes_before
        How the keyboard was set before it began.
    """

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], columns: int, rows: int
    ) -> None:
        self._ours, self._theirs = os.openpty()
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.resize(columns, rows)
        self.modes_before = self.modes()
        self.process = subprocess.Popen(
            command,
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env={**os.environ, "TERM": "xterm-256color", **environ},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )

    def __enter__(self) -> Emulator:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def modes(self) -> list[Any]:
        """Return how the keyboard is set, as termios tells it."""
        return termios.tcgetattr(self._theirs)

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self._ours, keys)

    def read(self, wait_s: float = 0.05) -> bool:
        """Show what was written; return whether anything was."""
        if not select.select([self._ours], [], [], wait_s)[0]:
            return False
        data = os.read(self._ours, 65536)
        self.sent += data
        self._stream.feed(data)
        return True

    @property
    def rows(self) -> list[str]:
        """What is on the screen."""
        return [row.rstrip() for row in self.screen.display]

    def until(self, is_so: Callable[[list[str]], Any]) -> list[str]:
        """Read until something is on the screen; return the screen."""
        end_s = time.monotonic() + PATIENCE_S
        while not is_so(self.rows):
            assert time.monotonic() < end_s, "\n".join(self.rows)
            self.read()
        return self.rows

    def shows(self, words: str) -> list[str]:
        """Read until words are on the screen; return the screen."""
        return self.until(lambda rows: words in "\n".join(rows))

    def end(self) -> int:
        """Read to the end; return the exit code."""
        end_s = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < end_s, "\n".join(self.rows)
            self.read()
        while self.read(0.0):
            pass
        return self.process.returncode


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
