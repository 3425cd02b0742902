"""FFmpeg: one chain of source and filters for each interval, concatenated.

The ``sine`` source is an eighth of full scale in 16 bits, so its sound is coarser than that of
the others; it is also FFmpeg's fastest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.work import FADE_S, PEAK, RATE_HZ, TONE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.work import Interval, Work

PACKET_FRAMES = 48_000
SOURCE_PEAK = 1 / 8


def command(work: Work, folder: Path, output: Path) -> list[str] | None:
    """Return the arguments; a motor would need an expression evaluated for every sample."""
    del folder
    if work.voice == "motor":
        return None
    chains = [f"{_chain(interval)}[s{i}]" for i, interval in enumerate(work.intervals)]
    labels = "".join(f"[s{i}]" for i in range(len(chains)))
    joined = f"{labels}concat=n={len(chains)}:v=0:a=1[out]"
    argv = ["ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error", "-y"]
    argv += ["-filter_complex", ";".join([*chains, joined])]
    return [*argv, "-map", "[out]", "-c:a", "pcm_s16le", str(output)]


def _chain(interval: Interval) -> str:
    """Return the filters of one interval and of the silence after it."""
    filters = [
        f"sine=f={TONE_HZ}:r={RATE_HZ}:d={interval.on_s}:samples_per_frame={PACKET_FRAMES}",
        f"volume={PEAK / SOURCE_PEAK:.4f}:precision=fixed",
        f"afade=d={FADE_S}:curve=tri",
        f"afade=t=out:st={interval.on_s - FADE_S}:d={FADE_S}:curve=tri",
    ]
    if interval.off_s > 0:
        pad_frames = interval.off_s * RATE_HZ
        filters.append(f"apad=pad_len={pad_frames}:packet_size={PACKET_FRAMES}")
    return ",".join(filters)
