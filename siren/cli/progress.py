"""A progress bar on stderr, only on a terminal, only for work that takes a while."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from types import TracebackType

    from siren.clock import Clock

PATIENCE_S = 1.0
"""Work that is done sooner shows no bar."""


class Progress(AbstractContextManager["Progress"]):
    """Call it with each amount done."""

    def __init__(self, total: int, label: str, clock: Clock) -> None:
        self._total, self._label, self._clock = total, label, clock
        self._done = 0
        self._started_s = clock.monotonic_s()
        self._quiet = not sys.stderr.isatty()
        self._bar: Any = None

    def __call__(self, amount: int) -> None:
        """Note that `amount` more is done."""
        self._done += amount
        if self._quiet:
            return
        if self._bar is not None:
            self._bar.update(amount)
        elif self._clock.monotonic_s() - self._started_s > PATIENCE_S:
            self._bar = click.progressbar(length=self._total, label=self._label, file=sys.stderr)
            self._bar.__enter__()
            self._bar.update(self._done)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
