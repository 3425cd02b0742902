"""Numbers as notices write them: 15, 十五, 二〇二三, 二ОО九, 一百八十."""

from __future__ import annotations

from fractions import Fraction

DIGITS = {
    **{letter: value for value, letter in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("〇○OoО0", 0),
    **{"两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3},
    **{str(value): value for value in range(1, 10)},
}
"""Zero is written in half a dozen ways: README of the notices, table of dates."""

TENS = {"十": 10, "百": 100}

NUMBER = r"(?:\d{1,6}(?:\.\d{1,3})?|[零一二三四五六七八九十百两]{1,6})"
"""A whole number, or decimal digits."""

SMALL = r"(?:\d{1,2}|[零〇○一二三四五六七八九十]{1,3})"
"""A number of a day, a month, an hour or a minute."""

YEAR = r"(?:\d{4}|[〇○零0Oo一二三四五六七八九两]{4})"
"""A year of four digits."""


def number(words: str) -> Fraction:
    """Return the value of a number; ValueError where it is none."""
    if words.replace(".", "", 1).isdecimal() and words.isascii():
        return Fraction(words)
    return Fraction(whole(words))


def whole(words: str) -> int:
    """Return the value of a whole number; ValueError where it is none."""
    if not words or any(letter not in DIGITS and letter not in TENS for letter in words):
        raise ValueError(f"{words!r} is not a number")
    if not any(letter in TENS for letter in words):
        return int("".join(str(DIGITS[letter]) for letter in words))
    total, digit = 0, None
    for letter in words:
        if letter in TENS:
            total += (1 if digit is None else digit) * TENS[letter]
            digit = None
        else:
            digit = DIGITS[letter]
    return total + (digit or 0)
