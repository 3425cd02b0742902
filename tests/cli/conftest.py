"""Commands under test have folders of their own, and made-up loudspeakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.output import devices
from tests.cli.drills import HALL, HORN

if TYPE_CHECKING:
    from pathlib import Path

    from siren.output.devices import Device


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State and settings in folders of this test; returns that of the state."""
    monkeypatch.setenv("SIREN_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("SIREN_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "state"


@pytest.fixture
def loudspeakers(monkeypatch: pytest.MonkeyPatch) -> list[Device]:
    """The devices of this machine, as a list to change."""
    listed = [HORN, HALL]
    monkeypatch.setattr(devices, "devices", lambda: tuple(listed))
    monkeypatch.setattr(devices, "format_for", lambda device, *_: (device.rate_hz, 2))
    return listed
