"""A line as it is typed, key by key, on a terminal that shows nothing by itself."""

from __future__ import annotations

LONGEST = 200


class TypedLine:
    """What stands in the line so far, and how keys change it.

    Attributes
    ----------
    text
        What stands there.
    """

    def __init__(self) -> None:
        self.text = ""

    def take(self, keys: str) -> str | None:
        """Take what was typed; return the line once it is whole. What follows it is forgotten."""
        for key in keys:
            if key in "\r\n":
                whole, self.text = self.text, ""
                return whole
            if key in "\x7f\b":
                self.text = self.text[:-1]
            elif key == "\x15":  # Ctrl-U
                self.text = ""
            elif key.isprintable():
                self.text = (self.text + key)[:LONGEST]
        return None
