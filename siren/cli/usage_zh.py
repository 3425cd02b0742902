"""What click has to say of a command line that it does not understand, in Chinese."""

from __future__ import annotations

import click

from siren.cli.help_zh import chinese


def usage_words(error: click.ClickException) -> str:
    """Return one line; what click seldom says stays English."""
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}{_meant(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"没有命令 {error.command_name}{_meant(error.possibilities)}"
        case click.MissingParameter():
            return f"缺少{_hint(error)}"
        case click.BadParameter():
            return f"{_hint(error)} 不对：{_allowed(error)}"
    return " ".join(error.format_message().split())


def _hint(error: click.BadParameter) -> str:
    """Return which option or argument is meant."""
    if isinstance(error.param, click.Argument) and error.ctx:
        metavar = error.param.make_metavar(error.ctx)
        return f"参数 {chinese().get(metavar, metavar)}"
    names = error.param.opts if error.param else []
    return f"选项 {'、'.join(names)}"


def _allowed(error: click.BadParameter) -> str:
    if error.param and isinstance(error.param.type, click.Choice):
        return f"只能是 {'、'.join(map(str, error.param.type.choices))}"
    return error.message


def _meant(names: list[str] | None) -> str:
    return f"；是否指 {names[0]}？" if names else ""
