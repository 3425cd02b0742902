"""What a person types in answer to a question: a day, a time, a length, a cadence.

Each form takes text and returns its value, or None where the text is none of it.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from siren.notice.dates import dates
from siren.notice.reading import Window
from siren.notice.times import DAY_S, HOUR_S, MINUTE_S
from siren.notice.whole_sound import Sound
from siren.text import Text, phrase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

MOST_REPEATS = 1000
"""Of a cycle; no known signal comes near."""

_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2}))?"
_ONE_CLOCK = re.compile(_CLOCK)
_STRETCH = re.compile(rf"{_CLOCK}(?:[-~至到]+{_CLOCK})?")
_LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}(?:\.\d)?)")
_STEADY = re.compile(r"(\d{1,4}(?:\.\d)?)(?:s|秒)|(\d{1,3}:\d{2})")
_PAIR = r"\d{1,4}(?:\.\d)?/\d{1,4}(?:\.\d)?"
_CADENCE = re.compile(rf"({_PAIR}(?:\+{_PAIR}){{0,7}})[x×*](\d{{1,4}})")


Value = TypeVar("Value")


class Form(NamedTuple, Generic[Value]):
    """What may be typed: how it is written, and how it is read."""

    hint: Text
    read: Callable[[str], Value | None]


def _plain(typed: str) -> str:
    """Return what was typed in half-width letters, without blanks."""
    colons = typed.replace("\N{RATIO}", ":").replace("\ufe30", ":")
    return "".join(unicodedata.normalize("NFKC", colons).split())


def read_day(typed: str) -> dt.date | None:
    """Return a day: 2026-10-29, or 2026年10月29日."""
    text = _plain(typed)
    found = [mention for mention in dates(text) if (mention.start, mention.end) == (0, len(text))]
    return found[0].date if found else None


def read_time(typed: str) -> int | None:
    """Return a time of day in seconds since midnight: 10:29, or 10:29:30."""
    match = _ONE_CLOCK.fullmatch(_plain(typed))
    return _seconds(*match.groups()) if match else None


def read_window(typed: str) -> Window | None:
    """Return from when to when: 10:29-10:44; or when it begins: 10:29."""
    match = _STRETCH.fullmatch(_plain(typed))
    if match is None:
        return None
    start_s, end_s = _seconds(*match.groups()[:3]), None
    if match[4] is not None:
        end_s = _seconds(*match.groups()[3:])
        if end_s is None or start_s is None or end_s <= start_s:
            return None
    return None if start_s is None else Window(start_s, end_s)


def _seconds(hour: str, minute: str, second: str | None) -> int | None:
    at_s = int(hour) * HOUR_S + int(minute) * MINUTE_S + int(second or 0)
    return at_s if int(minute) < 60 and int(second or 0) < 60 and at_s < DAY_S else None


def read_length(typed: str) -> Fraction | None:
    """Return seconds: 120, or 2:00."""
    match = _LENGTH.fullmatch(_plain(typed))
    if match is None or (match[1] and Fraction(match[2]) >= 60):
        return None
    return int(match[1] or 0) * MINUTE_S + Fraction(match[2])


def read_cadence(typed: str) -> Sound | None:
    """Return how a signal sounds: 36/24x3, 15/10+5/10x3, or a steady tone: 180s, 3:00.

    A bare number is none: it may be meant for a choice. Nor is what takes over an hour.
    """
    sound = _cadence(_plain(typed))
    return sound if sound is not None and sound.duration_s <= HOUR_S else None


def _cadence(text: str) -> Sound | None:
    match = _CADENCE.fullmatch(text)
    if match is None:
        steady = _STEADY.fullmatch(text)
        length_s = read_length(steady[1] or steady[2]) if steady else None
        return Sound(((length_s, Fraction(0)),), 1) if length_s else None
    pairs = [pair.split("/") for pair in match[1].split("+")]
    cycle = tuple((Fraction(on_s), Fraction(off_s)) for on_s, off_s in pairs)
    repeats = int(match[2])
    if not all(on_s for on_s, _ in cycle) or not 1 <= repeats <= MOST_REPEATS:
        return None
    return Sound(cycle, repeats)


def read_yes(typed: str) -> bool | None:
    """Return whether somebody agrees."""
    return {"y": True, "yes": True, "是": True, "n": False, "no": False, "否": False}.get(
        _plain(typed).lower()
    )


DAY = Form(phrase("YYYY-MM-DD", "年-月-日，如 2026-10-29"), read_day)
TIME = Form(phrase("HH:MM or HH:MM:SS", "时:分 或 时:分:秒"), read_time)
WINDOW = Form(phrase("HH:MM or HH:MM-HH:MM", "时:分 或 时:分-时:分"), read_window)
LENGTH = Form(phrase("seconds, or M:SS", "秒数，或 分:秒"), read_length)
CADENCE = Form(
    phrase("on/off x count, as 36/24x3; steady: 180s", "鸣/停x遍数，如 36/24x3；长鸣如 180s"),
    read_cadence,
)
YES = Form(phrase("y or n", "y（是）或 n（否）"), read_yes)
