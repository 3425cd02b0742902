"""``siren read``: what a notice announces, and the drill that it makes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import NOTICE
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.cli.read_input import Notice
    from siren.clock import Clock


@click.command(cls=SpokenCommand, short_help="Read a notice of a siren test; make a drill of it.")
@click.argument("notice", type=NOTICE)
@click.option("-o", "--output", metavar="FILE", help="Write the drill, a TOML file; - for stdout.")
@click.option("--id", "drill_id", metavar="ID", help="Id of the drill; else made of its date.")
@click.option("--encoding", metavar="NAME", help="Of a text, where it cannot be told from it.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="What was read as JSON, for programs.")
@click.pass_obj
def read(
    clock: Clock,
    notice: str,
    output: str | None,
    drill_id: str | None,
    encoding: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Read NOTICE, a government's announcement of a siren test; - is stdin.

    Says what it announces, with the words and lines of the notice. With -o it becomes a drill:
    what contradicts or is missing is asked on a terminal, and nothing is ever guessed. Exit code
    0 where all is clear; 1 where a person has to decide, or no test is announced.

    \b
    Examples:
      siren read gazette.txt
      siren read gazette.txt -o drill.toml
    """
    from siren.cli.drill_file import check_target
    from siren.cli.keyboard import is_there
    from siren.cli.read_drill import make_drill
    from siren.cli.read_input import read_input
    from siren.cli.read_page import page
    from siren.errors import Misuse
    from siren.notice.draft import check_id
    from siren.notice.reading import Verdict
    from siren.text import phrase

    if output == "-" and as_json:
        raise Misuse(
            phrase(
                "--json and -o - exclude each other; ask twice", "--json 与 -o - 不能同用；请分两次"
            )
        )
    check_id(drill_id)
    if output is not None:
        check_target(output)
    found = read_input(notice, encoding)
    if as_json:
        _echo_json(found, lang)
    else:
        asks = output is not None and is_there()
        click.echo(page(found, lang, asks=asks), err=output == "-")
    if output is not None:
        make_drill(found, output, drill_id, clock, lang, may_ask=not as_json)
    elif found.reading.should != Verdict.PLAN:
        sys.exit(1)


def _echo_json(found: Notice, lang: str) -> None:
    import json

    from siren.notice.as_json import as_json

    click.echo(json.dumps(as_json(found.reading, lang), ensure_ascii=False, indent=2))
