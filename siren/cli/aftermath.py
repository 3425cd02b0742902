"""After a drill that was cut short: the all-clear and a correction, each with its own yes."""

from __future__ import annotations

import shlex
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from siren.cli.all_clear import all_clear_outlay, all_clear_signal
from siren.cli.conduct import conduct
from siren.cli.correction import correction, was_heard
from siren.cli.keyboard import forget_typed, is_there, typed_line
from siren.cli.language import speech
from siren.cli.manner import Manner
from siren.cli.outcomes import report
from siren.cli.who import who
from siren.errors import OutputFailed, SirenError
from siren.firing.journal import Journal
from siren.firing.latch import Latch
from siren.firing.places import state_folder
from siren.firing.rules import Outcome
from siren.output.aside import write_text_aside
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.cli.orders import Outlay
    from siren.clock import Clock
    from siren.firing.run import Run
    from siren.firing.state import FiringState

CUT_SHORT = {Outcome.STOPPED, Outcome.ABORTED, Outcome.DEVICE_LOST}

LOOK_S = 0.5


def settle_with_people(outlay: Outlay, runs: Sequence[Run], clock: Clock, language: str) -> None:
    """Offer what may have to follow a drill that people may have heard only in part."""
    ended = [state for run in runs for state in run.firings if not state.is_vetoed]
    outcomes = {state.result.outcome for state in ended if state.result is not None}
    if outlay.mode != "run" or not outcomes & CUT_SHORT:
        return
    say = speech(language)
    text = correction(outlay.subject, runs, clock.utc_now())
    title = say("--- ready correction text ---", "--- 更正文本（可直接使用）---")
    click.echo(f"\n{title}\n{text}\n", err=True)
    is_needed = _is_all_clear_needed(outlay, runs)
    if not is_needed:
        words = say("No all-clear is called for: ", "无需解除警报：")
        why = say("nothing was heard, or it was.", "没有发声，或已鸣响解除警报。")
        click.echo(words + why, err=True)
    if is_there():
        _offer(_Desk.of(outlay, clock, language), text, is_needed=is_needed)
    elif is_needed:
        way = f"siren stop --clear; siren all-clear {shlex.quote(outlay.what)}"
        click.echo(say("The all-clear: {}", "解除警报：{}").format(way), err=True)


class _Desk(NamedTuple):
    """A drill that was cut short, and the stop that did it; None: nobody stopped it."""

    outlay: Outlay
    clock: Clock
    language: str
    latch: Latch
    stopped: str | None

    @classmethod
    def of(cls, outlay: Outlay, clock: Clock, language: str) -> _Desk:
        """Return the desk as the drill has left it."""
        latch = Latch(state_folder())
        return cls(outlay, clock, language, latch, latch.words() if latch.is_set() else None)

    def typed(self, question: str) -> str:
        """Return what is typed; raises Refused where somebody stops everything meanwhile."""
        forget_typed()
        click.echo(question, nl=False, err=True)
        while (line := typed_line(LOOK_S)) is None:
            self.refuse_other_stop()
        self.refuse_other_stop()
        return line

    def refuse_other_stop(self) -> None:
        """Raise Refused where another stop is latched than the one that ended the drill."""
        if self.latch.is_set() and self.latch.words() != self.stopped:
            click.echo(err=True)
            self.latch.refuse_if_set()


def _is_all_clear_needed(outlay: Outlay, runs: Sequence[Run]) -> bool:
    """Return whether anything was heard that no all-clear has ended."""
    signal = all_clear_signal(outlay.subject)
    heard = [state for run in runs for state in run.firings if was_heard(state)]
    cleared = [s for s in heard if signal and s.planned.signal == signal.id and _is_whole(s)]
    return signal is not None and bool(heard) and not cleared


def _is_whole(state: FiringState) -> bool:
    return state.result is not None and state.result.outcome is Outcome.PLAYED


def _offer(desk: _Desk, text: str, *, is_needed: bool) -> None:
    try:
        _offer_correction(desk, text)
        if is_needed:
            _offer_all_clear(desk)
    except SirenError as error:
        click.echo(f"siren: {error.said_in(desk.language)}", err=True)
    except (KeyboardInterrupt, click.Abort):  # nothing more is wanted
        click.echo(err=True)


def _offer_correction(desk: _Desk, text: str) -> None:
    path = _unused(Path(f"{desk.outlay.subject.id}-correction.txt"))
    asked = speech(desk.language)(
        "Type correction to write it to {}, Enter to leave it: ",
        "输入 correction 将其写入 {}，直接回车则不写：",
    )
    if desk.typed(asked.format(path)) != "correction":
        return
    try:
        write_text_aside(path, f"{text}\n")
    except OutputFailed as error:
        click.echo(f"siren: {error.said_in(desk.language)}", err=True)


def _unused(path: Path) -> Path:
    """Return a path at which nothing stands yet."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not path.exists() else next(p for p in numbered if not p.exists())


def _offer_all_clear(desk: _Desk) -> None:
    signal, say = all_clear_signal(desk.outlay.subject), speech(desk.language)
    if signal is None:
        return
    asked = say(
        "EXERCISE. Type all-clear to sound {signal} ({length}) NOW on {places}{latch}; or Enter: ",
        "演习。输入 all-clear 即刻在 {places} 鸣响{signal}（{length}）{latch}，直接回车则不鸣响：",
    )
    lifts = say(", which lifts the stop by {}", "，并解除 {} 的叫停").format(desk.stopped)
    question = asked.format(
        signal=signal.names.said_in(desk.language),
        length=clock_text(signal.duration_s),
        places=", ".join(dict.fromkeys(order.place for order in desk.outlay.orders)),
        latch=lifts if desk.stopped else "",
    )
    if desk.typed(question) == "all-clear":
        _sound_all_clear(desk)


def _sound_all_clear(desk: _Desk) -> None:
    """Sound it; the stop that ended the drill is lifted, and that is written."""
    request = desk.outlay.request._replace(mode="all-clear", allowed=())
    laid_out = all_clear_outlay(desk.outlay.subject, request, desk.clock)
    if desk.stopped is not None:
        journal = Journal(state_folder() / "journal.jsonl", desk.clock)
        journal.append("cleared", who=who(), why="all-clear")
        desk.refuse_other_stop()
        desk.latch.clear()
    manner = Manner(desk.language, confirmed="typed after a stop")
    runs, _ = conduct([laid_out], desk.clock, desk.clock, manner)
    report(runs, desk.language, as_json=False)
