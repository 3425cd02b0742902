"""What is to come as a calendar file: written anew each time, and over nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.calendar.ics import ics_bytes
from siren.errors import Misuse
from siren.output.aside import write_all, written_aside
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.calendar.coming import Window
    from siren.calendar.event import Event

_MARK = b"\xef\xbb\xbf"
"""What some programs begin a text in UTF-8 with."""

_BEGINS = b"BEGIN:VCALENDAR"


def refuse_foreign(target: str) -> None:
    """Raise Misuse where a file is there that is no calendar; ``-`` is stdout."""
    if target == "-" or not Path(target).is_file() or _is_calendar(Path(target)):
        return
    raise Misuse(
        phrase(
            f"{target} exists and is no iCalendar file; it is not overwritten; name another file",
            f"{target} 已存在，且不是 iCalendar 文件，不会覆盖；请另取文件名",
        )
    )


def _is_calendar(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MARK + _BEGINS))
    except OSError:
        return False
    return begins.removeprefix(_MARK).upper().startswith(_BEGINS)


def write_ics(events: Sequence[Event], window: Window, target: str, language: str) -> None:
    """Write the file, whole or not at all, and say how many entries it has; ``-`` is stdout."""
    content = ics_bytes(events, window, language)
    if target == "-":
        click.echo(content, nl=False)
        return
    with written_aside(Path(target)) as descriptor:
        write_all(descriptor, content)
    count = content.count(b"BEGIN:VEVENT")
    said = phrase(f"{target}: entries: {count}", f"{target}：{count} 条日程")
    click.echo(said.said_in(language), err=True)
