"""``siren journal report``: the record of a test on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG
from siren.cli.params import DRILL
from siren.cli.spoken import SpokenCommand
from siren.text import phrase

if TYPE_CHECKING:
    from siren.clock import Clock
    from siren.report.model import Report
    from siren.text import Text

TEXT_CELLS = 80
"""How wide a text file is."""

SUFFIXES = (".html", ".txt", ".json")


@click.command(cls=SpokenCommand, short_help="Make the one-page record of a test.")
@click.argument("drill", type=DRILL)
@click.option("-o", "--output", metavar="FILE", help="A .html (prints on A4), .txt or .json file.")
@click.option("--party", metavar="ID", help="Of another arming than the last.")
@click.option("--json", "as_json", is_flag=True, help="The record as JSON, for programs.")
@LANG
@click.pass_obj
def report(
    clock: Clock, drill: str, output: str | None, party: str | None, as_json: bool, lang: str
) -> None:
    """Make the record of DRILL, a drill's id or file: the page to sign and file after a test.

    Planned and actual onset of every signal at every outlet, how each ended, the clock, who armed
    and stopped it, and whether the journal is intact. Of the last time it was armed in earnest;
    where it never was, of its last dry run or rehearsal, which the title then says.

    \b
    Examples:
      siren journal report yangjiang-2023
      siren journal report drill.toml -o record.html
    """
    from siren.errors import Unsupported
    from siren.firing.journal import journal_path
    from siren.firing.verification import read
    from siren.report.gather import report_of

    if output is not None and not output.lower().endswith(SUFFIXES):
        raise Unsupported(
            phrase(
                f"{output}: allowed are names that end in {', '.join(SUFFIXES)}",
                f"{output}：文件名须以 {', '.join(SUFFIXES)} 结尾",
            )
        )
    found = report_of(read(journal_path()), _id_of(drill), clock.utc_now(), party)
    if output is None:
        click.echo(_as_json(found) if as_json else _as_text(found, lang, _width()), nl=False)
        return
    from siren.output.aside import write_text_aside

    write_text_aside(Path(output), _content(found, Path(output).suffix.lower(), lang))
    if as_json:
        click.echo(_as_json(found), nl=False)
    click.echo(f"{output}: {found.drill}, {found.mode}", err=True)


def _id_of(drill: str) -> str:
    """Return the id of a drill, read from its file where one is named."""
    if not drill.endswith(".toml") and "/" not in drill and "\\" not in drill:
        return drill
    from siren import library
    from siren.cli.sounding import no_drill

    found = library.find_sound(drill)
    if not hasattr(found, "outlets"):
        raise no_drill(drill)
    return found.id


def _content(found: Report, suffix: str, lang: str) -> str:
    if suffix == ".json":
        return _as_json(found)
    if suffix == ".txt":
        return _as_text(found, lang, TEXT_CELLS)
    from siren.report.html import html_of
    from siren.report.page import page_of
    from siren.report.picture import picture_of

    return html_of(page_of(found, lang, names_of), picture_of(found))


def _as_json(found: Report) -> str:
    import json

    from siren.report.as_dict import as_dict

    return json.dumps(as_dict(found), ensure_ascii=False, indent=2) + "\n"


def _as_text(found: Report, lang: str, width: int) -> str:
    from siren.cli.facts import plain
    from siren.cli.report_text import text_of
    from siren.report.page import page_of

    text = text_of(page_of(found, lang, names_of), width)
    return "\n".join(plain(line) for line in text.split("\n"))


def names_of(signal: str) -> Text | None:
    """Return the names of a signal; None: the library does not have it any more."""
    from siren import library
    from siren.errors import SirenError

    try:
        return library.signal(signal).names
    except SirenError:
        return None


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((TEXT_CELLS, 24)).columns
