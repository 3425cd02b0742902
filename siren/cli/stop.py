"""``siren stop``: silence, now and until it is cleared."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.clock import Clock
    from siren.firing.journal import Journal


@click.command(
    cls=SpokenCommand,
    short_help="Silence every running drill, and let nothing sound until --clear.",
)
@click.option("--clear", is_flag=True, help="Let things sound again.")
@click.pass_obj
def stop(clock: Clock, clear: bool) -> None:
    """Silence every running drill at once; nothing sounds until `siren stop --clear`.

    Says who was running, and whether they have ended.

    \b
    Examples:
      siren stop
      siren stop --clear
    """
    from siren.cli.who import who
    from siren.firing.journal import Journal
    from siren.firing.latch import Latch
    from siren.firing.places import state_folder
    from siren.firing.stop_all import stop_all

    folder, person = state_folder(), who()
    latch, journal = Latch(folder), Journal(folder / "journal.jsonl", clock)
    if clear:
        was_set = latch.is_set()
        latch.clear()
        click.echo("cleared" if was_set else "nothing was stopped", err=True)
        _note(journal, "cleared", person)
        return
    stopped = stop_all(folder, latch, clock, who=person)
    for holder, has_ended in stopped:
        words = "silent" if has_ended else "HAS NOT ANSWERED"
        click.echo(f"{holder.get('drill')} on {holder.get('device')}: {words}", err=True)
    if not latch.is_set():
        click.echo(f"siren: {latch.path} cannot be made, so nothing is latched", err=True)
    else:
        click.echo("Nothing sounds until: siren stop --clear", err=True)
    _note(journal, "latched", person)
    if not latch.is_set() or not all(has_ended for _, has_ended in stopped):
        sys.exit(1)


def _note(journal: Journal, event: str, person: str) -> None:
    """Write down who did it; a journal that cannot be written stops no stop."""
    from siren.errors import JournalFailed

    try:
        journal.append(event, who=person)
    except JournalFailed as error:
        click.echo(f"siren: {error}", err=True)
