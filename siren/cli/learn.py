"""``siren learn``: telling the signals apart, for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import DRILL, LEVEL_DB
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.clock import Clock
    from siren.signal import Signal

DEFAULT_DRILL = "yangjiang-2023"


@click.command(cls=SpokenCommand, short_help="Learn to tell the signals apart.")
@click.option("--terminal", is_flag=True, help="Take the listening test here, at the keyboard.")
@click.option(
    "--drill",
    type=DRILL,
    default=DEFAULT_DRILL,
    show_default=True,
    help="Ask for the signals of this drill.",
)
@click.option("--signals", metavar="ID,ID,...", help="Ask for these signals instead, 2 to 8.")
@click.option("--real-time", is_flag=True, help="Sound signals at full length, not shortened.")
@click.option(
    "--device",
    metavar="NAME",
    help="Sound through it, as `siren devices` names it; without one the beat is only seen.",
)
@click.option(
    "--level-db", type=LEVEL_DB, default=-24.0, show_default=True, help="Peak re full scale."
)
@click.option("--csv", metavar="FILE", help="Write the answers as a table; - for stdout.")
@LANG
@click.pass_obj
def learn(
    clock: Clock,
    terminal: bool,
    drill: str,
    signals: str | None,
    real_time: bool,
    device: str | None,
    level_db: float,
    csv: str | None,
    lang: str,
) -> None:
    """Take a listening test: tell the signals of a drill apart by their beat.

    First each signal is to be named once, without a word on whether that was right; then each is
    explained; then all are asked again. The score before and after is said at the end, and what
    was taken for what. Signals are shortened to 20 s at most, all by the same factor; --real-time
    keeps their lengths.

    Without --device nothing sounds: sound and silence are shown. With it, Ctrl-C silences at
    once, and so does `siren stop` elsewhere; nothing is armed and nothing journalled.

    \b
    Examples:
      siren learn --terminal
      siren learn --terminal --device default --csv answers.csv
      siren learn --terminal --signals fr-sna,fr-end,fr-dam
    """
    from random import Random

    from siren.cli.learn_terminal import Wish, terminal_test
    from siren.errors import Misuse
    from siren.text import phrase

    if not terminal:
        raise Misuse(
            phrase(
                "how do you want to learn? Here at the keyboard: siren learn --terminal",
                "请选择学习方式；在此用键盘：siren learn --terminal",
            )
        )
    wish = Wish(device, level_db, real_time, csv, lang)
    terminal_test(_asked_for(drill, signals), wish, clock, Random())


def _asked_for(drill: str, signals: str | None) -> Sequence[Signal]:
    """Return the signals of the test; raises Misuse, UnknownName and InvalidFile."""
    from siren.cli.sounding import no_drill, sounding
    from siren.drill import Drill
    from siren.learn.chosen import checked, named, signals_of

    if signals is not None:
        return checked(named(name.strip() for name in signals.split(",") if name.strip()))
    source = sounding(drill).source
    if not isinstance(source, Drill):
        raise no_drill(drill)
    return checked(signals_of(source))
