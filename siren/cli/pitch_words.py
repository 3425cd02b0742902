"""Which pitches a source states: ``steady 380 Hz; wail 400 to 700 Hz``, or that it states none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.language import speech
from siren.cli.words import tone_name
from siren.pattern import Group, Segment
from siren.tone import Glide, Steady, Steps, Sweep
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.pattern import Element
    from siren.tone import Notes, Tone


def pitch_words(elements: Iterable[Element], language: str) -> str:
    """Return the pitches of each kind of tone once, in the order in which they sound."""
    say = speech(language)
    found = [(tone, _pitch(tone, language)) for tone in _tones(elements)]
    stated = [f"{tone_name(tone.name).said_in(language)} {pitch}" for tone, pitch in found if pitch]
    none = say("none is stated; the voice chooses it", "未载明；由音色决定")
    if not stated:
        return none
    rest = say("; of the other tones ", "；其余的音") if len(stated) < len(found) else ""
    return say("; ", "；").join(dict.fromkeys(stated)) + (rest and rest + none)


def _tones(elements: Iterable[Element]) -> Iterator[Tone]:
    for element in elements:
        match element:
            case Segment():
                yield element.tone
            case Group():
                yield from _tones(element.elements)


def _pitch(tone: Tone, language: str) -> str:
    """Return the pitch of a tone; nothing where none is stated."""
    say = speech(language)
    match tone.contour:
        case Steady(hz=hz) if hz:
            return _hz(hz)
        case Sweep(hz_low=first, hz_high=last) | Glide(hz_from=first, hz_to=last) if first and last:
            return say("{} to {}", "{} 至 {}").format(_hz(first), _hz(last))
        case Steps(hz_high=high, hz_low=low) if high and low:
            return say("{} and {}", "{} 和 {}").format(_hz(high), _hz(low))
    return ""


def _hz(notes: Notes) -> str:
    return " + ".join(map(decimal_text, notes)) + " Hz"
