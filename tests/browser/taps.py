"""What a page really sends to the speakers, and what was to be seen meanwhile."""

from __future__ import annotations

from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from siren import library
from siren.learn.shortened import shortened
from siren.synth.compose import compose
from siren.timeline import of_signal
from tests.hearing import sounding_runs

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Page

TAP = Path(__file__).with_name("tap.js").read_text(encoding="utf-8")

QUIET = 1e-3
"""Of the peak; below it is what an encoder adds before a tone."""

SHORTEST_GAP_S = 0.01


class Taken(NamedTuple):
    """Samples, and when the first of them was, on the page's audio clock."""

    samples: NDArray[np.float64]
    rate_hz: int
    first_s: float

    @property
    def onset_s(self) -> float:
        """When it was first heard, on the page's audio clock."""
        return self.first_s + self.runs_s()[0][0]

    @property
    def end_s(self) -> float:
        """When it was last heard, on the page's audio clock."""
        return self.first_s + self.runs_s()[-1][1]

    def runs_s(self) -> list[tuple[float, float]]:
        """Return when each sound without a break begins and ends, from the first sample on."""
        quiet = np.abs(self.samples) < QUIET * np.abs(self.samples).max()
        runs = sounding_runs(np.where(quiet, 0, self.samples), int(SHORTEST_GAP_S * self.rate_hz))
        return [(first / self.rate_hz, end / self.rate_hz) for first, end in runs]

    def part(self, at_s: float, length_s: float) -> NDArray[np.float64]:
        """Return the samples from a second on."""
        return self.samples[round(at_s * self.rate_hz) :][: round(length_s * self.rate_hz)]

    def edges_s(self) -> list[float]:
        """Return each begin and end, from the first begin on."""
        flat = [edge for run in self.runs_s() for edge in run]
        return [edge - flat[0] for edge in flat]


def taken(page: Page) -> Taken:
    """Return what was sounded so far on a page that was opened with `TAP`."""
    samples = np.frombuffer(b64decode(page.evaluate("tap.taken()")), dtype="<f4")
    rate_hz, frame = page.evaluate("[tap.context.sampleRate, tap.firstFrame]")
    return Taken(samples.astype(np.float64), rate_hz, frame / rate_hz)


@cache
def rendered(signal: str, speed: int, rate_hz: int, *, until_s: float) -> Taken:
    """Return the signal as ``siren render`` makes it, in the voice of the page."""
    timeline = shortened(of_signal(library.signal(signal)), speed)
    voice = library.voice("electronic")
    sound = compose(timeline, voice, rate_hz=rate_hz, level_db=-6.0)
    frames = min(sound.frames, round(until_s * rate_hz))
    return Taken(sound.block(0, frames).astype(np.float64), rate_hz, 0.0)
