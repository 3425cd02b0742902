"""What is typed in a listening test, letter by letter, and what it means."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 80


class Order(Enum):
    """What may be typed beside a signal."""

    UNKNOWN = "?"
    AGAIN = "r"
    STOP = "q"
    ON = ""


class TypedLine:
    """A line as it is typed on a terminal that shows nothing by itself.

    Attributes
    ----------
    text
        What stands there so far.
    """

    def __init__(self) -> None:
        self.text = ""

    def take(self, typed: str) -> str | None:
        """Take what was typed; return the line once it is whole. What follows it is forgotten."""
        for key in typed:
            if key in "\r\n":
                whole, self.text = self.text, ""
                return whole
            if key == "\x04":  # Ctrl-D
                return Order.STOP.value
            if key in "\x7f\b":
                self.text = self.text[:-1]
            elif key == "\x15":  # Ctrl-U
                self.text = ""
            elif key.isprintable():
                self.text = (self.text + key)[:LONGEST]
        return None


def meaning_of(typed: str, signals: Sequence[str]) -> str | Order | None:
    """Return the id of the signal that a line names, by number or id, or an order; None: neither.

    An input method's wide letters and capitals are the same.
    """
    plain = unicodedata.normalize("NFKC", typed).strip().casefold()
    if plain.isascii() and plain.isdecimal() and 1 <= int(plain) <= len(signals):
        return signals[int(plain) - 1]
    named = [signal for signal in signals if signal.casefold() == plain]
    if named:
        return named[0]
    return next((order for order in Order if order.value == plain), None)
