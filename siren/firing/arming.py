"""From a confirmed plan to a run that is armed; or to one that goes on where another was killed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.errors import JournalBroken
from siren.firing.device_lock import DeviceLock, holders
from siren.firing.line import Line
from siren.firing.player import Player
from siren.firing.record import Record
from siren.firing.recovery import Arming, Left, LeftFiring, left_runs
from siren.firing.result import time_text
from siren.firing.rules import Limits, settle
from siren.firing.run import Run
from siren.firing.steps import ClockWatch, is_same_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock
    from siren.firing.journal import Journal
    from siren.firing.plan import Plan
    from siren.firing.rules import Outcome
    from siren.output.sink import Sink


class Order(NamedTuple):
    """What is to be armed.

    Attributes
    ----------
    mode
        ``run``, ``dry-run``, ``rehearsal`` or ``play``.
    device
        The name of the device, or of what stands in for one.
    make_sink
        Makes the sink, given the monotonic time of the drill's first frame.
    can_go_on
        Whether a run like it that was killed may be taken up.
    allowed
        Names of what was allowed beforehand, such as ``clock-step``.
    """

    plan: Plan
    mode: str
    device: str
    make_sink: Callable[[float], Sink]
    can_go_on: bool = True
    allowed: tuple[str, ...] = ()
    limits: Limits = Limits()

    @property
    def arming(self) -> Arming:
        """What must be equal for a run to go on where another was killed."""
        return Arming(self.plan.hash, self.device, self.mode)


class Armory:
    """Arms runs against one state folder.

    Parameters
    ----------
    journal
        Of that folder; its own clock is the machine's, also where `clock` runs fast.
    who
        Who arms, for the journal.
    complain
        Is told, in one sentence, what goes wrong without ending anything.
    """

    def __init__(
        self, journal: Journal, clock: Clock, *, who: str, complain: Callable[[str], None]
    ) -> None:
        self.journal, self._folder = journal, journal.path.parent
        self._clock, self._who, self._complain = clock, who, complain

    def check_journal(self) -> None:
        """Refuse to begin on a broken journal: it is kept aside, and the next run begins anew.

        Raises
        ------
        JournalBroken
            Where it is broken.
        """
        kept = self.journal.set_aside_if_broken()
        if kept is not None:
            raise JournalBroken(
                f"the journal was broken: it is kept as {kept}, and a new one was begun. What was "
                "armed is not known any more; look at it, then arm again"
            )

    def lock(self, order: Order) -> DeviceLock:
        """Take the device for this process; raises DeviceBusy."""
        holder = {"drill": order.plan.id, "mode": order.mode, "device": order.device}
        return DeviceLock(self._folder, order.device, holder)

    def left_behind(self, order: Order) -> Left | None:
        """Return the run to go on with; every other that is dead for certain gets its outcomes.

        The caller holds the device's lock, so that whoever had armed it is dead.
        """
        busy = {held.get("device") for held in holders(self._folder)}
        found = None
        now_utc = self._clock.utc_now()
        for left in left_runs(self.journal.entries()):
            if order.can_go_on and left.can_go_on(order.arming, now_utc):
                found = left
            elif left.arming.device == order.device or (
                left.is_past(now_utc) and left.arming.device not in busy
            ):
                self.settle(left)
        return found

    def settle(self, left: Left) -> None:
        """Give a run that was killed, and that nobody goes on with, its outcomes."""
        for number, firing in enumerate(left.firings, start=1):
            if not firing.is_over:
                outcome = settle(was_announced=firing.was_announced, was_stopped=left.was_stopped)
                row = _unheard(firing, outcome)
                self.journal.append("outcome", run=left.run, firing=number, **row)
        self.journal.append("ended", run=left.run, outcomes=[], reason="killed, not taken up again")

    def arm(self, order: Order, lock: DeviceLock, *, confirmed: str) -> Run:
        """Return a run that is armed and in the journal; raises JournalFailed."""
        record = Record(self.journal, secrets.token_hex(4), self._complain)
        offset_s = self._clock.read().wall_offset_s
        record.arm(**self._facts(order), who=self._who, confirmed=confirmed)
        return self._run(order, lock, record, offset_s)

    def go_on(self, order: Order, lock: DeviceLock, left: Left) -> Run:
        """Return a run that goes on where another was killed; raises JournalFailed."""
        record = Record(self.journal, left.run, self._complain)
        now = self._clock.read()
        is_same_boot = left.boot_id == self._clock.boot_id()
        offset_s = left.clock_offset_s if is_same_boot else None
        beat = lock.last_beat_s
        last_beat = None if beat is None else time_text(datetime.fromtimestamp(beat, UTC))
        record.resume(left.lines, who=self._who, last_beat_utc=last_beat)
        run = self._run(order, lock, record, offset_s)
        is_known = beat is not None and beat <= now.utc_s and is_same_clock(now, offset_s)
        run.take_up(left.firings, beat - now.wall_offset_s if is_known and beat else None)
        return run

    def _run(self, order: Order, lock: DeviceLock, record: Record, offset_s: float | None) -> Run:
        now = self._clock.read()
        plan = order.plan
        plan.sound.prepare()
        player = Player(plan.sound, order.limits)
        zero_s = plan.firings[0].start_utc.timestamp() - plan.ahead_s - now.wall_offset_s
        sink = order.make_sink(zero_s)
        return Run(
            plan=plan,
            mode=order.mode,
            device=order.device,
            line=Line(sink, player, self._clock, record.note),
            player=player,
            record=record,
            clock=self._clock,
            clock_watch=ClockWatch(
                now, confirmed_offset_s=offset_s, is_allowed="clock-step" in order.allowed
            ),
            lock=lock,
            limits=order.limits,
        )

    def _facts(self, order: Order) -> dict[str, Any]:
        plan = order.plan
        return {
            "drill": plan.id,
            "mode": order.mode,
            "device": order.device,
            "plan_hash": plan.hash,
            "rate_hz": plan.rate_hz,
            "ahead_s": plan.ahead_s,
            "late_s": order.limits.late_s,
            "resume_s": order.limits.resume_s,
            "allowed": list(order.allowed),
            "clock_offset_s": self._clock.read().wall_offset_s,
            "boot_id": self._clock.boot_id(),
            "firings": [
                {
                    "signal": firing.signal,
                    "planned_utc": time_text(firing.start_utc),
                    "length_s": plan.length_s(firing),
                }
                for firing in plan.firings
            ],
        }


def _unheard(firing: LeftFiring, outcome: Outcome) -> dict[str, Any]:
    """Return the row of a firing of which nobody knows how much was heard."""
    return {
        "signal": firing.signal,
        "planned_utc": time_text(firing.planned_utc),
        "actual_utc": None,
        "error_ms": None,
        "frames": None,
        "lost_frames": None,
        "outcome": str(outcome),
    }


def next_whole_second(clock: Clock, after_s: float) -> datetime:
    """Return the first whole second of UTC at least `after_s` from now."""
    soon = clock.utc_now() + timedelta(seconds=after_s)
    whole = soon.replace(microsecond=0)
    return whole if whole == soon else whole + timedelta(seconds=1)
