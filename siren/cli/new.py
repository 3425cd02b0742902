"""``siren new``: a drill of a date, from a template or from another drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from siren.cli.language import reader_language, speech
from siren.cli.params import TEMPLATE
from siren.cli.spoken import SpokenCommand
from siren.text import phrase

if TYPE_CHECKING:
    from datetime import datetime


@click.command(
    cls=SpokenCommand, short_help="Make a drill of a date from a template or another drill."
)
@click.argument("template", type=TEMPLATE)
@click.option(
    "--date",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day of the first signal.",
)
@click.option(
    "--first-at",
    type=click.DateTime(["%H:%M:%S", "%H:%M"]),
    metavar="HH:MM:SS",
    help="Local time of the first signal; a drill keeps its own if not given.",
)
@click.option("--timezone", metavar="ZONE", help="Such as Asia/Shanghai; else the template's.")
@click.option("--id", "drill_id", metavar="ID", help="Id of the new drill; else name and date.")
@click.option("--place", help="Where it is held; the other drill's if not given.")
@click.option("--title", help="What it is called; the template's or other drill's if not given.")
@click.option("-o", "--output", required=True, metavar="FILE", help="TOML file; - for stdout.")
def new(
    template: str,
    date: datetime,
    first_at: datetime | None,
    timezone: str | None,
    drill_id: str | None,
    place: str | None,
    title: str | None,
    output: str,
) -> None:
    """Make a drill from TEMPLATE, a template or another drill; all gaps are kept.

    What belongs to one announcement (its date and number) is not carried over: the new drill
    needs its own. Of another drill, authority and outlets are. An existing file is never
    overwritten.

    \b
    Example:
      siren new cn-gaps-3min --date 2026-10-29 --first-at 10:29:00 -o drill.toml
    """
    from siren import library, planning
    from siren.cli.drill_file import checked, write_drill
    from siren.drill import Drill
    from siren.errors import Misuse
    from siren.files.drill_text import drill_text

    found = library.find_plan(template)
    if first_at is None and not isinstance(found, Drill):
        raise Misuse(
            phrase(
                f"--first-at is missing: the template {found.id} has no time of its own",
                f"缺少 --first-at：模板 {found.id} 没有自己的时间",
            )
        )
    drill = planning.on_date(
        found,
        date.date(),
        first_at=None if first_at is None else first_at.time(),
        timezone=timezone,
        drill_id=drill_id,
        place=place,
        title=title,
    )
    write_drill(checked(drill_text(drill), output), output)
    name = "stdout" if output == "-" else output
    say, count = speech(reader_language()), len(drill.firings)
    click.echo(f"{name}: {drill.id}, " + say("{} signals.", "{} 个信号。").format(count), err=True)
    if isinstance(found, Drill) and (drill.authority or drill.outlets):
        carried = say(
            "Carried over from {}: authority and outlets. Check them.",
            "沿用 {} 的发布机关和发放渠道，请核对。",
        )
        click.echo(carried.format(found.id), err=True)
