"""Play a sound the plain way, and say when PortAudio thinks it sounds.

``python player.py DEVICE SOUND.npy`` plays float32 samples after some silence; writes the time of
the first one's output, in seconds since 1970 (UTC).
"""

from __future__ import annotations

import sys
import threading
import time
from statistics import median
from typing import Any

import numpy as np
import sounddevice

RATE_HZ = 48_000
SILENCE_FRAMES = 3 * RATE_HZ // 10  # before: times settle; after: the end of a stream is lost


def play(device: str, path: str) -> float:
    """Play the file; return when its first sample was put out."""
    silence = np.zeros(SILENCE_FRAMES, np.float32)
    frames = np.concatenate([silence, np.load(path), silence])
    starts_utc_s: list[float] = []
    done = threading.Event()
    first_frame = 0

    def give(block: Any, count: int, times: Any, status: Any) -> None:
        nonlocal first_frame
        ahead_s = times.outputBufferDacTime - times.currentTime
        starts_utc_s.append(time.time() + ahead_s - first_frame / RATE_HZ)
        part = frames[first_frame : first_frame + count]
        block[:] = 0
        block[: len(part), 0] = part
        first_frame += count
        if not len(part):
            done.set()

    with sounddevice.OutputStream(
        RATE_HZ, 480, device, 1, "float32", 0.1, callback=give, finished_callback=done.set
    ) as stream:
        done.wait()
        stream.abort()  # stop() may hang where the device has gone
    blocks = SILENCE_FRAMES // 480
    return median(starts_utc_s[blocks // 2 : blocks]) + SILENCE_FRAMES / RATE_HZ


if __name__ == "__main__":
    sys.stdout.write(f"{play(*sys.argv[1:])!r}\n")
