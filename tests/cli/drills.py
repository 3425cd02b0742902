"""A drill of the town of Test, the clocks around it, and a loudspeaker that is made up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from siren.clock import FastClock, Instant, SystemClock
from siren.output.devices import Device

if TYPE_CHECKING:
    from pathlib import Path

FAST = 300
"""A drill of 10 minutes is over in two seconds."""

FIRST_UTC = datetime(2026, 10, 29, 2, 29, tzinfo=UTC)

DRILL = """
[drill]
id = "town-2026"
title = { zh = "试鸣", en = "Siren test" }
place = { en = "Testville" }
authority = "Town of Test"
timezone = "Asia/Shanghai"
date = 2026-10-29
announced = 2026-10-11
document = "No. 5"

[[firing]]
signal = "cn-pre-warning"
at = 10:29:00

[[firing]]
signal = "cn-all-clear"
at = 10:34:00
"""

HORN_OUTLET = '\n[[outlet]]\nkind = "siren"\nname = "Horns"\ndevice = "horn"\nlead_s = 1.5\n'


def outlet(name: str, where: str, lead_s: float = 0) -> str:
    """Return an outlet of a drill's file, fed where a line of it says."""
    return f'\n[[outlet]]\nkind = "tv"\nname = "{name}"\n{where}\nlead_s = {lead_s}\n'


HORN = Device("horn", "ALSA", 2, 48_000, is_default=False, index=3)
HALL = Device("hall", "ALSA", 1, 44_100, is_default=True, index=4)


class ShiftedClock(SystemClock):
    """The machine's clock, but it showed another time of day when it was made."""

    def __init__(self, utc: datetime) -> None:
        self._shift = utc - super().utc_now()

    def utc_now(self) -> datetime:
        return super().utc_now() + self._shift

    def read(self) -> Instant:
        now = super().read()
        return now._replace(utc_s=now.utc_s + self._shift.total_seconds())

    def real_utc(self, utc: datetime) -> datetime:
        return utc - self._shift


def fast_clock(before_s: float = 450.0, *, speed: float = FAST) -> FastClock:
    """Return a clock that shows a time shortly before the drill, and runs fast."""
    start = datetime.fromtimestamp(FIRST_UTC.timestamp() - before_s, UTC)
    return FastClock(ShiftedClock(start), speed)


def written(folder: Path, text: str = DRILL, name: str = "town.toml") -> str:
    """Write a drill's file; return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)
