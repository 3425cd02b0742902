"""The simulated world of the firings, for what sounds in a listening test."""

from __future__ import annotations

from tests.firing.conftest import card, clock

__all__ = ["card", "clock"]
