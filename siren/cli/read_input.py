"""The argument of ``siren read`` -> a notice as it was read, and where each part of it stands."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from siren.cli.language import reader_language, speech
from siren.notice.evidence import evidence_of
from siren.notice.reader import read_notice
from siren.notice.source import read_source

if TYPE_CHECKING:
    from siren.notice.evidence import Evidence
    from siren.notice.reading import Reading
    from siren.notice.source import Source


class Notice(NamedTuple):
    """A notice, and what was read of it."""

    source: Source
    reading: Reading
    evidence: Evidence


def read_input(path: str, encoding: str | None) -> Notice:
    """Return the notice in a file; ``-`` is stdin. Raises Misuse and what `read_source` does."""
    stdin = sys.stdin.buffer if path == "-" else io.BytesIO()
    if path == "-" and sys.stdin.isatty():
        say = speech(reader_language())
        click.echo(
            say("Paste the notice, then Ctrl-D.", "请粘贴公告全文，然后按 Ctrl-D。"), err=True
        )
    source = read_source(path, stdin, encoding)
    reading = read_notice(source.text)
    return Notice(source, reading, evidence_of(source.text, reading))
