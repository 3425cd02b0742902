"""A signal as its TOML file prints it -> when it sounds, and at what pitch.

Read with tomllib and unrolled here on its own, so that nothing of the program stands between the
figures in the file and those that are measured. A pitch that the file leaves out is the voice's.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from math import cos, log, pi, sin
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Element = dict[str, Any]
Number = int | Decimal | Fraction

Turn = tuple[Fraction, tuple[tuple[float, float], ...]]
"""How long, and from which pitch to which for each note."""

SWEEPS = {"wail", "warble", "whoop"}
STEPS = {"hi-lo", "step"}


class Move(NamedTuple):
    """A stretch of time in which each note goes one way, or stays.

    Attributes
    ----------
    start_s, end_s
        Where it begins, and where it is cut.
    length_s
        How long it would take uncut.
    notes
        From which pitch to which, for each note.
    drags
        Down like a rotor that coasts against air drag: its period grows evenly.
    is_sine
        Between its pitches by half a cosine.
    """

    start_s: Fraction
    end_s: Fraction
    length_s: Fraction
    notes: tuple[tuple[float, float], ...]
    drags: bool = False
    is_sine: bool = False

    def cycles(self, from_s: float, to_s: float) -> float:
        """Return the cycles of the first note between two instants."""
        first, last = self.notes[0]
        length = float(self.length_s)
        a, b = ((at_s - float(self.start_s)) / length for at_s in (from_s, to_s))
        if self.drags:
            slower = first / last - 1
            return length * first * log((1 + slower * b) / (1 + slower * a)) / slower
        if self.is_sine:
            swing = (first - last) / 2 * (sin(pi * b) - sin(pi * a)) / pi
            return length * ((first + last) / 2 * (b - a) + swing)
        return length * (first * (b - a) + (last - first) * (b * b - a * a) / 2)

    def hz(self, share: float) -> tuple[float, ...]:
        """Return the pitch of each note after a share of a move that does not drag."""
        way = (1 - cos(pi * share)) / 2 if self.is_sine else share
        return tuple(first + (last - first) * way for first, last in self.notes)


class Written(NamedTuple):
    """A signal unrolled: its moves in order, and its whole length."""

    moves: tuple[Move, ...]
    total_s: Fraction


class Voice(NamedTuple):
    """What a gated voice says of pitch where the signal says nothing."""

    pitch_hz: Fraction
    low_ratio: Fraction


def voice_in(path: Path) -> Voice:
    """Return the pitches in a file of a gated voice."""
    table = _read(path)["voice"]
    return Voice(_exact(table["pitch_hz"]), _exact(table["low_ratio"]))


def signals_in(path: Path, voice: Voice) -> dict[str, Written]:
    """Return every signal of a file by its id."""
    return {table["id"]: _unrolled(table, voice) for table in _read(path).get("signal", [])}


def _read(path: Path) -> Element:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _exact(value: Number | dict[str, Number]) -> Fraction:
    """Return a number, or the nominal one of a range."""
    return Fraction(value["nominal"] if isinstance(value, dict) else value)


def _unrolled(signal: Element, voice: Voice) -> Written:
    moves, end_s = _in_order(signal["pattern"], Fraction(0), voice)
    if signal.get("trailing_pause", True):
        return Written(tuple(moves), end_s)
    return Written(tuple(moves), moves[-1].end_s)


def _in_order(elements: list[Element], at_s: Fraction, voice: Voice) -> tuple[list[Move], Fraction]:
    moves: list[Move] = []
    for element in elements:
        if "pause_s" in element:
            at_s += _exact(element["pause_s"])
            continue
        found, at_s = _repeated(element, at_s, voice)
        moves += found
    return moves, at_s


def _repeated(element: Element, at_s: Fraction, voice: Voice) -> tuple[list[Move], Fraction]:
    """Return what a tone or a group makes in all its passes, and when it is over."""
    gap_s = _exact(element.get("gap_s", 0))
    count = _exact(element.get("repeat", 1))
    limit_s = at_s + _exact(element["repeat_for_s"]) if "repeat_for_s" in element else None
    moves: list[Move] = []
    passes = 0
    while at_s < limit_s if limit_s is not None else passes < count:
        at_s += gap_s if passes else 0
        found, at_s = _once(element, at_s, voice)
        moves += found
        passes += 1
    if limit_s is None:
        return moves, at_s
    cut = [move._replace(end_s=min(move.end_s, limit_s)) for move in moves]
    return [move for move in cut if move.start_s < move.end_s], limit_s


def _once(element: Element, at_s: Fraction, voice: Voice) -> tuple[list[Move], Fraction]:
    if "group" in element:
        return _in_order(element["group"], at_s, voice)
    end_s = at_s + _exact(element["on_s"])
    return list(_tone(element, at_s, end_s, voice)), end_s + _exact(element.get("off_s", 0))


def _tone(element: Element, at_s: Fraction, end_s: Fraction, voice: Voice) -> Iterator[Move]:
    word = element["tone"]
    if word.startswith("ramp-"):
        notes = tuple(zip(_hz(element["hz_from"]), _hz(element["hz_to"]), strict=True))
        yield Move(at_s, end_s, end_s - at_s, notes, drags=word == "ramp-down")
    elif word in SWEEPS | STEPS:
        for move in _in_turn(_turns(element, voice), at_s, end_s):
            yield move._replace(is_sine=element.get("shape") == "sine")
    else:
        steady = _hz(element.get("hz", voice.pitch_hz))
        yield Move(at_s, end_s, end_s - at_s, tuple((hz, hz) for hz in steady))


def _turns(element: Element, voice: Voice) -> list[Turn]:
    """Return the two halves of a sweep, or the two steps, with their pitches."""
    high = _hz(element.get("hz_high", voice.pitch_hz))
    low = _hz(element.get("hz_low", [Fraction(hz) * voice.low_ratio for hz in high]))
    if element["tone"] in STEPS:
        ups, downs = (tuple((hz, hz) for hz in notes) for notes in (high, low))
        return [(_exact(element["high_s"]), ups), (_exact(element["low_s"]), downs)]
    up = tuple(zip(low, high, strict=True))
    down = tuple(zip(high, low, strict=True))
    return [(_exact(element["rise_s"]), up), (_exact(element["fall_s"]), down)]


def _in_turn(
    turns: list[Turn],
    at_s: Fraction,
    end_s: Fraction,
) -> Iterator[Move]:
    while at_s < end_s:
        for length_s, notes in turns:
            if length_s and at_s < end_s:
                cut_s = min(at_s + length_s, end_s)
                yield Move(at_s, cut_s, length_s, notes)
            at_s += length_s


def _hz(value: Number | list[Number]) -> tuple[float, ...]:
    return tuple(float(hz) for hz in (value if isinstance(value, list) else [value]))
