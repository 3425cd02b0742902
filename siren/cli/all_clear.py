"""``siren all-clear``: the signal that says that all is over, now, where a drill sounds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import DEFAULT_VOICE, DRILL, LEVEL_DB, VOICE
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.cli.orders import Outlay, Request
    from siren.cli.sounding import Sounding
    from siren.clock import Clock
    from siren.signal import Signal


@click.command(
    "all-clear",
    cls=SpokenCommand,
    short_help="Sound a drill's all-clear now, after it was cut short.",
)
@click.argument("drill", type=DRILL)
@click.option("--device", metavar="NAME", help="Only there. Else where the drill's outlets say.")
@click.option("--voice", type=VOICE, default=DEFAULT_VOICE, show_default=True, help="Who sounds.")
@click.option(
    "--level-db", type=LEVEL_DB, default=-6.0, show_default=True, help="Peak re full scale."
)
@click.option("--yes", is_flag=True, help="Do not ask; for machines.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON, for programs.")
@click.pass_obj
def all_clear(
    clock: Clock,
    drill: str,
    device: str | None,
    voice: str,
    level_db: float,
    yes: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Sound the all-clear of DRILL now, on every outlet that the drill feeds from here.

    For a test that was stopped or cut short: `siren run` offers it by itself on a terminal. After
    a stop nothing sounds until `siren stop --clear`. It asks first.

    \b
    Example:
      siren all-clear drill.toml
    """
    from siren.cli.conduct import conduct
    from siren.cli.manner import Manner
    from siren.cli.orders import Request
    from siren.cli.outcomes import all_went_well, report
    from siren.cli.sounding import sounding

    request = Request("all-clear", voice, level_db, device)
    outlay = all_clear_outlay(sounding(drill), request, clock)
    runs, faults = conduct([outlay], clock, clock, Manner(lang, confirmed="--yes" if yes else None))
    report(runs, lang, as_json=as_json)
    if not all_went_well(runs, faults):
        sys.exit(1)


def all_clear_outlay(subject: Sounding, request: Request, clock: Clock) -> Outlay:
    """Return the all-clear of a drill, laid out to begin at once; raises Misuse."""
    from siren import library
    from siren.cli.orders import lay_out_sounding, sealed
    from siren.cli.sounding import sounding_of
    from siren.drill import Drill
    from siren.errors import Misuse
    from siren.planning import all_clear_of
    from siren.text import phrase

    drill = subject.source
    signal = all_clear_signal(subject)
    if not isinstance(drill, Drill) or signal is None:
        raise Misuse(
            phrase(
                f"{subject.id} has no all-clear: none is known of its signals' system",
                f"{subject.id} 没有解除警报：其信号所属的体系未载明",
            )
        )
    seal = sealed(library.files_of(signal.id, [signal.id], request.voice))
    return lay_out_sounding(sounding_of(all_clear_of(drill, signal)), seal, request, clock)


def all_clear_signal(subject: Sounding) -> Signal | None:
    """Return the all-clear of the system that a drill's first signal belongs to."""
    from siren import library
    from siren.drill import Drill

    if not isinstance(subject.source, Drill):
        return None
    systems = library.systems_for(subject.source.firings[0].signal)
    name = next((system.all_clear for system in systems if system.all_clear), None)
    return None if name is None else library.signal(name)
