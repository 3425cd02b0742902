"""``siren stop``: silence, now and until it is cleared."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG, speech
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.clock import Clock
    from siren.firing.journal import Journal


@click.command(
    cls=SpokenCommand,
    short_help="Silence every running drill, and let nothing sound until --clear.",
)
@click.option("--clear", is_flag=True, help="Let things sound again.")
@LANG
@click.pass_obj
def stop(clock: Clock, clear: bool, lang: str) -> None:
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

    folder, person, say = state_folder(), who(), speech(lang)
    latch, journal = Latch(folder), Journal(folder / "journal.jsonl", clock)
    if clear:
        was_set = latch.is_set()
        latch.clear()
        cleared, idle = say("cleared", "已解除锁定"), say("nothing was stopped", "本来就没有锁定")
        click.echo(cleared if was_set else idle, err=True)
        _note(journal, "cleared", person, lang)
        return
    stopped = stop_all(folder, latch, clock, who=person)
    for holder, has_ended in stopped:
        where = say("{} on {}: ", "{}，{}：").format(holder.get("drill"), holder.get("device"))
        words = say("silent", "已静默") if has_ended else say("HAS NOT ANSWERED", "没有应答！")
        click.echo(where + words, err=True)
    if not latch.is_set():
        unmade = say("{} cannot be made, so nothing is latched", "无法建立 {}，因此没有锁定！")
        click.echo(f"siren: {unmade.format(latch.path)}", err=True)
    else:
        until = "Nothing sounds until: siren stop --clear", "解除锁定前不会发声：siren stop --clear"
        click.echo(say(*until), err=True)
    _note(journal, "latched", person, lang)
    if not latch.is_set() or not all(has_ended for _, has_ended in stopped):
        sys.exit(1)


def _note(journal: Journal, event: str, person: str, lang: str) -> None:
    """Write down who did it; a journal that cannot be written stops no stop."""
    from siren.errors import JournalFailed

    try:
        journal.append(event, who=person)
    except JournalFailed as error:
        click.echo(f"siren: {error.said_in(lang)}", err=True)
