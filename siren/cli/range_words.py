"""What a source leaves to the operator, in words: ``wail: 30 to 60 s (60 s here)``.

Comes in: a pattern, or how often a signal is sounded. Goes out: its ranges in order, in words and
as plain data.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from siren.cli.language import speech
from siren.cli.words import seconds_words, tone_name
from siren.pattern import Duration, Group, Pause, Repeat, Segment
from siren.text import Text, joined, phrase
from siren.units import decimal_text, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.pattern import Element
    from siren.units import Seconds

_SILENCE = phrase("silence", "静音")


class Ranged(NamedTuple):
    """A value of a pattern with a range: its key in the file, of what it is, and the range."""

    key: str
    of: Text
    value: Duration | Repeat


def ranges(elements: Iterable[Element]) -> Iterator[Ranged]:
    """Yield every range of a pattern in order, those of groups after what they hold."""
    return (one for element in elements for one in _of(element) if not one.value.is_exact)


def range_words(one: Ranged, language: str) -> str:
    """Return of what a range is, and the range."""
    colon = speech(language)(": ", "：")
    return one.of.said_in(language) + colon + value_words(one.value, language)


def value_words(value: Duration | Repeat, language: str) -> str:
    """Return a value with its range, if it has one."""
    said = _count if isinstance(value, Repeat) else _length
    here = _unit(value[0], value, language)
    if value.is_exact:
        return here
    return said(value, language) + speech(language)(" ({} here)", "（此处 {}）").format(here)


def as_data(value: Duration | Repeat) -> dict[str, Any]:
    """Return a value as JSON has it: the nominal one, and the bounds (null: open)."""
    nominal, least, most = (
        v if v is None or isinstance(v, int) else plain_number(v) for v in value
    )
    return {"nominal": nominal, "min": least, "max": most}


def _of(element: Element) -> Iterator[Ranged]:
    match element:
        case Pause(length=length, label=label):
            yield Ranged("pause_s", label or phrase("pause", "停顿"), length)
        case Segment():
            name = tone_name(element.tone.name)
            yield Ranged("on_s", name, element.on)
            yield Ranged("off_s", _SILENCE, element.off)
            yield Ranged("repeat", joined(name, phrase(", how often", "，次数")), element.repeat)
        case Group():
            yield from ranges(element.elements)
            yield Ranged("gap_s", phrase("between the passes", "各遍间隔"), element.gap)
            yield Ranged("repeat", phrase("all of it, how often", "整组，遍数"), element.repeat)


def _unit(number: Seconds | int, value: Duration | Repeat, language: str) -> str:
    """Return a number of seconds or of times, whichever the value is of."""
    if isinstance(value, Duration):
        return seconds_words(Fraction(number), language)
    return speech(language)("{} time" if number == 1 else "{} times", "{} 次").format(number)


def _length(value: Duration | Repeat, language: str) -> str:
    _, least, most = value
    say = speech(language)
    if most is None and not least:
        return say("no length is stated", "未载明时长")
    return _bounds(value, language)


def _count(value: Duration | Repeat, language: str) -> str:
    _, least, most = value
    if most is None and (least or 1) == 1:
        return speech(language)("open, until it is stopped", "不限次数，直至停止")
    return _bounds(value, language)


def _bounds(value: Duration | Repeat, language: str) -> str:
    _, least, most = value
    say = speech(language)
    if most is None:
        return say("at least {}", "至少 {}").format(_unit(least or 0, value, language))
    if not least:
        return say("at most {}", "至多 {}").format(_unit(most, value, language))
    lower = decimal_text(Fraction(least))
    return say("{} to {}", "{} 至 {}").format(lower, _unit(most, value, language))
