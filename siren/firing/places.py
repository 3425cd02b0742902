"""Where siren keeps its settings, and what outlives a run: journal, locks and stop latch."""

from __future__ import annotations

import os
from pathlib import Path


def state_folder() -> Path:
    """Return the folder of journal, locks and latch: ``SIREN_STATE_DIR``, or the user's own."""
    from platformdirs import user_state_path

    return _folder("SIREN_STATE_DIR") or user_state_path("siren", appauthor=False)


def config_folder() -> Path:
    """Return the folder of settings: ``SIREN_CONFIG_DIR``, or the user's own."""
    from platformdirs import user_config_path

    return _folder("SIREN_CONFIG_DIR") or user_config_path("siren", appauthor=False)


def _folder(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None
