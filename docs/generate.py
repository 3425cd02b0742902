"""Write the generated pages: the command line reference, the signals, the README's picture.

``python docs/generate.py`` writes them; a test checks that they are up to date.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren import library
from siren.cli.lanes import lanes
from siren.cli.main import cli
from siren.cli.sounding import sounding, sounding_of
from siren.picture.strip import strip
from siren.picture.svg import svg
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.signal import Signal, System

FOLDER = Path(__file__).parent


def pages() -> dict[str, str]:
    """Return the text of every generated page by its file name."""
    drill = sounding("yangjiang-2023")
    return {
        "cli.md": reference(),
        "signals.md": signals(),
        "yangjiang-2023.svg": svg(drill.title.both(), lanes(drill)),
    }


def reference() -> str:
    """Return the help of every command as Markdown."""
    parts = [
        "# Command line reference\n\nGenerated from `--help` by `python docs/generate.py`.\n",
        _section("siren", cli),
    ]
    parts += [_section(name, command) for name, command in _commands("siren", cli)]
    return "\n".join(parts)


def _commands(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Yield every command of a group, those of groups inside it after them."""
    for inner, command in sorted(group.commands.items()):
        yield f"{name} {inner}", command
        if isinstance(command, click.Group):
            yield from _commands(f"{name} {inner}", command)


def _section(name: str, command: click.Command) -> str:
    settings = {**cli.context_settings, "max_content_width": 90, "terminal_width": 90}
    context = click.Context(command, info_name=name, **settings)
    return f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"


def signals() -> str:
    """Return every signal of the library as Markdown, by country."""
    systems = sorted(library.systems(), key=lambda system: (system.country, system.id))
    sounding = [system for system in systems if system.signals]
    count = sum(len(system.signals) for system in sounding)
    countries = len({system.country for system in sounding})
    parts = [
        "# Signals\n",
        "Generated from [`patterns/signals`](../patterns/signals) by `python docs/generate.py`.",
        f"{count} signals of {countries} countries; all are shown for drills, tests and teaching.",
        "What sources leave open, and where they disagree, is told by `siren show ID`.",
        "Signals without enough of a source: [signals-left-out.md](signals-left-out.md).\n",
        *(_system(system) for system in sounding),
    ]
    return "\n".join(parts)


def _system(system: System) -> str:
    head = f"## {system.country}: {system.names.both()}\n\nStatus: {system.status}"
    basis = f"; by {system.legal_basis}" if system.legal_basis else ""
    return "\n".join([f"{head}{basis}.\n", *map(_signal, system.signals)])


def _signal(signal: Signal) -> str:
    [lane] = lanes(sounding_of(signal))
    cycle = lane.caption.removeprefix(f"{signal.names.both()} · ")
    facts = [clock_text(signal.duration_s), signal.status, f"confidence {signal.confidence}"]
    about = " · ".join(filter(None, [*facts, signal.region, signal.years]))
    links = ", ".join(f"[{n}](<{url}>)" for n, url in enumerate(signal.sources, 1))
    picture = strip(lane.stretches, lane.length_s, 88, lane.label)
    lines = "\n".join(line.rstrip() for line in picture.splitlines())
    assumed = f"Assumed: {'; '.join(signal.assumed)}.\n\n" if signal.assumed else ""
    return (
        f"### `{signal.id}` {signal.names.both()}\n\n"
        f"{signal.meaning.english}. {about} · sources {links}\n\n{assumed}"
        f"```text\n{cycle}\n{lines}\n```\n"
    )


if __name__ == "__main__":
    for page_name, text in pages().items():
        (FOLDER / page_name).write_text(text, encoding="utf-8")
        print(f"docs/{page_name}")
