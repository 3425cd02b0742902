"""A time in figures that are read from across a room, drawn with half blocks."""

from __future__ import annotations

from itertools import pairwise

LEAST = 2
"""Half rows of a dot in the smallest figures: five rows high."""

_HEIGHT = 5

_DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("  #", "  #", "  #", "  #", "  #"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def dot_for(text: str, width: int, rows: int) -> int:
    """Return how large a dot may be, in half rows, for `text` to fit; 0: it does not fit.

    Sizes are those of the same number of figures all the time: they do not jump at each 1.
    """
    dot = min(width // _columns(text), 2 * rows // _HEIGHT)
    return dot if dot >= LEAST else 0


def rows_for(dot: int) -> int:
    """Return how many rows figures take whose dots have so many half rows."""
    return -(-_HEIGHT * dot // 2)


def figures(text: str, dot: int) -> list[str]:
    """Return `text` (digits and colons) as rows; a dot is as wide as it is high."""
    dots = [" ".join(_DOTS[letter][row] for letter in text) for row in range(_HEIGHT)]
    halves = [[mark == "#" for mark in row for _ in range(dot)] for row in dots for _ in range(dot)]
    if len(halves) % 2:
        halves.append([False] * len(halves[0]))
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for number, (upper, lower) in enumerate(pairwise(halves))
        if number % 2 == 0
    ]


def _columns(text: str) -> int:
    """Return the width of a text in dots."""
    return sum(len(_DOTS[letter][0]) + 1 for letter in text) - 1
