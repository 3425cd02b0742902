"""From a confirmed plan to a run that is armed; or to one that goes on where another was killed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from siren.errors import JournalBroken
from siren.firing.device_lock import DeviceLock, holders
from siren.firing.line import Line
from siren.firing.order import facts_of
from siren.firing.player import Player
from siren.firing.record import Record
from siren.firing.recovery import Left, LeftFiring, left_runs
from siren.firing.result import time_text
from siren.firing.rules import settle
from siren.firing.run import Feeding, Run
from siren.firing.seal import SealWatch
from siren.firing.steps import ClockWatch, is_same_clock
from siren.output.paced import silent_sink
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.clock import Clock
    from siren.firing.journal import Journal
    from siren.firing.order import Order
    from siren.firing.rules import Outcome
    from siren.output.sink import Sink


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
    make_silence
        Makes the sink of a run whose rest is a dry run.

    Attributes
    ----------
    settled
        The runs that were killed, and that nobody went on with.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        *,
        who: str,
        complain: Callable[[str], None],
        make_silence: Callable[[Clock, int, float], Sink] = silent_sink,
    ) -> None:
        self._make_silence = make_silence
        self.settled: list[Left] = []
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
                phrase(
                    f"the journal was broken: it is kept as {kept}, and a new one was begun. What "
                    "was armed is not known any more; look at it, then arm again",
                    f"日志已损坏：原文件另存为 {kept}，并已另起新日志。此前有哪些演习待命已无从"
                    "得知；请查看后重新确认",
                )
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
            may = order.can_go_on or (order.can_begin_again and not left.has_begun)
            if may and left.can_go_on(order.arming, now_utc):
                found = left
            elif left.arming.place == order.place or (
                left.is_past(now_utc) and left.device not in busy
            ):
                self.settle(left)
        return found

    def settle(self, left: Left) -> None:
        """Give a run that was killed, and that nobody goes on with, its outcomes."""
        self.settled.append(left)
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
        record.arm(**facts_of(order, self._clock), who=self._who, confirmed=confirmed)
        return self._run(order, lock, record, offset_s, is_silent=order.is_silent)

    def go_on(self, order: Order, lock: DeviceLock, left: Left) -> Run:
        """Return a run that goes on where another was killed; raises JournalFailed."""
        record = Record(self.journal, left.run, self._complain)
        now = self._clock.read()
        is_same_boot = left.boot_id == self._clock.boot_id()
        offset_s = left.clock_offset_s if is_same_boot else None
        beat = lock.last_beat_s
        last_beat = None if beat is None else time_text(datetime.fromtimestamp(beat, UTC))
        record.resume(left.lines, who=self._who, last_beat_utc=last_beat)
        confirmed = order.seal._replace(sound_hash=left.lines[0].facts.get("sound_hash"))
        order = order._replace(seal=confirmed)
        run = self._run(
            order, lock, record, offset_s, is_silent=order.is_silent or left.was_downgraded
        )
        run.was_downgraded = left.was_downgraded
        is_known = beat is not None and beat <= now.utc_s and is_same_clock(now, offset_s)
        run.take_up(left.firings, beat - now.wall_offset_s if is_known and beat else None)
        return run

    def _run(
        self,
        order: Order,
        lock: DeviceLock,
        record: Record,
        offset_s: float | None,
        *,
        is_silent: bool,
    ) -> Run:
        now = self._clock.read()
        plan = order.plan
        plan.sound.prepare()
        zero_s = plan.firings[0].start_utc.timestamp() - plan.ahead_s - now.wall_offset_s

        def feed(sink: Sink) -> Feeding:
            player = Player(plan.sound, order.limits)
            return Feeding(player, Line(sink, player, self._clock, record.note))

        def silence() -> Feeding:
            return feed(self._make_silence(self._clock, plan.rate_hz, zero_s))

        return Run(
            plan=plan,
            mode=order.mode,
            device=order.place,
            destination=order.destination,
            seal_watch=SealWatch(order.seal, plan.sound, record),
            feeding=silence() if is_silent else feed(order.make_sink(zero_s)),
            silence_instead=silence,
            is_silent=is_silent,
            record=record,
            clock=self._clock,
            clock_watch=ClockWatch(
                now, confirmed_offset_s=offset_s, is_allowed="clock-step" in order.allowed
            ),
            lock=lock,
            limits=order.limits,
        )


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
        "silent": False,
    }


def next_whole_second(clock: Clock, after_s: float) -> datetime:
    """Return the first whole second of UTC at least `after_s` from now."""
    soon = clock.utc_now() + timedelta(seconds=after_s)
    whole = soon.replace(microsecond=0)
    return whole if whole == soon else whole + timedelta(seconds=1)
