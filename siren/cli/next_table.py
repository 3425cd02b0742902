"""The coming tests and drills as a table; one under the other where the terminal is narrow."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from siren.cli.columns import GAP, cells, columns, terminal_cells, wrapped
from siren.cli.confirm import MODES
from siren.cli.facts import plain
from siren.cli.language import speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime, time

    from siren.calendar.coming import Unfixed
    from siren.calendar.event import ArmedOn, Event
    from siren.text import Text

DOUBT = "~"

WHAT_CELLS = 24
"""Where less is left for what it is, a table would say nothing."""

_INDENT = "  "
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_ZH = "一二三四五六日"


def table_of(
    events: Sequence[Event], unfixed: Sequence[Unfixed], now_utc: datetime, lang: str
) -> str:
    """Return all of it: the table, what its marks mean, and the tests without a date."""
    say = speech(lang)
    rows = [[plain(cell) for cell in _row(event, now_utc, lang)] for event in events]
    heads = [say("IN", "还有"), say("LOCAL TIME", "当地时间"), "UTC"]
    heads += [say("WHERE", "地区"), say("WHAT", "名称")]
    lines = [_laid_out([heads, *rows])] if rows else [say("Nothing is to come.", "暂无日程。")]
    for words in _remarks(events, lang):
        lines += wrapped(plain(words), _width())
    if unfixed:
        lines += ["", say("Date set each time:", "日期每次另定：")]
        lines.append(columns([_unfixed_row(one, lang) for one in unfixed], indent=2, whole=1))
    return "\n".join(lines)


def _row(event: Event, now_utc: datetime, lang: str) -> list[str]:
    say = speech(lang)
    drill = say("Drill: ", "演习：") if event.kind == "drill" else ""
    mark = f"{DOUBT} " if event.doubts else ""
    return [
        _away(event, now_utc, lang),
        _local(event, lang),
        f"{event.start_utc:%m-%d} {_clock(event.start_utc)}" if event.start_utc else "",
        _code(event),
        mark + _armed_tag(event, lang) + drill + event.title.said_in(lang) + _city(event),
    ]


def _armed_tag(event: Event, lang: str) -> str:
    say = speech(lang)
    if any(one.heard for one in event.armed):
        return say("[armed] ", "[待命] ")
    return f"[{MODES['dry-run'].said_in(lang)}] " if event.armed else ""


def _city(event: Event) -> str:
    """Return which of its zones this is, of a test that has several."""
    if event.test is None or not event.test.other_timezones:
        return ""
    return f" ({event.timezone.rpartition('/')[2].replace('_', ' ')})"


def _code(event: Event) -> str:
    """Return the code of the region, or else of the country."""
    region = event.test.region if event.test else None
    return region or ",".join(event.countries)


def _away(event: Event, now_utc: datetime, lang: str) -> str:
    say, away = speech(lang), event.soonest_utc - now_utc
    hours = int(away.total_seconds() // 3600)
    if away.total_seconds() <= 0:
        return say("now", "现在") if event.start_utc else say("today", "今天")
    if hours >= 48:
        return say("{} d", "{} 天").format(hours // 24)
    if hours:
        return say("{} h", "{} 小时").format(hours)
    return say("{} min", "{} 分").format(int(away.total_seconds() // 60))


def _local(event: Event, lang: str) -> str:
    day = day_words(event.date, lang)
    if event.start_local is None:
        return f"{day} {speech(lang)('hour open', '时间未定')}"
    return f"{day} {_clock(event.start_local)} {event.start_local:%z}"


def day_words(day: date, lang: str) -> str:
    """Return a date with its weekday, as ``2026-11-04 Wed``."""
    weekday = speech(lang)(_WEEKDAYS[day.weekday()], f"周{_WEEKDAYS_ZH[day.weekday()]}")
    return f"{day} {weekday}"


def _clock(moment: datetime | time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _laid_out(rows: list[list[str]]) -> str:
    """Return columns, of which the last may be cut; where little would be left, pairs of lines."""
    fixed = sum(max(cells(row[i]) for row in rows) + GAP for i in range(len(rows[0]) - 1))
    if not sys.stdout.isatty() or terminal_cells() - fixed >= WHAT_CELLS:
        return columns(rows, whole=4)
    return "\n".join(line for row in rows[1:] for line in _pair(*row))


def _pair(away: str, local: str, utc: str, where: str, what: str) -> Iterator[str]:
    yield from wrapped(f"{local} = {utc} UTC" if utc else local, terminal_cells())
    words = wrapped(f"{where}, {away}: {what}", terminal_cells() - len(_INDENT))
    yield from (_INDENT + line for line in words)


def _remarks(events: Iterable[Event], lang: str) -> Iterator[str]:
    """Yield what the marks mean, and of which tests; and where drills are armed."""
    events = tuple(events)
    doubted: dict[Text, dict[str, None]] = {}
    for event in events:
        for doubt in event.doubts:
            doubted.setdefault(doubt, {})[event.id] = None
    for doubt, ids in doubted.items():
        yield f"{DOUBT} {doubt.said_in(lang)} ({', '.join(ids)})"
    for event in events:
        for one in event.armed:
            yield _armed_words(event, one, lang)


def _armed_words(event: Event, one: ArmedOn, lang: str) -> str:
    say = speech(lang)
    mode = MODES[one.mode].said_in(lang) if one.mode in MODES else one.mode
    heard = "" if one.heard else say(", not heard", "，不发声")
    words = say("{} is armed on {} ({}{})", "{} 已待命：{}（{}{}）")
    return words.format(event.id, one.device, mode, heard)


def _unfixed_row(one: Unfixed, lang: str) -> list[str]:
    say, test = speech(lang), one.test
    last = max(test.seen, default=None)
    at = _clock(test.at) if test.at else say("hour open", "时间未定")
    seen = say("last known: {}", "上次已知：{}").format(last) if last else ""
    return [plain(cell) for cell in (test.region or one.country, at, seen, test.what.said_in(lang))]


def _width() -> int:
    return terminal_cells() if sys.stdout.isatty() else 10_000
