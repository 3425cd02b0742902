"""The simulated world as fixtures: a clock that tests let pass, a card, a bench to arm on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from siren.output.soundserver import StreamWatch
from tests.firing.drills import Bench, device_called
from tests.firing.world import Card, SimClock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture
def card(clock: SimClock, monkeypatch: pytest.MonkeyPatch) -> Card:
    """A card that keeps time, and no sound server to ask."""
    card = Card(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", card)
    monkeypatch.setattr(StreamWatch, "before_opening", lambda on_move: None)
    monkeypatch.setattr("siren.output.speaker.refresh", lambda: None)
    monkeypatch.setattr("siren.output.speaker.find_device", device_called)
    return card


@pytest.fixture
def bench(tmp_path: Path, clock: SimClock, card: Card) -> Bench:
    return Bench(tmp_path / "state", clock, card)
