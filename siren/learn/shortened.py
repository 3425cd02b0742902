"""Signals in time lapse: short enough for a listening test, and still like themselves.

Comes in: timelines as they are. Goes out: the one factor for all of them, and each of them that
many times as fast. Who hears them must be told so: :func:`speed_words`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.text import phrase
from siren.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.text import Text
    from siren.units import Seconds

FACTORS = (1, 2, 4, 5, 8, 10, 12, 15, 20, 30, 60)
"""How many times as fast: numbers that people can multiply by."""

LONGEST_S = Fraction(20)
"""Nobody wants to listen longer before answering."""


def factor(durations_s: Iterable[Seconds]) -> int:
    """Return the smallest factor by which none lasts longer than `LONGEST_S`.

    One for all signals of a test, so that lengths can be compared by ear. The greatest where not
    even that is enough.
    """
    longest_s = max(durations_s, default=Fraction(0))
    return next((by for by in FACTORS if longest_s <= by * LONGEST_S), FACTORS[-1])


def shortened(timeline: Timeline, by: int) -> Timeline:
    """Return a timeline `by` times as fast: tones and pauses are that much shorter.

    What moves inside a tone keeps its own speed: a wail still sounds like a wail, there is only
    less of it. A run-up or run-down of a motor is a length of its own, and is shortened. Tones
    that touch and are the same are one tone first, or each would begin its sweep anew.
    """
    return Timeline(
        tuple(
            edge._replace(start_s=edge.start_s / by, end_s=edge.end_s / by)
            for edge in timeline.edges()
        ),
        tuple(
            pause._replace(start_s=pause.start_s / by, end_s=pause.end_s / by)
            for pause in timeline.pauses
        ),
        timeline.duration_s / by,
    )


def speed_words(by: int) -> Text:
    """Return how fast it is, to be said wherever it is heard."""
    if by == 1:
        return phrase("in real time, at full length", "真实时长，未压缩")
    return phrase(f"shortened: {by} times as fast as in reality", f"已压缩：节奏加快到 {by} 倍")
