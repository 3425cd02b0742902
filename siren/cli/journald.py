"""Lines for the journal of systemd: each begins with its priority, and nothing is rewritten."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR, WARNING, INFO = 3, 4, 6
"""Priorities, as syslog has them."""


def is_journald(environ: Mapping[str, str] = os.environ, descriptor: int = 2) -> bool:
    """Return whether stderr goes straight to the journal, and not to a pipe or file since.

    ``JOURNAL_STREAM`` names device and inode of the stream that the service was started with.
    """
    try:
        stream = os.fstat(descriptor)
    except OSError:
        return False
    return environ.get("JOURNAL_STREAM") == f"{stream.st_dev}:{stream.st_ino}"


def prefixed(line: str, priority: int) -> str:
    """Return text with a priority before each of its lines, as ``<4>the device is away``."""
    return "\n".join(f"<{priority}>{part}" for part in line.split("\n"))
