"""Whether a run is seen on a board or in plain lines: by what stderr is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from siren.cli.board.plain import PlainLines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TextIO

    from siren.cli.sounding import Sounding
    from siren.clock import Instant
    from siren.firing.run import Run
    from siren.text import Text

NO_SCREENS = ("", "dumb", "unknown")


class Show(Protocol):
    """What is seen of runs; called in the thread that ticks them."""

    def look(self, runs: Sequence[Run], now: Instant) -> None:
        """Show what is new."""
        ...

    def say(self, words: str) -> None:
        """Show a line that stays."""
        ...

    def close(self) -> None:
        """Give the terminal back; called again, it does nothing."""
        ...


def choose(
    who: str,
    language: str,
    *,
    subjects: Sequence[Sounding],
    on_veto: Callable[[], None] | None = None,
    on_downgrade: Callable[[], None] | None = None,
    clock_words: Text | None = None,
) -> Show:
    """Return a board where stderr is a terminal that can show one, else plain lines.

    The parameters are those of :class:`siren.cli.board.board.Board`.
    """
    if not has_screen(sys.stderr, os.environ):
        return PlainLines(who, language)
    from siren.cli.board.board import Board

    return Board(
        who,
        language,
        subjects=subjects,
        on_veto=on_veto,
        on_downgrade=on_downgrade,
        clock_words=clock_words,
    )


def has_screen(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Return whether a stream is a terminal with a screen, and can show the figures."""
    if not stream.isatty() or (stream.encoding or "").lower().replace("-", "") != "utf8":
        return False
    if sys.platform == "win32":
        from rich.console import detect_legacy_windows

        return not detect_legacy_windows()
    return environ.get("TERM", "") not in NO_SCREENS
