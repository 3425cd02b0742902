"""What a sound measures, found without the synthesiser: edges, pitch, level, steps.

Independent of the code under test: it sees samples only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def sounding_runs(samples: NDArray[np.generic], shortest_gap: int) -> list[tuple[int, int]]:
    """Return ``[first, end)`` of every stretch that is not silent.

    Zeros shorter than `shortest_gap` frames are zero crossings, not silence.
    """
    loud = np.flatnonzero(samples)
    if not loud.size:
        return []
    breaks = np.flatnonzero(np.diff(loud) > shortest_gap)
    firsts = [loud[0], *loud[breaks + 1]]
    lasts = [*loud[breaks], loud[-1]]
    return [(int(a), int(b) + 1) for a, b in zip(firsts, lasts, strict=True)]


def pitch_hz(samples: NDArray[np.floating], rate_hz: int) -> float:
    """Return the strongest frequency, by a parabola through a windowed spectrum's peak."""
    windowed = samples * np.hanning(samples.size)
    size = 8 * samples.size
    spectrum = np.log(np.abs(np.fft.rfft(windowed, size)) + 1e-12)
    peak = int(np.argmax(spectrum[1:-1])) + 1
    left, top, right = spectrum[peak - 1 : peak + 2]
    shift = 0.5 * (left - right) / (left - 2 * top + right)
    return float((peak + shift) * rate_hz / size)


def level_db(samples: NDArray[np.floating]) -> float:
    """Return the peak in dB re full scale."""
    return float(20 * np.log10(np.abs(samples).max()))


def largest_step(samples: NDArray[np.floating]) -> float:
    """Return the largest difference between neighbours."""
    return float(np.abs(np.diff(samples)).max())
