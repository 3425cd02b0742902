"""SoX: one effects chain for each interval, all in one process.

A second of sine is made once and repeated: several times faster than ``synth`` for the whole
interval. 500 periods fill it exactly, so the joints cannot be heard or seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.work import FADE_S, RATE_HZ, TONE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.work import Work


def command(work: Work, folder: Path, output: Path) -> list[str] | None:
    """Return the arguments; the motor is beyond ``synth``."""
    del folder
    if work.voice == "motor":
        return None
    argv = ["sox", "--buffer", "32768", "-D", "-V1", "-n", "-r", str(RATE_HZ), "-c", "1"]
    argv += ["-b", "16", str(output)]
    for interval in work.intervals:
        if interval.start_s > 0:
            argv.append(":")
        argv += ["synth", "1", "sine", str(TONE_HZ), "vol", "-6dB"]
        argv += ["repeat", str(interval.on_s - 1)]
        argv += ["fade", "t", str(FADE_S), str(interval.on_s), str(FADE_S)]
        if interval.off_s > 0:
            argv += ["pad", "0", str(interval.off_s)]
    return argv
