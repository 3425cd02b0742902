"""``siren run``: a drill at its announced time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import DEFAULT_VOICE, DRILL, LEVEL_DB, SPEED, VOICE
from siren.cli.spoken import SpokenCommand
from siren.preflight.verdict import ALLOWABLE

if TYPE_CHECKING:
    from siren.cli.orders import Outlay
    from siren.clock import Clock


@click.command(
    cls=SpokenCommand, short_help="Sound a drill at its announced time, and prove that it did."
)
@click.argument("drills", metavar="DRILL...", nargs=-1, required=True, type=DRILL)
@click.option(
    "--device",
    "devices",
    metavar="NAME",
    multiple=True,
    help="As `siren devices` names it; one for each drill. Else the drill's outlets name it.",
)
@click.option("--voice", type=VOICE, default=DEFAULT_VOICE, show_default=True, help="Who sounds.")
@click.option(
    "--level-db", type=LEVEL_DB, default=-6.0, show_default=True, help="Peak re full scale."
)
@click.option("--yes", is_flag=True, help="Do not ask; for machines.")
@click.option("--dry-run", is_flag=True, help="The same at the same times, and nothing is heard.")
@click.option("--rehearse", is_flag=True, help="Begin in a few seconds; heard only with --device.")
@click.option(
    "--speed",
    type=SPEED,
    default=1.0,
    metavar="N",
    help="Rehearse with a clock N times as fast; the sound stays as it is. Not on a device.",
)
@click.option("--brief", is_flag=True, help="Rehearse in a minute: the beginning of each signal.")
@click.option("-o", "--output", metavar="FILE", help="Rehearse into a WAV file.")
@click.option(
    "--allow",
    "allowed",
    type=click.Choice(("clock-step", *ALLOWABLE)),
    multiple=True,
    help="Go on although this line of `siren check` is red; clock-step: although the clock was "
    "stepped by over a second. It is journalled.",
)
@click.option("--second", metavar="NAME", help="Another person, who has to confirm as well.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="The outcomes as JSON, for programs.")
@click.pass_obj
def run(
    clock: Clock,
    drills: tuple[str, ...],
    devices: tuple[str, ...],
    voice: str,
    level_db: float,
    yes: bool,
    dry_run: bool,
    rehearse: bool,
    speed: float,
    brief: bool,
    output: str | None,
    allowed: tuple[str, ...],
    second: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Sound each DRILL at its announced time; exit 0 only if every signal was played in full.

    It shows what will sound, where, when and how long, and asks for the drill's id. Then it
    waits, sounds every signal so that its first sample leaves the sound card at the announced
    second, and writes each step to the journal. Ctrl-C, or `siren stop` elsewhere, silences it
    at once. Started again after a crash, it goes on without asking.

    \b
    Examples:
      siren run drill.toml --device "USB Audio"
      siren run drill.toml --dry-run
      siren run yangjiang-2023 --rehearse --speed 30 -o rehearsal.wav
      siren run yangjiang-2023 --rehearse --brief --device "USB Audio"
    """
    _check(drills, devices, dry_run, rehearse, speed, brief, output)
    _check_second(second, yes=yes)
    from siren.cli.aftermath import settle_with_people
    from siren.cli.conduct import conduct
    from siren.cli.manner import Manner
    from siren.cli.orders import Request, lay_out
    from siren.cli.outcomes import all_went_well, report
    from siren.clock import FastClock

    machine, clock = clock, clock if speed == 1 else FastClock(clock, speed)
    mode = "rehearsal" if rehearse else "dry-run" if dry_run else "run"
    outlays: list[Outlay] = []
    for number, drill in enumerate(drills):
        device = devices[number] if devices else None
        request = Request(mode, voice, level_db, device, output, allowed, brief)
        outlays.append(lay_out(drill, request, clock))
    runs, faults = conduct(outlays, clock, machine, Manner(lang, "--yes" if yes else None, second))
    report(runs, as_json=as_json)
    for outlay in outlays:
        own = [run for run in runs if run.plan.id == outlay.plan.id]
        settle_with_people(outlay, own, clock, lang)
    if not all_went_well(runs, faults):
        sys.exit(1)
    if output is not None:
        click.echo(
            f"{output}: the drill as it sounds. Nothing was heard: no sound card was named or "
            "needed.\nTo hear it: siren devices, then --brief --device NAME instead of -o.",
            err=True,
        )


def _check_second(second: str | None, *, yes: bool) -> None:
    """Refuse a second person who is nobody, or the first one."""
    from siren.cli.who import who
    from siren.errors import Misuse

    if second is None:
        return
    if yes:
        raise Misuse("--second asks a person, --yes asks nobody; allowed: one of them")
    if second.strip().casefold() in ("", who().casefold(), who().split("@")[0].casefold()):
        raise Misuse(f"--second {second!r} is not another person than {who()}; name one")


def _check(
    drills: tuple[str, ...],
    devices: tuple[str, ...],
    dry_run: bool,
    rehearse: bool,
    speed: float,
    brief: bool,
    output: str | None,
) -> None:
    """Refuse options that contradict each other."""
    from siren.errors import Misuse

    if dry_run and rehearse:
        raise Misuse("--dry-run keeps the drill's times, --rehearse does not; allowed: one of them")
    if len(set(devices)) < len(devices) or len(set(drills)) < len(drills):
        raise Misuse("a drill or a device is named twice; allowed: each once")
    if devices and len(devices) != len(drills):
        raise Misuse(f"{len(drills)} drills and {len(devices)} devices; allowed: one for each")
    if not rehearse and (speed != 1 or brief or output is not None):
        raise Misuse("--speed, --brief and -o are for rehearsals; add --rehearse")
    if devices and (speed != 1 or output is not None):
        raise Misuse("--speed and -o are not for a device; leave out --device, or both of them")
    if output is not None and len(drills) > 1:
        raise Misuse(f"-o names one file, and there are {len(drills)} drills; allowed: one")
