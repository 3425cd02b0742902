"""A pattern in words, such as ``15 x (6 s on, 6 s off)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.pattern import Group, Pause, Segment
from siren.tone import Steps, Sweep
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.pattern import Element, Pattern
    from siren.tone import Contour
    from siren.units import Seconds


def pattern_words(pattern: Pattern) -> str:
    """Return a pattern as one line of words."""
    words = ", ".join(map(_element, pattern.elements))
    return words if pattern.trailing_pause else f"{words}; the last pause does not count"


def _element(element: Element) -> str:
    match element:
        case Pause():
            return _pause(element)
        case Segment():
            on = f"{element.tone.name} {_s(element.on.nominal_s)}{_movement(element.tone.contour)}"
            off = f", {_s(element.off.nominal_s)} off" if element.off.nominal_s else ""
            return _repeated(element, on + off)
        case Group():
            inner = ", ".join(map(_element, element.elements))
            return _repeated(element, inner) + (
                f" with {_s(element.gap.nominal_s)} between" if element.gap.nominal_s else ""
            )


def _pause(pause: Pause) -> str:
    length = f"pause {_s(pause.length_s)}"
    if pause.label is None:
        return length
    said = pause.label.english
    return f"{length} ({said})" if pause.length_s else said  # 0 s: nobody knows how long


def _movement(contour: Contour) -> str:
    match contour:
        case Sweep(rise_s=rise_s, fall_s=fall_s):
            return f" ({_s(rise_s)} up, {_s(fall_s)} down)"
        case Steps(high_s=high_s, low_s=low_s):
            return f" ({_s(high_s)} high, {_s(low_s)} low)"
    return ""


def _repeated(element: Segment | Group, words: str) -> str:
    if element.repeat_for_s is not None:
        return f"({words}) for {_s(element.repeat_for_s)}"
    count = element.repeat.nominal
    return words if count == 1 else f"{count} × ({words})"


def _s(seconds: Seconds) -> str:
    return f"{decimal_text(seconds)} s"
