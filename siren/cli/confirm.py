"""What will sound, where, when and how long; and the question whether it may."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from siren.cli.columns import columns
from siren.cli.keyboard import is_there, typed_line
from siren.drill import Drill, elapsed_s
from siren.errors import Misuse, Refused
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from siren.cli.orders import Outlay
    from siren.firing.latch import Latch
    from siren.firing.plan import Plan, PlannedFiring

LOOK_S = 0.1
"""How often the stop latch is looked at while a question is open."""


def announce(outlay: Outlay) -> None:
    """Say on stderr what is about to be armed."""
    plan = outlay.order.plan
    title = plan.title.both()
    click.echo(f"EXERCISE  {title} ({plan.id}), {_mode_words(outlay)}", err=True)
    click.echo(columns(list(_facts(outlay)), indent=2, whole=2), err=True)
    rows = list(_firing_rows(plan))
    click.echo(columns(rows, indent=2, whole=len(rows[0]) - 1), err=True)  # only names are cut


def ask(outlay: Outlay, latch: Latch, *, is_yes: bool) -> str:
    """Have the id typed; return how it was confirmed, for the journal.

    Raises
    ------
    Misuse
        Where there is nobody to ask.
    Refused
        Where something else was typed, or everything is stopped meanwhile.
    """
    if outlay.device is None:
        return "nothing is heard"
    plan = outlay.order.plan
    if outlay.order.mode == "rehearsal":
        _warn(f"THIS REHEARSAL IS HEARD, on {outlay.device.name}.")
    if is_yes:
        return "--yes"
    if not is_there():
        raise Misuse("there is nobody to ask: stdin is no terminal; a machine says --yes")
    click.echo(f"Type {plan.id} to arm it: ", nl=False, err=True)
    typed = _typed(latch)
    if typed != plan.id:
        raise Refused(f"not armed: {typed!r} was typed, not {plan.id!r}")
    return "typed"


def _typed(latch: Latch) -> str:
    """Return the line that is typed, while nobody stops everything."""
    while (line := typed_line(LOOK_S)) is None:
        latch.refuse_if_set()
    return line


def _warn(words: str) -> None:
    click.echo(click.style(words, bold=True), err=True)


def _mode_words(outlay: Outlay) -> str:
    if outlay.device is None:
        return f"{outlay.order.mode}: nothing is heard"
    if outlay.order.mode == "rehearsal":
        return f"rehearsal, HEARD on {outlay.device.name}"
    return outlay.order.mode


def _facts(outlay: Outlay) -> Iterator[list[str]]:
    plan, source = outlay.order.plan, outlay.subject.source
    if isinstance(source, Drill):
        if source.place:
            yield ["place", source.place.both()]
        if source.authority:
            yield ["ordered by", source.authority.both()]
        announced = f"{source.announced:%Y-%m-%d}" if source.announced else "not stated"
        yield ["announced", f"{announced} {source.document or ''}".strip()]
    channels = "1 channel" if outlay.channels == 1 else f"{outlay.channels} channels"
    yield ["device", f"{outlay.order.device}, {plan.rate_hz} Hz, {channels}"]
    if plan.ahead_s:
        yield ["fed earlier", f"{plan.ahead_s:g} s (lead and offset of the device)"]
    yield ["voice", f"{outlay.voice.id}, peak {outlay.level_db:g} dBFS"]
    yield ["sound hash", plan.hash[:16]]
    whole = clock_text(elapsed_s(plan.firings[0].start_utc, plan.end_utc))
    yield ["signals", f"{len(plan.firings)}, {whole} from first to last"]
    yield ["time zone", plan.timezone]
    if outlay.begins_in_s is not None:
        yield ["begins", f"about {outlay.begins_in_s:g} s after it is armed; if that is now:"]


def _firing_rows(plan: Plan) -> Iterator[list[str]]:
    yield ["#", "signal", "local time", "UTC", "lasts", "name"]
    for number, firing in enumerate(plan.firings, start=1):
        yield _firing_row(plan, number, firing)


def _firing_row(plan: Plan, number: int, firing: PlannedFiring) -> list[str]:
    local = firing.start_utc.astimezone(ZoneInfo(plan.timezone))
    return [
        str(number),
        firing.signal,
        f"{local:%a %Y-%m-%d %H:%M:%S} {_offset(local)}",
        f"{firing.start_utc:%m-%d %H:%M:%S}",
        clock_text(Fraction(firing.end_frame - firing.first_frame, plan.rate_hz)),
        firing.names.both(),
    ]


def _offset(local: datetime) -> str:
    text = f"{local:%z}"
    return f"{text[:3]}:{text[3:]}"
