"""Where a notice comes from: its zone, and what is the rule there for signals it does not describe.

The facts stand in ``nations.toml``; no country is named here.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from siren import library
from siren.notice.cadence import cadence_of

if TYPE_CHECKING:
    from siren.notice.cadence import Cadence


PLACES_AT_LEAST = 2
"""So many cities tell a nation: streets elsewhere are named for one."""


class Nation(NamedTuple):
    """A country, or part of one, with its own rules for sirens.

    Attributes
    ----------
    timezone
        IANA zone of its clocks.
    marks
        Regular expressions for what only notices of this place say.
    places
        One for names that stand elsewhere too.
    last_gap_counted
        Whether the pause after the last tone belongs to a signal where a notice does not say so.
    signals
        For each kind, the library's signal that is the national rule.
    may_end_late
        Whether the printed window is that of the traffic control, and the last signal begins at
        its end.
    announce_days
        How many days before a test the law wants it announced; None: no such rule.
    """

    id: str
    timezone: str
    marks: tuple[str, ...]
    places: str
    last_gap_counted: bool
    signals: dict[str, str]
    may_end_late: bool
    announce_days: int | None

    def rule(self, kind: str) -> Cadence | None:
        """Return how a signal of this kind sounds by national rule."""
        name = self.signals.get(kind)
        return cadence_of(library.signal(name)) if name else None


@cache
def nations() -> tuple[Nation, ...]:
    """Return all places whose notices can be read; the first is meant where none is marked."""
    text = files("siren.notice").joinpath("nations.toml").read_text(encoding="utf-8")
    return tuple(_nation(table) for table in tomllib.loads(text)["nation"])


def _nation(table: dict[str, Any]) -> Nation:
    return Nation(
        table["id"],
        table["timezone"],
        tuple(table["marks"]),
        table["places"],
        table["last_gap_counted"],
        dict(table["signals"]),
        table["may_end_late"],
        table.get("announce_days"),
    )


def nation_of(text: str) -> Nation:
    """Return the place that a notice has words of; the first where it has none."""
    for nation in nations():
        is_marked = any(re.search(mark, text) for mark in nation.marks)
        if is_marked or len(set(re.findall(nation.places, text))) >= PLACES_AT_LEAST:
            return nation
    return nations()[0]
