"""What is worth knowing of a notice and stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.notice.windows import window_text
from siren.text import phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.day import Day
    from siren.notice.nation import Nation
    from siren.notice.reading import Assumed
    from siren.notice.timetable import Timetable
    from siren.text import Text


def remarks_on(
    day: Day, table: Timetable, assumed: Sequence[Assumed], nation: Nation
) -> tuple[Text, ...]:
    """Return short notice, times that follow from others, and what is assumed."""
    return (*_short_notice(day, nation), *_unplaced(table), *(_said(one) for one in assumed))


def _short_notice(day: Day, nation: Nation) -> list[Text]:
    if day.date is None or day.issued is None or nation.announce_days is None:
        return []
    ahead_days = (day.date - day.issued).days
    if not 0 <= ahead_days < nation.announce_days:
        return []
    law_days = nation.announce_days
    return [
        phrase(
            f"announced {ahead_days} days before; the law asks for {law_days}",
            f"提前 {ahead_days} 天公告；法律要求至少提前 {law_days} 天",
        )
    ]


def _unplaced(table: Timetable) -> list[Text]:
    """Say that the signals have no times of their own."""
    if not table.signals or any(signal.start_s is not None for signal in table.signals):
        return []
    window = window_text(table.windows[0]) if len(table.windows) == 1 else ""
    return [
        phrase(
            "no signal has a time of its own, and lengths and gaps do not fill "
            f"the window {window}",
            f"各信号没有单独的时间，时长与间隔也不能正好排满试鸣时段 {window}",
        )
    ]


def _said(assumed: Assumed) -> Text:
    """Say aloud what is assumed of a signal."""
    pairs = " + ".join(
        f"{decimal_text(on_s)}/{decimal_text(off_s)}" for on_s, off_s in assumed.cycle
    )
    figures = f"{pairs} s x {assumed.repeats}"
    source = assumed.signal_id or "steady"
    return phrase(
        f"{assumed.name}: not printed how it sounds; assumed: {figures} ({source})",
        f"{assumed.name}：公告没有写明鸣放方式，按规定推定为 {figures}（{source}）",
    )
