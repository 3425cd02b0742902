"""A drill's text into a file that does not exist yet."""

from __future__ import annotations

from pathlib import Path

import click

from siren.errors import Misuse
from siren.text import phrase


def checked(text: str, output: str) -> str:
    """Return the text of a drill that reads back without a fault; raises InvalidFile."""
    from siren import library
    from siren.files.document import read_text
    from siren.files.drills import parse_drill

    parse_drill(read_text(text, output), library.signal)
    return text


def refuse_existing(output: str) -> None:
    """Raise Misuse where the file is there already; ``-`` is stdout."""
    if output != "-" and Path(output).exists():
        raise Misuse(
            phrase(
                f"{output} exists and is not overwritten; name another file",
                f"{output} 已存在，不会覆盖；请另取文件名",
            )
        )


def write_drill(text: str, output: str) -> None:
    """Write the text, whole or not at all; raises Misuse and OutputFailed."""
    if output == "-":
        click.echo(text, nl=False)
        return
    from siren.output.aside import write_text_aside

    refuse_existing(output)
    write_text_aside(Path(output), text)
