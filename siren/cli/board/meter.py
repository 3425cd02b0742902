"""A level as a bar, in dB re full scale."""

from __future__ import annotations

from math import log10

LOWEST_DB = -60.0

_PARTS = " ▏▎▍▌▋▊▉█"


def level_db(level: float) -> float | None:
    """Return a peak (1 at full scale) in dB; None: so quiet that it is silence."""
    return 20 * log10(level) if level > 1e-5 else None


def level_text(level: float) -> str:
    """Return a peak as words of nine cells, such as `` -6.0 dBFS``; a dash where all is silent."""
    in_db = level_db(level)
    return "    - dBFS" if in_db is None else f"{in_db:5.1f} dBFS"


def bar(level: float, width: int) -> str:
    """Return a bar of `width` cells: empty at -60 dB and below, full at full scale."""
    in_db = level_db(level)
    share = 0.0 if in_db is None else min(1.0, max(0.0, 1 - in_db / LOWEST_DB))
    whole, part = divmod(round(share * width * 8), 8)
    return ("█" * whole + (_PARTS[part] if part else "")).ljust(width)
