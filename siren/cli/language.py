"""Which language people are spoken to in: the one they ask for, or else that of their terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGES = ("en", "zh")


def reader_language(environ: Mapping[str, str] = os.environ) -> str:
    """Return ``zh`` or ``en``: by ``SIREN_LANG``, or else by the locale as POSIX reads it."""
    for variable in ("SIREN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if named := environ.get(variable):
            return "zh" if named.lower().startswith("zh") else "en"
    return "en"


LANG = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=reader_language,
    show_default="that of the terminal",
    help="Chinese or English; SIREN_LANG sets it for good.",
)
"""The option of every command that speaks both languages."""


def speech(language: str) -> Callable[[str, str], str]:
    """Return what says one thing in a language, given the words in English and in Chinese."""
    return lambda en, zh: zh if language == "zh" else en
