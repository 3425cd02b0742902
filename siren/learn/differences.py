"""What tells two signals apart by ear, in words, from their timelines.

Comes in: two signals. Goes out: what differs between them, the most telling first; or that
nothing does, and then no test can ask for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.learn.cadence import cadence, length_words, movement_words
from siren.text import joined, phrase
from siren.timeline import of_signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.signal import Signal
    from siren.text import Text
    from siren.timeline import Timeline
    from siren.units import Seconds

MOST_POINTS = 2
"""Nobody remembers more of them at a time."""


class _Point(NamedTuple):
    """What is said of either signal, where it differs."""

    about: Text
    here: Text
    there: Text


def sound_alike(one: Signal, other: Signal) -> bool:
    """Return whether two signals are the same sound: nobody could tell them apart."""
    return _sound(of_signal(one)) == _sound(of_signal(other))


def _sound(timeline: Timeline) -> list[object]:
    return [(edge.start_s, edge.end_s, edge.tone.contour) for edge in timeline.edges()]


def difference(sounded: Signal, taken_for: Signal) -> Text:
    """Return what tells a signal from another, by their names, in one sentence."""
    points = list(_points(of_signal(sounded), of_signal(taken_for)))[:MOST_POINTS]
    if not points:
        return phrase(
            "The two have the same beat; only details differ.", "两者节奏相同，仅细节有别。"
        )
    en, zh = (
        _side(sounded, [(point.about, point.here) for point in points], language)
        + _side(taken_for, [(point.about, point.there) for point in points], language)
        for language in ("en", "zh")
    )
    return phrase(" ".join(en), "".join(zh))


def _side(signal: Signal, points: list[tuple[Text, Text]], language: str) -> list[str]:
    """Return what is said of one of the two, as a list of one sentence."""
    name = signal.names.said_in(language)
    said = [about.said_in(language).format(what.said_in(language)) for about, what in points]
    if language == "zh":
        return [f"{name}：{'，'.join(said)}。"]
    return [f"{name}: {', '.join(said)}."]


def _points(here: Timeline, there: Timeline) -> Iterator[_Point]:
    """Yield what differs, the most telling first."""
    one, other = cadence(here), cadence(there)
    sounds = one.longest_sound_s, other.longest_sound_s
    silences = one.longest_silence_s, other.longest_silence_s
    if sounds[0] != sounds[1]:
        yield _Point(phrase("sounds for {} at a time", "每次鸣 {}"), *map(length_words, sounds))
    if movement_words(here) != movement_words(there):
        yield _Point(phrase("{}", "{}"), movement_words(here), movement_words(there))
    if silences[0] != silences[1]:
        yield _Point(phrase("{}", "{}"), *map(_silence_words, silences))
    if here.duration_s != there.duration_s:
        lengths = map(length_words, (here.duration_s, there.duration_s))
        yield _Point(phrase("lasts {} in all", "全长 {}"), *lengths)


def _silence_words(silence_s: Seconds) -> Text:
    if not silence_s:
        return phrase("never falls silent", "中间不停")
    length = length_words(silence_s)
    return joined(phrase("then is silent for ", "停 "), length)
