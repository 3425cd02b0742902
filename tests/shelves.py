"""A library of its own for a test, with files that the test adds or spoils."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from siren import library, shelf

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SYSTEM = """
[system]
id = "{id}"
country = "XX"
names = "Sirens of nowhere"
timezone = "UTC"
"""

SIGNAL = """
[[signal]]
id = "{id}"
names = "Alert"
meaning = "Danger"
pattern = [{{ tone = "steady", on_s = 60 }}]
confidence = "high"
sources = ["https://example.org/signals"]
"""

TEST = """
[[test]]
id = "{id}"
what = "Monthly test"
timezone = "UTC"
rrule = "FREQ=MONTHLY;BYDAY=1WE"
at = 12:00:00
steps = [{{ signal = "{signal}", at = 12:00:00 }}]
seen = [2026-01-07]
confidence = "high"
sources = ["https://example.org/tests"]
"""


def own_library(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a copy of the library in a folder, and look things up there; returns its signals."""
    copy = folder / "patterns"
    shutil.copytree(library.patterns_folder(), copy)
    monkeypatch.setattr(shelf, "patterns_folder", lambda: copy)
    return copy / "signals"


def put(folder: Path, name: str, *signals: str, more: str = "", system: str = "") -> Path:
    """Write a file of signals that is called, and whose system is called, `name`."""
    path = folder / f"{name}.toml"
    parts = [SYSTEM.format(id=system or name), *(SIGNAL.format(id=one) for one in signals), more]
    path.write_text("".join(parts), encoding="utf-8")
    return path
