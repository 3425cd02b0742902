"""The alternatives: each module turns a work item into one command, as fast as it honestly can be.

A ``command`` writes the input files it needs into a folder and returns the arguments, or None
where its program has no sensible way to do the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers import csound, ffmpeg, pd, scsynth, sox

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.work import Work

PEERS: dict[str, Callable[[Work, Path, Path], list[str] | None]] = {
    "pd": pd.command,
    "scsynth": scsynth.command,
    "ffmpeg": ffmpeg.command,
    "csound": csound.command,
    "sox": sox.command,
}
"""By the name of the program."""
