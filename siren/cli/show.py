"""``siren show``: a signal or a drill as a picture, as words, as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from siren.cli.language import LANG
from siren.cli.params import WHAT_TO_SHOW
from siren.cli.spoken import SpokenCommand
from siren.text import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from siren.cli.sounding import Sounding
    from siren.clock import Clock
    from siren.errors import SeveralSignals
    from siren.signal import Signal


@click.command(cls=SpokenCommand, short_help="Show a signal, a drill or a public test.")
@click.argument("what", type=WHAT_TO_SHOW)
@click.option("--json", "as_json", is_flag=True, help="All that is known, for programs.")
@click.option("-o", "--output", metavar="FILE.svg", help="Draw an SVG picture; - for stdout.")
@LANG
@click.pass_obj
def show(clock: Clock, what: str, as_json: bool, output: str | None, lang: str) -> None:
    """Show WHAT, a signal, a drill or a TOML file: its timeline, meaning and source.

    A public test, by the ids that siren next --json has: its rule, its steps, its days.

    \b
    Examples:
      siren show yangjiang-2023
      siren show cn-918
      siren show fr-sna -o fr-sna.svg
    """
    from siren import library
    from siren.cli.sounding import sounding
    from siren.errors import Misuse, SeveralSignals, UnknownName

    if as_json and output is not None:
        raise Misuse(
            phrase("--json and -o exclude each other; ask twice", "--json 与 -o 不能同用；请分两次")
        )
    if output is None and what in library.names("tests"):
        _show_test(what, clock.utc_now(), lang, as_json=as_json)
        return
    try:
        subject = sounding(what)
    except SeveralSignals as several:
        if as_json or output is not None:
            raise
        click.echo(_held(several, lang))
        return
    except UnknownName as unknown:
        if unknown.kind != "signal or drill":
            raise
        raise UnknownName("signal, drill or public test", what, unknown.known) from None
    if as_json:
        import json

        click.echo(json.dumps(_as_json(subject), ensure_ascii=False, indent=2))
    elif output is not None:
        _draw(subject, output)
    else:
        from siren.cli.sheet import sheet

        click.echo(sheet(subject, lang))


def _show_test(name: str, now_utc: datetime, lang: str, *, as_json: bool) -> None:
    from siren import library
    from siren.cli.public_test import next_events, public_test_sheet

    system = library.system_of_test(name)
    [test] = [test for test in system.tests if test.id == name]
    if not as_json:
        click.echo(public_test_sheet(test, system, now_utc, lang))
        return
    import json

    from siren.calendar.as_dict import test_dict
    from siren.cli.signal_json import system_as_json

    found = test_dict(test, system.country, next_events(test, system, now_utc))
    click.echo(json.dumps(found | {"system": system_as_json(system)}, ensure_ascii=False, indent=2))


def _held(several: SeveralSignals, lang: str) -> str:
    """Return what a file holds, and how each of it is named."""
    from shlex import quote

    from siren.cli.columns import columns
    from siren.cli.language import speech
    from siren.cli.sounding import sounding
    from siren.units import clock_text

    rows = [
        [f"siren show {quote(name)}", clock_text(one.timeline.duration_s), one.title.both(lang)]
        for name, one in ((name, sounding(name)) for name in several.named)
    ]
    head = speech(lang)("{} signals; to see one of them:", "含 {} 个信号；查看其中之一：")
    return f"{head.format(len(rows))}\n{columns(rows, indent=2, whole=1)}"


def _as_json(subject: Sounding) -> dict[str, Any]:
    from siren.drill import Drill
    from siren.units import plain_number

    timeline, source = subject.timeline, subject.source
    answer: dict[str, Any] = {
        "id": subject.id,
        "kind": subject.kind,
        "title": subject.title.as_dict(),
        "duration_s": plain_number(timeline.duration_s),
    }
    first_utc = source.first_utc if isinstance(source, Drill) else None
    if isinstance(source, Drill):
        answer |= {"timezone": source.timezone, "first_utc": source.first_utc.isoformat()}
    else:
        answer |= _facts(source)
    from siren.cli.edges import edge_as_json, pause_as_json

    answer["edges"] = [edge_as_json(edge, first_utc) for edge in timeline.edges()]
    answer["pauses"] = [pause_as_json(pause) for pause in timeline.pauses]
    return answer


def _facts(signal: Signal) -> dict[str, Any]:
    """Return what is known of a signal; if it is one of the library, of its system and tests."""
    from siren import library
    from siren.calendar.as_dict import test_dict
    from siren.cli.signal_facts import tests_of
    from siren.cli.signal_json import signal_as_json, system_as_json

    facts = signal_as_json(signal)
    if signal.id not in library.names("signals"):
        return facts
    [system] = library.systems_for(signal)
    tests = [test_dict(test, system.country, ()) for test in tests_of(signal, system)]
    return facts | {"system": system_as_json(system), "tests": tests}


def _draw(subject: Sounding, output: str) -> None:
    from siren.cli.lanes import lanes
    from siren.errors import Unsupported
    from siren.picture.svg import svg

    if output != "-" and Path(output).suffix.lower() != ".svg":
        raise Unsupported(
            phrase(
                f"{output}: pictures are SVG only; name a file that ends in .svg",
                f"{output}：图形只有 SVG 格式；文件名须以 .svg 结尾",
            )
        )
    picture = svg(subject.title.both(), lanes(subject))
    if output == "-":
        click.echo(picture, nl=False)
        return
    from siren.output.aside import write_text_aside

    write_text_aside(Path(output), picture)
    click.echo(f"{output}: {subject.id}", err=True)
