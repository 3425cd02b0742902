"""After a drill that was cut short: the all-clear and a correction, each with its own yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from siren.cli.all_clear import all_clear_outlay, all_clear_signal
from siren.cli.conduct import conduct
from siren.cli.correction import correction
from siren.cli.keyboard import forget_typed, is_there, typed_line
from siren.cli.language import speech
from siren.cli.manner import Manner
from siren.cli.outcomes import report
from siren.cli.who import who
from siren.errors import SirenError
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

CUT_SHORT = {Outcome.STOPPED, Outcome.ABORTED, Outcome.DEVICE_LOST}

LOOK_S = 0.5


def settle_with_people(outlay: Outlay, runs: Sequence[Run], clock: Clock, language: str) -> None:
    """Offer what may have to follow a drill that people may have heard only in part."""
    outcomes = {result.outcome for run in runs for result in run.results}
    if outlay.mode != "run" or not outcomes & CUT_SHORT:
        return
    text = correction(outlay.subject, runs, clock.utc_now())
    title = speech(language)("--- ready correction text ---", "--- 更正文本（可直接使用）---")
    click.echo(f"\n{title}\n{text}\n", err=True)
    if is_there():
        _offer_correction(outlay, text, language)
        _offer_all_clear(outlay, clock, language)
    elif all_clear_signal(outlay.subject) is not None:
        way = f"siren stop --clear; siren all-clear {outlay.subject.id}"
        click.echo(speech(language)("The all-clear: {}", "解除警报：{}").format(way), err=True)


def _offer_correction(outlay: Outlay, text: str, language: str) -> None:
    path = Path(f"{outlay.subject.id}-correction.txt")
    asked = speech(language)(
        "Type correction to write it to {}, Enter to leave it: ",
        "输入 correction 将其写入 {}，直接回车则不写：",
    )
    if _typed(asked.format(path)) != "correction":
        return
    try:
        write_text_aside(path, f"{text}\n")
    except SirenError as error:
        click.echo(f"siren: {error.said_in(language)}", err=True)


def _offer_all_clear(outlay: Outlay, clock: Clock, language: str) -> None:
    signal = all_clear_signal(outlay.subject)
    if signal is None:
        return
    asked = speech(language)(
        "EXERCISE. Type all-clear to sound {signal} ({length}) NOW on {places}, Enter to not: ",
        "演习。输入 all-clear 即刻在 {places} 鸣响{signal}（{length}），直接回车则不鸣响：",
    )
    places = ", ".join(dict.fromkeys(order.place for order in outlay.orders))
    names, length = signal.names.said_in(language), clock_text(signal.duration_s)
    if _typed(asked.format(signal=names, length=length, places=places)) != "all-clear":
        return
    try:
        _sound_all_clear(outlay, clock, language)
    except SirenError as error:
        click.echo(f"siren: {error.said_in(language)}", err=True)


def _sound_all_clear(outlay: Outlay, clock: Clock, language: str) -> None:
    """Sound it; the stop that is latched is cleared by whoever typed it, and that is written."""
    folder, person = state_folder(), who()
    latch = Latch(folder)
    if latch.is_set():
        Journal(folder / "journal.jsonl", clock).append("cleared", who=person, why="all-clear")
        latch.clear()
    request = outlay.request._replace(mode="all-clear", allowed=())
    seal = outlay.orders[0].seal
    laid_out = all_clear_outlay(outlay.subject, seal, request, clock)
    runs = conduct([laid_out], clock, clock, Manner(language, confirmed="typed after a stop"))
    report(runs, language, as_json=False)


def _typed(question: str) -> str:
    forget_typed()
    click.echo(question, nl=False, err=True)
    while (line := typed_line(LOOK_S)) is None:
        pass
    return line
