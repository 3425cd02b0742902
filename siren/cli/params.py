"""Kinds of option values, each with its own way to say what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siren.cli.language import LANGUAGES, reader_language, speech

if TYPE_CHECKING:
    from fractions import Fraction

    from click.shell_completion import CompletionItem


class SecondsParam(click.ParamType["Fraction"]):
    """Exact seconds, 0 or more: ``27.5``, not a float, not NaN."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Return the seconds, or fail with what is allowed."""
        from fractions import Fraction

        from siren.units import exact_s

        if isinstance(value, Fraction):
            return value
        try:
            seconds = exact_s(str(value))
        except ValueError:
            seconds = Fraction(-1)
        if not 0 <= seconds <= 1_000_000:
            self.fail(
                _is_no(value, "number of seconds between 0 and 1000000", "0 至 1000000 的秒数"),
                param,
                ctx,
            )
        return seconds


class LevelParam(click.ParamType[float]):
    """A peak level in dB re full scale, from -120 to 0."""

    name = "dB"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the level, or fail with what is allowed."""
        try:
            level_db = float(value)
        except ValueError:
            level_db = float("nan")
        if not -120 <= level_db <= 0:
            self.fail(
                _is_no(value, "level between -120 and 0 dB re full scale", "-120 至 0 dB 的电平"),
                param,
                ctx,
            )
        return level_db


class SpeedParam(click.ParamType[float]):
    """How many times as fast, from 1 to 1000; not NaN, which click's own range lets pass."""

    name = "N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the speed, or fail with what is allowed."""
        try:
            speed = float(value)
        except ValueError:
            speed = float("nan")
        if not 1 <= speed <= 1000:
            self.fail(_is_no(value, "number between 1 and 1000", "1 至 1000 的数"), param, ctx)
        return speed


class NameParam(click.ParamType[str]):
    """An id from the library, or a path; completes ids."""

    def __init__(self, name: str, *folders: str) -> None:
        self.name, self._folders = name, folders

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the name as it is; the library says whether it knows it."""
        return str(value)

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the ids that begin with what was typed, or else files."""
        from click.shell_completion import CompletionItem

        from siren import library

        ids = [name for folder in self._folders for name in library.names(folder)]
        found = [CompletionItem(name) for name in ids if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


class LanguagesParam(click.ParamType[tuple[str, ...]]):
    """Languages that siren speaks, with commas between: ``zh,en``."""

    name = "zh,en"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the languages, each once, or fail with what is allowed."""
        codes = tuple(dict.fromkeys(code.strip().lower() for code in str(value).split(",")))
        if not set(codes) <= set(LANGUAGES):
            self.fail(
                _is_no(value, "list of zh and en, such as zh,en", "zh、en 的列表，如 zh,en"),
                param,
                ctx,
            )
        return codes


def _is_no(value: object, en: str, zh: str) -> str:
    """Say what a value should have been, to whoever typed it."""
    return f"{value!r} {speech(reader_language())(f'is no {en}', f'不是 {zh}')}"


SECONDS = SecondsParam()
LANGUAGES_PARAM = LanguagesParam()
LEVEL_DB = LevelParam()
SPEED = SpeedParam()
WHAT = NameParam("what", "signals", "drills")
WHAT_TO_SHOW = NameParam("what", "signals", "drills", "tests")
TEMPLATE = NameParam("template", "templates", "drills")
VOICE = NameParam("voice", "voices")
DRILL = NameParam("drill", "drills")
NOTICE = NameParam("notice")
SYSTEM = NameParam("system", "systems")

DEFAULT_VOICE = "electronic"
