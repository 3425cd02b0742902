"""Asking a program of this machine, without waiting long for it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask: TypeAlias = Callable[[Sequence[str]], str | None]

ANSWER_S = 1.0
"""A program that takes longer has not answered."""


def ask_command(command: Sequence[str], *, within_s: float = ANSWER_S) -> str | None:
    """Return what a program prints; None where it is not there, fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=within_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
