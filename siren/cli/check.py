"""``siren check``: the GO / NO-GO board of a drill, or what is wrong with a file of signals."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import DEFAULT_VOICE, DRILL, LEVEL_DB, VOICE
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.clock import Clock
    from siren.destination import Destination
    from siren.drill import Drill
    from siren.preflight.check import Check
    from siren.synth.sound import Sound


@click.command(
    cls=SpokenCommand, short_help="Say whether a drill can be sounded, or a file of signals used."
)
@click.argument("what", metavar="DRILL|FILE", type=DRILL)
@click.option(
    "--device", metavar="NAME", help="As `siren devices` names it. Else the drill's outlets do."
)
@click.option("--voice", type=VOICE, default=DEFAULT_VOICE, show_default=True, help="Who sounds.")
@click.option(
    "--level-db", type=LEVEL_DB, default=-6.0, show_default=True, help="Peak re full scale."
)
@click.option(
    "--self-test",
    is_flag=True,
    help="Sound two seconds too, at -60 dBFS, the way a drill goes; where nothing is red.",
)
@LANG
@click.option("--json", "as_json", is_flag=True, help="The board as JSON, for programs.")
@click.pass_context
def check(
    context: click.Context,
    what: str,
    device: str | None,
    voice: str,
    level_db: float,
    self_test: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Show every precondition of DRILL on this machine, and what to do where one is not met.

    Green is met, amber a remark or what cannot be known from here, red stands in the way. The
    devices are opened for a second and given silence. Exit 0 for GO, 1 for NO-GO.

    Of a FILE of signals and public tests, or of a folder of them: every fault, what is odd, what
    it holds. Its ids are compared with those of the library. Exit 0 if it passed, else 2.

    \b
    Examples:
      siren check drill.toml --device "USB Audio"
      siren check drill.toml --self-test --lang zh
      siren check my-signals.toml
    """
    from siren.cli.check_signals import check_signals, files_of_signals, refuse_options
    from siren.errors import Misuse
    from siren.preflight.plan import no_drill

    clock: Clock = context.obj
    if files := files_of_signals(what):
        refuse_options(what, _given(context, "device", "voice", "level_db", "self_test"))
        sys.exit(0 if check_signals(files, clock.utc_now(), lang, as_json=as_json) else 2)
    try:
        found = _drill(what)
    except Misuse as error:
        _show(what, [no_drill(error)], lang, as_json=as_json)
        sys.exit(error.exit_code)
    from siren.cli.checklist import by_destination
    from siren.cli.fed import fed_by
    from siren.cli.noise import libraries_muted
    from siren.firing.places import state_folder
    from siren.preflight.board import board
    from siren.preflight.verdict import reds

    fed = fed_by(found.outlets, device)
    with libraries_muted():
        checks = board(found, fed, _sound_of(found, voice, level_db), clock, state_folder())
        if self_test:
            checks = by_destination(checks + _self_tested(found, fed, voice, checks, clock))
    _show(f"{found.title.said_in(lang)} ({found.id})", checks, lang, as_json=as_json)
    if reds(checks):
        sys.exit(1)


def _given(context: click.Context, *names: str) -> list[str]:
    """Return the options among `names` that somebody wrote."""
    written = click.core.ParameterSource.COMMANDLINE
    return [
        f"--{name.replace('_', '-')}"
        for name in names
        if context.get_parameter_source(name) is written
    ]


def _drill(what: str) -> Drill:
    """Return the drill of that name or path; raises Misuse."""
    from siren import library
    from siren.cli.sounding import no_drill
    from siren.drill import Drill

    found = library.find_sound(what)
    if not isinstance(found, Drill):
        raise no_drill(what)
    return found


def _sound_of(drill: Drill, voice: str, level_db: float) -> Callable[[int], Sound]:
    """Return what makes the drill's sound at a rate, once for each; raises UnknownName."""
    from siren import library, timeline
    from siren.synth.compose import compose

    speaker, whole = library.voice(voice), timeline.of_drill(drill)
    return cache(lambda rate_hz: compose(whole, speaker, rate_hz=rate_hz, level_db=level_db))


def _self_tested(
    drill: Drill, fed: Sequence[Destination], voice: str, checks: Sequence[Check], clock: Clock
) -> tuple[Check, ...]:
    """Return the lines of a self-test; with something red nothing is sounded."""
    from siren import library
    from siren.cli.who import who
    from siren.firing.places import state_folder
    from siren.preflight.board import by_device, places_of, sink_of
    from siren.preflight.probes import Probes
    from siren.preflight.self_test import SelfTest, not_tried
    from siren.preflight.verdict import reds

    if reds(checks):
        return (not_tried(),)
    probes = Probes()
    devices = by_device(places_of(fed, probes))
    test = SelfTest(
        drill,
        library.voice(voice),
        devices,
        lambda parts: sink_of(parts, clock, probes),
        clock,
        state_folder(),
        who(),
    )
    return tuple(test.lines())


def _show(title: str, checks: Sequence[Check], lang: str, *, as_json: bool) -> None:
    from siren.cli.checklist import board_as_json, board_text

    if as_json:
        import json

        click.echo(json.dumps(board_as_json(checks), ensure_ascii=False, indent=2))
        return
    from siren.cli.columns import terminal_cells
    from siren.text import phrase

    exercise = phrase("EXERCISE", "演习").said_in(lang)
    click.echo(board_text(f"{exercise}  {title}", checks, lang, terminal_cells()))
