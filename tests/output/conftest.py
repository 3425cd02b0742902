"""A sound card made up, and a sound server that says where its streams play."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from siren.output import bounded
from siren.output.soundserver import StreamWatch
from tests.output.portaudio import HandClock, Place, PortAudio

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    stand_in = Place()
    monkeypatch.setattr(StreamWatch, "before_opening", stand_in.watch)
    return stand_in


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def portaudio(
    clock: HandClock, place: Place, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PortAudio]:
    stand_in = PortAudio(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", stand_in)
    monkeypatch.setattr(bounded, "_left_behind", [])
    yield stand_in
    stand_in.release()
