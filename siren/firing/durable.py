"""Files and folders that survive a power cut once these functions return; raise OSError."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""For ``os.open``: on Windows bytes are otherwise translated."""


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in missing:
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk: those of new, renamed and removed files."""
    if os.name == "nt":  # which opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet; a part of it is removed again."""
    from siren.output.aside import write_all

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
    try:
        try:
            write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        path.unlink()
        raise
    sync_folder(path.parent)


def unused(folder: Path, stem: str, suffix: str = "") -> Path:
    """Return a name in a folder that nothing has: the stem, else with -2, -3, ..."""
    path, count = folder / f"{stem}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{stem}-{count}{suffix}"
    return path
