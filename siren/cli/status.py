"""``siren status``: is anything sounding, what is next, is all well."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from siren.cli.language import LANG
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from siren.clock import Clock
    from siren.firing.recovery import LeftFiring
    from siren.firing.standing import Armed, Due, Standing
    from siren.text import Text


@click.command(
    cls=SpokenCommand,
    short_help="Say at once whether anything sounds, what is next, and if all is well.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, for programs.")
@LANG
@click.pass_obj
def status(clock: Clock, as_json: bool, lang: str) -> None:
    """Say whether anything sounds from this machine, what is next, and whether all is well.

    Exit code 0 where all is well. A false alarm can be denied with it: it knows every run whose
    state is in the folder that it names. Changes nothing, and may be asked at any time.

    \b
    Example:
      siren status
    """
    from siren.firing.places import state_folder
    from siren.firing.standing import standing

    found = standing(state_folder(), clock.utc_now())
    if as_json:
        import json

        click.echo(json.dumps(_as_dict(found, lang), ensure_ascii=False, indent=2))
    else:
        from siren.cli.columns import fitted

        click.echo(fitted("\n".join(_lines(found, lang)), sys.stdout))
    if found.problems:
        sys.exit(1)


def _as_dict(found: Standing, lang: str) -> dict[str, Any]:
    return {
        "sounding": [_sounding(one) for one in found.sounding],
        "next": found.next and _next(found.next),
        "armed": [_armed(one) for one in found.armed],
        "preparing": [one.signed for one in found.preparing],
        "listening": [one.signed for one in found.listening],
        "stopped": (found.stopped or {"who": None, "at": None}) if found.is_stopped else None,
        "well": not found.problems,
        "problems": [problem.said_in(lang) for problem in found.problems],
        "state_dir": str(found.folder),
    }


def _armed(run: Armed) -> dict[str, Any]:
    return {
        "drill": run.drill,
        "device": run.left.device,
        "mode": run.left.arming.mode,
        "heard": run.heard,
        "pid": run.holding and run.holding.signed.get("pid"),
    }


def _sounding(due: Due) -> dict[str, Any]:
    from siren.firing.result import time_text

    since, until = map(time_text, _span(due.firing))
    return _armed(due.run) | {
        "signal": due.firing.signal,
        "since_utc": since,
        "until_utc": until,
    }


def _next(due: Due) -> dict[str, Any]:
    from siren.firing.result import time_text

    return _armed(due.run) | {
        "signal": due.firing.signal,
        "planned_utc": time_text(due.firing.planned_utc),
        "in_s": round(due.in_s, 3),
    }


def _span(firing: LeftFiring) -> tuple[datetime, datetime]:
    """Return since when a firing is heard, and until when."""
    from datetime import timedelta

    late = timedelta(seconds=firing.onset_error_s or 0.0)
    return firing.planned_utc + late, firing.planned_utc + timedelta(seconds=firing.length_s)


def _lines(found: Standing, lang: str) -> Iterator[str]:
    from siren.cli.facts import plain

    for words in _texts(found):
        yield plain(words.said_in(lang))


def _texts(found: Standing) -> Iterator[Text]:
    from siren.text import phrase

    for signed, _ in found.listening:
        device = signed.get("device")
        yield phrase(
            f"A listening test holds {device}: it may sound at any moment.",
            f"听辨测试正在使用 {device}，随时可能发声。",
        )
    if not found.sounding and not found.listening:
        yield phrase("Nothing sounds from this machine.", "本机没有发声。")
    yield from map(_sounding_words, found.sounding)
    for run, firing in found.silent:
        what = f"{firing.signal} ({run.drill}, {run.left.arming.mode})"
        yield phrase(f"In silence, not heard: {what}", f"静默进行中，不发声：{what}")
    for signed, _ in found.preparing:
        drill, device = signed.get("drill"), signed.get("device")
        yield phrase(f"Not armed yet: {drill} on {device}", f"尚未待命：{drill}，{device}")
    if found.next is None:
        yield phrase("Nothing is armed that is still to come.", "没有待命的鸣放。")
    else:
        yield _next_words(found.next)
    for problem in found.problems:
        yield phrase(f"! {problem.said_in('en')}", f"! {problem.said_in('zh')}")
    if not found.problems:
        yield phrase("All is well.", "一切正常。")
    yield phrase(f"(by {found.folder})", f"（依据 {found.folder}）")


def _sounding_words(due: Due) -> Text:
    from siren.text import phrase

    run, firing = due
    device, mode = run.left.device, run.left.arming.mode
    since, until = (_clock(when, run) for when in _span(firing))
    return phrase(
        f"SOUNDING, an EXERCISE 演习: {firing.signal} on {device}, {since} to {until} "
        f"({run.drill}, {mode})",
        f"正在发声（演习 EXERCISE）：{firing.signal}，{device}，{since} 至 {until}"
        f"（{run.drill}，{mode}）",
    )


def _next_words(due: Due) -> Text:
    from fractions import Fraction

    from siren.text import phrase
    from siren.units import clock_text

    run, firing = due
    device, mode = run.left.device, run.left.arming.mode
    left, at = clock_text(Fraction(int(due.in_s))), _clock(firing.planned_utc, run)
    en, zh = ("", "") if run.heard else (": not heard", "：不发声")
    return phrase(
        f"Next: {firing.signal} at {at}, in {left}, on {device} ({run.drill}, {mode}{en})",
        f"下一个：{firing.signal}，{at}，还有 {left}，{device}（{run.drill}，{mode}{zh}）",
    )


def _clock(when: datetime, run: Armed) -> str:
    """Return a clock time in the drill's zone, or that of this machine, with its offset."""
    from zoneinfo import ZoneInfo

    local = when.astimezone(ZoneInfo(run.timezone) if run.timezone else None)
    return f"{local:%H:%M:%S %z}"
