"""Runs made up for tests: as much of them as is looked at."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from siren.clock import Instant
from siren.destination import Destination
from siren.firing.result import Result
from siren.firing.rules import Outcome
from siren.text import Text

FIRST_UTC = datetime(2026, 10, 29, 2, 29, tzinfo=UTC)

LENGTH_S = 180.0


class SomeRun(SimpleNamespace):
    """As much of a run as is looked at, and what was confirmed of it."""

    def __init__(self, *, drill: str = "town-2026", device: str = "horn") -> None:
        self.firings = [
            firing_of(1, "cn-air-raid", FIRST_UTC),
            firing_of(2, "cn-all-clear", FIRST_UTC + timedelta(minutes=5)),
        ]
        plan = SimpleNamespace(
            id=drill,
            title=Text.of({"zh": "演练", "en": "Town drill"}),
            timezone="Asia/Shanghai",
            firings=[state.planned for state in self.firings],
            length_s=lambda _: LENGTH_S,
        )
        super().__init__(
            plan=plan,
            device=device,
            mode="run",
            is_near=False,
            has_ended=False,
            is_silent=False,
            destination=Destination(device),
            seal_watch=SimpleNamespace(changed=None),
            clock=SimpleNamespace(speed=1.0),
            player=SimpleNamespace(level=0.0),
            line=SimpleNamespace(away_because=None, is_ready=True, remarked=Counter()),
            clock_watch=SimpleNamespace(is_trusted=True, off_s=0.0),
            confirmed=[],
        )

    def __hash__(self) -> int:  # type: ignore[override]  # as a run: by identity
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def next_firing(self) -> Any:
        return next((state for state in self.firings if state.result is None), None)

    def confirm_clock(self, who: str) -> None:
        self.confirmed.append(who)
        self.clock_watch.is_trusted = True

    def begin(self, number: int) -> None:
        """Let a firing sound."""
        self.firings[number - 1].cue.began = self.firings[number - 1].is_onset_told = True

    def veto(self, number: int) -> None:
        """Postpone a firing to silence."""
        self.firings[number - 1].is_vetoed = True
        self.end(number, Outcome.STOPPED)

    def end(self, number: int, outcome: Any) -> None:
        """Give a firing its outcome."""
        planned = self.firings[number - 1].planned
        self.firings[number - 1].result = Result(
            planned.signal, planned.start_utc, planned.start_utc, 0.0, 1, 0, outcome
        )


class SomeFiring(SimpleNamespace):
    def __hash__(self) -> int:  # type: ignore[override]
        return id(self)


def firing_of(number: int, signal: str, start_utc: datetime) -> Any:
    names = Text.of({"zh": "警报", "en": "Alarm"})
    return SomeFiring(
        number=number,
        planned=SimpleNamespace(signal=signal, names=names, start_utc=start_utc),
        cue=SimpleNamespace(began=False, at_s=start_utc.timestamp()),
        is_onset_told=False,
        is_vetoed=False,
        result=None,
    )


def at(seconds: float) -> Instant:
    """Return a moment so long after the first signal."""
    utc_s = FIRST_UTC.timestamp() + seconds
    return Instant(utc_s, utc_s, utc_s)
