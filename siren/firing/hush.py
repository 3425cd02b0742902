"""Everything silent at once."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.firing.run import Run


def silence_all(runs: Sequence[Run]) -> None:
    """Silence every run: a device that hangs must not delay the others; from any thread."""
    for run in runs:
        run.line.hush()
    for run in runs:
        Thread(target=run.silence, daemon=True).start()
