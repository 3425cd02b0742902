"""Signals under the headings of their countries and systems, as wide as the terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from siren import library
from siren.calendar.coming import is_alive
from siren.cli.columns import GAP, cells, wrapped
from siren.cli.language import speech
from siren.cli.signal_words import LIST_COMMA, STATUS
from siren.cli.wrapped_rows import row_lines
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.cli.asked import Group
    from siren.signal import Signal, System

_INDENT = "  "

LENGTH_CELLS = len("10:00")

NAMES_CELLS = 32
"""Where less is left for names, they stand in lines of their own."""

MEANING_CELLS = 24
"""Where less is left beside names of twice as many cells, meanings are left out."""

UNBROKEN = 10_000
"""Cells of a line that goes elsewhere than to a terminal: nothing is wrapped."""


class _Layout(NamedTuple):
    """How wide the columns are: id, length and names, then perhaps what a signal means."""

    language: str
    room: int
    widths: tuple[int, ...]


def catalogue(groups: Sequence[Group], language: str, width: int | None) -> str:
    """Return all groups, by country and, within it, those in force first.

    Parameters
    ----------
    width
        Cells of the terminal; None: it goes elsewhere, and nothing is wrapped.
    """
    ordered = sorted(groups, key=lambda group: _place(group.system))
    layout = _layout(ordered, language, UNBROKEN if width is None else width - 2 * len(_INDENT))
    blocks = (
        "\n".join(_country(code, [*of_country], layout))
        for code, of_country in groupby(ordered, key=lambda group: group.system.country)
    )
    return "\n\n".join(blocks)


def _place(system: System) -> tuple[str, int, str]:
    return system.country, list(STATUS).index(system.status), system.id


def _layout(groups: Sequence[Group], language: str, room: int) -> _Layout:
    ids = [cells(signal.id) for group in groups for signal in group.signals]
    first = (max(ids, default=0), LENGTH_CELLS)
    left = room - sum(first) - 2 * GAP
    if room == UNBROKEN:
        return _Layout(language, room, (*first, left))
    if left - GAP >= 3 * MEANING_CELLS:
        names = min(_names_cells(groups, language), (left - GAP) * 3 // 5)
        return _Layout(language, room, (*first, names, left - GAP - names))
    return _Layout(language, room, (*first, left) if left >= NAMES_CELLS else first)


def _names_cells(groups: Sequence[Group], language: str) -> int:
    return max(
        (cells(_names(signal, language)) for group in groups for signal in group.signals), default=0
    )


def _names(signal: Signal, language: str) -> str:
    """Return what a signal is called, and that it is not in general use."""
    names = signal.names.both(language)
    if signal.status == "current":
        return names
    return names + speech(language)(" ({})", "（{}）").format(
        STATUS[signal.status].said_in(language)
    )


def _country(code: str, groups: Sequence[Group], layout: _Layout) -> Iterator[str]:
    """Yield the lines of a country: its heading, its systems, or that it has tests alone."""
    heading = f"{code}  {library.country(code).both(layout.language)}"
    yield from wrapped(heading, layout.room)
    for group in groups:
        head = f"{group.system.names.both(layout.language)}  [{group.system.id}]"
        yield from _indented(wrapped(head, layout.room))
        for signal in group.signals:
            yield from _indented(_indented(_signal(signal, layout)))
        if not group.system.signals:
            words = _tests_alone(library.system(group.system.id), layout.language)
            yield from _indented(_indented(wrapped(words, layout.room)))


def _tests_alone(system: System, language: str) -> str:
    say = speech(language)
    words = say(
        "None of its signals is known well enough to be listed, only public tests: {}",
        "其信号均无足够依据列出，仅知公开试鸣：{}",
    )
    ways = [f"siren show {test.id}" for test in system.tests]
    ways += [f"siren next --country {system.country}"] if is_alive(system) else []
    return words.format(LIST_COMMA.said_in(language).join(ways))


def _signal(signal: Signal, layout: _Layout) -> Iterator[str]:
    names = _names(signal, layout.language)
    row = [signal.id, clock_text(signal.duration_s), names, signal.meaning.said_in(layout.language)]
    yield from row_lines(row[: len(layout.widths)], layout.widths)
    if len(layout.widths) == 2:
        yield from _indented(wrapped(names, layout.room - len(_INDENT)))


def _indented(lines: list[str] | Iterator[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)
