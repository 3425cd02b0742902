"""Labels on the left, what they stand for on the right, wrapped within its own column."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from siren.cli.columns import padded, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.text import Text

    Fact = tuple[Text, str]

LABEL_CELLS = 11


def labelled(facts: Iterable[Fact], width: int, language: str) -> Iterator[str]:
    """Yield the lines of facts, none wider than `width` cells.

    Only what goes elsewhere than to a terminal keeps its web addresses whole.
    """
    for label, text in facts:
        name = label.said_in(language)
        room = width - LABEL_CELLS - 1
        is_whole = text.startswith("http") and not sys.stdout.isatty()
        for line in [text] if is_whole else wrapped(text, room):
            yield f"{padded(name, LABEL_CELLS)} {line}".rstrip()
            name = ""
