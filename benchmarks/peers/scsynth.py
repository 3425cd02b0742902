"""The server of SuperCollider, without real time (``-N``): a definition and a score of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.peers.scfiles import (
    AUDIO,
    CONTROL,
    MULTIPLY,
    SCALAR,
    Unit,
    bundle,
    message,
    synth_definition,
)
from benchmarks.work import COAST_S, FADE_S, HARMONICS, PEAK, RATE_HZ, RUN_UP_S, TONE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.work import Work

BLOCK_FRAMES = 480
"""10 ms. The motor's level is interpolated inside a block, its pitch is not."""
TABLE_FRAMES = 8192
NORMALIZED_WAVETABLE = 7
"""Flags of ``/b_gen``."""
FREE_AT_END = 2.0
HELD_END = -99.0
"""An envelope without release or loop node."""
FIRST_NODE = 1000


def command(work: Work, folder: Path, output: Path) -> list[str] | None:
    """Write the score; return the arguments."""
    entries = _motor_score(work) if work.voice == "motor" else _tone_score(work)
    # The server stops at the block that holds the last entry: aim at the middle of that block.
    last_s = work.total_s - BLOCK_FRAMES / RATE_HZ / 2
    score = folder / f"{work.name}.osc"
    score.write_bytes(b"".join([*entries, bundle(last_s, message("/c_set", 0, 0.0))]))
    argv = ["scsynth", "-N", str(score), "_", str(output), str(RATE_HZ), "WAV", "int16"]
    argv += ["-z", str(BLOCK_FRAMES), "-o", "1", "-i", "0"]
    return [*argv, "-D", "0", "-R", "0", "-V", "-2"]


def _tone_score(work: Work) -> list[bytes]:
    """Return one synth for each interval: a sine under an envelope that frees it."""
    fade_in = (PEAK, FADE_S, 1.0, 0.0)
    steady = (PEAK, 0, 1.0, 0.0)
    fade_out = (0.0, FADE_S, 1.0, 0.0)
    envelope = (0.0, 3.0, HELD_END, HELD_END, *fade_in, *steady, *fade_out)
    definition = synth_definition(
        "tone",
        "steady_s",
        [
            Unit("Control", SCALAR),
            Unit("SinOsc", AUDIO, (float(TONE_HZ), 0.0)),
            Unit("EnvGen", AUDIO, (1.0, 1.0, 0.0, 1.0, FREE_AT_END, *envelope)),
            Unit("BinaryOpUGen", AUDIO, (1, 2), special=MULTIPLY),
            Unit("OffsetOut", AUDIO, (0.0, 3), outputs=0),
        ],
    )
    entries = [bundle(0, message("/d_recv", definition))]
    for node, interval in enumerate(work.intervals, FIRST_NODE):
        steady_s = interval.on_s - 2 * FADE_S
        start = message("/s_new", "tone", node, 0, 0, "steady_s", steady_s)
        entries.append(bundle(interval.start_s, start))
    return entries


def _motor_score(work: Work) -> list[bytes]:
    """Return one synth, switched on and off; it is paused while the rotor stands still."""
    definition = synth_definition(
        "motor",
        "power",
        [
            Unit("Control", CONTROL),
            Unit("Slew", CONTROL, (0, 1 / RUN_UP_S, 1 / COAST_S)),
            Unit("BinaryOpUGen", CONTROL, (1, float(TONE_HZ)), special=MULTIPLY),
            Unit("Osc", AUDIO, (0.0, 2, 0.0)),
            Unit("BinaryOpUGen", CONTROL, (1, 1), special=MULTIPLY),
            Unit("BinaryOpUGen", CONTROL, (4, PEAK), special=MULTIPLY),
            Unit("BinaryOpUGen", AUDIO, (3, 5), special=MULTIPLY),
            Unit("Out", AUDIO, (0.0, 6), outputs=0),
        ],
    )
    amplitudes = [1 / n for n in range(1, HARMONICS + 1)]
    entries = [
        bundle(0, message("/d_recv", definition), message("/b_alloc", 0, TABLE_FRAMES, 1)),
        bundle(0, message("/b_gen", 0, "sine1", NORMALIZED_WAVETABLE, *amplitudes)),
        bundle(0, message("/s_new", "motor", FIRST_NODE, 0, 0)),
    ]
    for interval in work.intervals:
        run = message("/n_run", FIRST_NODE, 1)
        entries.append(bundle(interval.start_s, run, message("/n_set", FIRST_NODE, "power", 1.0)))
        entries.append(bundle(interval.end_s, message("/n_set", FIRST_NODE, "power", 0.0)))
        if interval.off_s > COAST_S:
            rest_s = interval.end_s + COAST_S + 0.1
            entries.append(bundle(rest_s, message("/n_run", FIRST_NODE, 0)))
    return entries
