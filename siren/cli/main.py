"""The command ``siren``: its commands, and how errors reach people."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from siren import __version__
from siren.cli.all_clear import all_clear
from siren.cli.check import check
from siren.cli.devices import devices
from siren.cli.journal import journal
from siren.cli.language import reader_language, speech
from siren.cli.learn import learn
from siren.cli.list import list_command
from siren.cli.new import new
from siren.cli.next import next_command
from siren.cli.play import play
from siren.cli.read import read
from siren.cli.render import render
from siren.cli.run import run
from siren.cli.show import show
from siren.cli.spoken import SpokenGroup
from siren.cli.status import status
from siren.cli.stop import stop
from siren.os_reason import reason_of


@click.group(
    cls=SpokenGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Chinese: SIREN_LANG=zh, or a Chinese locale. 中文：SIREN_LANG=zh siren --help",
)
@click.version_option(__version__, prog_name="siren")
def cli() -> None:
    """Air-raid siren signals: see them, hear them, render drills exact to the sample.

    Everything here is an exercise. In China a test must be announced at least five days before
    (Civil Air Defence Law, art. 35), and nobody else may imitate the signals (art. 32).

    \b
    Example:
      siren render yangjiang-2023 -o yangjiang-2023.wav
    """


COMMANDS = (
    list_command,
    show,
    render,
    read,
    new,
    check,
    run,
    play,
    stop,
    all_clear,
    status,
    next_command,
    learn,
    journal,
    devices,
)

for command in COMMANDS:
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; errors become one sentence and an exit code."""
    if sys.stdout is None or sys.stderr is None:  # closed by who called us
        sys.exit(1)
    for stream in (sys.stdout, sys.stderr):  # what an encoding lacks becomes a question mark
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    from siren.clock import SystemClock
    from siren.errors import SirenError

    try:
        cli.main(obj=SystemClock(), standalone_mode=False)
        sys.stdout.flush()
    except SirenError as error:
        _fail(error.said_in(error.language or reader_language()), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _fail(_sentence(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say = speech(reader_language())
        _fail(say("stopped; nothing was written", "已中止，未写入任何文件"), 1)
    except OSError as error:
        # Python would complain again when it flushes stdout on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(1)
        _fail(f"stdout: {reason_of(error).said_in(reader_language())}", 1)
    sys.exit(0)


def _sentence(error: click.ClickException) -> str:
    """Return what click has to say, on one line, with the way to the help."""
    is_chinese = reader_language() == "zh"
    if is_chinese:
        from siren.cli.usage_zh import usage_words
    message = usage_words(error) if is_chinese else " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    if not context:
        return message
    see = speech(reader_language())("{} (see: {} --help)", "{}（请见 {} --help）")
    return see.format(message, context.command_path)


def _fail(message: str, exit_code: int) -> NoReturn:
    from siren.cli.columns import fitted

    for line in message.splitlines():
        click.echo(fitted(f"siren: {line}", sys.stderr), err=True)
    sys.exit(exit_code)
