"""Keys as they are pressed, without waiting; what is no single key is left out.

Comes in: bytes of a terminal. Goes out: characters. Arrow keys and all other sequences, pastes
and bursts must never look like a key that silences something.
"""

from __future__ import annotations

import atexit
import codecs
import os
import re
import select
import sys
import unicodedata
from contextlib import suppress
from typing import Any

PASTE_BEGINS, PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"

PATIENCE = 5
"""A sequence that has not gone on for so many looks was a key of its own, such as Esc."""

_SEQUENCE = re.compile(
    rb"\x1b(?:\[M..."  # a mouse that somebody left on
    rb"|\[\[."  # F1 to F5 of the Linux console
    rb"|\[[0-?]+[ -/]*[@-~]|\[[ -/]*[@-LN-Z\\-~]"  # arrows and the like
    rb"|O."
    rb"|[\]PX^_].*?(?:\x07|\x1b\\)"  # what a terminal answers
    rb"|[^\[O\]PX^_\x1b])",  # Alt and a key
    re.DOTALL,
)


class KeyParser:
    """Finds the characters among what a terminal sends."""

    def __init__(self) -> None:
        self._left = b""
        self._is_pasting = False
        self._idle = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def characters(self, sent: bytes) -> str:
        """Return what was typed, without sequences and pastes.

        Parameters
        ----------
        sent
            What has come since the last call; empty: nothing.
        """
        self._idle = 0 if sent else self._idle + 1
        if self._idle >= PATIENCE:
            self._left, self._is_pasting = b"", False
        self._left += sent
        typed = b""
        while self._left and (step := self._next()):
            if len(step) == 1 and step != b"\x1b":
                typed += step
            self._left = self._left[len(step) :]
        return self._decoder.decode(typed)

    def _next(self) -> bytes:
        """Return what belongs together at the beginning; empty: more must come first."""
        if self._is_pasting:
            return self._pasted()
        if self._left[:1] != b"\x1b":
            return self._left[:1]
        if self._left[:2] == b"\x1b\x1b":
            return b"\x1b"
        found = _SEQUENCE.match(self._left)
        if found is None:
            return b""
        self._is_pasting = found.group() == PASTE_BEGINS
        return found.group()

    def _pasted(self) -> bytes:
        end = self._left.find(PASTE_ENDS)
        if end < 0:
            self._left = self._left[-len(PASTE_ENDS) + 1 :]
            return b""
        self._is_pasting = False
        return self._left[: end + len(PASTE_ENDS)]


def single_key(typed: str) -> str:
    """Return the one key that was pressed, perhaps held down; empty: none, or several.

    An input method's wide letters and capitals are the same keys.
    """
    keys = set(unicodedata.normalize("NFKC", typed).casefold())
    return keys.pop() if len(keys) == 1 else ""


class Keys:
    """The keyboard, key by key, from `open` to `close`; silent where there is none."""

    def __init__(self) -> None:
        self._parser = KeyParser()
        self._was: list[Any] | None = None

    def open(self) -> None:
        """Have every key handed over at once; Ctrl-C goes on to interrupt, Ctrl-Z does not halt."""
        with suppress(ImportError, OSError, ValueError, AttributeError):
            import termios

            if not _is_ours():
                return
            was = termios.tcgetattr(sys.stdin)
            now = [*was[:6], list(was[6])]
            now[3] &= ~(termios.ECHO | termios.ICANON)
            now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
            now[6][termios.VSUSP] = b"\0"
            self._was = was
            atexit.register(self.close)
            termios.tcsetattr(sys.stdin, termios.TCSANOW, now)  # DRAIN would wait for a stalled one
            termios.tcflush(sys.stdin, termios.TCIFLUSH)

    def close(self) -> None:
        """Leave the keyboard as it was found."""
        if self._was is None:
            return
        import termios

        atexit.unregister(self.close)
        was, self._was = self._was, None
        with suppress(OSError, ValueError, termios.error):
            termios.tcflush(sys.stdin, termios.TCIFLUSH)
            termios.tcsetattr(sys.stdin, termios.TCSANOW, was)

    def typed(self) -> str:
        """Return what was typed since the last call; never waits."""
        if sys.platform == "win32":
            return _typed_on_windows()
        if self._was is None or not _is_ours():
            return ""
        sent = b""
        if select.select([sys.stdin], [], [], 0)[0]:
            with suppress(OSError):
                sent = os.read(sys.stdin.fileno(), 4096)
        return self._parser.characters(sent)


def _is_ours() -> bool:
    """Return whether the keyboard is ours: a job in the background would be halted for asking."""
    with suppress(OSError, ValueError):
        return sys.stdin.isatty() and os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    return False


def _typed_on_windows() -> str:
    typed = ""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            key = msvcrt.getwch()
            if key in "\x00\xe0":  # a function key: two of them
                msvcrt.getwch()
            else:
                typed += key
    return typed
