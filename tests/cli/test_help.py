"""The help in Chinese: all of it, none of it stale, and nothing wider than a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from siren.cli.columns import cells
from siren.cli.help_zh import chinese, options_of, paragraphs
from siren.cli.main import cli
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Iterator


def every(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    """Yield the words that lead to a command and to those inside it."""
    yield words
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from every((*words, name), inner)


COMMANDS = [pytest.param(words, id=" ".join(("siren", *words))) for words in every((), cli)]


def context_of(words: tuple[str, ...]) -> click.Context:
    command: click.Command = cli
    context = click.Context(cli, info_name="siren", **cli.context_settings)
    for name in words:
        assert isinstance(command, click.Group)
        command = command.commands[name]
        context = click.Context(command, context, info_name=name)
    return context


def page(*words: str, lang: str = "zh", width: int = 80) -> str:
    environ = {"SIREN_LANG": lang, "COLUMNS": str(width)}
    return CliRunner().invoke(cli, [*words, "--help"], env=environ, prog_name="siren").stdout


def english_of(context: click.Context) -> Iterator[str]:
    """Yield every English text of a command's help that has to have a Chinese one."""
    command = context.command
    for paragraph in (*paragraphs(command.help), *paragraphs(command.epilog)):
        # Of examples only the heading is said in another language.
        yield paragraph.split("\n")[1] if paragraph.startswith("\b") else paragraph
    if context.parent:
        yield command.short_help or ""
    yield from command.collect_usage_pieces(context)
    for option in options_of(command, context):
        yield option.help or ""
        if not option.is_flag and not isinstance(option.type, click.Choice):
            yield option.make_metavar(context)
        if isinstance(option.show_default, str):
            yield option.show_default


def said(english: str) -> str:
    return " ".join(english.split())


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_has_a_chinese_text(words: tuple[str, ...]) -> None:
    missing = [text for text in map(said, english_of(context_of(words))) if text not in chinese()]
    assert not missing


def test_no_chinese_text_is_stale() -> None:
    used = {said(text) for words in every((), cli) for text in english_of(context_of(words))}
    assert not chinese().keys() - used


@pytest.mark.parametrize("words", COMMANDS)
def test_the_page_is_chinese_and_fits_80_columns(words: tuple[str, ...]) -> None:
    lines = page(*words).splitlines()
    assert lines[0].startswith(f"用法：{' '.join(('siren', *words))} [选项]")
    assert {"选项：", "  示例："} <= set(lines)
    assert [line for line in lines if cells(line) > 80] == []


@pytest.mark.parametrize("words", COMMANDS)
def test_english_fits_80_columns_too(words: tuple[str, ...]) -> None:
    lines = page(*words, lang="en").splitlines()
    assert lines[0].startswith("Usage: siren")
    assert [line for line in lines if cells(line) > 80] == []


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_speaks_its_readers_language(words: tuple[str, ...]) -> None:
    assert isinstance(context_of(words).command, SpokenCommand)


def test_options_stand_in_columns_by_cells() -> None:
    lines = page("new").splitlines()
    specs = ("--date 年-月-日", "--first-at 时:分:秒", "--place 文字")
    rows = [next(line for line in lines if line.startswith(f"  {spec}")) for spec in specs]
    starts = {cells(row[: len(row) - len(row[2:].split("  ")[-1].lstrip())]) for row in rows}
    assert starts == {23}


def test_defaults_ranges_and_what_is_required_are_said() -> None:
    assert "［默认：electronic］" in page("run", width=100)
    assert "［默认：随终端］" in page("run", width=100)
    assert "［必填］" in page("new")
    assert "［x>=1］" in page("journal", "show")


def test_examples_are_those_of_the_english_page() -> None:
    def examples(text: str) -> list[str]:
        return [line for line in text.splitlines() if line.startswith("    siren ")]

    assert examples(page("run"))
    assert examples(page("run")) == examples(page("run", lang="en"))


def test_a_wide_terminal_gets_longer_lines_but_none_that_is_hard_to_follow() -> None:
    widest = max(map(cells, page("run", width=200).splitlines()))
    assert 80 < widest <= 98


def test_the_english_page_says_how_to_get_the_chinese_one() -> None:
    assert "SIREN_LANG=zh" in page(lang="en").splitlines()[-1]
    assert "SIREN_LANG=en" in page()
