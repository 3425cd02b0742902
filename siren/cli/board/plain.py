"""Runs in plain lines: a countdown, and every event as it comes; all on stderr."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from siren.cli.board.countdown import whole
from siren.cli.board.events import Events
from siren.cli.board.question import Questions
from siren.cli.board.scene import is_heard
from siren.cli.journald import INFO, WARNING, is_journald, prefixed
from siren.cli.keyboard import forget_typed, is_there, typed_line
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.clock import Instant
    from siren.firing.run import Run
    from siren.firing.state import FiringState

MARKS_S = (3600, 1800, 600, 300, 120, 60, 30, 10, 5, 4, 3, 2, 1)
"""Where no line can be rewritten, a countdown is written at these many seconds before T."""

SOUNDS = phrase("{signal} sounds for {left}", "{signal} 鸣响中，还有 {left}")
UNHEARD = phrase("{signal} IS NOT HEARD; it ends in {left}", "{signal} 未发声；{left} 后结束")
TO = phrase("{left} to {signal}", "距 {signal} 还有 {left}")


class PlainLines:
    """Shows runs; on a terminal the last line is rewritten every second.

    Parameters
    ----------
    who
        Who confirms a stepped clock by typing the drill's id.
    language
        ``en`` or ``zh``.
    """

    def __init__(self, who: str, language: str) -> None:
        self._language = language
        self._events = Events(language)
        self._questions = Questions(who, language)
        self._is_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._marked: set[tuple[Run, int, int]] = set()
        self._line = ""

    def look(self, runs: Sequence[Run], now: Instant) -> None:
        """Show what is new."""
        for words, is_trouble in self._events.new(runs):
            self.say(words, is_trouble=is_trouble)
        self._clocks(runs)
        left = [self._left(run, now) for run in runs]
        self._countdown(" | ".join(dict.fromkeys(filter(None, left))))

    def say(self, words: str, *, is_trouble: bool = True) -> None:
        """Show a line that stays; what is worth a line of its own is mostly trouble."""
        self._wipe()
        write(words + "\n", is_trouble=is_trouble)

    def close(self) -> None:
        """Leave the terminal with a line of its own."""
        self._wipe()

    def _clocks(self, runs: Sequence[Run]) -> None:
        """Ask once about every step of the clock, and look whether somebody has answered."""
        for words in self._questions.new(runs):
            self.say(words)
            forget_typed()
        if self._questions.open and os.name == "posix" and is_there():
            typed = typed_line(0)
            for words in self._questions.answer(typed or ""):
                self.say(words)

    def _left(self, run: Run, now: Instant) -> str:
        """Return how long until the next signal, or how long this one goes on."""
        state = run.next_firing
        if state is None:
            return ""
        signal = state.planned.signal
        start_s = state.planned.start_utc.timestamp() - now.utc_s
        if state.cue.began:
            if not self._is_terminal:
                return ""
            left = whole(start_s + run.plan.length_s(state.planned))
            words = SOUNDS if is_heard(run, state) else UNHEARD
            return words.said_in(self._language).format(signal=signal, left=left)
        if not self._is_terminal and not self._is_mark(run, state, start_s):
            return ""
        return TO.said_in(self._language).format(signal=signal, left=whole(start_s))

    def _is_mark(self, run: Run, state: FiringState, left_s: float) -> bool:
        passed = [mark for mark in MARKS_S if left_s <= mark]
        if not passed or (run, state.number, passed[-1]) in self._marked:
            return False
        self._marked.add((run, state.number, passed[-1]))
        return True

    def _countdown(self, words: str) -> None:
        if not words or words == self._line:
            return
        if self._is_terminal:
            self._wipe()
            write(f"  {words}")
            self._line = words
        else:
            write(f"  {words}\n")

    def _wipe(self) -> None:
        if self._line:
            write("\r\x1b[2K")
            self._line = ""


def write(words: str, *, is_trouble: bool = False) -> None:
    """Write to stderr; a terminal that has gone away stops no siren."""
    if _is_read_by_journald():
        words = prefixed(words.rstrip("\n"), WARNING if is_trouble else INFO) + "\n"
    with suppress(OSError, ValueError):
        click.echo(words, nl=False, err=True)


def _is_read_by_journald() -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return is_journald(descriptor=sys.stderr.fileno())
    return False
