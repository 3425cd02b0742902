"""What a board shows at one moment: made of the runs where they run, drawn elsewhere.

Comes in: runs, in the thread that ticks them. Goes out: a :class:`Scene` that never changes,
for the panels.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from siren.cli.board.track import Track
    from siren.firing.result import Result
    from siren.firing.run import Run
    from siren.firing.state import FiringState
    from siren.text import Text


class Stage(Enum):
    """How far the signal is that the big figures count for."""

    BEFORE = "before"
    SOUNDING = "sounding"
    UNHEARD = "unheard"


class Health(Enum):
    """How a destination is."""

    CLOSED = "closed"
    OPENING = "opening"
    READY = "ready"
    AWAY = "away"
    ENDED = "ended"


class Next(NamedTuple):
    """The signal that the big figures count for.

    Attributes
    ----------
    left_s
        Until T; or, after it, until the end.
    heard_on, of
        On how many destinations it is heard, of how many.
    """

    names: Text
    signal: str
    at: datetime
    stage: Stage
    left_s: float
    heard_on: int
    of: int


class Place(NamedTuple):
    """A destination.

    Attributes
    ----------
    outlets
        Whom it feeds; empty where nobody is named.
    level
        The peak of what it was handed last, 1 at full scale.
    """

    device: str
    outlets: str
    health: Health
    why: str
    is_silent: bool
    level: float
    underflows: int


class Ended(NamedTuple):
    """How a firing ended on one destination; None as a result: it has not."""

    result: Result | None
    is_sounding: bool
    is_silent: bool
    was_vetoed: bool


class Signal(NamedTuple):
    """A firing of a drill, and how it ended on each of its destinations."""

    names: Text
    signal: str
    at: datetime
    left_s: float
    ended: tuple[Ended, ...]

    @property
    def is_over(self) -> bool:
        """Whether it has ended everywhere."""
        return all(ended.result is not None for ended in self.ended)


class ClockView(NamedTuple):
    """The time of day.

    Attributes
    ----------
    words
        What the check found: who keeps it, and how far it is off; None: nobody has asked.
    off_s
        How far it has moved since the drill was confirmed; None: nobody can tell.
    """

    words: Text | None
    off_s: float | None
    is_trusted: bool


class Asked(NamedTuple):
    """A question about the clock, and what has been typed so far.

    Attributes
    ----------
    off_s
        How far it was stepped; None: the machine was started anew, and nobody can tell.
    """

    off_s: float | None
    drills: tuple[str, ...]
    typed: str


class Scene(NamedTuple):
    """Everything on a board.

    Attributes
    ----------
    veto_s
        For how many more seconds the next signal may be vetoed; None: not now.
    can_downgrade
        Whether the rest may be made silent.
    said
        What has happened, the newest last.
    """

    title: Text
    place: Text | None
    mode: str
    is_silent: bool
    speed: float
    now: datetime
    zone: str
    next: Next | None
    tracks: tuple[Track, ...]
    places: tuple[Place, ...]
    clock: ClockView
    signals: tuple[Signal, ...]
    asked: Asked | None
    veto_s: float | None
    can_downgrade: bool
    said: tuple[str, ...]


def is_silent(run: Run) -> bool:
    """Return whether nobody hears a run: a dry run, or a rehearsal without a device."""
    return run.is_silent or (run.mode == "rehearsal" and run.destination.device is None)


def start_s(state: FiringState) -> float:
    """Return T, in POSIX seconds."""
    return state.planned.start_utc.timestamp()


def is_heard(run: Run, state: FiringState) -> bool:
    """Return whether a firing that has begun is heard, as far as anybody knows."""
    return state.cue.began and run.line.is_ready and not is_silent(run)


def next_of(runs: Sequence[Run]) -> list[tuple[Run, FiringState]]:
    """Return the firing that the figures count for, on all its destinations; empty: all over.

    It is the earliest that has not ended everywhere.
    """
    coming = [(run, state) for run in runs if (state := run.next_firing) is not None]
    first_s = min((start_s(state) for _, state in coming), default=0.0)
    return [(run, state) for run, state in coming if start_s(state) == first_s]
