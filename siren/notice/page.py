"""The words of a notice without noise, each letter knowing where it was printed.

Comes in: from :mod:`siren.notice.noise`. Goes out: to everything that looks for something in it;
what is found is quoted as it was printed, with its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Quote(NamedTuple):
    """Words of the notice as they were printed, and the line on which they begin (from 1)."""

    line: int
    words: str


class Page(NamedTuple):
    """Clean words; the three fields are of equal length.

    Attributes
    ----------
    text
        Half-width, without spaces but between two numbers; a paragraph ends with a line end.
    printed
        What each letter was printed as; empty where one printed letter became several.
    lines
        On which line of the file each letter stands, from 1.
    """

    text: str
    printed: tuple[str, ...]
    lines: tuple[int, ...]

    def part(self, start: int, end: int) -> Page:
        """Return the letters from `start` up to `end`."""
        return Page(self.text[start:end], self.printed[start:end], self.lines[start:end])

    def as_printed(self, start: int, end: int) -> str:
        """Return how some letters were printed, line ends left out."""
        return "".join(self.printed[start:end]).replace("\n", "").strip()

    def quote(self, start: int, end: int) -> Quote:
        """Return words as they were printed, with their line."""
        return Quote(self.lines[start] if self.lines else 1, self.as_printed(start, end))

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Yield where each paragraph begins and ends."""
        start = 0
        for paragraph in self.text.split("\n"):
            if paragraph:
                yield start, start + len(paragraph)
            start += len(paragraph) + 1


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that holds a place."""
    start = max(text.rfind(mark, 0, at) for mark in "。;!?\n") + 1
    ends = [end for mark in "。;!?\n" if (end := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause begins and ends that holds some words."""
    first, last = sentence_at(text, start)
    comma = text.find(",", end, last)
    return max(first, text.rfind(",", first, start) + 1), comma if comma >= 0 else last
