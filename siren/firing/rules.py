"""Whether a siren sounds: the one place that decides.

Pure: it asks no clock, no device and no file. :mod:`siren.firing.run` gathers the situation and
carries the answer out; :mod:`siren.firing.player` asks `may_join` once more for every block.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How a firing ended; written once, at its end."""

    PLAYED = "played"
    LATE = "late"
    INTERRUPTED = "interrupted"
    MISSED = "missed"
    STOPPED = "stopped"
    DEVICE_LOST = "device-lost"
    ABORTED = "aborted"


class Action(StrEnum):
    """What to do about a firing that has not ended."""

    WAIT = "wait"
    SOUND = "sound"
    JUDGE = "judge"


class Limits(NamedTuple):
    """How far from its plan a firing may still sound.

    Attributes
    ----------
    late_s
        So long after T a firing may still be joined.
    resume_s
        After so long a silence a firing that had begun may still be resumed.
    """

    late_s: float = 2.0
    resume_s: float = 5.0


PREPARE_S = 1.0
"""So long before T a firing is written to the journal and handed to the sound card's thread."""

ON_TIME_S = 0.020
"""An onset within this of T is on time: the worst measured on a busy machine without realtime."""


class Situation(NamedTuple):
    """All that the decision about one firing depends on.

    Attributes
    ----------
    since_start_s
        How long ago T was; negative before it.
    heard_s
        How much of it has certainly come out, by the sound card's own account.
    silent_s
        For how long nothing has come out although it should; 0 while all is well, infinite
        where nobody can tell.
    begun
        Whether any of it has sounded, perhaps in a process that was killed.
    was_killed
        Whether the silence began because the process was not there.
    given_up
        Whether the sound card's thread found it too late to go on.
    clock_trusted
        Whether the time of day is the one under which the drill was confirmed.
    device_ready, device_lost
        Whether the device is open and its time known; and whether it was found to be away.
    is_refused
        Whether its line ``firing`` could not be written, or what was confirmed has changed.
    """

    since_start_s: float
    length_s: float
    heard_s: float
    silent_s: float
    begun: bool
    was_killed: bool
    given_up: bool
    stopped: bool
    clock_trusted: bool
    device_ready: bool
    device_lost: bool
    is_refused: bool


def decide(now: Situation, limits: Limits, *, prepare_s: float = PREPARE_S) -> Action | Outcome:
    """Return what to do about a firing now, or how it has ended."""
    if now.stopped:
        return Outcome.STOPPED
    if now.begun:
        if now.heard_s >= now.length_s:
            return Action.JUDGE
        is_over = now.silent_s > 0 and now.since_start_s >= now.length_s
        if now.silent_s > limits.resume_s or is_over or now.given_up:
            return Outcome.ABORTED if now.was_killed else Outcome.DEVICE_LOST
        return Action.SOUND if now.device_ready else Action.WAIT
    if now.is_refused:
        return Outcome.ABORTED
    if now.since_start_s > min(limits.late_s, now.length_s):
        return Outcome.DEVICE_LOST if now.device_lost else Outcome.MISSED
    if now.since_start_s < -prepare_s or not (now.clock_trusted and now.device_ready):
        return Action.WAIT
    return Action.SOUND


def may_join(gap_s: float, limits: Limits, *, begun: bool) -> bool:
    """Return whether a firing may sound on where it should be, so long after where it was."""
    return gap_s <= (limits.resume_s if begun else limits.late_s)


def judge(onset_error_s: float, lost_frames: int, *, was_resumed: bool) -> Outcome:
    """Return the outcome of a firing that sounded to its end."""
    if was_resumed:
        return Outcome.INTERRUPTED
    if onset_error_s > ON_TIME_S:
        return Outcome.LATE
    return Outcome.INTERRUPTED if lost_frames else Outcome.PLAYED


def settle(*, was_announced: bool, was_stopped: bool) -> Outcome:
    """Return the outcome of a firing whose process was killed, and that nobody goes on with."""
    if was_stopped:
        return Outcome.STOPPED
    return Outcome.ABORTED if was_announced else Outcome.MISSED
