"""From what is laid out to the last outcome: locks, questions, the run itself."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import chain
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from siren.cli.board.choice import choose
from siren.cli.board.plain import write
from siren.cli.noise import libraries_muted
from siren.cli.ready import Desk, made_ready
from siren.cli.who import who
from siren.firing.alarm import Alarm
from siren.firing.arming import Armory
from siren.firing.attend import attend, guarded
from siren.firing.hush import silence_all
from siren.firing.inhibit import kept_awake
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from siren.firing.places import state_folder
from siren.firing.stopping import Stopping
from siren.firing.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from siren.cli.board.choice import Show
    from siren.cli.manner import Manner
    from siren.cli.orders import Outlay
    from siren.cli.ready import Ready
    from siren.clock import Clock, Instant
    from siren.firing.device_lock import DeviceLock
    from siren.firing.run import Run

    Look: TypeAlias = Callable[[Sequence[Run], Instant], None]


FINISH_S = 10.0
"""A disk that takes longer to take the rest of a file is not waited for."""


class Conducted(NamedTuple):
    """What became of drills.

    Attributes
    ----------
    runs
        Each with all of its outcomes.
    faults
        What else went wrong, in sentences: a destination that was not taken up again after a
        kill, a file that was not whole in the end.
    """

    runs: list[Run]
    faults: tuple[str, ...] = ()


def conduct(outlays: Sequence[Outlay], clock: Clock, machine: Clock, manner: Manner) -> Conducted:
    """Arm, and run to the end.

    Parameters
    ----------
    clock, machine
        By which the drills run, perhaps fast; and by which the journal is kept.

    Raises
    ------
    Refused, DeviceBusy, JournalFailed, Misuse
        Where nothing is armed.
    """
    with libraries_muted():
        return _conducted(outlays, clock, machine, manner)


def _conducted(
    outlays: Sequence[Outlay], clock: Clock, machine: Clock, manner: Manner
) -> Conducted:
    folder, person, said = state_folder(), who(), _Said()
    latch = Latch(folder)
    runs: list[Run] = []
    journal = Journal(folder / "journal.jsonl", machine)
    armory = Armory(journal, clock, who=person, complain=said.say)
    latch.refuse_if_set()
    locks = [_locks(armory, outlay) for outlay in outlays]
    armory.check_journal()
    desk = Desk(armory, latch, clock, folder, manner, said.say)
    ready = [made_ready(desk, outlay, own) for outlay, own in zip(outlays, locks, strict=True)]
    wake, silence = Event(), partial(silence_all, runs)
    with ExitStack() as stack:
        stack.callback(said.close)
        stopping = stack.enter_context(
            Stopping(latch, silence, wake, machine, who=person, farewell=said.close)
        )
        alarm = stack.enter_context(Alarm())
        stack.enter_context(kept_awake())
        latch.refuse_if_set()
        _arm_all(ready, runs, person)
        said.show = choose(
            person,
            manner.language,
            subjects=[outlay.subject for outlay in outlays],
            on_veto=partial(_veto, runs, person),
            on_downgrade=partial(_downgrade, runs, person),
            clock_words=ready[0].clock_words,
        )
        supervisor = Supervisor(machine)
        supervisor.ready()
        look = _both(supervisor.look, said.show.look)
        attend(runs, clock, alarm, stopping, wake, who=person, look=look)
        supervisor.stopping()
    if stopping.unlatched:
        said.say(f"NOT LATCHED, {latch.path}: {stopping.unlatched}")
    elif latch.is_set():
        said.say(latch.refusal().said_in(manner.language))
    faults = _unfinished(runs, machine)
    for fault in faults:
        said.say(fault)
    return Conducted(runs, (*chain.from_iterable(one.left_out for one in ready), *faults))


def _unfinished(runs: Sequence[Run], machine: Clock) -> list[str]:
    """Return what is wrong with files that should be whole now; a stop does not wait for them."""
    until_s = machine.monotonic_s() + FINISH_S
    faults = []
    for run in runs:
        limit_s = 0.0 if run.is_stopped else max(0.0, until_s - machine.monotonic_s())
        fault = run.line.finish(limit_s)
        if fault is not None and not run.is_stopped and run.line.away_because is None:
            faults.append(f"{run.device}: {fault}")
    return faults


def _both(first: Look, second: Look) -> Look:
    """Return what shows runs to one and then to another."""

    def look(runs: Sequence[Run], now: Instant) -> None:
        first(runs, now)
        second(runs, now)

    return look


class _Said:
    """Says a line where people look: on the board, once there is one."""

    show: Show | None = None

    def say(self, words: str) -> None:
        if self.show is None:
            write(f"{words}\n")
        else:
            self.show.say(words)

    def close(self) -> None:
        """Give the terminal back."""
        if self.show is not None:
            self.show.close()


def _locks(armory: Armory, outlay: Outlay) -> list[DeviceLock]:
    """Take every device of a drill, those of which several channels are fed once; in order."""
    taken: dict[str, DeviceLock] = {}
    locks = []
    for order in outlay.orders:
        before = taken.get(order.device)
        lock = taken[order.device] = before.share() if before else armory.lock(order)
        locks.append(lock)
    return locks


def _veto(runs: Sequence[Run], who: str) -> None:
    """Postpone the next signal to silence, wherever it would be heard."""
    coming = [state for run in runs if (state := run.next_firing) is not None]
    first_utc = min((state.planned.start_utc for state in coming), default=None)
    for run in runs:
        state = run.next_firing
        if state is not None and state.planned.start_utc == first_utc:
            guarded(run, partial(run.veto, state.number, who))


def _downgrade(runs: Sequence[Run], who: str) -> None:
    """Make the rest a dry run, everywhere at once."""
    for run in runs:
        if not run.is_silent:
            run.line.hush()
    for run in runs:
        guarded(run, partial(run.downgrade, who))


def _arm_all(ready: Sequence[Ready], runs: list[Run], person: str) -> None:
    """Arm all drills, or none: a run that nobody attends to must not look as if killed."""
    try:
        for one in ready:
            for arm in one.arm:
                runs += [arm()]
    except BaseException:
        for run in runs:
            guarded(run, partial(run.stop, "not all drills could be armed", person))
        raise
