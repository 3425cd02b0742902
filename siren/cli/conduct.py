"""From what is laid out to the last outcome: locks, questions, the run itself, the report."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from siren.cli.board.choice import choose
from siren.cli.confirm import announce, ask
from siren.cli.language import reader_language
from siren.cli.outcomes import report
from siren.cli.who import who
from siren.errors import Refused, SirenError
from siren.firing.alarm import Alarm
from siren.firing.arming import Armory
from siren.firing.attend import attend
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from siren.firing.places import state_folder
from siren.firing.plan import overdue
from siren.firing.stopping import Stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.cli.board.choice import Show
    from siren.cli.orders import Outlay
    from siren.clock import Clock
    from siren.firing.device_lock import DeviceLock
    from siren.firing.run import Run


def conduct(
    outlays: Sequence[Outlay], clock: Clock, machine: Clock, *, is_yes: bool, as_json: bool
) -> bool:
    """Arm, run to the end and report; return whether everything was played.

    Parameters
    ----------
    clock, machine
        By which the drills run, perhaps fast; and by which the journal is kept.

    Raises
    ------
    Refused, DeviceBusy, JournalFailed, Misuse
        Where nothing is armed.
    """
    folder, person = state_folder(), who()
    latch = Latch(folder)
    live = choose(person, reader_language(), subjects=[outlay.subject for outlay in outlays])
    journal = Journal(folder / "journal.jsonl", machine)
    armory = Armory(journal, clock, who=person, complain=live.say)
    latch.refuse_if_set()
    with ExitStack() as stack:
        stack.callback(live.close)
        locks = [armory.lock(outlay.order) for outlay in outlays]
        armory.check_journal()
        ready = [
            _confirmed(armory, outlay, lock, clock, live, latch, is_yes=is_yes)
            for outlay, lock in zip(outlays, locks, strict=True)
        ]
        wake = Event()
        runs: list[Run] = []

        stopping = stack.enter_context(
            Stopping(latch, partial(_silence, runs), wake, machine, who=person, farewell=live.close)
        )
        alarm = stack.enter_context(Alarm())
        latch.refuse_if_set()
        _arm_all(ready, runs, person)
        attend(runs, clock, alarm, stopping, wake, who=person, look=live.look)
        live.close()
        if stopping.unlatched:
            live.say(f"NOT LATCHED, {latch.path}: {stopping.unlatched}")
    return report(runs, as_json=as_json)


def _silence(runs: Sequence[Run]) -> None:
    """Silence all at once: a device that hangs must not delay the others."""
    for run in runs:
        run.line.hush()
    for run in runs:
        Thread(target=run.silence, daemon=True).start()


def _confirmed(
    armory: Armory,
    outlay: Outlay,
    lock: DeviceLock,
    clock: Clock,
    live: Show,
    latch: Latch,
    *,
    is_yes: bool,
) -> Callable[[], Run]:
    """Return how to arm what was confirmed; what was killed goes on as it was confirmed then."""
    left = armory.left_behind(outlay.order)
    if left is not None:
        order = outlay.order._replace(plan=outlay.order.plan.starting(left.first_utc))
        live.say(f"{order.plan.id}: going on with the run that was armed before and killed")
        return partial(armory.go_on, order, lock, left)
    _refuse_if_over(outlay, clock)
    announce(outlay)
    how = ask(outlay, latch, is_yes=is_yes)
    return lambda: armory.arm(outlay.order_now(clock), lock, confirmed=how)


def _arm_all(ready: Sequence[Callable[[], Run]], runs: list[Run], person: str) -> None:
    """Arm all drills, or none: a run that nobody attends to must not look as if killed."""
    try:
        for arm in ready:
            runs += [arm()]
    except SirenError:
        for run in runs:
            run.stop("not all drills could be armed", person)
        raise


def _refuse_if_over(outlay: Outlay, clock: Clock) -> None:
    """Refuse a drill of which nothing can sound any more; say what else is too late."""
    plan, limits = outlay.order.plan, outlay.order.limits
    late = overdue(plan, clock.utc_now(), limits.late_s)
    if len(late) == len(plan.firings):
        first = plan.firings[0].start_utc.astimezone(ZoneInfo(plan.timezone))
        raise Refused(
            f"{plan.id} is over: it began on {first:%Y-%m-%d %H:%M:%S} {plan.timezone}. "
            f"To hear it all the same: --rehearse; for another day: siren new {plan.id} --date ..."
        )
    for signal in late:
        click.echo(f"TOO LATE for {signal}: it will be missed.", err=True)
