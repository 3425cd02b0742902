"""Who is at the keyboard, for the journal."""

from __future__ import annotations

import getpass
import os
import socket


def who() -> str:
    """Return user and machine, as ``wang@console``."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user id that has no name
        user = str(os.getuid()) if hasattr(os, "getuid") else "somebody"
    return f"{user}@{socket.gethostname()}"
