"""What is asked after a step of the clock, and who answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.cli.keyboard import is_there
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.firing.run import Run

STEPPED = phrase(
    "THE CLOCK WAS STEPPED by {off_s:+.1f} s since this drill was confirmed.",
    "本次演习确认以后，时钟被拨动了 {off_s:+.1f} 秒。",
)
STARTED_ANEW = phrase(
    "THE MACHINE WAS STARTED ANEW, and its clock may be wrong, since this drill was confirmed.",
    "本次演习确认以后，机器重新启动过，时钟可能不准。",
)
ANSWER = phrase(
    "Nothing begins until {drill} is typed here, or it is set back.",
    "在此输入 {drill}，或把时钟拨回，之前一概不鸣响。",
)
NOBODY = phrase(
    "Nothing begins until it is set back: there is nobody to ask (a machine says --allow "
    "clock-step).",
    "时钟拨回之前一概不鸣响：此处无人可问（无人值守时用 --allow clock-step）。",
)
TAKEN = phrase("the clock is taken as right", "已确认时钟无误")


class Questions:
    """Asks once about every step of the clock.

    Parameters
    ----------
    who
        Who confirms a stepped clock by typing the drill's id.
    language
        ``en`` or ``zh``.

    Attributes
    ----------
    open
        The runs whose clock is in question.
    """

    def __init__(self, who: str, language: str) -> None:
        self._who, self._language = who, language
        self._asked: set[Run] = set()
        self.open: tuple[Run, ...] = ()

    def new(self, runs: Sequence[Run]) -> list[str]:
        """Return the questions that have come up since the last call."""
        suspects = (r for r in runs if not r.has_ended and not r.clock_watch.is_trusted)
        self.open = tuple(suspects)
        new = [run for run in self.open if run not in self._asked]
        self._asked = set(self.open)
        return [f"{self._what(run)} {self._until(run)}" for run in new]

    def answer(self, typed: str) -> list[str]:
        """Take a line that was typed; return what came of it."""
        confirmed = [run for run in self.open if run.plan.id == typed]
        for run in confirmed:
            run.confirm_clock(self._who)
        self.open = tuple(run for run in self.open if run not in confirmed)
        return [TAKEN.said_in(self._language) for _ in confirmed]

    def _what(self, run: Run) -> str:
        """Return what has happened to the clock."""
        off_s = run.clock_watch.off_s
        if off_s is None:
            return STARTED_ANEW.said_in(self._language)
        return STEPPED.said_in(self._language).format(off_s=off_s)

    def _until(self, run: Run) -> str:
        if is_there():
            return ANSWER.said_in(self._language).format(drill=run.plan.id)
        return NOBODY.said_in(self._language)
