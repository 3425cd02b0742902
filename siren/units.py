"""Units and the one rounding rule.

Durations are exact: a :class:`~fractions.Fraction` of seconds, made from the decimal digits
that stand in a file, never from a float. They become frames once, at an absolute edge, by
:func:`frame_at`; never piece by piece.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

Seconds = Fraction
"""An exact time or duration in seconds."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?|[+-]?\.\d+")


def exact_s(value: int | Decimal | Fraction | str) -> Seconds:
    """Return `value` seconds exactly.

    Parameters
    ----------
    value
        An int, a Decimal, a Fraction, or decimal digits such as ``"27.5"``. Floats are not
        taken: they have lost their digits already.

    Raises
    ------
    ValueError
        For text that is not a plain decimal number, and for NaN and infinities.
    """
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        raise ValueError(f"{value!r} is not a number of seconds")
    try:
        return Fraction(value.strip() if isinstance(value, str) else value)
    except (OverflowError, InvalidOperation, ValueError) as error:
        raise ValueError(f"{value!r} is not a number of seconds") from error


def frame_at(time_s: Seconds, rate_hz: int) -> int:
    """Return the frame nearest to an absolute time, halves up: ``floor(t * rate + 1/2)``."""
    return math.floor(time_s * rate_hz + Fraction(1, 2))


def plain_number(value: Fraction) -> int | float:
    """Return `value` as JSON should show it: an int where it is whole, else a float."""
    return int(value) if value.denominator == 1 else float(value)


def decimal_text(value: Fraction) -> str:
    """Return the decimal digits of `value`, without trailing zeros, as ``27.5`` or ``36``."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def clock_text(time_s: Seconds) -> str:
    """Return a duration as people write it: ``0:06``, ``3:00``, ``1:02:03.5``."""
    whole, part = divmod(round(time_s, 6), 1)
    hours, rest = divmod(int(whole), 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return text + decimal_text(part)[1:] if part else text


def gain_of_db(level_db: float) -> float:
    """Return the amplitude ratio of a level in dB: 0 dB is 1, -6.02 dB is a half."""
    return float(10.0 ** (level_db / 20.0))
