"""``siren play``: a signal or a drill now, in a room."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import DEFAULT_VOICE, LEVEL_DB, VOICE, WHAT
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.clock import Clock


@click.command(
    cls=SpokenCommand, short_help="Sound a signal or a drill now: a demonstration, in a room."
)
@click.argument("what", type=WHAT)
@click.option(
    "--device",
    required=True,
    metavar="NAME",
    help="As `siren devices` names it; `default` says which one that is.",
)
@click.option("--voice", type=VOICE, default=DEFAULT_VOICE, show_default=True, help="Who sounds.")
@click.option(
    "--level-db", type=LEVEL_DB, default=-20.0, show_default=True, help="Peak re full scale."
)
@click.option("--yes", is_flag=True, help="Do not ask; for machines.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON, for programs.")
@click.pass_obj
def play(
    clock: Clock,
    what: str,
    device: str,
    voice: str,
    level_db: float,
    yes: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Sound WHAT now, a signal or a drill, on a sound device.

    For a demonstration in a room: a signal that is heard outdoors is an alarm. It asks first.
    Ctrl-C, or `siren stop` elsewhere, silences it at once.

    \b
    Example:
      siren play cn-all-clear --device default
    """
    from siren.cli.conduct import conduct
    from siren.cli.manner import Manner
    from siren.cli.orders import Request, lay_out
    from siren.cli.outcomes import all_went_well, report

    outlay = lay_out(what, Request("play", voice, level_db, device), clock)
    runs, faults = conduct([outlay], clock, clock, Manner(lang, confirmed="--yes" if yes else None))
    report(runs, lang, as_json=as_json)
    if not all_went_well(runs, faults):
        sys.exit(1)
