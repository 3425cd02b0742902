"""A signal's cycle in plain words, for people who never saw one: in English and in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.pattern import Group, Pause, Segment
from siren.text import Text, joined, phrase
from siren.tone import Glide, Steady, Steps, Sweep
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.pattern import Element, Pattern
    from siren.tone import Contour
    from siren.units import Seconds

_COMMA = phrase(", ", "，")
_THEN = phrase("; then ", "；然后")


def cycle_words(pattern: Pattern) -> Text:
    """Return what is heard, such as ``3 times: 36 s of sound, 24 s of silence``."""
    return _in_turn([_element(element) for element in pattern.elements], _THEN)


def _in_turn(parts: list[Text], between: Text) -> Text:
    first, *others = parts
    return joined(first, *(part for other in others for part in (between, other)))


def _element(element: Element) -> Text:
    match element:
        case Pause():
            return _pause(element)
        case Segment():
            sound = _sound(element.tone.contour, element.on.nominal_s)
            if not element.off.nominal_s:
                return _again(element, sound)
            return _again(element, joined(sound, _COMMA, _silence(element.off.nominal_s)))
        case Group():
            inner = _in_turn([_element(part) for part in element.elements], _COMMA)
            if not element.gap.nominal_s:
                return _again(element, inner)
            apart = decimal_text(element.gap.nominal_s)
            gap = phrase(f", {apart} s of silence between", f"，中间停 {apart} 秒")
            return joined(_again(element, inner), gap)


def _pause(pause: Pause) -> Text:
    if pause.label is None:
        return _silence(pause.length_s)
    said = phrase(pause.label.english, pause.label.said_in("zh"))
    if not pause.length_s:  # nobody knows how long
        return said
    length = decimal_text(pause.length_s)
    return joined(phrase(f"{length} s: ", f"{length} 秒："), said)


def _sound(contour: Contour, length_s: Seconds) -> Text:
    length = decimal_text(length_s)
    match contour:
        case Steady():
            return phrase(f"{length} s of sound", f"鸣 {length} 秒")
        case Sweep(rise_s=rise_s, fall_s=fall_s):
            rise, fall = decimal_text(rise_s), decimal_text(fall_s)
            return phrase(
                f"{length} s of a tone that goes up ({rise} s) and down ({fall} s)",
                f"忽高忽低鸣 {length} 秒（升 {rise} 秒、降 {fall} 秒）",
            )
        case Steps(high_s=high_s, low_s=low_s):
            high, low = decimal_text(high_s), decimal_text(low_s)
            return phrase(
                f"{length} s of two tones in turn (high {high} s, low {low} s)",
                f"高低音交替鸣 {length} 秒（高 {high} 秒、低 {low} 秒）",
            )
        case Glide(rises=True):
            return phrase(f"{length} s of a rising tone", f"音调渐升 {length} 秒")
        case Glide():
            return phrase(f"{length} s of a falling tone", f"音调渐降 {length} 秒")


def _silence(length_s: Seconds) -> Text:
    length = decimal_text(length_s)
    return phrase(f"{length} s of silence", f"停 {length} 秒")


def _again(element: Segment | Group, words: Text) -> Text:
    if element.repeat_for_s is not None:
        whole = decimal_text(element.repeat_for_s)
        return joined(phrase(f"for {whole} s: ", f"在 {whole} 秒内反复："), words)
    count = element.repeat.nominal
    if count == 1:
        return words
    return joined(phrase(f"{count} times: ", f"反复 {count} 次："), words)
