"""``drill``, ``time``, ``announced`` and ``leads``: what the drill itself says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.errors import InvalidFile
from siren.firing.rules import Limits
from siren.preflight.check import amber, green, red
from siren.preflight.words import moment, span
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from siren.destination import Destination
    from siren.drill import Drill, Outlet
    from siren.errors import SirenError
    from siren.preflight.check import Check

SOON_S = 60.0
"""Less is too little to look at the board, and at the sirens."""

LEAD_AGES_AFTER = timedelta(days=365)
"""Broadcasters change their equipment; so does the way to them."""


def drill_check(drill: Drill) -> Check:
    """Return the line of a drill that was read without a fault."""
    length = clock_text(drill.schedule()[-1].end_s)
    when = moment(drill.first_utc.astimezone(ZoneInfo(drill.timezone)))
    count = len(drill.firings)
    return green(
        "drill",
        phrase(
            f"{drill.id}: {count} signal{'s'[: count > 1]}, {length} from {when.said_in('en')}",
            f"{drill.id}：{count} 个信号，共 {length}，{when.said_in('zh')} 开始",
        ),
    )


def no_drill(error: SirenError) -> Check:
    """Return the line of a drill that cannot be read: every fault of its file."""
    faults = error.faults if isinstance(error, InvalidFile) else ()
    en, zh = (error.said_in(language) for language in ("en", "zh"))
    if faults:
        en, zh = en.replace("\n", "; "), f"{len(faults)} 处错误：{zh}".replace("\n", "；")
    action = (
        phrase("correct the file, then check again", "请改正文件后重新检查")
        if faults
        else phrase(
            "name a drill's TOML file, or the id of one that is known here",
            "请给出演习文件或演习编号",
        )
    )
    return red("drill", phrase(en, zh), action)


def time_check(drill: Drill, fed: Sequence[Destination], now_utc: dt.datetime) -> Check:
    """Say how long there is until the first feed must begin."""
    end_utc = drill.first_utc + timedelta(seconds=float(drill.schedule()[-1].end_s))
    if now_utc >= end_utc:
        return _over(drill, (now_utc - end_utc).total_seconds())
    ahead_s = (first_feed_utc(drill, fed) - now_utc).total_seconds()
    away = span(abs(ahead_s))
    en, zh = away.said_in("en"), away.said_in("zh")
    if ahead_s < 0:
        value = phrase(f"the first feed should have begun {en} ago", f"首次播出应在 {zh}前开始")
        return red("time", value, _GO_ON, can_be_allowed=True)
    value = phrase(f"the first feed begins in {en}", f"{zh}后首次播出")
    return green("time", value) if ahead_s >= SOON_S else amber("time", value, _HURRY)


_GO_ON = phrase(
    "to sound what is still to come: --allow time", "如仍要鸣放其余信号，可加 --allow time"
)
_HURRY = phrase("arm it now, or move it: siren new", "请立即进入待发，或用 siren new 改期")


def _over(drill: Drill, since_s: float) -> Check:
    since = span(since_s)
    value = phrase(f"ended {since.said_in('en')} ago", f"{since.said_in('zh')}前已结束")
    move = phrase(
        f"siren new {drill.id} --date ... moves it to another day",
        f"可用 siren new {drill.id} --date … 改期",
    )
    return red("time", value, move)


def first_feed_utc(drill: Drill, fed: Sequence[Destination]) -> dt.datetime:
    """Return when the first destination must be fed: T of the first signal less the longest lead.

    No later signal can come before it: they follow one another on every destination.
    """
    lead_s = max((destination.lead_s for destination in fed), default=0)
    return drill.first_utc - timedelta(seconds=float(lead_s))


def is_fed_within(
    seconds: float, drill: Drill, fed: Sequence[Destination], now_utc: dt.datetime
) -> bool:
    """Return whether a feed begins so soon, or should have begun a moment ago."""
    first_s = (first_feed_utc(drill, fed) - now_utc).total_seconds()
    feeds_s = (first_s + float(firing.start_s) for firing in drill.schedule())
    return any(-Limits().late_s <= feed_s < seconds for feed_s in feeds_s)


def announced_check(drill: Drill, needed_days: int | None) -> Check:
    """Compare the day of the announcement with what the law wants; None: no rule is known."""
    if drill.announced is None:
        if needed_days is None:
            nothing = phrase("not stated, and no rule is known", "未注明；未见相关规定")
            return green("announced", nothing)
        state = phrase(
            f"state when it was announced: {needed_days} days before, at least",
            f"请注明公告日期：至少须提前 {needed_days} 天公告",
        )
        return amber("announced", phrase("not stated", "未注明公告日期"), state)
    days = (drill.date - drill.announced).days
    document = f" {drill.document}" if drill.document else ""
    value = phrase(
        f"{drill.announced}{document}, {days} days before",
        f"{drill.announced}{document}，提前 {days} 天",
    )
    if needed_days is None or days >= needed_days:
        return green("announced", value)
    law = phrase(
        f"the law wants {needed_days} days at least; ask the authority, or move the drill",
        f"法定至少提前 {needed_days} 天公告；请请示主管部门，或改期",
    )
    return amber("announced", value, law)


def leads_check(drill: Drill, fed: Sequence[Destination]) -> Check:
    """Say whether the leads of what is fed together were measured, within the last year."""
    outlets = [outlet for destination in fed for outlet in destination.outlets]
    if len(fed) < 2:
        return green("leads", phrase("nothing to keep in step", "无须对齐多个播出目的地"))
    poor = ", ".join(_described(outlet) for outlet in outlets if not _is_known(outlet, drill.date))
    if poor:
        measure = phrase("measure each again, and state the day", "请重新测定提前量并注明日期")
        value = phrase(f"not measured within a year: {poor}", f"一年内未测定提前量：{poor}")
        return amber("leads", value, measure)
    count = len(fed)
    value = phrase(
        f"{count} destinations, each measured within a year",
        f"{count} 个播出目的地，提前量均在一年内测定",
    )
    return green("leads", value)


def _is_known(outlet: Outlet, day: dt.date) -> bool:
    return outlet.lead_measured is not None and day - outlet.lead_measured <= LEAD_AGES_AFTER


def _described(outlet: Outlet) -> str:
    when = f" ({outlet.lead_measured})" if outlet.lead_measured else ""
    return f"{outlet.title}{when}"
