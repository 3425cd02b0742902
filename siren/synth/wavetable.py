"""One turn of a voice as a table: what the harmonics are, and how a phase becomes a sample."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

import numpy as np

from siren.errors import Unsupported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from siren.voice import Spectrum

MAX_HARMONICS = 20
"""Harmonic 20 of 480 Hz is 9.6 kHz; above that no horn or housing lets anything out."""

NYQUIST_SHARE = 0.9
"""Harmonics stop here, as a share of half the sample rate: nothing can alias."""

PORT_TOLERANCE = 0.01
"""How much the ports of a rotor differ (rms); it puts weak lines at multiples of the turns."""


@dataclass(frozen=True, slots=True)
class Partial:
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
        raise Unsupported(f"{top_hz:g} Hz cannot sound at {rate_hz} Hz; allowed: {least_hz} Hz up")
    count = min(MAX_HARMONICS, int(limit_hz / top_hz))
    return [Partial(n, _amplitude(spectrum, n, at_hz)) for n in range(1, count + 1)]


def rotor_partials(
    spectrum: Spectrum, ports: Sequence[int], shaft_hz: float, top_shaft_hz: float, rate_hz: int
) -> list[Partial]:
    """Return the partials of one shaft turn, all rotors together."""
    return [
        Partial(count * partial.multiple, partial.amplitude)
        for count in ports
        for partial in note_partials(spectrum, count * shaft_hz, count * top_shaft_hz, rate_hz)
    ]


def _amplitude(spectrum: Spectrum, n: int, pitch_hz: float) -> float:
    """Return the amplitude of harmonic `n` of a note of `pitch_hz`."""
    if spectrum.source == "sine":
        return 1.0 if n == 1 else 0.0
    amplitude = 1.0 / n
    if spectrum.source == "port":
        amplitude = float(
            np.sinc(n * spectrum.rotor_opening) * np.sinc(n * spectrum.stator_opening)
        )
    hz = n * pitch_hz
    if spectrum.radiation_corner_hz is not None:
        amplitude *= min(hz / spectrum.radiation_corner_hz, 1.0)
    if spectrum.highpass_hz is not None:
        amplitude /= sqrt(1 + (spectrum.highpass_hz / hz) ** 4)
    if spectrum.lowpass_hz is not None:
        amplitude /= sqrt(1 + (hz / spectrum.lowpass_hz) ** 4)
    return amplitude


class Wavetable:
    """A periodic waveform with peak 1, read at any phase by linear interpolation.

    The table starts at its highest point, so that a tone that starts at phase 0 is there from
    its first frame on. Interpolation error is below -120 dB for the sizes chosen here.

    Parameters
    ----------
    partials
        The harmonics, in sine phase.
    unevenness_over
        For a rotor, its number of ports: their small differences are added. 0: none.
    """

    def __init__(self, partials: Sequence[Partial], unevenness_over: int = 0) -> None:
        highest = max(partial.multiple for partial in partials)
        self.size = 1 << max(13, (500 * highest).bit_length())
        spectrum = np.zeros(self.size // 2 + 1, dtype=np.complex128)
        for partial in partials:
            spectrum[partial.multiple] -= 0.5j * partial.amplitude
        wave = np.fft.irfft(spectrum, self.size)
        if unevenness_over > 1:
            wave *= 1 + self._unevenness(unevenness_over)
        wave /= np.abs(wave).max()
        wave = np.roll(wave, -int(np.argmax(wave)))
        self._values = wave.astype(np.float32)
        self._steps = (np.roll(wave, -1) - wave).astype(np.float32)

    def _unevenness(self, ports: int) -> NDArray[np.float64]:
        """Return a smooth deviation around the turn, the same every time."""
        random = np.random.default_rng(seed=ports)
        order = np.arange(1, ports // 2 + 1)
        spectrum = np.zeros(self.size // 2 + 1, dtype=np.complex128)
        spectrum[order] = np.exp(2j * np.pi * random.random(order.size))
        deviation = np.fft.irfft(spectrum, self.size)
        rms = float(np.sqrt(np.mean(deviation**2)))
        return deviation * (PORT_TOLERANCE / rms)

    def at(self, cycles: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return the samples at `cycles`, phases in turns, within ±1.

        Parameters
        ----------
        cycles
            float64, from 0 up to some thousand turns. It is used up: its content is lost.
        """
        cycles *= self.size
        index = cycles.astype(np.int32)
        cycles -= index
        fraction = cycles.astype(np.float32)
        index &= self.size - 1
        sample: NDArray[np.float32] = self._steps.take(index)
        sample *= fraction
        sample += self._values.take(index)
        return sample
