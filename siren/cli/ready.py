"""One drill from laid out to ready to be armed: checked, told, confirmed; or taken up again."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import click

from siren.cli.about import about
from siren.cli.confirm import announcement, ask, ask_second, refuse_nobody
from siren.cli.language import speech
from siren.drill import Drill
from siren.errors import Refused
from siren.firing.plan import overdue
from siren.output.soundhash import sound_hash
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from siren.cli.manner import Manner
    from siren.cli.orders import Outlay
    from siren.clock import Clock
    from siren.firing.arming import Armory
    from siren.firing.device_lock import DeviceLock
    from siren.firing.latch import Latch
    from siren.firing.order import Order
    from siren.firing.recovery import Left
    from siren.firing.run import Run
    from siren.preflight.check import Check
    from siren.synth.sound import Sound
    from siren.text import Text


class Ready(NamedTuple):
    """A drill that may be armed.

    Attributes
    ----------
    arm
        Each call of one of these arms one destination.
    clock_words
        What was found of the clock; None: nobody has looked.
    """

    arm: tuple[Callable[[], Run], ...]
    clock_words: Text | None = None


class Desk(NamedTuple):
    """Where drills are made ready.

    Attributes
    ----------
    folder
        Of journal, locks and latch.
    say
        Says a line to the person there.
    """

    armory: Armory
    latch: Latch
    clock: Clock
    folder: Path
    manner: Manner
    say: Callable[[str], None]


def made_ready(desk: Desk, outlay: Outlay, locks: Sequence[DeviceLock]) -> Ready:
    """Return a drill as it was confirmed; one that was killed goes on as it was confirmed then.

    Raises
    ------
    Refused
        Where something stands in the way, or somebody does not agree.
    Misuse
        Where there is nobody to ask.
    """
    left = [desk.armory.left_behind(order) for order in outlay.orders]
    if any(left):
        return _going_on(desk, outlay, locks, left)
    _refuse_if_over(outlay, desk.clock, desk.manner.language)
    refuse_nobody(outlay, confirmed=desk.manner.confirmed)
    checks = _checked(desk, outlay)
    hashes = cache(sound_hash)
    text = announcement(outlay, hashes(outlay.plan.sound), desk.manner.language)
    click.echo(text, err=True)
    how = ask(outlay, desk.latch, desk.manner.language, confirmed=desk.manner.confirmed)
    if desk.manner.second and outlay.is_asked_for:
        ask_second(outlay, desk.manner.second, desk.latch, desk.manner.language, desk.clock)
    told = about(outlay, text, checks, desk.manner.second)
    orders = [
        order._replace(about={**told, "sound_hash": hashes(order.plan.sound)})
        for order in outlay.orders_now(desk.clock)
    ]
    arm = partial(desk.armory.arm, confirmed=how)
    clock_words = next((check.value for check in checks if check.name == "clock"), None)
    return Ready(
        tuple(partial(arm, order, lock) for order, lock in zip(orders, locks, strict=True)),
        clock_words,
    )


def _going_on(
    desk: Desk, outlay: Outlay, locks: Sequence[DeviceLock], left: Sequence[Left | None]
) -> Ready:
    """Return what goes on of a drill that was killed; what had ended is not begun again."""
    arm, name, say = [], outlay.plan.id, speech(desk.manner.language)
    for order, lock, before in zip(outlay.orders, locks, left, strict=True):
        if before is None:
            desk.say(
                say("{}: not taken up again: {}", "{}：不再接续：{}").format(name, order.place)
            )
            lock.release()
            continue
        going_on = say(
            "{}: going on with the run that was armed before and killed",
            "{}：接续此前已待命、被中断的鸣放",
        )
        desk.say(going_on.format(name))
        moved = order._replace(plan=order.plan.starting(before.first_utc))
        arm.append(partial(desk.armory.go_on, moved, lock, before))
    return Ready(tuple(arm))


def _checked(desk: Desk, outlay: Outlay) -> tuple[Check, ...]:
    """Return the board of a drill that is meant; show what is not green; refuse what is red."""
    drill = outlay.subject.source
    if outlay.mode != "run" or not isinstance(drill, Drill):
        return ()
    from siren.cli.checklist import remarks_text
    from siren.cli.columns import terminal_cells
    from siren.preflight.board import board
    from siren.preflight.verdict import refuse_if_red

    checks = board(
        drill,
        [feed.destination for feed in outlay.feeds],
        _sound_at(outlay.orders),
        desk.clock,
        desk.folder,
        held={order.device for order in outlay.orders},
    )
    click.echo(remarks_text(checks, desk.manner.language, terminal_cells()), err=True)
    refuse_if_red(checks, outlay.request.allowed)
    return checks


def _sound_at(orders: Sequence[Order]) -> Callable[[int], Sound]:
    sounds = {order.plan.rate_hz: order.plan.sound for order in orders}
    return sounds.__getitem__


def _refuse_if_over(outlay: Outlay, clock: Clock, language: str) -> None:
    """Refuse a drill of which nothing can sound any more; say what else is too late."""
    order = max(outlay.orders, key=lambda order: order.plan.ahead_s)
    plan = order.plan
    late = overdue(plan, clock.utc_now(), order.limits.late_s)
    if len(late) == len(plan.firings):
        first = plan.firings[0].start_utc.astimezone(ZoneInfo(plan.timezone))
        raise Refused(
            phrase(
                f"{plan.id} is over: it began on {first:%Y-%m-%d %H:%M:%S} {plan.timezone}. "
                "To hear it all the same: --rehearse; for another day: "
                f"siren new {plan.id} --date ...",
                f"{plan.id} 已结束：开始时间为 {first:%Y-%m-%d %H:%M:%S} {plan.timezone}。"
                f"仍要试听请用 --rehearse；改期请用 siren new {plan.id} --date …",
            )
        )
    too_late = speech(language)("TOO LATE for {}: it will be missed.", "{} 已来不及，将不鸣响。")
    for signal in late:
        click.echo(too_late.format(signal), err=True)
