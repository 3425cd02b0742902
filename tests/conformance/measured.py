"""Samples -> what is heard in them: onsets, and how far the pitch is off what is written.

Sees samples and figures only. A single note is followed by its zero crossings, whose times are
interpolated; of several notes at once each is a peak of the spectrum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tests.hearing import sounding_runs

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

    from tests.conformance.written import Move, Written

WINDOW_S = 0.25
"""Seconds around the middle of a move in which the peaks of several notes are looked for."""

INSIDE = 0.1
"""Share of a move that is left out at either end, so that ramps and turns do not count."""


class Heard(NamedTuple):
    """What was measured of a signal against what is written.

    Attributes
    ----------
    runs
        Stretches of sound found; `runs_off` of them begin or end on another frame than written.
    edge_off_frames
        The largest distance of an edge from where it is written.
    moves
        Rises, falls, steps and steady tones whose pitch was measured.
    pitch_off
        The largest share by which the pitch of one of them is off.
    total_off_frames
        Frames more or less than written.
    """

    runs: int
    runs_written: int
    edge_off_frames: int
    moves: int
    pitch_off: float
    total_off_frames: int


def heard(samples: NDArray[np.float32], rate_hz: int, written: Written) -> Heard:
    """Return how a sound differs from what is written of it."""
    edges = _edges(written, rate_hz)
    runs, edge_off = _runs(samples, rate_hz, edges)
    crossings_s = _crossings_s(samples, rate_hz)
    offs = [off for move in written.moves for off in _offs(move, samples, crossings_s, rate_hz)]
    total_off = samples.size - _frame(written.total_s, rate_hz)
    return Heard(runs, len(edges), edge_off, len(offs), max(offs), total_off)


def edges_off_frames(samples: NDArray[np.float32], rate_hz: int, written: Written) -> int | None:
    """Return the largest distance of an edge from where it is written; None: runs are missing."""
    edges = _edges(written, rate_hz)
    runs, off = _runs(samples, rate_hz, edges)
    return off if runs == len(edges) else None


def _runs(
    samples: NDArray[np.float32], rate_hz: int, edges: list[tuple[int, int]]
) -> tuple[int, int]:
    """Return how many stretches sound, and how far their edges are off at most."""
    loud = np.rint(samples * np.float32(32767))  # what a file of 16 bits holds
    runs = sounding_runs(loud, shortest_gap=rate_hz // 20)
    pairs = zip(runs, edges, strict=False)
    return len(runs), max(max(abs(a - c), abs(b - d)) for (a, b), (c, d) in pairs)


def _frame(time_s: Fraction, rate_hz: int) -> int:
    """Return floor(t * rate + 1/2), in whole numbers."""
    doubled = 2 * time_s * rate_hz + 1
    return doubled.numerator // (2 * doubled.denominator)


def _edges(written: Written, rate_hz: int) -> list[tuple[int, int]]:
    """Return the first and the end frame of every run; moves that touch are one."""
    runs: list[list[Fraction]] = []
    for move in written.moves:
        if runs and runs[-1][1] == move.start_s:
            runs[-1][1] = move.end_s
        else:
            runs.append([move.start_s, move.end_s])
    return [(_frame(a, rate_hz), _frame(b, rate_hz)) for a, b in runs]


def _crossings_s(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Return the instants at which the sound passes zero upwards."""
    positive = samples > 0
    before = np.flatnonzero(~positive[:-1] & positive[1:])
    below, above = samples[before].astype(np.float64), samples[before + 1].astype(np.float64)
    return (before + below / (below - above)) / rate_hz


def _offs(
    move: Move, samples: NDArray[np.float32], crossings_s: NDArray[np.float64], rate_hz: int
) -> list[float]:
    """Return by what share the pitch of each note is off; nothing for a move too short."""
    if len(move.notes) > 1:
        return _peaks_off(move, samples, rate_hz)
    length_s = float(move.end_s - move.start_s)
    low_s = float(move.start_s) + INSIDE * length_s
    high_s = float(move.end_s) - INSIDE * length_s
    first, end = np.searchsorted(crossings_s, [low_s, high_s])
    if end - first < 8:
        return []
    inner = crossings_s[first:end]
    return [abs((inner.size - 1) / move.cycles(inner[0], inner[-1]) - 1)]


def _peaks_off(move: Move, samples: NDArray[np.float32], rate_hz: int) -> list[float]:
    middle_s = float(move.start_s + move.end_s) / 2
    half = int(WINDOW_S * rate_hz / 2)
    if float(move.end_s - move.start_s) < WINDOW_S:
        return []
    at = int(middle_s * rate_hz)
    part = samples[at - half : at + half]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(part.size), 16 * part.size))
    pitches = np.fft.rfftfreq(16 * part.size, 1 / rate_hz)
    share = (middle_s - float(move.start_s)) / float(move.length_s)
    offs = []
    for hz in move.hz(share):
        near = np.flatnonzero(np.abs(pitches / hz - 1) < 0.08)
        offs.append(abs(float(pitches[near[np.argmax(spectrum[near])]]) / hz - 1))
    return offs
