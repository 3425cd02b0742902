"""Commands under test have folders of their own, made-up loudspeakers, people and programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from siren.output import devices
from siren.output.soundserver import StreamWatch
from tests.cli.drills import HALL, HORN
from tests.cli.people import Keyboard
from tests.firing.world import Card, SimClock
from tests.preflight.stand_ins import CHRONY

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


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Keyboard:
    """Somebody at the terminal."""
    stdin = Keyboard()
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr("select.select", stdin.select)
    return stdin


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only programs that there are: a clock daemon in step, and an inhibitor."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, words in (("chronyc", CHRONY.strip()), ("systemd-inhibit", "")):
        (folder / name).write_text(f"#!/bin/sh\necho '{words}'\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def card(
    clock: SimClock,
    loudspeakers: list[Device],
    folders: Path,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Card:
    """The only card there is, on a machine where all is well."""
    loudspeakers[:] = [HORN._replace(rate_hz=8000, index=0, is_default=True)]
    made_up = Card(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", made_up)
    monkeypatch.setattr(StreamWatch, "before_opening", lambda on_move: None)
    return made_up
