"""A signal or a drill as a page of text for a terminal."""

from __future__ import annotations

import shutil
from datetime import timedelta
from textwrap import indent
from typing import TYPE_CHECKING

from siren import library
from siren.cli.columns import wrapped
from siren.cli.labelled import labelled
from siren.cli.lanes import lanes
from siren.cli.language import speech
from siren.cli.signal_facts import SOURCE, signal_facts, system_facts, test_line, tests_of
from siren.cli.wrapped_rows import wrapped_rows
from siren.drill import Drill
from siren.picture.strip import strip
from siren.text import phrase
from siren.units import clock_text, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.cli.labelled import Fact
    from siren.cli.sounding import Sounding
    from siren.drill import Outlet
    from siren.signal import Signal
    from siren.text import Text

WIDEST = 120
"""Cells; a line that is longer is hard to follow."""


def page_cells() -> int:
    """Return how wide a page is: as the terminal, but not wider than one can read."""
    return min(WIDEST, shutil.get_terminal_size((100, 24)).columns)


def sheet(subject: Sounding, language: str) -> str:
    """Return the page, as wide as the terminal."""
    width = page_cells()
    source = subject.source
    head = (
        f"{subject.title.both(language)}  [{subject.id}]  {clock_text(subject.timeline.duration_s)}"
    )
    facts = _drill_facts(source) if isinstance(source, Drill) else _facts(source, language)
    return "\n".join(
        [
            *wrapped(head, width),
            "",
            *_strips(subject, width, language),
            *(_times(source, language) if isinstance(source, Drill) else ()),
            *labelled(facts, width, language),
            *([speech(language)("An exercise.", "演习。")] * isinstance(source, Drill)),
        ]
    )


def _strips(subject: Sounding, width: int, language: str) -> Iterator[str]:
    room = width - 2
    for lane in lanes(subject, language):
        yield from wrapped(lane.caption, width)
        lines = strip(lane.stretches, lane.length_s, room, lane.label)
        yield indent(lines, "  ", lambda _: True)
        yield ""


def _facts(signal: Signal, language: str) -> Iterator[Fact]:
    """Yield the facts of a signal and, if it is one of the library, of its system; sources last."""
    facts = [*signal_facts(signal, language)]
    yield from (fact for fact in facts if fact[0] != SOURCE)
    if signal.id in library.names("signals"):
        [system] = library.systems_for(signal)
        yield from system_facts(system, language)
        for test in tests_of(signal, system):
            yield phrase("public test", "公开试鸣"), test_line(test, language)
    yield from (fact for fact in facts if fact[0] == SOURCE)


def _times(drill: Drill, language: str) -> Iterator[str]:
    say = speech(language)
    heads = [say("signal", "信号"), say("local time", "当地时间"), "UTC", say("length", "时长")]
    rows = [heads]
    for firing, scheduled in zip(drill.firings, drill.schedule(), strict=True):
        for number, start_s in enumerate(scheduled.round_starts_s):
            offset = timedelta(seconds=float(start_s))
            again = say(" (round {})", "（第 {} 轮）").format(number + 1)
            rows.append(
                [
                    firing.signal.names.both(language) + (again if firing.rounds > 1 else ""),
                    f"{firing.at + offset:%Y-%m-%d %H:%M:%S}",
                    f"{scheduled.start_utc + offset:%H:%M:%S}",
                    clock_text(firing.signal.duration_s),
                ]
            )
    yield wrapped_rows(rows, indent=0, whole=0)
    yield ""


def _drill_facts(drill: Drill) -> Iterator[Fact]:
    facts: list[tuple[Text, str | None]] = [
        (phrase("place", "地点"), drill.place.both() if drill.place else None),
        (phrase("authority", "发布机关"), drill.authority.both() if drill.authority else None),
        (phrase("announced", "公告日期"), drill.announced.isoformat() if drill.announced else None),
        (phrase("document", "文号"), drill.document),
        *((phrase("outlet", "发放渠道"), _outlet(outlet)) for outlet in drill.outlets),
    ]
    return ((label, text) for label, text in facts if text)


def _outlet(outlet: Outlet) -> str:
    parts = [outlet.kind, outlet.name, outlet.channel]
    parts += [f"{decimal_text(outlet.freq_mhz)} MHz"] if outlet.freq_mhz else []
    parts += [f"device {outlet.device}"] if outlet.device else []
    parts += [f"lead {decimal_text(outlet.lead_s)} s"] if outlet.lead_s else []
    return " · ".join(part for part in parts if part)
