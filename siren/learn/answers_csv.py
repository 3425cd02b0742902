"""The answers of a listening test as a table for other programs.

Columns: ``step`` (before, after), ``question`` (from 1, in each step), ``sounded`` and
``answered`` (ids; ``?`` for "don't know"), ``correct`` (1 or 0, so that they can be added up),
``count`` (1 here; of a class, as the page has it, those who answered so) and ``speed`` (how many
times as fast as in reality the signals were).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.learn.listening import Answer

COLUMNS = ("step", "question", "sounded", "answered", "correct", "count", "speed")

UNKNOWN = "?"


def answers_csv(answers: Iterable[Answer], speed: int) -> str:
    """Return the answers in their order, below a line with the names of the columns."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for answer in answers:
        step, number, sounded = answer.question
        answered = UNKNOWN if answer.signal is None else answer.signal
        writer.writerow([step, number, sounded, answered, int(answer.is_right), 1, speed])
    return table.getvalue()
