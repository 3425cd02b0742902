"""``siren next``: the coming drills and public siren tests, also for a calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from siren.cli.language import LANG
from siren.cli.params import DRILL
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from siren.calendar.coming import Unfixed, Window
    from siren.calendar.event import Event
    from siren.clock import Clock
    from siren.drill import Drill
    from siren.firing.standing import Armed
    from siren.signal import System
    from siren.text import Text

YEAR_DAYS = 366
"""So far ahead a calendar file goes where no rule can say the days."""

MAX_DAYS = 3660
"""Nobody plans ten years ahead; and a rule goes on for ever."""


class Asked(NamedTuple):
    """What was asked for, and what of it could not be told."""

    now_utc: datetime
    events: tuple[Event, ...]
    unfixed: tuple[Unfixed, ...]
    unsaid: tuple[Text, ...]


@click.command("next", cls=SpokenCommand, short_help="List the coming siren tests and drills.")
@click.argument("drills", metavar="[DRILL]...", nargs=-1, type=DRILL)
@click.option("--country", metavar="CODE", help="Only this country, such as CN; or its name.")
@click.option(
    "--days",
    type=click.IntRange(1, MAX_DAYS),
    metavar="N",
    help="Every one of the next N days, not the next of each test alone.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Every one up to that date.",
)
@click.option("--ics", metavar="FILE", help="Write an iCalendar file instead; - for stdout.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, for programs.")
@LANG
@click.pass_obj
def next_command(
    clock: Clock,
    drills: tuple[str, ...],
    country: str | None,
    days: int | None,
    until: datetime | None,
    ics: str | None,
    as_json: bool,
    lang: str,
) -> None:
    """List the coming public siren tests and drills, the soonest first, in local time and UTC.

    Tests by the rules in the files of signals: of each the next day. Drills: those of the
    library, those that are armed now, and every DRILL that is named. ~ marks what may be on
    another day; below stand the tests whose date is set each time. Calendar programs open the
    file that --ics writes; where no rule can say the days, it holds those of one year.

    \b
    Examples:
      siren next --country CN
      siren next drill.toml --days 30
      siren next --ics sirens.ics
    """
    from siren.cli.next_file import refuse_foreign, write_ics

    window = _window(clock.utc_now(), days, until, is_file=ics is not None)
    _refuse_both(ics, as_json)
    if ics is not None:
        refuse_foreign(ics)
    asked = _asked(window, drills, country)
    for words in asked.unsaid:
        click.echo(words.said_in(lang), err=True)
    if ics is not None:
        write_ics(asked.events, window, ics, lang)
    if as_json:
        click.echo(_as_json(asked, window, lang))
    elif ics is None:
        from siren.cli.next_table import table_of

        click.echo(table_of(asked.events, asked.unfixed, asked.now_utc, lang))


def _window(
    now_utc: datetime, days: int | None, until: datetime | None, *, is_file: bool
) -> Window:
    from datetime import timedelta

    from siren.calendar.coming import Window
    from siren.errors import Misuse
    from siren.text import phrase

    today = now_utc.astimezone().date()
    if days is not None and until is not None:
        raise Misuse(phrase("--days and --until exclude each other", "--days 与 --until 不能同用"))
    if until is not None and until.date() < today:
        raise Misuse(
            phrase(
                f"--until {until.date()} is past: today is {today}",
                f"--until {until.date()} 已过：今天是 {today}",
            )
        )
    if until is not None and (until.date() - today).days > MAX_DAYS:
        last = today + timedelta(days=MAX_DAYS)
        raise Misuse(
            phrase(
                f"--until {until.date()} is too far: allowed: up to {last}, {MAX_DAYS} days",
                f"--until {until.date()} 过远：最晚为 {last}（{MAX_DAYS} 天）",
            )
        )
    if until is not None:
        return Window(now_utc, until.date(), with_next=False)
    if days is not None:
        return Window(now_utc, today + timedelta(days=days), with_next=False)
    return Window(now_utc, today + timedelta(days=YEAR_DAYS) if is_file else None)


def _refuse_both(ics: str | None, as_json: bool) -> None:
    from siren.errors import Misuse
    from siren.text import phrase

    if ics == "-" and as_json:
        raise Misuse(
            phrase(
                "--json and --ics - would both write to stdout; name a file",
                "--json 与 --ics - 都写到标准输出；请指定文件名",
            )
        )


def _asked(window: Window, names: Iterable[str], country: str | None) -> Asked:
    from siren import library
    from siren.calendar.coming import coming, unfixed
    from siren.calendar.drills import distinct, drill_events

    if country is not None:
        from siren.cli.countries import country_code

        country = country_code(country, {system.country for system in library.systems()})
    systems = _systems(country)
    named = [_drill(name) for name in names]
    armed, unsaid = _armed(window.now_utc)
    drills, differing = distinct([*named, *library.drills()])
    found = [*drill_events(drills, armed, library.signal)]
    chosen = {drill.id for drill in named}
    ours = [e for e in found if e.id in chosen or _is_of(e, country)]
    past = [e for e in found if e.id in chosen and e.is_over(window.now_utc)]
    events = coming(systems, ours, window, library.signal)
    words = (*unsaid, *map(_twice_words, differing), *map(_past_words, past))
    return Asked(window.now_utc, events, unfixed(systems, events), words)


def _systems(country: str | None) -> Sequence[System]:
    from siren import library

    systems = sorted(library.systems(), key=lambda system: (system.country, system.id))
    return [one for one in systems if country in (None, one.country)]


def _is_of(event: Event, country: str | None) -> bool:
    return country is None or country in event.countries


def _drill(name: str) -> Drill:
    from siren import library
    from siren.cli.sounding import no_drill
    from siren.drill import Drill

    found = library.find_sound(name)
    if not isinstance(found, Drill):
        raise no_drill(name)
    return found


def _armed(now_utc: datetime) -> tuple[Sequence[Armed], tuple[Text, ...]]:
    """Return the runs that are armed, or why nobody can say."""
    from siren.errors import JournalFailed
    from siren.firing.places import state_folder
    from siren.firing.standing import standing

    try:
        return standing(state_folder(), now_utc).armed, ()
    except JournalFailed as error:
        return (), (error.text,)


def _twice_words(drill: Drill) -> Text:
    from siren.text import phrase

    return phrase(
        f"{drill.id} on {drill.date}: two drills of this name and time differ; the first is shown",
        f"{drill.id}（{drill.date}）：有两份同名同时但内容不同的演习；显示第一份",
    )


def _past_words(event: Event) -> Text:
    from siren.text import phrase

    return phrase(f"{event.id} is over: {event.date}", f"{event.id} 已结束：{event.date}")


def _as_json(asked: Asked, window: Window, lang: str) -> str:
    import json

    from siren.calendar.as_dict import event_dict, unfixed_dict
    from siren.firing.result import time_text

    found = {
        "now_utc": time_text(asked.now_utc),
        "until": window.until and window.until.isoformat(),
        "coming": [event_dict(event, lang) for event in asked.events],
        "date_set_each_time": [unfixed_dict(one) for one in asked.unfixed],
        "unsaid": [words.said_in(lang) for words in asked.unsaid],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)
