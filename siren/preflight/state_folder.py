"""``latch``, ``journal`` and ``disk``: what the state folder of this machine says."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from siren.errors import JournalFailed
from siren.firing.latch import Latch
from siren.firing.reserve import RESERVE_BYTES
from siren.firing.verification import verify
from siren.preflight.check import amber, green, red
from siren.preflight.words import size
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.preflight.check import Check

    FreeBytes = Callable[[Path], int]

LEAST_BYTES = 4 * RESERVE_BYTES
"""Room for the journal of a drill, its reserve, and the lock files."""

PLENTY_BYTES = 100_000_000
"""With less, something else may fill the disk before T."""


def latch_check(folder: Path) -> Check:
    """Say whether everything is stopped."""
    latch = Latch(folder)
    if not latch.is_set():
        return green("latch", phrase("not stopped", "未被叫停"))
    value = phrase(f"stopped by {latch.words()}", f"已被叫停：{latch.words()}")
    clear = phrase(
        "find out why; then: siren stop --clear", "请查明原因，再执行 siren stop --clear 解除"
    )
    return red("latch", value, clear)


def journal_check(folder: Path) -> Check:
    """Say whether the journal is whole and can be written to; nothing of it is changed."""
    path = folder / "journal.jsonl"
    try:
        found = verify(path)
    except JournalFailed as error:
        return red("journal", phrase(str(error), str(error)), ELSEWHERE)
    if found.broken:
        keep = phrase(
            "look at it with siren journal verify; the next siren run keeps it aside",
            "请用 siren journal verify 查看；下次 siren run 会将其另存并新建日志",
        )
        said = found.broken.fault
        return red("journal", phrase(f"broken: {said}", f"已损坏：{said}"), keep)
    if not _is_writable(path):
        value = phrase(f"{folder} cannot be written to", f"{folder} 不可写")
        return red("journal", value, ELSEWHERE)
    lines = phrase(f"{found.lines} lines, chain intact", f"{found.lines} 行，哈希链完整")
    if found.torn_bytes:
        torn = phrase("its torn last line is kept aside when the next is written", "写入时另存残行")
        return amber("journal", lines, torn)
    return green("journal", lines)


ELSEWHERE = phrase(
    "let siren write there, or name another folder with SIREN_STATE_DIR",
    "请开放写入权限，或用 SIREN_STATE_DIR 指定其他目录",
)


def disk_check(folder: Path, free_bytes: FreeBytes) -> Check:
    """Say whether there is room for the journal."""
    room = _room(folder, free_bytes)
    if room is None:
        unknown = phrase("its room cannot be asked for", "无法查询剩余空间")
        return amber("disk", unknown, phrase("look at the disk yourself", "请人工查看磁盘"))
    value = phrase(f"{size(room)} free at {folder}", f"{folder} 剩余 {size(room)}")
    make = phrase("make room on this disk", "请清理该磁盘")
    if room < LEAST_BYTES:
        return red("disk", value, make, can_be_allowed=True)
    return green("disk", value) if room >= PLENTY_BYTES else amber("disk", value, make)


def free_bytes_at(path: Path) -> int:
    """Return how much room there is where a path lies; raises OSError."""
    return shutil.disk_usage(path).free


def standing(path: Path) -> Path:
    """Return the nearest folder above a path, or the path itself, that is there already."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _room(path: Path, free_bytes: FreeBytes) -> int | None:
    try:
        return free_bytes(standing(path))
    except OSError:
        return None


def _is_writable(journal: Path) -> bool:
    """Return whether a line could be added; a folder that is not there yet can be made."""
    if journal.exists():
        return os.access(journal, os.R_OK | os.W_OK)
    above = standing(journal)
    return above.is_dir() and os.access(above, os.W_OK | os.X_OK)
