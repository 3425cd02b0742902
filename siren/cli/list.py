"""``siren list``: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siren.cli.language import LANG, speech
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.signal import Signal


@click.command(
    "list", cls=SpokenCommand, short_help="List every signal, drill, template and voice."
)
@click.option("--country", metavar="CODE", help="Only this country, such as CN.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="Signals as JSON, for programs.")
def list_command(country: str | None, lang: str, as_json: bool) -> None:
    """List every signal by country; then drills, templates and voices.

    \b
    Example:
      siren list --country CN
    """
    from siren import library

    signals = _signals(country)
    if as_json:
        import json

        click.echo(json.dumps([_as_json(s) for s in signals], ensure_ascii=False, indent=2))
        return
    from siren.cli.columns import columns
    from siren.units import clock_text

    click.echo(columns(_signal_rows(signals, lang), whole=3))
    if country is None:
        drills = [
            [d.id, d.title.both(), str(d.date), clock_text(d.schedule()[-1].end_s)]
            for d in library.drills()
        ]
        templates = [[t.id, t.title.both(), clock_text(t.duration_s)] for t in library.templates()]
        voices = [[v.id, v.names.both()] for v in library.voices()]
        say = speech(lang)
        for title, rows in (
            (say("Drills", "演习"), drills),
            (say("Templates", "模板"), templates),
            (say("Voices", "音色"), voices),
        ):
            click.echo(f"\n{title}\n{columns(rows, indent=2, whole=1)}")


def _signals(country: str | None) -> list[Signal]:
    from siren import library
    from siren.errors import UnknownName

    signals = sorted(library.signals(), key=lambda signal: signal.country)
    if country is None:
        return signals
    chosen = [signal for signal in signals if signal.country == country.upper()]
    if not chosen:
        known = sorted({signal.country for signal in signals})
        raise UnknownName("country with signals", country, known)
    return chosen


def _as_json(signal: Signal) -> dict[str, Any]:
    from siren.units import plain_number

    return {
        "id": signal.id,
        "country": signal.country,
        "names": signal.names.as_dict(),
        "duration_s": plain_number(signal.duration_s),
        "status": signal.status,
        "confidence": signal.confidence,
        "source": signal.sources[0],
    }


def _signal_rows(signals: Iterable[Signal], lang: str) -> list[list[str]]:
    from siren.units import clock_text

    return [
        [
            *(s.country, s.id, clock_text(s.duration_s)),
            *(s.names.native, s.names.beside_native(lang), s.status),
        ]
        for s in signals
    ]
