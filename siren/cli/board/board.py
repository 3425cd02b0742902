"""Runs on a board that fills the terminal, and the keys that make them silent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from siren.cli.board.events import Events, at_text
from siren.cli.board.keys import Keys, single_key
from siren.cli.board.layout import frame
from siren.cli.board.plain import PlainLines, write
from siren.cli.board.question import Questions
from siren.cli.board.scene import Asked, next_of
from siren.cli.board.screen import Screen
from siren.cli.board.snapshot import Observer
from siren.cli.board.typed_line import TypedLine
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.cli.sounding import Sounding
    from siren.clock import Instant
    from siren.firing.run import Run
    from siren.text import Text

VETOED = phrase("{at}  {signal}: VETOED here by {who}", "{at}  {signal}：{who} 在此否决")
DOWNGRADED = phrase("the rest is made silent here by {who}", "{who} 在此将其余信号转为静默")
UNDRAWN = phrase("the board failed; plain lines from here: {fault}", "看板出错，改用文字：{fault}")


class Board:
    """Shows runs on the whole terminal, and lets a person make them silent with one key.

    Parameters
    ----------
    who
        Who is at the keyboard.
    language
        ``en`` or ``zh``.
    subjects
        What the runs sound, for their timelines.
    on_veto, on_downgrade
        Make the next signal, or all the rest, silent; None: that key does nothing.
    clock_words
        What the check of the clock found; None: nobody has asked.
    screen, keys
        Of the terminal; None: those of this process.
    """

    def __init__(
        self,
        who: str,
        language: str,
        *,
        subjects: Sequence[Sounding],
        on_veto: Callable[[], None] | None = None,
        on_downgrade: Callable[[], None] | None = None,
        clock_words: Text | None = None,
        screen: Screen | None = None,
        keys: Keys | None = None,
    ) -> None:
        self._who, self._language = who, language
        self._on_veto, self._on_downgrade = on_veto, on_downgrade
        self._observer = Observer(
            subjects,
            clock_words,
            can_veto=on_veto is not None,
            can_downgrade=on_downgrade is not None,
        )
        self._events = Events(language)
        self._questions = Questions(who, language)
        self._screen, self._keys = screen or Screen(), keys or Keys()
        self._instead: PlainLines | None = None
        self._is_open = False
        self._said: list[str] = []
        self._line = TypedLine()

    def look(self, runs: Sequence[Run], now: Instant) -> None:
        """Show what is new; never waits for the terminal."""
        if self._instead is not None:
            self._instead.look(runs, now)
            return
        try:
            self._look(runs, now)
        except Exception as error:
            self._screen.fault = repr(error)
        if self._screen.fault is not None:
            self.close()
            self._instead = PlainLines(self._who, self._language)

    def _look(self, runs: Sequence[Run], now: Instant) -> None:
        if not self._is_open:
            self._open()
        self._said += [event.words for event in self._events.new(runs)]
        self._said += self._questions.new(runs)
        self._take(self._keys.typed(), runs, now)
        if self._screen.is_hungry:
            scene = self._observer.scene(runs, now, self._said, self._asked())
            self._screen.show(partial(frame, scene, self._language))

    def say(self, words: str) -> None:
        """Show a line that stays, also after the board is closed."""
        if self._is_open:
            self._said.append(words)
        elif self._instead is not None:
            self._instead.say(words)
        else:
            write(words + "\n")

    def close(self) -> None:
        """Give the terminal back, and leave on it what has happened, in plain lines."""
        if self._instead is not None:
            self._instead.close()
        if not self._is_open:
            return
        self._is_open = False
        self._keys.close()
        if self._screen.close():
            if self._screen.fault is not None:
                words = UNDRAWN.said_in(self._language)
                self._said.append(words.format(fault=self._screen.fault))
            write("".join(f"{said}\n" for said in self._said))

    def _open(self) -> None:
        self._is_open = True
        self._screen.open()
        self._keys.open()

    def _take(self, typed: str, runs: Sequence[Run], now: Instant) -> None:
        """Do what a key says; while the clock is in question, what is typed is the answer."""
        if self._questions.open:
            self._answer(typed)
            return
        self._line = TypedLine()
        key = single_key(typed)
        if key == "v" and self._on_veto and self._observer.veto_s(runs, now) is not None:
            self._veto(self._on_veto, runs)
        elif key == "d" and self._on_downgrade and self._observer.can_downgrade(runs):
            self._said.append(DOWNGRADED.said_in(self._language).format(who=self._who))
            self._on_downgrade()

    def _veto(self, on_veto: Callable[[], None], runs: Sequence[Run]) -> None:
        run, state = next_of(runs)[0]
        words = VETOED.said_in(self._language)
        signal = state.planned.names.said_in(self._language)
        self._said.append(words.format(at=at_text(run, state), signal=signal, who=self._who))
        on_veto()

    def _answer(self, typed: str) -> None:
        for key in typed:
            answer = self._line.take(key)
            if answer is not None:
                self._said += self._questions.answer(answer.strip())

    def _asked(self) -> Asked | None:
        runs = self._questions.open
        if not runs:
            return None
        drills = tuple(dict.fromkeys(run.plan.id for run in runs))
        return Asked(runs[0].clock_watch.off_s, drills, self._line.text)
