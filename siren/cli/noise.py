"""What PortAudio and ALSA print on their own, kept off the screen: it is not for people."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def libraries_muted() -> Iterator[None]:
    """Give libraries that print to descriptor 2 nowhere to print; `sys.stderr` goes on as before.

    What they have to say is known from what their functions return. Where `sys.stderr` is
    something else already, nothing is changed.
    """
    if not _is_ours():
        yield
        return
    sys.stderr.flush()
    usual, kept = sys.stderr, os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        with open(kept, "w", encoding=usual.encoding, errors="replace", closefd=False) as people:
            sys.stderr = people
            yield
    finally:
        sys.stderr = usual
        os.dup2(kept, 2)
        os.close(kept)


def _is_ours() -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return sys.stderr.fileno() == 2
    return False
