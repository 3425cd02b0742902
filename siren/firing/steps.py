"""Steps of the wall clock, and sleep of the machine, as they concern an armed drill.

The operator confirmed a drill under one clock. Where that clock is stepped by more than a
second, nobody knows which of the two was right, and nothing begins until a person says so, or
the clock is stepped back. What sounds already goes on by the sound card's count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siren.clock import Instant

NOTED_S = 0.05
"""Steps and sleeps longer than this are journalled."""

SUSPECT_S = 1.0
"""A clock further than this from where it was when the drill was confirmed is not trusted."""


class ClockWatch:
    """Compares the time of day with a clock that nobody can step.

    Parameters
    ----------
    confirmed_offset_s
        Time of day less monotonic time when the drill was confirmed; None: that was before the
        machine was started anew, and nobody can compare.
    is_allowed
        Whether steps of any size were allowed beforehand.
    """

    def __init__(self, now: Instant, *, confirmed_offset_s: float | None, is_allowed: bool) -> None:
        self._confirmed_offset_s, self._is_allowed = confirmed_offset_s, is_allowed
        self._last = now
        self._noted_offset_s = (
            now.wall_offset_s if confirmed_offset_s is None else confirmed_offset_s
        )

    def look(self, now: Instant) -> list[tuple[str, dict[str, Any]]]:
        """Return what happened since the last look, as journal events with their facts."""
        last, self._last = self._last, now
        events: list[tuple[str, dict[str, Any]]] = []
        asleep_s = (now.monotonic_s - now.awake_s) - (last.monotonic_s - last.awake_s)
        if asleep_s > NOTED_S:
            events.append(("suspended", {"asleep_s": round(asleep_s, 3)}))
        step_s = now.wall_offset_s - self._noted_offset_s
        self._noted_offset_s = now.wall_offset_s
        if abs(step_s) > NOTED_S:
            facts = {"step_s": round(step_s, 3), "needs_confirmation": not self.is_trusted}
            events.append(("clock-step", facts))
        return events

    @property
    def is_trusted(self) -> bool:
        """Whether the time of day is still the one under which the drill was confirmed."""
        return self._is_allowed or is_same_clock(self._last, self._confirmed_offset_s)

    @property
    def off_s(self) -> float | None:
        """How far the clock was stepped since the drill was confirmed; None: nobody can tell."""
        if self._confirmed_offset_s is None:
            return None
        return self._last.wall_offset_s - self._confirmed_offset_s

    def confirm(self) -> float:
        """Take the clock as it is now; return the offset confirmed."""
        self._confirmed_offset_s = self._last.wall_offset_s
        return self._confirmed_offset_s


def is_same_clock(now: Instant, offset_s: float | None) -> bool:
    """Return whether the time of day is still, within a second, what it was at that offset."""
    return offset_s is not None and abs(now.wall_offset_s - offset_s) <= SUSPECT_S
