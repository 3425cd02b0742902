"""What a run that was killed left behind, read back from the journal.

The journal is the only state of a run: there is no second file that could say otherwise.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.firing.rules import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.firing.chain import Entry


TELLING = {"armed", "clock-confirmed", "downgraded", "firing", "onset", "lost", "outcome"}
"""Events from which a run that was killed is known: a journal begun anew must have them too."""


class Arming(NamedTuple):
    """What must be equal for a run to go on where another was killed.

    Attributes
    ----------
    place
        Where it sounds: a device, perhaps some of its channels; unique in a drill.
    """

    hash: str
    place: str
    mode: str


class LeftFiring(NamedTuple):
    """One firing of a run that was killed.

    Attributes
    ----------
    was_announced
        Whether its ``firing`` line was written: it may have sounded.
    onset_error_s
        How late its first sample was; None: nobody wrote it down.
    lost_frames
        How many frames had been lost when last something was said about it.
    """

    signal: str
    planned_utc: datetime
    length_s: float
    outcome: Outcome | None = None
    was_announced: bool = False
    onset_error_s: float | None = None
    lost_frames: int = 0
    row: dict[str, Any] | None = None

    @property
    def is_over(self) -> bool:
        """Whether it has an outcome."""
        return self.outcome is not None


class Left(NamedTuple):
    """A run that was armed and has not ended.

    Attributes
    ----------
    run
        Its id in the journal.
    device
        What was locked for it.
    lines
        What tells of it there, in order.
    clock_offset_s, boot_id
        Time of day less monotonic time when it was confirmed, and in which boot.
    was_stopped
        Whether somebody stopped it, or everything, and it could not write its outcomes any more.
    was_downgraded
        Whether the rest of it was made a dry run.
    """

    run: str
    lines: tuple[Entry, ...]
    arming: Arming
    device: str
    clock_offset_s: float
    boot_id: str
    firings: tuple[LeftFiring, ...]
    was_stopped: bool = False
    was_downgraded: bool = False

    @property
    def first_utc(self) -> datetime:
        """When its first firing was to be heard."""
        return self.firings[0].planned_utc

    def can_go_on(self, arming: Arming, now_utc: datetime) -> bool:
        """Return whether a run armed like this may go on with it."""
        return self.arming == arming and not self.was_stopped and not self.is_past(now_utc)

    def is_past(self, now_utc: datetime) -> bool:
        """Return whether its last firing should be over."""
        last = self.firings[-1]
        return (now_utc - last.planned_utc).total_seconds() > last.length_s


def left_runs(entries: Iterable[Entry]) -> Iterator[Left]:
    """Yield the runs that were armed and have not ended, the oldest first."""
    runs: dict[str, Left] = {}
    for entry in entries:
        run = entry.facts.get("run")
        if entry.event == "latched":
            runs = {name: left._replace(was_stopped=True) for name, left in runs.items()}
        elif entry.event == "armed":
            runs[entry.facts["run"]] = _armed(entry)
        elif entry.event == "ended":
            runs.pop(str(run), None)
        elif run in runs:
            runs[run] = _told(runs[run], entry)
    yield from runs.values()


def _armed(entry: Entry) -> Left:
    facts = entry.facts
    return Left(
        facts["run"],
        (entry,),
        Arming(facts["plan_hash"], facts.get("where", facts["device"]), facts["mode"]),
        facts["device"],
        facts["clock_offset_s"],
        facts["boot_id"],
        tuple(
            LeftFiring(f["signal"], datetime.fromisoformat(f["planned_utc"]), f["length_s"])
            for f in facts["firings"]
        ),
    )


def _told(left: Left, entry: Entry) -> Left:
    """Return a run with what a line says of it."""
    if entry.event in TELLING:
        left = left._replace(lines=(*left.lines, entry))
    if entry.event == "stop":
        return left._replace(was_stopped=True)
    if entry.event == "downgraded":
        return left._replace(was_downgraded=True)
    if entry.event == "clock-confirmed":
        offset_s, boot_id = entry.facts["clock_offset_s"], entry.facts["boot_id"]
        return left._replace(clock_offset_s=offset_s, boot_id=boot_id)
    return _noted(left, entry) if "firing" in entry.facts else left


def _noted(left: Left, entry: Entry) -> Left:
    """Return a run with what a line says of one of its firings."""
    number = entry.facts["firing"] - 1
    firing = left.firings[number]
    if entry.event == "firing":
        firing = firing._replace(was_announced=True)
    elif entry.event == "onset":
        firing = firing._replace(onset_error_s=entry.facts["error_ms"] / 1000)
    elif entry.event == "lost":
        firing = firing._replace(lost_frames=entry.facts["lost_frames"])
    elif entry.event == "outcome":
        firing = firing._replace(outcome=Outcome(entry.facts["outcome"]), row=entry.facts)
    return left._replace(firings=(*left.firings[:number], firing, *left.firings[number + 1 :]))
