"""What will sound, where, when and how long; and the question whether it may."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from siren.cli.columns import columns
from siren.cli.keyboard import forget_typed, is_there, typed_line
from siren.cli.language import speech
from siren.drill import Drill, elapsed_s
from siren.errors import Misuse, Refused
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from typing import TypeAlias

    from siren.cli.feeds import Feed
    from siren.cli.orders import Outlay
    from siren.clock import Clock
    from siren.firing.latch import Latch
    from siren.firing.order import Order
    from siren.firing.plan import Plan, PlannedFiring

    Say: TypeAlias = Callable[[str, str], str]

LOOK_S = 0.1
"""How often the stop latch is looked at while a question is open."""

SECOND_S = 60.0
"""So long a second person has to agree: both are there at the same time."""

MODES = {
    "run": phrase("run", "鸣响"),
    "dry-run": phrase("dry-run", "静默演练"),
    "rehearsal": phrase("rehearsal", "预演"),
    "play": phrase("play", "演示"),
    "all-clear": phrase("all-clear", "解除警报"),
}


def announcement(outlay: Outlay, hashes: Iterable[str], language: str) -> str:
    """Return what people are told about what is to be armed."""
    plan, say = outlay.plan, speech(language)
    name = say(plan.title.both(), plan.title.said_in("zh"))
    title = say("EXERCISE  {} ({}), ", "演习  {}（{}），").format(name, plan.id)
    rows = list(_firing_rows(plan, say))
    return "\n".join(
        [
            title + _mode_words(outlay, language),
            columns(list(_facts(outlay, hashes, say)), indent=2, whole=2),
            columns(rows, indent=2, whole=len(rows[0]) - 1),  # only names are cut
        ]
    )


def refuse_nobody(outlay: Outlay, *, confirmed: str | None) -> None:
    """Raise Misuse where somebody has to be asked, and nobody is there."""
    if outlay.is_asked_for and confirmed is None and not is_there():
        raise Misuse(
            phrase(
                "there is nobody to ask: stdin is no terminal; a machine says --yes",
                "无人可问：标准输入不是终端；无人值守时请加 --yes",
            )
        )


def ask(outlay: Outlay, latch: Latch, language: str, *, confirmed: str | None) -> str:
    """Have the id typed, unless it was `confirmed`; return how that was, for the journal.

    Raises
    ------
    Refused
        Where something else was typed, or everything is stopped meanwhile.
    """
    if not outlay.is_asked_for:
        return "nothing is heard"
    say, devices = speech(language), ", ".join(outlay.devices)
    if outlay.mode == "rehearsal":
        words = say("THIS REHEARSAL IS HEARD, on {}.", "本次预演会发声：{}。")
        click.echo(click.style(words.format(devices), bold=True), err=True)
    if confirmed is not None:
        return confirmed
    asked = say("Type {} to arm it: ", "输入 {} 即进入待命：")
    click.echo(asked.format(outlay.plan.id), nl=False, err=True)
    typed = _typed(latch)
    if typed != outlay.plan.id:
        raise Refused(
            phrase(
                f"not armed: {typed!r} was typed, not {outlay.plan.id!r}",
                f"未进入待命：输入的是 {typed!r}，而不是 {outlay.plan.id!r}",
            )
        )
    return "typed"


def ask_second(outlay: Outlay, name: str, latch: Latch, language: str, clock: Clock) -> None:
    """Have another person type the id too.

    Raises
    ------
    Refused
        Where nobody does within a minute, or something else was typed.
    """
    forget_typed()
    asked = speech(language)(
        "{0}, type {1} within {2:g} s to agree: ", "{0}：请在 {2:g} 秒内输入 {1} 表示同意："
    )
    click.echo(asked.format(name, outlay.plan.id, SECOND_S), nl=False, err=True)
    typed = _typed(latch, clock, within_s=SECOND_S)
    if typed is None:
        click.echo(err=True)
        raise Refused(
            phrase(
                f"not armed: {name} has not agreed within {SECOND_S:g} s",
                f"未进入待命：{name} 未在 {SECOND_S:g} 秒内同意",
            )
        )
    if typed != outlay.plan.id:
        raise Refused(
            phrase(
                f"not armed: {name} typed {typed!r}, not {outlay.plan.id!r}",
                f"未进入待命：{name} 输入的是 {typed!r}，而不是 {outlay.plan.id!r}",
            )
        )


def _typed(latch: Latch, clock: Clock | None = None, *, within_s: float = 0.0) -> str | None:
    """Return the line that is typed, while nobody stops everything; None: not in time."""
    until_s = clock.monotonic_s() + within_s if clock else float("inf")
    while (line := typed_line(LOOK_S)) is None:
        latch.refuse_if_set()
        if clock and clock.monotonic_s() > until_s:
            return None
    return line


def _mode_words(outlay: Outlay, language: str) -> str:
    say, mode = speech(language), MODES[outlay.mode].said_in(language)
    if not outlay.is_asked_for:
        return say("{}: nothing is heard", "{}：不发声").format(mode)
    if outlay.mode == "rehearsal":
        return say("{}, HEARD on {}", "{}，将在 {} 发声").format(mode, ", ".join(outlay.devices))
    return mode


def _facts(outlay: Outlay, hashes: Iterable[str], say: Say) -> Iterator[list[str]]:
    plan, source = outlay.plan, outlay.subject.source
    if isinstance(source, Drill):
        yield from _drill_facts(source, say)
    yield from _feed_facts(outlay, say)
    peak = say("peak {:g} dBFS", "峰值 {:g} dBFS").format(outlay.request.level_db)
    yield [say("voice", "音色"), say("{}, {}", "{}，{}").format(outlay.voice.id, peak)]
    yield [say("sound hash", "声音摘要"), " / ".join(digest[:16] for digest in hashes)]
    whole = clock_text(elapsed_s(plan.firings[0].start_utc, plan.end_utc))
    count = say("{}, {} from first to last", "{} 个，自始至终 {}").format(len(plan.firings), whole)
    yield [say("signals", "信号"), count]
    yield [say("time zone", "时区"), plan.timezone]
    if outlay.begins_in_s is not None:
        soon = say(
            "about {:g} s after it is armed; if that is now:", "确认后约 {:g} 秒；若即刻确认："
        )
        yield [say("begins", "开始"), soon.format(outlay.begins_in_s)]


def _drill_facts(drill: Drill, say: Say) -> Iterator[list[str]]:
    if drill.place:
        yield [say("place", "地点"), say(drill.place.both(), drill.place.said_in("zh"))]
    if drill.authority:
        who = say(drill.authority.both(), drill.authority.said_in("zh"))
        yield [say("ordered by", "发布机关"), who]
    on = f"{drill.announced:%Y-%m-%d}" if drill.announced else say("not stated", "未说明")
    yield [say("announced", "公告"), f"{on} {drill.document or ''}".strip()]


def _feed_facts(outlay: Outlay, say: Say) -> Iterator[list[str]]:
    """Yield where it sounds; with several destinations, for whom and how much earlier, too."""
    for feed, order in zip(outlay.feeds, outlay.orders, strict=True):
        words = say(*_feed_words(feed, order))
        early = say("fed {:g} s earlier", "提前 {:g} 秒馈送").format(feed.ahead_s)
        if len(outlay.feeds) > 1:
            words = say("{}: {}", "{}：{}").format(feed.destination.label, feed.title)
            words += say(", {}", "，{}").format(early) if feed.ahead_s else ""
        yield [say("device", "设备"), words]
    if len(outlay.feeds) == 1 and outlay.plan.ahead_s:
        why = say("{:g} s (lead and offset of the device)", "{:g} 秒（提前量与设备延迟）")
        yield [say("fed earlier", "提前馈送"), why.format(outlay.plan.ahead_s)]


def _feed_words(feed: Feed, order: Order) -> tuple[str, str]:
    """Return what is fed, in English and in Chinese."""
    en, file = feed.device.name if feed.device else order.place, feed.destination.file
    zh = en if feed.device else f"文件 {file}" if file else "静默"
    return feed.words(en).said_in("en"), feed.words(zh).said_in("zh")


def _firing_rows(plan: Plan, say: Say) -> Iterator[list[str]]:
    names = ("local time", "当地时间"), ("UTC", "UTC"), ("lasts", "时长"), ("name", "名称")
    yield ["#", say("signal", "信号"), *(say(*name) for name in names)]
    for number, firing in enumerate(plan.firings, start=1):
        yield _firing_row(plan, number, firing, say)


def _firing_row(plan: Plan, number: int, firing: PlannedFiring, say: Say) -> list[str]:
    local = firing.start_utc.astimezone(ZoneInfo(plan.timezone))
    is_same_day = local.date() == firing.start_utc.date()
    day = say(f"{local:%a}", f"周{'一二三四五六日'[local.weekday()]}")
    return [
        str(number),
        firing.signal,
        f"{day} {local:%Y-%m-%d %H:%M:%S} {_offset(local)}",
        f"{firing.start_utc:%H:%M:%S}" if is_same_day else f"{firing.start_utc:%m-%d %H:%M:%S}",
        clock_text(Fraction(firing.end_frame - firing.first_frame, plan.rate_hz)),
        say(firing.names.english, firing.names.said_in("zh")),
    ]


def _offset(local: datetime) -> str:
    text = f"{local:%z}"
    return f"{text[:3]}:{text[3:]}"
