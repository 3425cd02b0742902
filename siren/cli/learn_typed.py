"""What a line means that was typed in a listening test."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Order(Enum):
    """What may be typed beside a signal."""

    UNKNOWN = "?"
    AGAIN = "r"
    STOP = "q"
    ON = ""


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
