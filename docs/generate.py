"""Write the generated pages: the command line reference, the signals, the README's picture.

``python docs/generate.py`` writes them; a test checks that they are up to date.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.cli.lanes import lanes
from siren.cli.main import cli
from siren.cli.sounding import sounding
from siren.picture.svg import svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent


def pages() -> dict[str, str]:
    """Return the text of every generated page by its file name."""
    drill = sounding("yangjiang-2023")
    signals: Callable[[], str] = runpy.run_path(str(FOLDER / "signals_page.py"))["signals_page"]
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


if __name__ == "__main__":
    for page_name, text in pages().items():
        (FOLDER / page_name).write_text(text, encoding="utf-8")
        print(f"docs/{page_name}")
