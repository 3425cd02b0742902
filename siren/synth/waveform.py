"""What a voice's sound is made of: harmonics, and the waveform that they add up to.

Plain Python: a steady tone takes a few hundred samples of it, which numpy would take longer to
load than these take to compute.
"""

from __future__ import annotations

from math import ceil, floor, pi, sin, sqrt
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Unsupported
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.voice import Spectrum

MAX_HARMONICS = 20
"""Harmonic 20 of 480 Hz is 9.6 kHz; above that no horn or housing lets anything out."""

NYQUIST_SHARE = 0.9
"""Harmonics stop here, as a share of half the sample rate: nothing can alias."""


class Partial(NamedTuple):
    """A harmonic: `multiple` cycles in one turn of the table."""

    multiple: int
    amplitude: float


def note_partials(spectrum: Spectrum, at_hz: float, top_hz: float, rate_hz: int) -> list[Partial]:
    """Return the harmonics of one note.

    Parameters
    ----------
    spectrum
        Where they come from.
    at_hz
        The pitch at which horn and housing are judged.
    top_hz
        The highest pitch that will be played; no harmonic of it may reach Nyquist.
    rate_hz
        Sample rate.

    Raises
    ------
    Unsupported
        Where the rate is too low for the pitch itself.
    """
    limit_hz = NYQUIST_SHARE * rate_hz / 2
    if top_hz > limit_hz:
        least_hz = ceil(2 * top_hz / NYQUIST_SHARE)
        raise Unsupported(
            phrase(
                f"{top_hz:g} Hz cannot sound at {rate_hz} Hz; allowed: {least_hz} Hz up",
                f"采样率 {rate_hz} Hz 无法发出 {top_hz:g} Hz；可用：{least_hz} Hz 以上",
            )
        )
    count = min(MAX_HARMONICS, int(limit_hz / top_hz))
    return [Partial(n, _amplitude(spectrum, n, at_hz)) for n in range(1, count + 1)]


def rotor_partials(
    spectrum: Spectrum, ports: Sequence[int], shaft_hz: float, rate_hz: int
) -> list[Partial]:
    """Return the partials of one shaft turn, all rotors together."""
    return [
        Partial(count * partial.multiple, partial.amplitude)
        for count in ports
        for partial in note_partials(spectrum, count * shaft_hz, count * shaft_hz, rate_hz)
    ]


def _amplitude(spectrum: Spectrum, n: int, pitch_hz: float) -> float:
    """Return the amplitude of harmonic `n` of a note of `pitch_hz`."""
    if spectrum.source == "sine":
        return 1.0 if n == 1 else 0.0
    amplitude = 1.0 / n
    if spectrum.source == "port":
        amplitude = _sinc(n * spectrum.rotor_opening) * _sinc(n * spectrum.stator_opening)
    hz = n * pitch_hz
    if spectrum.radiation_corner_hz is not None:
        amplitude *= min(hz / spectrum.radiation_corner_hz, 1.0)
    if spectrum.highpass_hz is not None:
        amplitude /= sqrt(1 + (spectrum.highpass_hz / hz) ** 4)
    if spectrum.lowpass_hz is not None:
        amplitude /= sqrt(1 + (hz / spectrum.lowpass_hz) ** 4)
    return amplitude


def _sinc(x: float) -> float:
    return sin(pi * x) / (pi * x)


class Waveform:
    """One turn of partials in sine phase, with peak 1, beginning at its highest point.

    So a tone that starts at phase 0 is there from its first frame on.
    """

    def __init__(self, partials: Sequence[Partial]) -> None:
        self.partials = [partial for partial in partials if partial.amplitude]
        self.start_turns = self._highest_point()
        self.peak = self._sum(self.start_turns)

    def at(self, turns: float) -> float:
        """Return the value at a phase in turns, within ±1."""
        value = self._sum(self.start_turns + turns) / self.peak
        return max(-1.0, min(1.0, value))

    def _sum(self, turns: float) -> float:
        angle = 2 * pi * (turns - floor(turns))
        return sum(p.amplitude * sin(p.multiple * angle) for p in self.partials)

    def _highest_point(self) -> float:
        """Return the phase of the maximum: the best of a grid, refined by halving the step."""
        count = 32 * max(partial.multiple for partial in self.partials)
        at, step = max(range(count), key=lambda n: self._sum(n / count)) / count, 1 / count
        while step > 1e-9:
            step /= 2
            at = max((at - step, at, at + step), key=self._sum)
        return at
