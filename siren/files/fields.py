"""Fields that files of every kind have: ids, sources, rounds."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, get_args

from siren.files.allowed import MISSING, SECONDS
from siren.signal import Confidence
from siren.text import Text, joined, phrase

if TYPE_CHECKING:
    from siren.files.table import Table

NO_WORDS = Text((("en", "?"),))
"""Stands in for a text that is missing, until the faults are raised."""

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://\S+")

URL_OR_NOTICE = re.compile(r"https?://\S+|notice: \S.*")
"""Where a drill's own signal comes from: the notice that announces it has no address, often."""


def read_form(table: Table, key: str, form: re.Pattern[str], allowed: Text) -> str:
    """Return a text of a given form."""
    value = table.text(key, allowed=allowed)
    if value is not None and not form.fullmatch(value):
        table.fault(key, repr(value), allowed)
    return value or "?"


def read_id(table: Table) -> str:
    """Return an id: lower-case letters and digits in words joined by hyphens."""
    allowed = phrase("lower-case words joined by hyphens", "小写字母与数字，以连字符相连")
    return read_form(table, "id", ID, allowed)


def read_sources(table: Table, form: re.Pattern[str] = URL) -> tuple[str, ...]:
    """Return the sources, which must be there: nothing is shipped that cannot be traced."""
    allowed = phrase("at least one source: a web address", "至少一个出处：网址")
    if form is not URL:
        allowed = joined(allowed, phrase(", or notice: and which", "，或 notice: 加通告名称"))
    if not table.has("sources"):
        table.expect("sources")
        table.fault("sources", MISSING, allowed)
        return ()
    sources = table.texts("sources", required=True)
    for source in sources:
        if not form.fullmatch(source):
            table.fault("sources", repr(source), allowed)
    return sources


def read_confidence(table: Table) -> Confidence:
    """Return how sure a statement is."""
    name = table.choice("confidence", get_args(Confidence))
    return next(level for level in get_args(Confidence) if level == name)


def read_id_of(table: Table, key: str) -> str:
    """Return the id of something else, such as a drill's signal."""
    return read_form(table, key, ID, phrase("the id of a signal", "信号的编号"))


def read_rounds(table: Table) -> tuple[int, Fraction]:
    """Return ``rounds`` and ``round_gap_s`` of a firing: once, unless it says otherwise."""
    known_faults = len(table.faults.found)
    rounds = table.count("rounds", most=100, default=1)
    gap_s = table.number("round_gap_s", least=0, most=86_400, what=SECONDS, required=False)
    if len(table.faults.found) == known_faults and (rounds > 1) != (gap_s is not None):
        found = MISSING if gap_s is None else phrase("a gap, but one round", "有间隔，却只有一轮")
        allowed = phrase(
            "seconds between the rounds, where there are several", "各轮之间的秒数，有多轮时才写"
        )
        table.fault("round_gap_s", found, allowed)
    return rounds, gap_s or Fraction(0)
