"""Single TOML values: how a message shows them, and which numbers are taken."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

MAX_DIGITS = 15
"""The most digits of a number; none needs more than 8, and as many survive a float unchanged."""

MAX_LENGTH_S = 7 * 24 * 3600
"""The longest signal that is taken; no known one exceeds 15 minutes."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?:[:.](\d\d))?")
_TOO_LARGE: int = 10**MAX_DIGITS


def is_short(value: int | Decimal) -> bool:
    """Return whether a number is finite and short enough for exact arithmetic."""
    if isinstance(value, int):
        return abs(value) < _TOO_LARGE
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # NaN and the infinities have a letter there
        return False
    return max(len(digits), len(digits) + exponent, -exponent) <= MAX_DIGITS


def is_words(value: object) -> bool:
    """Return whether a value is text that can be printed: not empty, no control characters."""
    return isinstance(value, str) and bool(value.strip()) and not _CONTROL.search(value)


def time_meant(value: object) -> str | None:
    """Return the time of day that was written as text or as a number, as TOML has it."""
    said = _CLOCK.fullmatch(str(value).strip()) if isinstance(value, str | int | Decimal) else None
    if said is None:
        return None
    hour, minute, second = (int(part or 0) for part in said.groups())
    is_time = hour < 24 and minute < 60 and second < 60
    return f"{hour:02}:{minute:02}:{second:02}" if is_time else None


def shown(value: object) -> str:
    """Return a value as TOML has it, short, on one line."""
    text = _in_toml(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _in_toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < 10**60 else "a number of more than 60 digits"
        case Decimal():
            return str(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case list():
            return f"[{', '.join(_in_toml(entry) for entry in value)}]"
        case dict():
            entries = (f"{key} = {_in_toml(entry)}" for key, entry in value.items())
            return f"{{ {', '.join(entries)} }}"
    return repr(value)
