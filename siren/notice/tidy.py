"""Text as it came -> lines without letters that nobody sees."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\f\v\x85\u2028\u2029]")
"""CRLF; form feeds, which end pages; and what else ends a line."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters; tabs and line feeds stay
    "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # marks of no width
    "\ufffe\uffff\ud800-\udfff]"  # no characters at all: lone halves of a pair
)


def tidied(text: str) -> str:
    """Return `text` with line feeds alone as line ends, and no letter that nobody sees."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
