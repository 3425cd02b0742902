"""One firing of a run, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from siren.firing.cue import Cue
from siren.firing.result import Result, result_of_row, time_text

if TYPE_CHECKING:
    from datetime import datetime

    from siren.clock import Instant
    from siren.firing.plan import Plan, PlannedFiring
    from siren.firing.recovery import LeftFiring
    from siren.firing.rules import Outcome


@dataclass(slots=True, eq=False)
class FiringState:
    """A firing, what may sound of it, and what was said about it.

    Attributes
    ----------
    number
        From 1, in the order of the drill.
    is_announced, is_onset_told
        Whether its lines ``firing`` and ``onset`` stand in the journal.
    is_refused
        Whether ``firing`` could not be written when that was tried, or what was confirmed had
        changed by then.
    is_vetoed
        Whether somebody postponed it to silence.
    told_lost_frames
        How many lost frames the journal knows of.
    result
        None until it has ended.
    """

    planned: PlannedFiring
    number: int
    cue: Cue
    is_announced: bool = False
    is_refused: bool = False
    is_vetoed: bool = False
    is_onset_told: bool = False
    told_lost_frames: int = 0
    result: Result | None = None

    @classmethod
    def of(cls, plan: Plan, number: int, now: Instant) -> FiringState:
        """Return a firing of a plan before it has begun."""
        planned = plan.firings[number - 1]
        cue = Cue(
            first_frame=planned.first_frame,
            end_frame=planned.end_frame,
            until_frame=planned.until_frame,
            at_s=leaves_s(plan, planned, now),
            rate_hz=plan.rate_hz,
            reached_frame=planned.first_frame,
        )
        return cls(planned, number, cue)

    def take_up(self, before: LeftFiring, beat_s: float | None) -> None:
        """Go on where a process that was killed left off.

        Parameters
        ----------
        beat_s
            Monotonic time at which that process last said that it played; None: nobody knows,
            and then what may have sounded has begun.
        """
        cue = self.cue
        if before.row is not None:
            self.result = result_of_row(before.row)
            return
        self.is_announced = before.was_announced
        heard_s = 0.0 if beat_s is None else beat_s - cue.at_s
        cue.began = before.was_announced and (beat_s is None or heard_s > 0)
        if not cue.began:
            return
        cue.reached_frame = min(cue.end_frame, round(cue.place_of(cue.at_s + heard_s)))
        cue.lost_frames = self.told_lost_frames = before.lost_frames
        if before.onset_error_s is not None:
            cue.onset_s, self.is_onset_told = cue.at_s + before.onset_error_s, True

    @property
    def facts(self) -> dict[str, Any]:
        """What the journal calls it by."""
        return {
            "firing": self.number,
            "signal": self.planned.signal,
            "planned_utc": time_text(self.planned.start_utc),
        }

    @property
    def onset(self) -> tuple[datetime | None, float | None]:
        """When it was first heard, and how many ms after T; by the clock under which it began."""
        error_s = self.cue.onset_error_s
        if error_s is None:
            return None, None
        error_ms = round(error_s * 1000, 3) + 0.0  # -0.0 becomes 0.0
        return self.planned.start_utc + timedelta(seconds=error_s), error_ms

    def end(self, outcome: Outcome, *, is_silent: bool) -> Result:
        """Note the outcome, and whether nothing could be heard; return the result."""
        planned, frames = self.planned, self.cue.frames
        lost_frames = planned.end_frame - planned.first_frame - frames
        self.result = Result(
            planned.signal,
            planned.start_utc,
            *self.onset,
            frames,
            lost_frames,
            outcome,
            is_silent,
        )
        return self.result


def leaves_s(plan: Plan, planned: PlannedFiring, now: Instant) -> float:
    """Return when the first sample is to leave the card, on the monotonic clock."""
    return planned.start_utc.timestamp() - plan.ahead_s - now.wall_offset_s
