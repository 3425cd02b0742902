"""``siren status``: is anything sounding, what is next, is all well."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from siren.cli.language import LANG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from siren.clock import Clock
    from siren.firing.recovery import LeftFiring
    from siren.firing.standing import Armed, Standing


@click.command(short_help="Say at once whether anything sounds, what is next, and if all is well.")
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
        click.echo("\n".join(_lines(found, lang)))
    if found.problems:
        sys.exit(1)


def _as_dict(found: Standing, lang: str) -> dict[str, Any]:
    return {
        "sounding": [_sounding(one) for one in found.sounding],
        "next": found.next and _next(found.next),
        "armed": [_armed(one) for one in found.armed],
        "preparing": [one.signed for one in found.preparing],
        "stopped": (found.stopped or {"who": None, "at": None}) if found.is_stopped else None,
        "well": not found.problems,
        "problems": [problem.said_in(lang) for problem in found.problems],
        "state_dir": str(found.folder),
    }


def _armed(run: Armed) -> dict[str, Any]:
    return {
        "drill": run.drill,
        "device": run.left.arming.device,
        "mode": run.left.arming.mode,
        "heard": run.heard,
        "pid": run.holding and run.holding.signed.get("pid"),
    }


def _sounding(run: Armed) -> dict[str, Any]:
    from siren.firing.result import time_text

    firing = run.begun
    assert firing is not None  # else it would not be among what sounds
    since, until = _span(firing)
    about = {"signal": firing.signal, "since_utc": time_text(since), "until_utc": time_text(until)}
    return _armed(run) | about


def _next(run: Armed) -> dict[str, Any] | None:
    from siren.firing.result import time_text

    if run.next is None:
        return None
    planned = time_text(run.next.planned_utc)
    return _armed(run) | {
        "signal": run.next.signal,
        "planned_utc": planned,
        "in_s": round(run.in_s(run.next), 3),
    }


def _span(firing: LeftFiring) -> tuple[datetime, datetime]:
    """Return since when a firing is heard, and until when."""
    from datetime import timedelta

    late = timedelta(seconds=firing.onset_error_s or 0.0)
    return firing.planned_utc + late, firing.planned_utc + timedelta(seconds=firing.length_s)


def _lines(found: Standing, lang: str) -> Iterator[str]:
    from siren.cli.facts import plain
    from siren.text import phrase

    if not found.sounding:
        yield phrase("Nothing sounds from this machine.", "本机没有发声。").said_in(lang)
    for run in found.sounding:
        yield plain(_sounding_words(run, lang))
    for run in found.armed:
        if words := _silent_words(run, lang):
            yield plain(words)
    for holding in found.preparing:
        drill, device = (holding.signed.get(name) for name in ("drill", "device"))
        not_yet = phrase(f"Not armed yet: {drill} on {device}", f"尚未待命：{drill}，{device}")
        yield plain(not_yet.said_in(lang))
    if found.next is not None:
        yield plain(_next_words(found.next, lang))
    else:
        yield phrase("Nothing is armed that is still to come.", "没有待命的鸣放。").said_in(lang)
    for problem in found.problems:
        yield plain(f"! {problem.said_in(lang)}")
    if not found.problems:
        yield phrase("All is well.", "一切正常。").said_in(lang)
    yield plain(phrase(f"(by {found.folder})", f"（依据 {found.folder}）").said_in(lang))


def _sounding_words(run: Armed, lang: str) -> str:
    from siren.text import phrase

    sounding = _sounding(run)
    firing, device, mode = run.begun, sounding["device"], sounding["mode"]
    assert firing is not None  # as above
    since, until = (_clock(when, run) for when in _span(firing))
    return phrase(
        f"SOUNDING, an EXERCISE 演习: {firing.signal} on {device}, {since} to {until} "
        f"({run.drill}, {mode})",
        f"正在发声（演习 EXERCISE）：{firing.signal}，{device}，{since} 至 {until}"
        f"（{run.drill}，{mode}）",
    ).said_in(lang)


def _next_words(run: Armed, lang: str) -> str:
    from fractions import Fraction

    from siren.text import phrase
    from siren.units import clock_text

    firing, device = run.next, run.left.arming.device
    assert firing is not None  # else it would not be next
    left, at = clock_text(Fraction(int(run.in_s(firing)))), _clock(firing.planned_utc, run)
    en, zh = ("", "") if run.heard else (": not heard", "：不发声")
    mode = run.left.arming.mode
    return phrase(
        f"Next: {firing.signal} at {at}, in {left}, on {device} ({run.drill}, {mode}{en})",
        f"下一个：{firing.signal}，{at}，还有 {left}，{device}（{run.drill}，{mode}{zh}）",
    ).said_in(lang)


def _silent_words(run: Armed, lang: str) -> str:
    """Return what goes on that nobody hears; empty where nothing does."""
    from siren.text import phrase

    if run.heard or run.begun is None:
        return ""
    what = f"{run.begun.signal} ({run.drill}, {run.left.arming.mode})"
    return phrase(f"In silence, not heard: {what}", f"静默进行中，不发声：{what}").said_in(lang)


def _clock(when: datetime, run: Armed) -> str:
    """Return a clock time in the drill's zone, or that of this machine, with its offset."""
    from zoneinfo import ZoneInfo

    local = when.astimezone(ZoneInfo(run.timezone) if run.timezone else None)
    return f"{local:%H:%M:%S %z}"
