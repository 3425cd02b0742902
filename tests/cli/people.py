"""Somebody at a keyboard, made up: what is typed, and what happens while nothing is."""

from __future__ import annotations

import io
import select
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Keyboard(io.StringIO):
    """A terminal's stdin.

    Attributes
    ----------
    lines
        What was typed and nobody has read yet, a line each.
    meanwhile
        Called whenever somebody waits for a line and there is none, with the seconds waited.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.meanwhile: Callable[[float], None] = lambda seconds: None
        self._select = select.select

    def type(self, *lines: str) -> None:
        self.lines += lines

    def isatty(self) -> bool:
        return True

    def readline(self, *_: Any) -> str:  # type: ignore[override]  # typeshed has bytes there
        return self.lines.pop(0) + "\n" if self.lines else ""  # the terminal went

    def select(self, reads: list[Any], writes: Any, faults: Any, wait_s: float) -> Any:
        """Stand in for select.select: about this keyboard it knows, for others it asks."""
        if reads != [self]:
            return self._select(reads, writes, faults, wait_s)
        if not self.lines:
            self.meanwhile(wait_s)
        return reads if self.lines else [], [], []
