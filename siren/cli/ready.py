"""One drill from laid out to ready to be armed: checked, told, confirmed; or taken up again."""

from __future__ import annotations

import shlex
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple
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
    left_out
        What was not taken up again after a kill, in sentences.
    """

    arm: tuple[Callable[[], Run], ...]
    clock_words: Text | None = None
    left_out: tuple[str, ...] = ()


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
    if any(left.has_begun for left in desk.armory.settled) and outlay.mode == "run":
        desk.say(_way_to_all_clear(outlay, desk.manner.language))
    _refuse_if_over(outlay, desk.clock, desk.manner.language)
    refuse_nobody(outlay, confirmed=desk.manner.confirmed)
    checks = _checked(desk, outlay)
    hashes = cache(sound_hash)
    digests = dict.fromkeys(hashes(order.plan.sound) for order in outlay.orders)
    text = announcement(outlay, digests, desk.manner.language)
    click.echo(text, err=True)
    how = ask(outlay, desk.latch, desk.manner.language, confirmed=desk.manner.confirmed)
    if desk.manner.second and outlay.is_asked_for:
        ask_second(outlay, desk.manner.second, desk.latch, desk.manner.language, desk.clock)
    told = about(outlay, text, checks, desk.manner.second)
    orders = [
        _sealed(order, told, hashes(order.plan.sound)) for order in outlay.orders_now(desk.clock)
    ]
    arm = partial(desk.armory.arm, confirmed=how)
    clock_words = next((check.value for check in checks if check.name == "clock"), None)
    return Ready(
        tuple(partial(arm, order, lock) for order, lock in zip(orders, locks, strict=True)),
        clock_words,
    )


def _sealed(order: Order, told: dict[str, Any], sound: str) -> Order:
    """Return an order with what the journal is told of it, and the hash of its sound sealed."""
    seal = order.seal._replace(sound_hash=sound)
    return order._replace(seal=seal, about={**told, "sound_hash": sound})


def _going_on(
    desk: Desk, outlay: Outlay, locks: Sequence[DeviceLock], left: Sequence[Left | None]
) -> Ready:
    """Return what goes on of a drill that was killed; what had ended is not begun again."""
    name, say = outlay.plan.id, speech(desk.manner.language)
    arm, left_out = [], []
    for order, lock, before in zip(outlay.orders, locks, left, strict=True):
        if before is None:
            lock.release()
            gone = say("{}: NOT TAKEN UP AGAIN after the kill: {}", "{}：中断后未再接续：{}")
            left_out.append(gone.format(name, order.place))
            continue
        going_on = say(
            "{}: going on with the run that was armed before and killed",
            "{}：接续此前已待命、被中断的鸣放",
        )
        desk.say(going_on.format(name))
        moved = order._replace(plan=order.plan.starting(before.first_utc))
        arm.append(partial(desk.armory.go_on, moved, lock, before))
    for words in left_out:
        desk.say(words)
    return Ready(tuple(arm), left_out=tuple(left_out))


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
        _sound_at(outlay),
        desk.clock,
        desk.folder,
        held={order.device for order in outlay.orders},
    )
    click.echo(remarks_text(checks, desk.manner.language, terminal_cells()), err=True)
    refuse_if_red(checks, outlay.request.allowed)
    return checks


def _way_to_all_clear(outlay: Outlay, language: str) -> str:
    """Return what is said where a run was killed in its midst, and nobody goes on with it."""
    words = speech(language)(
        "A run was killed in its midst. If people need it: siren all-clear {}",
        "此前一次鸣放中途中断。如有需要：siren all-clear {}",
    )
    return words.format(shlex.quote(outlay.what))


def _sound_at(outlay: Outlay) -> Callable[[int], Sound]:
    """Return what gives the drill's sound at a rate, also one at which nothing is laid out."""
    from siren.synth.compose import compose

    sounds = {order.plan.rate_hz: order.plan.sound for order in outlay.orders}

    def sound_at(rate_hz: int) -> Sound:
        if rate_hz not in sounds:
            level_db = outlay.request.level_db
            timeline = outlay.subject.timeline
            sounds[rate_hz] = compose(timeline, outlay.voice, rate_hz=rate_hz, level_db=level_db)
        return sounds[rate_hz]

    return sound_at


def _refuse_if_over(outlay: Outlay, clock: Clock, language: str) -> None:
    """Refuse a drill of which nothing can sound any more; say what else is too late."""
    order = max(outlay.orders, key=lambda order: order.plan.ahead_s)
    plan = order.plan
    late = overdue(plan, clock.utc_now(), order.limits.late_s)
    if len(late) == len(plan.firings):
        first = plan.firings[0].start_utc.astimezone(ZoneInfo(plan.timezone))
        is_over = clock.utc_now() > plan.end_utc
        what = "is over" if is_over else "is under way, too late to join"
        what_zh = "已结束" if is_over else "已在进行，来不及加入"
        raise Refused(
            phrase(
                f"{plan.id} {what}: it began on {first:%Y-%m-%d %H:%M:%S} {plan.timezone}. "
                "To hear it all the same: --rehearse; for another day: "
                f"siren new {plan.id} --date ...",
                f"{plan.id} {what_zh}：开始时间为 {first:%Y-%m-%d %H:%M:%S} {plan.timezone}。"
                f"仍要试听请用 --rehearse；改期请用 siren new {plan.id} --date …",
            )
        )
    too_late = speech(language)("TOO LATE for {}: it will be missed.", "{} 已来不及，将不鸣响。")
    for signal in late:
        click.echo(too_late.format(signal), err=True)
