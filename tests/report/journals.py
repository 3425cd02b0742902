"""Journals of made-up drills, written as a run writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from siren.clock import SystemClock
from siren.firing.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

T = datetime(2026, 10, 29, 2, 29, tzinfo=UTC)
"""10:29 in Shanghai."""

SIGNALS = ("cn-pre-warning", "cn-air-raid", "cn-all-clear")
LENGTH_S, APART_S, RATE_HZ = 180.0, 360.0, 48_000
FRAMES = int(LENGTH_S * RATE_HZ)
SOUND_HASH, PLAN_HASH = "5a" * 32, "b1" * 32

OUTLETS = (
    ("siren", "全市防空警报器", "horn", 0.25),
    ("tv", "阳江电视台 阳江-1", "tv one", 1.5),
    ("radio", "阳江电台 91.6 MHz", "radio", 0.0),
    ("radio", "阳江电台 89.5 MHz", "file /srv/feed.wav", 0.0),
)


class Hand(SystemClock):
    """A clock that is set by hand."""

    def __init__(self, utc: datetime = T - timedelta(hours=1)) -> None:
        self.utc = utc

    def utc_now(self) -> datetime:
        return self.utc


class Scribe:
    """Writes the journal of one arming, line by line."""

    def __init__(self, path: Path, clock: Hand | None = None) -> None:
        self.clock = clock or Hand()
        self.journal = Journal(path, self.clock)

    def write(self, event: str, /, after_s: float | None = None, **facts: Any) -> str:
        """Write a line; `after_s` seconds after T, or when the last one was."""
        if after_s is not None:
            self.clock.utc = T + timedelta(seconds=after_s)
        return self.journal.append(event, **facts)

    def arm(self, run: str, outlet: int = 0, *, after_s: float = -600.0, **other: Any) -> str:
        self.write("armed", after_s, run=run, **armed(outlet) | other)
        return run

    def fire(self, run: str, number: int, *, error_ms: float = 0.2) -> None:
        """Begin a signal."""
        about = {"run": run, **firing(number)}
        at_s = APART_S * (number - 1)
        self.write("firing", at_s - 1, **about)
        self.write("onset", at_s + 1, **about, **onset(number, error_ms))

    def end(
        self,
        run: str,
        number: int,
        outcome: str = "played",
        *,
        error_ms: float | None = 0.2,
        **more: Any,
    ) -> None:
        """End a signal."""
        row = firing(number) | onset(number, error_ms)
        row |= {"frames": FRAMES, "lost_frames": 0, "outcome": outcome} | more
        self.write("outcome", APART_S * (number - 1) + LENGTH_S + 1, run=run, **row)

    def whole(self, *runs: str) -> None:
        """Let every signal of these runs be played."""
        for number in (1, 2, 3):
            for run in runs:
                self.fire(run, number)
            for run in runs:
                self.end(run, number)
        for run in runs:
            self.write("ended", run=run, outcomes=["played"] * 3)


def armed(outlet: int = 0) -> dict[str, Any]:
    """Return the facts of an arming, one destination of it."""
    kind, title, device, lead_s = OUTLETS[outlet]
    return {
        "party": "0badcafe",
        "drill": "yangjiang-2026",
        "mode": "run",
        "title": {"zh": "阳江市防空警报试鸣", "en": "Yangjiang siren test"},
        "place": {"zh": "阳江", "en": "Yangjiang"},
        "authority": {"zh": "阳江市人民政府", "en": "Yangjiang municipal government"},
        "document": "阳府告〔2026〕5号",
        "announced": "2026-10-11",
        "timezone": "Asia/Shanghai",
        "device": device,
        "channels": [],
        "outlets": [
            {
                "kind": kind,
                "name": title.split()[0],
                "title": title,
                "lead_s": lead_s,
                "lead_measured": "2026-09-30" if lead_s else None,
                "lead_method": "loop-back, 20 onsets" if lead_s else None,
            }
        ],
        "voice": "electronic",
        "level_db": -6.0,
        "rate_hz": RATE_HZ,
        "ahead_s": lead_s,
        "late_s": 2.0,
        "resume_s": 5.0,
        "plan_hash": PLAN_HASH,
        "sound_hash": SOUND_HASH,
        "sealed": [{"file": "yangjiang-2026.toml", "sha256": "c3" * 32}],
        "who": "wang@console",
        "second": "li",
        "confirmed": "typed",
        "allowed": ["clock"],
        "checks": [
            {"name": "clock", "of": "", "state": "amber", "value": "no clock daemon to ask"},
            {"name": "days", "of": "", "state": "amber", "value": "announced 18 days before"},
        ],
        "clock_offset_s": 1.7e9,
        "boot_id": "boot",
        "firings": [
            {"signal": f["signal"], "planned_utc": f["planned_utc"], "length_s": LENGTH_S}
            for f in map(firing, (1, 2, 3))
        ],
    }


def old_armed() -> dict[str, Any]:
    """Return the facts that journals held before a drill could have several outlets."""
    new = {"party", "title", "place", "authority", "document", "announced", "timezone", "channels"}
    new |= {"outlets", "voice", "level_db", "sound_hash", "sealed", "second", "checks"}
    return {name: value for name, value in armed().items() if name not in new}


def firing(number: int) -> dict[str, Any]:
    planned = T + timedelta(seconds=APART_S * (number - 1))
    return {
        "firing": number,
        "signal": SIGNALS[number - 1],
        "planned_utc": f"{planned:%Y-%m-%dT%H:%M:%SZ}",
    }


def onset(number: int, error_ms: float | None) -> dict[str, Any]:
    if error_ms is None:
        return {"actual_utc": None, "error_ms": None}
    actual = T + timedelta(seconds=APART_S * (number - 1), milliseconds=error_ms)
    return {"actual_utc": actual.isoformat().replace("+00:00", "Z"), "error_ms": error_ms}
