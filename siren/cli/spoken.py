"""Commands that speak their reader's language: in their help, and when something goes wrong."""

from __future__ import annotations

import sys
from typing import Any

import click

from siren.cli.language import reader_language
from siren.errors import SirenError


class SpokenCommand(click.Command):
    """A command whose help is Chinese for whoever reads Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page in the reader's language."""
        if reader_language() != "zh":
            return super().get_help(ctx)
        from siren.cli.help_zh import help_page

        return help_page(self, ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what goes wrong is said in the language that was asked for."""
        try:
            return super().invoke(ctx)
        except SirenError as error:
            asked = ctx.params.get("lang")
            error.language = error.language or (asked[0] if isinstance(asked, tuple) else asked)
            raise
        finally:
            _tell_left_out(ctx.params.get("lang") or reader_language())


def _tell_left_out(language: str) -> None:
    """Say on stderr which files of the library were passed over."""
    library = sys.modules.get("siren.library")
    for words in library.left_out() if library else ():
        click.echo(f"siren: {words.said_in(language)}", err=True)


class SpokenGroup(SpokenCommand, click.Group):
    """A group of such commands."""

    command_class = SpokenCommand
