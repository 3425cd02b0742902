"""``siren list``: what there is, all of it or what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from siren.cli.language import LANG, speech
from siren.cli.params import SYSTEM
from siren.cli.spoken import SpokenCommand
from siren.signal import About, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siren.cli.asked import Asked, Group
    from siren.signal import System


@click.command(
    "list", cls=SpokenCommand, short_help="List every signal, drill, template and voice."
)
@click.option("--country", metavar="CODE", help="Only this country, such as CN; or its name.")
@click.option("--system", type=SYSTEM, metavar="ID", help="Only this system of signals.")
@click.option("--status", type=click.Choice(get_args(Status)), help="Only those in use, or not.")
@click.option(
    "--meaning",
    type=click.Choice(get_args(About)),
    metavar="WORD",
    help="Only what says so: attack, contamination, water, fire, disaster, danger, call-out, "
    "all-clear, test or remembrance.",
)
@click.option("--search", metavar="WORDS", help="In id, names, meaning and action, any language.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="Signals as JSON, for programs.")
def list_command(
    country: str | None,
    system: str | None,
    status: str | None,
    meaning: str | None,
    search: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """List every signal by country; then drills, templates and voices.

    Options narrow it down, several of them together. siren show ID tells all of one signal.

    \b
    Examples:
      siren list --country CN
      siren list --meaning water --status current
      siren list --search tsunami
    """
    from siren import library
    from siren.cli.asked import Asked, chosen, why_none

    systems = tuple(library.systems(with_tests=False))
    asked = _checked(Asked(country, system, status, meaning, search), systems)
    groups = chosen(systems, asked)
    if as_json:
        click.echo(_as_json(groups))
    elif groups:
        click.echo(_page(groups, lang))
        if asked == Asked():
            click.echo(_others(lang))
    else:
        import sys

        from siren.cli.columns import fitted

        click.echo(fitted(why_none(systems, asked).said_in(lang), sys.stdout))


def _checked(asked: Asked, systems: Iterable[System]) -> Asked:
    """Return what is asked, the country by its code; raises UnknownName."""
    from siren.cli.countries import country_code
    from siren.errors import UnknownName

    ids = [system.id for system in systems]
    if asked.system is not None and asked.system not in ids:
        raise UnknownName("system of signals", asked.system, ids)
    if asked.country is None:
        return asked
    return asked._replace(country=country_code(asked.country, {one.country for one in systems}))


def _as_json(groups: Iterable[Group]) -> str:
    import json

    from siren.cli.signal_json import signal_as_json, system_as_json

    found = [
        {**signal_as_json(signal), "system": system_as_json(group.system)}
        for group in groups
        for signal in group.signals
    ]
    return json.dumps(sorted(found, key=lambda one: one["country"]), ensure_ascii=False, indent=2)


def _page(groups: Sequence[Group], lang: str) -> str:
    import sys

    from siren.cli.catalogue import catalogue
    from siren.cli.columns import terminal_cells

    width = terminal_cells() if sys.stdout.isatty() else None
    return f"{catalogue(groups, lang, width)}\n{_summary(groups, lang)}"


def _summary(groups: Iterable[Group], lang: str) -> str:
    """Return how many there are, a line below."""
    counted = [group for group in groups if group.signals]
    if not counted:
        return ""
    signals = sum(len(group.signals) for group in counted)
    countries = len({group.system.country for group in counted})
    form = speech(lang)("\nSignals: {}. Countries: {}.", "\n信号 {} 个，国家和地区 {} 个。")
    return form.format(signals, countries)


def _others(lang: str) -> str:
    """Return the drills, templates and voices of the library."""
    from siren import library
    from siren.cli.wrapped_rows import wrapped_rows
    from siren.units import clock_text

    say = speech(lang)
    drills = [
        [d.id, d.title.both(lang), str(d.date), clock_text(d.schedule()[-1].end_s)]
        for d in library.drills()
    ]
    templates = [[t.id, t.title.both(lang), clock_text(t.duration_s)] for t in library.templates()]
    voices = [[v.id, v.names.both(lang)] for v in library.voices()]
    blocks = (
        (say("Drills", "演习"), drills),
        (say("Templates", "模板"), templates),
        (say("Voices", "音色"), voices),
    )
    return "\n".join(f"\n{title}\n{wrapped_rows(rows)}" for title, rows in blocks)
