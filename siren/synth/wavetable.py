"""A waveform as a table, read at any phase by linear interpolation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from siren.synth.waveform import Partial, Waveform

PORT_TOLERANCE = 0.01
"""How much the ports of a rotor differ (rms); it puts weak lines at multiples of the turns."""


class Wavetable:
    """One turn as float32 values, with peak 1; interpolation error is below -120 dB.

    Parameters
    ----------
    values
        One turn, float64, a power of two of samples.
    """

    def __init__(self, values: NDArray[np.float64]) -> None:
        self.size = values.size
        self._values = values.astype(np.float32)
        self._steps = (np.roll(values, -1) - values).astype(np.float32)

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


def note_table(waveform: Waveform) -> Wavetable:
    """Return the table of a waveform: the same peak, the same starting point."""
    values = _turn(waveform.partials, waveform.start_turns) / waveform.peak
    return Wavetable(np.clip(values, -1.0, 1.0))


def rotor_table(partials: Sequence[Partial], ports: int) -> Wavetable:
    """Return the table of one turn of a shaft whose ports differ a little."""
    values = _turn(partials, 0.0)
    values *= 1 + _unevenness(ports, values.size)
    return Wavetable(values / np.abs(values).max())


def _turn(partials: Sequence[Partial], start_turns: float) -> NDArray[np.float64]:
    highest = max(partial.multiple for partial in partials)
    size = 1 << max(13, (500 * highest).bit_length())
    spectrum = np.zeros(size // 2 + 1, dtype=np.complex128)
    for partial in partials:
        shift = np.exp(2j * np.pi * partial.multiple * start_turns)
        spectrum[partial.multiple] -= 0.5j * partial.amplitude * shift * size
    return np.fft.irfft(spectrum, size)


def _unevenness(ports: int, size: int) -> NDArray[np.float64]:
    """Return a smooth deviation around the turn, the same every time; 0 for a single port."""
    random = np.random.default_rng(seed=ports)
    order = np.arange(1, ports // 2 + 1)
    spectrum = np.zeros(size // 2 + 1, dtype=np.complex128)
    spectrum[order] = np.exp(2j * np.pi * random.random(order.size))
    deviation = np.fft.irfft(spectrum, size)
    rms = float(np.sqrt(np.mean(deviation**2)))
    return deviation * (PORT_TOLERANCE / rms) if rms else deviation
