"""The project's own notices, each beside its right reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "notices"

NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def notice(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def right_reading(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))


def of_verdict(*verdicts: str) -> tuple[str, ...]:
    """Return the names of the notices that should be read so."""
    return tuple(name for name in NAMES if right_reading(name)["should"] in verdicts)
