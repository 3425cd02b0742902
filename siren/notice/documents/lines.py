"""Pieces of text, ends of lines, rows and cells -> lines.

The cells of a row make one line, tabs between them. A cell of several lines (an old page is laid
out as one table, with the whole notice in a cell) keeps its lines, and so does its row.
"""

from __future__ import annotations


class Block:
    """What is collected between the beginning and the end of a page, a row or a cell."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.cells: list[list[str]] = []
        self._pieces: list[str] = []

    def add(self, piece: str) -> None:
        """Go on with the line."""
        self._pieces.append(piece)

    def end_line(self) -> None:
        """End the line, if anything stands on it."""
        if line := "".join(self._pieces).strip():
            self.lines.append(line)
        self._pieces.clear()

    def finished(self) -> list[str]:
        """Return all lines, those of a row's cells last."""
        self.end_line()
        if all(len(cell) <= 1 for cell in self.cells):
            row = "\t".join("".join(cell) for cell in self.cells).strip()
            return [*self.lines, row] if row else self.lines
        return [*self.lines, *(line for cell in self.cells for line in cell)]


class Lines:
    """The lines of a document; blocks may stand in blocks, to any depth."""

    def __init__(self) -> None:
        self._open = [Block()]

    @property
    def block(self) -> Block:
        """The innermost block."""
        return self._open[-1]

    def begin(self) -> None:
        """Begin a row, a cell or a box apart."""
        self._open.append(Block())

    def end(self) -> None:
        """End what was begun; its lines come before the line that goes on around it."""
        lines = self._open.pop().finished()
        self.block.lines.extend(lines)

    def end_cell(self) -> None:
        """End a cell of the row around it."""
        lines = self._open.pop().finished()
        self.block.cells.append(lines)

    def text(self) -> str:
        """Return all of it."""
        return "\n".join(self.block.finished())
