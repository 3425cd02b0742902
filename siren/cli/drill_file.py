"""A drill's text into a file that does not exist yet."""

from __future__ import annotations

import os
from pathlib import Path

import click

from siren.errors import Misuse, OutputFailed
from siren.text import joined, phrase


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


def check_target(output: str) -> None:
    """Raise where no file can be written so called: Misuse, or OutputFailed for its folder."""
    refuse_existing(output)
    folder = Path(output).parent
    if output == "-" or (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        return
    if folder.is_dir():
        said = phrase("may not be written to", "没有写入权限")
    else:
        said = phrase("is no folder; make it first", "不是文件夹；请先创建")
    raise OutputFailed(joined(phrase(f"{output}: {folder} ", f"{output}：{folder} "), said))


def write_drill(text: str, output: str) -> None:
    """Write the text, whole or not at all; raises Misuse and OutputFailed."""
    if output == "-":
        click.echo(text, nl=False)
        return
    from siren.output.aside import write_text_aside

    refuse_existing(output)
    write_text_aside(Path(output), text)
