"""A terminal that is drawn on in a thread of its own; it may stall, shrink or vanish.

Comes in: what draws a page of a size. Goes out: to the terminal, only the rows that have
changed, never faster than it takes them. Nobody waits for it but `close`, a little.
"""

from __future__ import annotations

import atexit
import io
import os
import sys
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from siren.cli.board.lines import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from siren.cli.board.lines import Line

    Draw = Callable[[int, int], list[Line]]

REST_S = 0.15
"""How long to rest between two pages."""

WHOLE_EVERY = 50
"""Every so many pages all rows are written: something else may have written over them."""

PATIENCE_S = 1.0
"""A terminal that takes longer to be given back is left as it is."""

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h\x1b[2J"
"""Another screen, no cursor, no wrapping, pastes are marked."""

LEAVE = "\x1b[0m\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"

PLAIN_TERMINALS = ("vt1", "vt2", "linux-m", "xterm-mono")
"""Terminals that would show something strange for colours."""


class Screen:
    """Another screen of the terminal, from `open` to `close`.

    Attributes
    ----------
    is_hungry
        Whether the last page is out, and another one is welcome.
    fault
        What went wrong in drawing; None: nothing.
    """

    def __init__(self) -> None:
        self.is_hungry = True
        self._draw: Draw | None = None
        self._news, self._closing = Event(), Event()
        self._thread: Thread | None = None
        self._shown: list[Line] = []
        self._pages, self._size = 0, (0, 0)
        self.fault: str | None = None
        self._styles = Styles(os.environ)

    def open(self) -> None:
        """Take the terminal."""
        sys.stderr.flush()
        atexit.register(self.close)
        self._thread = Thread(target=self._run, name="siren-board", daemon=True)
        self._thread.start()

    def show(self, draw: Draw) -> None:
        """Draw this from now on; `draw` is called in another thread, whenever it is due."""
        self.is_hungry, self._draw = False, draw
        self._news.set()

    def close(self) -> bool:
        """Give the terminal back; return whether it took that."""
        if self._thread is None:
            return True
        atexit.unregister(self.close)
        thread, self._thread = self._thread, None
        self._closing.set()
        self._news.set()
        thread.join(PATIENCE_S)
        return not thread.is_alive()

    def _run(self) -> None:
        with suppress(OSError):  # it has vanished
            put(ENTER)
            while not self._closing.is_set():
                if self._news.wait(REST_S) or size() != self._size:
                    self._news.clear()
                    self._page()
                self._closing.wait(REST_S)
            self._page()
        with suppress(OSError):
            put(f"\x1b[{size()[1]};1H\x1b[2K{LEAVE}")

    def _page(self) -> None:
        """Write what has changed since the last page."""
        if self._draw is None:
            return
        self._size = size()
        try:
            page = self._draw(*self._size)
        except Exception as error:
            self.fault = repr(error)
            return
        finally:
            self.is_hungry = True
        put(self._changes(page))

    def _changes(self, page: list[Line]) -> str:
        old, self._shown = self._shown, page
        self._pages += 1
        if len(old) != len(page) or self._pages % WHOLE_EVERY == 0:
            old = [EMPTY] * len(page)
        return "".join(
            f"\x1b[{number};1H{self._styles.dressed(new)}\x1b[K"
            for number, (was, new) in enumerate(zip(old, page, strict=True), start=1)
            if was != new
        )


class Styles:
    """Words with styles -> what a terminal shows so; rich's home.

    Parameters
    ----------
    environ
        ``TERM``, ``COLORTERM`` and ``NO_COLOR`` say what the terminal can do.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        from rich.console import Console

        self._console: Any = Console(
            file=io.StringIO(),
            force_terminal=True,
            no_color="NO_COLOR" in environ or environ.get("TERM", "").startswith(PLAIN_TERMINALS),
            legacy_windows=False,
            _environ={**environ},
        )

    def dressed(self, row: Line) -> str:
        """Return a line with its control sequences."""
        from rich.text import Text

        text = Text.assemble(*row, end="")
        with self._console.capture() as capture:
            self._console.print(text, end="", no_wrap=True, overflow="ignore", crop=False)
        return str(capture.get())


def put(words: str) -> None:
    """Write to the terminal behind stderr's buffer: whoever stalls there must hold no lock."""
    data = words.encode("utf-8", "replace")
    if sys.platform == "win32":
        sys.stderr.write(words)
        sys.stderr.flush()
        return
    descriptor = sys.stderr.fileno()
    while data:
        data = data[os.write(descriptor, data) :]


def size() -> tuple[int, int]:
    """Return columns and rows of the terminal; 80 and 24 where it does not say."""
    with suppress(OSError, ValueError):
        columns, rows = os.get_terminal_size(sys.stderr.fileno())
        if columns > 0 and rows > 0:
            return columns, rows
    return 80, 24
