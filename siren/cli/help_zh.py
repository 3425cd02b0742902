"""The help of a command in Chinese: from what click knows of it, and ``help_zh.toml``.

Click counts characters where a terminal counts cells, so the page is laid out here.
"""

from __future__ import annotations

import inspect
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.cli.columns import GAP, cells, padded, terminal_cells, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INDENT = "  "

SPEC_CELLS = 30
"""What is longer stands on a line of its own, as click does it."""

NARROWEST = 50
"""Where a terminal is narrower, its lines wrap."""


@cache
def chinese() -> dict[str, str]:
    """Return the Chinese of every English text, its white space made one blank."""
    sections = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {en: zh for section in sections.values() for en, zh in section.items()}


def help_page(command: click.Command, ctx: click.Context) -> str:
    """Return the page; what has no Chinese yet stays English."""
    width = _width(ctx)
    usage = " ".join(map(_said, command.collect_usage_pieces(ctx)))
    lines = [f"用法：{ctx.command_path} {usage}", ""]
    for paragraph in paragraphs(command.help):
        lines += [*_paragraph(paragraph, width), ""]
    options = [_option(option, ctx) for option in options_of(command, ctx)]
    lines += ["选项：", *_table(options, width)]
    if isinstance(command, click.Group):
        commands = sorted(command.commands.items())
        lines += [
            "",
            "命令：",
            *_table([(n, _said(c.short_help or "")) for n, c in commands], width),
        ]
    for paragraph in paragraphs(command.epilog):
        lines += ["", *_paragraph(paragraph, width)]
    return "\n".join(lines)


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a docstring."""
    return inspect.cleandoc(text).split("\n\n") if text else []


def options_of(command: click.Command, ctx: click.Context) -> list[click.Option]:
    """Return the options of a command, ``--help`` among them."""
    return [one for one in command.get_params(ctx) if isinstance(one, click.Option)]


def _said(english: str) -> str:
    return chinese().get(" ".join(english.split()), english)


def _width(ctx: click.Context) -> int:
    """Return how many cells a line may have, as click reckons it."""
    return max(min(terminal_cells(), ctx.max_content_width or 80) - 2, NARROWEST)


def _paragraph(text: str, width: int) -> Iterator[str]:
    """Yield lines of words, or of examples, of which only the heading is translated."""
    if text.startswith("\b\n"):
        _, heading, *examples = text.split("\n")
        yield INDENT + _said(heading)
        yield from (INDENT + example for example in examples)
    else:
        yield from (INDENT + line for line in wrapped(_said(text), width - len(INDENT)))


def _option(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    """Return how an option is written, and what it does."""
    spec, _ = option.get_help_record(ctx) or ("", "")
    metavar = option.make_metavar(ctx)
    if spec.endswith(f" {metavar}"):
        spec = spec.removesuffix(metavar) + _said(metavar)
    more = option.get_help_extra(ctx)
    remarks = [f"默认：{_said(more['default'].strip('()'))}"] if "default" in more else []
    remarks += [more["range"]] if "range" in more else []
    remarks += ["必填"] if "required" in more else []
    said = _said(option.help or "")
    return spec, f"{said}［{'；'.join(remarks)}］" if remarks else said


def _commands(group: click.Group) -> list[tuple[str, str]]:
    return [(name, _said(one.short_help or "")) for name, one in sorted(group.commands.items())]


def _table(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield rows of two columns, the second wrapped by cells."""
    specs = [cells(spec) for spec, _ in rows]
    first = max(size for size in specs if size <= SPEC_CELLS) + GAP
    blank = INDENT + " " * first
    for spec, words in rows:
        head, *others = wrapped(words, width - cells(blank))
        if cells(spec) + GAP > first:
            yield INDENT + spec
            yield blank + head
        else:
            yield INDENT + padded(spec, first) + head
        yield from (blank + line for line in others)
