"""What a notice leaves to choose from: of how a signal sounds, of when it starts.

Proposals are shown with what speaks for them; none is ever taken by itself.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from siren.notice.adding_up import timed
from siren.notice.cycles import phrases
from siren.notice.noise import cleaned
from siren.notice.times import times
from siren.notice.whole_sound import Sound, whole_sound
from siren.text import phrase

if TYPE_CHECKING:
    from siren.notice.cycles import Phrase
    from siren.notice.reading import Conflict, Reading, SignalRead
    from siren.text import Text
    from siren.units import Seconds

MOST = 6
"""So many are shown."""

# --- how it sounds ---


def sounds_left(signal: SignalRead, conflict: Conflict | None) -> tuple[Sound, ...]:
    """Return every whole sound that the printed figures make, each figure believed in turn."""
    said = [
        word for quote in (conflict.quotes if conflict else ()) for word in _phrases(quote.words)
    ]
    printed = {signal.cycle} | {_pairs(word) for word in said if word.says == "cycle"}
    cycles = {cycle for cycle in printed if all(on_s for on_s, _ in cycle)}
    counts = {signal.repeats} | {word.number for word in said if word.says == "repeats"}
    lengths = {signal.duration_s, _lasts_s(signal)}
    lengths |= {
        word.seconds[0] for word in said if word.says in ("length", "continuous") and word.seconds
    }
    found = [Sound(cycle, count) for cycle, count in product(cycles, counts) if cycle and count]
    for cycle, length_s in product(cycles, lengths):
        if length_s and cycle and not _is_steady(cycle):
            found += _filling(cycle, length_s)
        elif length_s and (signal.continuous or not any(cycles)):
            found.append(Sound(((length_s, Fraction(0)),), 1))
    return tuple(sorted(dict.fromkeys(found), key=lambda sound: sound.duration_s))[:MOST]


def _phrases(words: str) -> tuple[Phrase, ...]:
    return tuple(phrases(cleaned(words).text))


def _pairs(word: Phrase) -> tuple[tuple[Seconds, Seconds], ...]:
    return tuple(zip(word.seconds[::2], word.seconds[1::2], strict=True))


def _is_steady(cycle: tuple[tuple[Seconds, Seconds], ...]) -> bool:
    return len(cycle) == 1 and not cycle[0][1]


def _lasts_s(signal: SignalRead) -> Seconds | None:
    """Return how long it stands in the timetable, where it sounds once."""
    if signal.start_s is None or signal.end_s is None or signal.rounds > 1:
        return None
    return Fraction(max(0, signal.end_s - signal.start_s))


def _filling(cycle: tuple[tuple[Seconds, Seconds], ...], length_s: Seconds) -> list[Sound]:
    """Return a cycle so often that it fills a length, with or without its last pause."""
    cycle_s = sum((on_s + off_s for on_s, off_s in cycle), Fraction(0))
    for whole_s, is_counted in ((length_s, True), (length_s + cycle[-1][1], False)):
        if whole_s % cycle_s == 0:
            return [Sound(cycle, int(whole_s // cycle_s), is_counted)]
    return []


# --- when it starts ---


def starts_left(
    reading: Reading, number: int, conflict: Conflict | None
) -> tuple[tuple[int, Text], ...]:
    """Return the starts that may be meant, each with what speaks for it."""
    signal = reading.signals[number]
    found: dict[int, Text] = {}
    for quote in conflict.quotes if conflict else ():
        for moment in times(cleaned(quote.words).text):
            found.setdefault(moment.from_s, phrase("as printed", "公告所写"))
    if signal.start_s is not None:
        found.setdefault(signal.start_s, phrase("as printed", "公告所写"))
    elif number == 0 and reading.windows:
        begins = phrase("the test begins then", "试鸣开始时间")
        found.setdefault(reading.windows[0].start_s, begins)
    elif number > 0:
        found |= _after(reading, number)
    return tuple((at_s, why) for at_s, why in found.items() if at_s >= free_from_s(reading, number))


def free_from_s(reading: Reading, number: int) -> int:
    """Return when the signal before one ends."""
    return (timed(reading)[number - 1].end_s or 0) if number else 0


def _after(reading: Reading, number: int) -> dict[int, Text]:
    """Return when a signal starts by the silence before it: as stated, or as the window leaves."""
    before_s = timed(reading)[number - 1].end_s
    if before_s is None:
        return {}
    found: dict[int, Text] = {}
    gap_s = (reading.gap_s or ())[number - 1 : number]
    if gap_s and gap_s[0].denominator == 1:  # a start has no fractions of seconds
        stated = phrase("the silence that the notice states", "按公告写明的间隔")
        found[before_s + int(gap_s[0])] = stated
    equal_s = _equal_gap_s(reading, number, before_s)
    if equal_s is not None:
        even = phrase(
            "equal silences would fill the time; not printed", "间隔相等时正好排满；公告未写"
        )
        found.setdefault(before_s + equal_s, even)
    return found


def _equal_gap_s(reading: Reading, number: int, before_s: int) -> int | None:
    """Return the silence that is left before each of the signals to come, if it is a whole one."""
    if len(reading.windows) != 1 or reading.windows[0].end_s is None:
        return None
    left_s = Fraction(reading.windows[0].end_s - before_s)
    to_come = reading.signals[number:]
    for signal in to_come:
        total_s = _total_s(signal, reading)
        if total_s is None:
            return None
        left_s -= total_s
    gap_s = left_s / len(to_come)
    return int(gap_s) if gap_s >= 0 and gap_s.denominator == 1 else None


def _total_s(signal: SignalRead, reading: Reading) -> Seconds | None:
    sound = whole_sound(signal, reading.assumed)
    return None if sound is None else signal._replace(duration_s=sound.duration_s).total_s
