"""``siren journal``: what happened, and whether the record of it is as it was written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from siren.cli.language import LANG, speech
from siren.cli.report import report
from siren.cli.spoken import SpokenGroup

if TYPE_CHECKING:
    from siren.firing.chain import Entry


class _ShowByDefault(SpokenGroup):
    """A group of commands that shows the journal where none of them is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what does not begin with a command, or ask for help, as meant for ``show``."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_ShowByDefault, short_help="Show what happened; verify the record of it; report a test."
)
def journal() -> None:
    """Show what was armed, sounded and stopped on this machine; verify that record.

    Without a command it is shown. SIREN_STATE_DIR names the folder where the journal stands.

    \b
    Examples:
      siren journal --last 20
      siren journal show --json
      siren journal verify --head HASH
      siren journal report yangjiang-2023
    """


@journal.command(short_help="Show what happened (also without this word).")
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N lines.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="The lines as JSON, for programs.")
def show(last: int | None, lang: str, as_json: bool) -> None:
    """Show what happened, a line each, in the local time of this machine.

    \b
    Example:
      siren journal show --last 20
    """
    from siren.cli.findings import torn_words
    from siren.errors import JournalBroken
    from siren.firing.journal import journal_path
    from siren.firing.verification import read
    from siren.text import phrase

    path = journal_path()
    entries, verification = read(path)
    shown = entries if last is None else entries[-last:]
    if as_json:
        _echo_json([entry.as_dict() for entry in shown])
    elif shown:
        click.echo(_table(shown, lang))
    elif verification.ok:
        nothing = speech(lang)(
            "Nothing has happened yet: there is no journal {}.", "尚无任何记录：没有日志 {}。"
        )
        click.echo(nothing.format(path), err=True)
    if verification.torn_bytes:
        click.echo(torn_words(path, verification).said_in(lang), err=True)
    if verification.broken:
        raise JournalBroken(
            phrase(
                f"{path} is not as it was written; see: siren journal verify",
                f"{path} 已非原样；请查看 siren journal verify",
            )
        )


journal.add_command(report)


def _head(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    from siren.firing.chain import is_hash

    if value is None or is_hash(value.lower()):
        return value and value.lower()
    raise click.BadParameter(f"{value!r} is no hash of 64 hexadecimal digits")


@journal.command(short_help="Say whether the record is as it was written.")
@click.option(
    "--head",
    callback=_head,
    metavar="HASH",
    help="What the hash of the last line must be: then no tail was cut.",
)
@LANG
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, for programs.")
def verify(head: str | None, lang: str, as_json: bool) -> None:
    """Say whether every line of the journal is as it was written, and where not.

    Exit code 0 where all is well. A head that was noted elsewhere (the last line that this
    command printed then) also proves that no tail was cut.

    \b
    Example:
      siren journal verify
    """
    from siren.cli.columns import fitted
    from siren.cli.findings import fault_words, findings, ok_words, torn_words
    from siren.errors import JournalBroken
    from siren.firing import verification
    from siren.firing.journal import journal_path
    from siren.text import phrase

    path = journal_path()
    found = verification.verify(path, head)
    if as_json:
        _echo_json(findings(found))
    elif found.ok:
        click.echo(fitted(ok_words(found).said_in(lang), sys.stdout))
    else:
        faults = "\n".join(fault_words(fault).said_in(lang) for fault in found.faults)
        click.echo(fitted(faults, sys.stdout))
    if found.torn_bytes:
        click.echo(torn_words(path, found).said_in(lang), err=True)
    if not found.ok:
        count = len(found.faults)
        raise JournalBroken(
            phrase(f"{path}: {count} fault{'s'[: count > 1]}", f"{path}：{count} 处不符")
        )


def _table(entries: list[Entry], lang: str) -> str:
    from siren.cli.columns import columns
    from siren.cli.facts import event_words, facts_words, local_time

    say = speech(lang)
    rows = [
        [local_time(e.at), event_words(e.event, lang), facts_words(e.facts, lang)] for e in entries
    ]
    return columns([[say("TIME", "时间"), say("EVENT", "事件"), ""], *rows], whole=2)


def _echo_json(content: object) -> None:
    import json

    click.echo(json.dumps(content, ensure_ascii=False, indent=2))
