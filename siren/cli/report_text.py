"""The page of a report as plain text, no wider than the terminal where that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.columns import GAP, cells, padded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from siren.report.page import Page
    from siren.report.sections import Section

LABEL_CELLS = 24
"""Labels are given so much room at most; a longer one has a line of its own."""


def text_of(page: Page, width: int) -> str:
    """Return the page as text, its values wrapped to `width` cells; tables are never cut."""
    parts = [
        f"{page.exercise}  {page.kind}",
        *wrapped(page.title, width),
        "",
        *wrapped(page.verdict, width),
        *(line for words in page.warnings for line in wrapped(f"! {words}", width)),
        "",
        *_table(page),
    ]
    for section in page.sections:
        parts += ["", section.heading, *_fields(section, width)]
    signature = "    ".join(f"{label}: {'_' * 14}" for label in page.signature)
    return "\n".join([*parts, "", signature, ""])


def _table(page: Page) -> Iterator[str]:
    """Yield a line for each signal, and one below it for each outlet; all columns line up."""
    head = [name for number, name in enumerate(page.head) if number != 1]  # planned: the heading
    rows = [
        [[r.outlet, r.actual, r.error_ms, r.frames, r.lost, r.outcome] for r in block.rows]
        for block in page.blocks
    ]
    every = [head, *(row for block in rows for row in block)]
    widths = [max(cells(row[i]) for row in every) for i in range(len(head))]
    yield _line(head, widths)
    for block, lines in zip(page.blocks, rows, strict=True):
        yield block.heading
        yield from (_line(line, widths) for line in lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    line = (" " * GAP).join(padded(text, size) for text, size in zip(row, widths, strict=True))
    return f"  {line.rstrip()}"


def _fields(section: Section, width: int) -> Iterator[str]:
    labels = [cells(field.label) for field in section.fields if not field.is_code]
    room = min(LABEL_CELLS, max(labels, default=0))
    for field in section.fields:
        if field.is_code:  # is copied letter by letter, so it stands on one line
            yield from (f"  {field.label}", f"    {field.value}")
            continue
        label = field.label
        if cells(label) > room:
            yield f"  {label}"
            label = ""
        for line in wrapped(field.value, max(20, width - room - 4)):
            yield f"  {padded(label, room)}  {line}"
            label = ""


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, broken at blanks where there are any."""
    lines, line = [], ""
    for word in _pieces(text, width):
        if line and cells(line) + cells(word.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += word
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield what must stay together: a word with its blank, a Chinese character, or less."""
    piece = ""
    for letter in text:
        if cells(letter) > 1:
            if piece:
                yield piece
            yield letter
            piece = ""
            continue
        if cells(piece) >= width:
            yield piece
            piece = ""
        piece += letter
        if letter == " ":
            yield piece
            piece = ""
    if piece:
        yield piece
