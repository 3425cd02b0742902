"""``siren learn``: telling the signals apart, for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siren.cli.language import reader_language
from siren.cli.params import DRILL, LANGUAGES_PARAM, LEVEL_DB
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.learn.chosen import Taught

DEFAULT_DRILL = "yangjiang-2023"


@click.command(cls=SpokenCommand, short_help="Learn to tell the signals apart: a page, or a test.")
@click.option(
    "-o",
    "--output",
    metavar="FILE.html",
    help="Where the page goes; - for stdout. Else learn-DRILL.html, in this folder; of --signals "
    "learn-signals.html.",
)
@click.option("--terminal", is_flag=True, help="Take the listening test here, at the keyboard.")
@click.option(
    "--drill",
    type=DRILL,
    default=DEFAULT_DRILL,
    show_default=True,
    help="Teach this drill and its signals.",
)
@click.option("--signals", metavar="ID,ID,...", help="Teach these signals instead of a drill.")
@click.option(
    "--lang",
    type=LANGUAGES_PARAM,
    show_default="zh,en",
    help="Of the page: it opens in the reader's own. In the terminal: the first that is named.",
)
@click.option("--real-time", is_flag=True, help="In the terminal: full length, not shortened.")
@click.option(
    "--device",
    metavar="NAME",
    help="In the terminal: sound through it, as `siren devices` names it; else the beat is seen.",
)
@click.option(
    "--level-db",
    type=LEVEL_DB,
    default=-24.0,
    show_default=True,
    help="In the terminal: peak re full scale.",
)
@click.option("--csv", metavar="FILE", help="In the terminal: write the answers; - for stdout.")
@click.pass_context
def learn(
    context: click.Context,
    output: str | None,
    terminal: bool,
    drill: str,
    signals: str | None,
    lang: tuple[str, ...] | None,
    real_time: bool,
    device: str | None,
    level_db: float,
    csv: str | None,
) -> None:
    """Make a page that teaches the public to tell the signals apart, or test yourself here.

    The page is one HTML file that needs no network: for a kiosk, a classroom, a newspaper. It
    sounds, shows and compares the signals, the whole drill and those of other countries, tests
    who listens, one person or a class, and prints a poster. It starts silent.

    With --terminal the listening test is taken at the keyboard: first each signal is to be named
    once, without a word on whether that was right; then each is explained; then all are asked
    again. Without --device nothing sounds: sound and silence are shown. With it, Ctrl-C silences
    at once, and so does `siren stop` elsewhere; nothing is armed and nothing journalled.

    \b
    Examples:
      siren learn -o sirens.html
      siren learn --signals fr-sna,fr-end,fr-dam --lang en
      siren learn --terminal --device default --csv answers.csv
    """
    _refuse_mixed(context, terminal=terminal)
    _refuse_both(context)
    taught = _taught(drill, signals)
    if terminal:
        from random import Random

        from siren.cli.learn_terminal import Wish, terminal_test
        from siren.learn.chosen import checked

        language = lang[0] if lang else reader_language()
        wish = Wish(device, level_db, real_time, csv, language)
        terminal_test(checked(taught.signals), wish, context.obj, Random())
        return
    from siren.cli.learn_page import write_page

    write_page(taught, lang or ("zh", "en"), output, context.obj)


def _refuse_mixed(context: click.Context, *, terminal: bool) -> None:
    """Raise Misuse for an option of the other way to learn."""
    from siren.errors import Misuse
    from siren.text import phrase

    others = ("output",) if terminal else ("real_time", "device", "level_db", "csv")
    for name in others:
        if not _is_default(context, name):
            option = f"--{name.replace('_', '-')}"
            other = phrase("is for the page", "用于网页")
            if not terminal:
                other = phrase("is for --terminal", "用于 --terminal")
            raise Misuse(
                phrase(
                    f"{option} {other.said_in('en')}; leave it out, or ask twice",
                    f"{option} {other.said_in('zh')}；请去掉该选项，或分两次运行",
                )
            )


def _refuse_both(context: click.Context) -> None:
    """Raise Misuse where signals were named and a drill too."""
    from siren.errors import Misuse
    from siren.text import phrase

    if not _is_default(context, "signals") and not _is_default(context, "drill"):
        raise Misuse(
            phrase(
                "--signals and --drill exclude each other; leave one out, or ask twice",
                "--signals 与 --drill 不能同用；请去掉其一，或分两次运行",
            )
        )


def _is_default(context: click.Context, name: str) -> bool:
    from click.core import ParameterSource

    return context.get_parameter_source(name) is ParameterSource.DEFAULT


def _taught(drill: str, signals: str | None) -> Taught:
    """Return what is to be learned; raises Misuse, UnknownName and InvalidFile."""
    from siren.cli.sounding import no_drill, sounding
    from siren.drill import Drill
    from siren.errors import Misuse
    from siren.learn.chosen import Taught, named, signals_of
    from siren.text import phrase

    if signals is not None:
        names = [name.strip() for name in signals.split(",") if name.strip()]
        if not names:
            raise Misuse(phrase("--signals names none", "--signals 未列出任何信号"))
        return Taught(named(names), None)
    source = sounding(drill).source
    if not isinstance(source, Drill):
        raise no_drill(drill)
    return Taught(signals_of(source), source)
