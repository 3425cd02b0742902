"""The ready text after a test that was cut short: what the public is told, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from siren.drill import Drill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from siren.cli.sounding import Sounding
    from siren.firing.run import Run
    from siren.firing.state import FiringState
    from siren.text import Text


def correction(subject: Sounding, runs: Sequence[Run], now_utc: datetime) -> str:
    """Return the text, Chinese and English: that it was an exercise, what sounded, what did not.

    Parameters
    ----------
    runs
        The drill on each of its destinations, with all outcomes.
    """
    plan, source = runs[0].plan, subject.source
    zone = ZoneInfo(plan.timezone)
    began, now = plan.firings[0].start_utc.astimezone(zone), now_utc.astimezone(zone)
    place = source.place if isinstance(source, Drill) else None
    signed = source.authority if isinstance(source, Drill) else None
    heard = {state.number for run in runs for state in run.firings if was_heard(state)}
    names = [(state.number in heard, state.planned.names) for state in runs[0].firings]
    sounded = [name for is_out, name in names if is_out]
    silent = [name for is_out, name in names if not is_out]
    return "\n\n".join(
        [
            _chinese(plan.title, place, signed, began, now, sounded, silent),
            _english(plan.title, place, signed, began, now, sounded, silent),
        ]
    )


def was_heard(state: FiringState) -> bool:
    """Return whether any of a firing was heard; where nobody knows, it may have been."""
    result = state.result
    if result is None or result.is_silent:
        return False
    return result.frames is None or result.frames > 0


def _chinese(
    title: Text,
    place: Text | None,
    signed: Text | None,
    began: datetime,
    now: datetime,
    sounded: Sequence[Text],
    silent: Sequence[Text],
) -> str:
    where = place.said_in("zh") if place else ""
    lines = [
        f"关于{title.said_in('zh')}的说明",
        f"{began:%Y}年{began.month}月{began.day}日{began:%H:%M}{where}防空警报试鸣（演习）已中止。"
        "这是演习，不是真实警报，没有空袭危险。请广大市民不要惊慌，保持正常的工作和生活秩序。",
    ]
    if sounded:
        lines.append(f"已鸣响（全部或部分）：{'、'.join(n.said_in('zh') for n in sounded)}。")
    if silent:
        lines.append(f"未鸣响：{'、'.join(n.said_in('zh') for n in silent)}。")
    lines.append(f"{signed.said_in('zh') if signed else ''}  {now:%Y-%m-%d %H:%M}".strip())
    return "\n".join(lines)


def _english(
    title: Text,
    place: Text | None,
    signed: Text | None,
    began: datetime,
    now: datetime,
    sounded: Sequence[Text],
    silent: Sequence[Text],
) -> str:
    where = f" in {place.english}" if place else ""
    lines = [
        f"Correction: {title.english}",
        f"The siren test (an exercise){where} on {began:%Y-%m-%d} at {began:%H:%M} was cut short. "
        "It was an exercise and no real alarm; there is no danger. Please go on as usual.",
    ]
    if sounded:
        lines.append(f"Sounded, in full or in part: {', '.join(n.english for n in sounded)}.")
    if silent:
        lines.append(f"Not sounded: {', '.join(n.english for n in silent)}.")
    lines.append(f"{signed.english if signed else ''}  {now:%Y-%m-%d %H:%M}".strip())
    return "\n".join(lines)
