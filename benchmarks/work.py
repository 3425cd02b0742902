"""The work items: what siren and every peer must render, stated once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

RATE_HZ = 48_000
TONE_HZ = 500
PEAK = 10 ** (-6 / 20)
"""Peak amplitude, 1 being full scale: -6 dBFS."""
FADE_S = 0.01
"""Inside each sounding interval, at both of its ends."""
HARMONICS = 20
"""Of the motor's sound, harmonic n at 1/n."""
RUN_UP_S = 3
COAST_S = 8
"""The motor's way from full speed to rest; its level follows the square of the speed."""

LONG_FILE = Path(__file__).with_name("long.toml")


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of sound and the silence after it, in whole seconds."""

    start_s: int
    on_s: int
    off_s: int

    @property
    def end_s(self) -> int:
        """Where the sound ends."""
        return self.start_s + self.on_s


@dataclass(frozen=True, slots=True)
class Work:
    """One file to render: 48 kHz, one channel, 16-bit WAV.

    Attributes
    ----------
    intervals
        Without a hole: each starts where the silence of the one before it ends.
    source
        What ``siren render`` is asked for.
    """

    name: str
    title: str
    voice: Literal["tone", "motor"]
    intervals: tuple[Interval, ...]
    source: str

    @property
    def total_s(self) -> int:
        """Length of the file."""
        return self.intervals[-1].end_s + self.intervals[-1].off_s

    @property
    def frames(self) -> int:
        """Length of the file in samples."""
        return self.total_s * RATE_HZ


def _intervals(*lengths_s: tuple[int, int]) -> tuple[Interval, ...]:
    """Lay (on, off) pairs end to end."""
    laid: list[Interval] = []
    start_s = 0
    for on_s, off_s in lengths_s:
        laid.append(Interval(start_s, on_s, off_s))
        start_s += on_s + off_s
    return tuple(laid)


_ALERT = [(36, 24)] * 2 + [(36, 24 + 180)]
_RAID = [(6, 6)] * 14
_DRILL = _intervals(*_ALERT, *_RAID, (6, 6 + 180), (180, 0))

WORKS = (
    Work("drill", "drill, 15 min, sine", "tone", _DRILL, "yangjiang-2023"),
    Work("motor", "drill, 15 min, gliding motor", "motor", _DRILL, "yangjiang-2023"),
    Work("signal", "signal, 3 min, sine", "tone", _intervals(*_RAID, (6, 6)), "cn-air-raid"),
    Work("two-hours", "2 h of sine", "tone", _intervals((7200, 0)), f"{LONG_FILE}#bench-2h"),
)
DAY_SOURCE = f"{LONG_FILE}#bench-24h"
