"""Figures as people read them, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.text import phrase

if TYPE_CHECKING:
    from datetime import datetime

    from siren.text import Text

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def short_time(seconds: float) -> str:
    """Return a small time with its unit, as ``0.31 ms``, ``21 ms`` or ``1.5 s``."""
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.2g} ms"


def span(seconds: float) -> Text:
    """Return a long time by its two largest units, as ``3 d 4 h``."""
    minutes, whole_s = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return phrase(f"{days} d {hours} h", f"{days} 天 {hours} 小时")
    if hours:
        return phrase(f"{hours} h {minutes} min", f"{hours} 小时 {minutes} 分")
    if minutes:
        return phrase(f"{minutes} min {whole_s} s", f"{minutes} 分 {whole_s} 秒")
    return phrase(f"{whole_s} s", f"{whole_s} 秒")


def moment(local: datetime) -> Text:
    """Return a local time with its weekday and zone."""
    return phrase(
        f"{local:%a %Y-%m-%d %H:%M:%S} {local.tzinfo}",
        f"{local:%Y-%m-%d} {_WEEKDAYS[local.weekday()]} {local:%H:%M:%S} {local.tzinfo}",
    )


def size(count_bytes: int) -> str:
    """Return a size on the disk, as ``12 GB`` or ``86 MB``."""
    for unit, step in (("GB", 1e9), ("MB", 1e6)):
        if count_bytes >= step:
            return f"{count_bytes / step:.3g} {unit}"
    return f"{count_bytes / 1e3:.3g} kB"
