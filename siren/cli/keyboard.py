"""The person at the terminal: whether there is one, and what was typed."""

from __future__ import annotations

import os
import select
import sys
from contextlib import suppress


def is_there() -> bool:
    """Return whether stdin is a terminal that can be asked."""
    with suppress(OSError, ValueError, AttributeError):  # closed, or never there
        return sys.stdin.isatty()
    return False


def typed_line(wait_s: float) -> str | None:
    """Return the line that was typed, empty where the terminal went; None: none within `wait_s`.

    Where a terminal cannot be waited for (Windows), waits for the line.
    """
    if os.name == "posix" and not select.select([sys.stdin], [], [], wait_s)[0]:
        return None
    with suppress(OSError):
        return sys.stdin.readline().strip()
    return ""


def forget_typed() -> None:
    """Throw away what was typed before a question was asked."""
    with suppress(ImportError, OSError, ValueError):
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
