"""Is a file the work that was asked for? Length, edges, level and pitch.

``python benchmarks/check.py WORK FILE`` prints the first fault and exits with 1. It is a program
of its own because it loads numpy: the process that measures must stay small (see measure.py).
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.work import PEAK, RATE_HZ, RUN_UP_S, TONE_HZ, WORKS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.work import Work

TOLERANCE_MS = 20
LEVEL_TOLERANCE_DB = 1.0
SOUNDING = PEAK / 20
WINDOW_FRAMES = RATE_HZ // 1000
"""1 ms: half a period of the tone, so every window of it holds a crest."""


class WrongSound(Exception):
    """The file is not the work."""


def samples_of(path: Path) -> NDArray[np.int16]:
    """Map the samples of a 48 kHz mono 16-bit WAV file.

    Raises
    ------
    WrongSound
        It is another kind of file.
    """
    with path.open("rb") as file:
        riff, _, wave = struct.unpack("<4sI4s", file.read(12))
        if riff not in (b"RIFF", b"RF64") or wave != b"WAVE":
            raise WrongSound("not a WAV file")
        while header := file.read(8):
            chunk, size = struct.unpack("<4sI", header)
            if chunk == b"fmt ":
                form = struct.unpack("<HHIIHH", file.read(16))
                if (form[1], form[2], form[5]) != (1, RATE_HZ, 16):
                    raise WrongSound(f"{form[1]} channels, {form[2]} Hz, {form[5]} bits")
                size -= 16
            elif chunk == b"data":
                count = min(size, path.stat().st_size - file.tell()) // 2
                return np.memmap(path, "<i2", "r", offset=file.tell(), shape=(count,))
            file.seek(size + size % 2, 1)
    raise WrongSound("no samples in it")


def envelope_of(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """Return the peak of every millisecond, 1 being full scale."""
    step_frames = 10_000 * WINDOW_FRAMES
    parts = []
    for start in range(0, len(samples), step_frames):
        part = np.abs(samples[start : start + step_frames].astype(np.int32))
        whole = part[: len(part) // WINDOW_FRAMES * WINDOW_FRAMES]
        parts.append(whole.reshape(-1, WINDOW_FRAMES).max(axis=1).astype(np.float32) / 32768)
    return np.concatenate(parts)


def tone_share(samples: NDArray[np.int16]) -> float:
    """Return the part of the energy of one second that is within 2 Hz of the tone."""
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    return float(power[TONE_HZ - 2 : TONE_HZ + 3].sum() / power.sum())


def check(work: Work, path: Path) -> None:
    """Compare a file with the work.

    Raises
    ------
    WrongSound
        With the first difference found.
    """
    samples = samples_of(path)
    if abs(len(samples) - work.frames) > TOLERANCE_MS * WINDOW_FRAMES:
        raise WrongSound(f"{len(samples)} frames instead of {work.frames}")
    envelope = envelope_of(samples)
    level_db = 20 * np.log10(max(float(envelope.max()), 1e-9))
    if abs(level_db - 20 * np.log10(PEAK)) > LEVEL_TOLERANCE_DB:
        raise WrongSound(f"peak {level_db:.1f} dBFS")
    middle = (work.intervals[0].start_s + RUN_UP_S + 1) * RATE_HZ
    share = tone_share(samples[middle : middle + RATE_HZ])
    if work.voice == "motor":
        _check_motor(work, envelope)
        if share > 0.95:
            raise WrongSound("a bare sine: the motor has no harmonics")
    else:
        _check_edges(work, envelope)
        if share < 0.999:
            raise WrongSound(f"not a sine of {TONE_HZ} Hz: {share:.3f} of the energy is there")


def _check_edges(work: Work, envelope: NDArray[np.float32]) -> None:
    """Find every beginning and end of sound where it should be."""
    is_on = np.concatenate([[False], envelope > SOUNDING, [False]])
    found_ms = np.flatnonzero(np.diff(is_on.astype(np.int8)))
    wanted_ms = np.array([(each.start_s, each.end_s) for each in work.intervals]).ravel() * 1000
    if len(found_ms) != len(wanted_ms):
        raise WrongSound(f"{len(found_ms)} edges instead of {len(wanted_ms)}")
    worst = int(np.abs(found_ms - wanted_ms).argmax())
    if abs(found_ms[worst] - wanted_ms[worst]) > TOLERANCE_MS:
        raise WrongSound(f"an edge at {found_ms[worst]} ms instead of {wanted_ms[worst]} ms")


def _check_motor(work: Work, envelope: NDArray[np.float32]) -> None:
    """Find the motor loud at the end of every interval and much quieter before the next."""
    for interval in work.intervals:
        running = envelope[(interval.end_s - 1) * 1000 : interval.end_s * 1000]
        if running.max() < PEAK / 2:
            raise WrongSound(f"too quiet before {interval.end_s} s")
        rest_ms = (interval.end_s + interval.off_s) * 1000
        if interval.off_s > 0 and envelope[rest_ms - 100 : rest_ms].max() > PEAK / 3:
            raise WrongSound(f"too loud before {rest_ms // 1000} s")


def main() -> None:
    """Check one file."""
    name, path = sys.argv[1:]
    work = next(each for each in WORKS if each.name == name)
    try:
        check(work, Path(path))
    except WrongSound as fault:
        print(fault)
        sys.exit(1)


if __name__ == "__main__":
    main()
