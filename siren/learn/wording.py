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
_OPEN, _CLOSE = phrase(" (", "（"), phrase(")", "）")
_THEN = phrase("; then ", "；然后")


def cycle_words(pattern: Pattern) -> Text:
    """Return what is heard, such as ``3 times: 36 s of sound, 24 s of silence``."""
    is_one = len(pattern.elements) == 1
    return _in_turn([_element(element, is_one) for element in pattern.elements], _THEN)


def _in_turn(parts: list[Text], between: Text) -> Text:
    first, *others = parts
    return joined(first, *(part for other in others for part in (between, other)))


def _element(element: Element, is_all: bool = False) -> Text:
    """Return one element in words; `is_all`: there is nothing else, so that no bracket is needed."""
    match element:
        case Pause():
            return _pause(element)
        case Segment():
            sound = _sound(element.tone.contour, element.on.nominal_s)
            if not element.off.nominal_s:
                return _again(element, sound, is_all)
            return _again(element, joined(sound, _COMMA, _silence(element.off.nominal_s)), is_all)
        case Group():
            inner = _in_turn([_element(part) for part in element.elements], _COMMA)
            if not element.gap.nominal_s:
                return _again(element, inner, is_all)
            gap = joined(_COMMA, phrase("", "中间"), _silence(element.gap.nominal_s))
            return joined(_again(element, inner, is_all), gap, phrase(" between", ""))


def _pause(pause: Pause) -> Text:
    if pause.label is None:
        return _silence(pause.length_s)
    said = phrase(pause.label.english, pause.label.said_in("zh"))
    if not pause.length_s:  # nobody knows how long
        return said
    return joined(_length(pause.length_s), phrase(": ", "："), said)


def _sound(contour: Contour, length_s: Seconds) -> Text:
    length = _length(length_s)
    match contour:
        case Steady():
            return joined(phrase("", "鸣 "), length, phrase(" of sound", ""))
        case Sweep(rise_s=rise_s, fall_s=fall_s):
            rise, fall = decimal_text(rise_s), decimal_text(fall_s)
            up_down = phrase(
                f" of a tone that goes up ({rise} s) and down ({fall} s)",
                f"（升 {rise} 秒、降 {fall} 秒）",
            )
            return joined(phrase("", "忽高忽低鸣 "), length, up_down)
        case Steps(high_s=high_s, low_s=low_s):
            high, low = decimal_text(high_s), decimal_text(low_s)
            in_turn = phrase(
                f" of two tones in turn (high {high} s, low {low} s)",
                f"（高 {high} 秒、低 {low} 秒）",
            )
            return joined(phrase("", "高低音交替鸣 "), length, in_turn)
        case Glide(rises=True):
            return joined(phrase("", "音调渐升 "), length, phrase(" of a rising tone", ""))
        case Glide():
            return joined(phrase("", "音调渐降 "), length, phrase(" of a falling tone", ""))


def _silence(length_s: Seconds) -> Text:
    length = _length(length_s)
    return joined(phrase("", "停 "), length, phrase(" of silence", ""))


def _length(length_s: Seconds) -> Text:
    """Return a length as people say it: whole minutes from two on, else seconds."""
    minutes = length_s / 60
    if minutes >= 2 and minutes.denominator == 1:
        return phrase(f"{minutes} min", f"{minutes} 分钟")
    seconds = decimal_text(length_s)
    return phrase(f"{seconds} s", f"{seconds} 秒")


def _again(element: Segment | Group, words: Text, is_all: bool) -> Text:
    opened, closed = (phrase(": ", "："), phrase("", "")) if is_all else (_OPEN, _CLOSE)
    if element.repeat_for_s is not None:
        whole = _length(element.repeat_for_s)
        return joined(phrase("for ", "在 "), whole, phrase("", "内反复"), opened, words, closed)
    count = element.repeat.nominal
    if count == 1:
        return words
    return joined(phrase(f"{count} times", f"反复 {count} 次"), opened, words, closed)
