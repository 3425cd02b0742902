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
    from siren.text import Text


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
    from siren.cli.contradictions import Asked, refuse_contradictions

    refuse_contradictions(Asked(drills, devices, dry_run, rehearse, speed, brief, output))
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
    report(runs, lang, as_json=as_json)
    for outlay in outlays:
        own = [run for run in runs if run.plan.id == outlay.plan.id]
        settle_with_people(outlay, own, clock, lang)
    if not all_went_well(runs, faults):
        sys.exit(1)
    if output is not None:
        click.echo(_written(output).said_in(lang), err=True)


def _written(output: str) -> Text:
    from siren.text import phrase

    return phrase(
        f"{output}: the drill as it sounds. Nothing was heard: no sound card was named or needed.\n"
        "To hear it: siren devices, then --brief --device NAME instead of -o.",
        f"{output}：演习鸣响的内容。未对外发声：未指定、也不需要声卡。\n"
        "要试听：先执行 siren devices，再以 --brief --device 名称 代替 -o。",
    )


def _check_second(second: str | None, *, yes: bool) -> None:
    """Refuse a second person who is nobody, or the first one."""
    from siren.cli.who import who
    from siren.errors import Misuse
    from siren.text import phrase

    if second is None:
        return
    if yes:
        raise Misuse(
            phrase(
                "--second asks a person, --yes asks nobody; allowed: one of them",
                "--second 要询问一个人，--yes 谁也不问；只能用其一",
            )
        )
    if second.strip().casefold() in ("", who().casefold(), who().split("@")[0].casefold()):
        raise Misuse(
            phrase(
                f"--second {second!r} is not another person than {who()}; name one",
                f"--second {second!r} 与 {who()} 是同一人；请另写一人",
            )
        )
