"""Csound: table oscillators, large blocks, no plugins, no displays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.work import COAST_S, FADE_S, HARMONICS, PEAK, RATE_HZ, RUN_UP_S, TONE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.work import Work

TONE_BLOCK_FRAMES = 480
"""10 ms: every edge and every fade is a whole number of blocks."""
MOTOR_BLOCK_FRAMES = 240
"""5 ms: the speed moves once in a block."""
BUFFER_FRAMES = 48_000

TONE_INSTRUMENTS = f"""\
instr 1
alevel line p4, p3, p5
asound oscil alevel, {TONE_HZ}, 1
out asound
endin
instr 2
asound oscil {PEAK:.7f}, {TONE_HZ}, 1
out asound
endin"""

MOTOR_INSTRUMENTS = f"""\
gkpower init 0
instr 1
gkpower = 1
endin
instr 2
kspeed init 0
kstep = (gkpower == 1 ? ksmps/sr/{RUN_UP_S} : -ksmps/sr/{COAST_S})
kspeed limit kspeed + kstep, 0, 1
gkpower = 0
if kspeed == 0 kgoto silent
asound oscil kspeed*kspeed*{PEAK:.7f}, kspeed*{TONE_HZ}, 1
out asound
silent:
endin"""


def command(work: Work, folder: Path, output: Path) -> list[str] | None:
    """Write the orchestra and score; return the arguments."""
    if work.voice == "motor":
        block_frames, instruments, harmonics = MOTOR_BLOCK_FRAMES, MOTOR_INSTRUMENTS, HARMONICS
        score = [f"i 1 {interval.start_s} {interval.on_s}" for interval in work.intervals]
        score.append(f"i 2 0 {work.total_s}")
    else:
        block_frames, instruments, harmonics = TONE_BLOCK_FRAMES, TONE_INSTRUMENTS, 1
        score = _tone_score(work)
    amplitudes = " ".join(f"{1 / n:.6f}" for n in range(1, harmonics + 1))
    source = folder / f"{work.name}.csd"
    source.write_text(
        "<CsoundSynthesizer>\n<CsInstruments>\n"
        f"sr = {RATE_HZ}\nksmps = {block_frames}\nnchnls = 1\n0dbfs = 1\n{instruments}\n"
        "</CsInstruments>\n<CsScore>\n"
        f"f 1 0 65536 10 {amplitudes}\n" + "\n".join(score) + f"\nf 0 {work.total_s}\ne\n"
        "</CsScore>\n</CsoundSynthesizer>\n",
        encoding="utf-8",
    )
    no_plugins = folder / "no-plugins"
    no_plugins.mkdir(exist_ok=True)
    argv = ["env", f"OPCODE6DIR64={no_plugins}", "csound", "-W", "-s", "-d", "-m0", "-K"]
    return [*argv, f"-b{BUFFER_FRAMES}", f"-B{BUFFER_FRAMES}", "-o", str(output), str(source)]


def _tone_score(work: Work) -> list[str]:
    """Return fade, steady tone and fade of every interval: only fades pay for a moving level."""
    score: list[str] = []
    for interval in work.intervals:
        steady_s = interval.on_s - 2 * FADE_S
        score += [
            f"i 1 {interval.start_s} {FADE_S} 0 {PEAK:.7f}",
            f"i 2 {interval.start_s + FADE_S:.2f} {steady_s:.2f}",
            f"i 1 {interval.end_s - FADE_S:.2f} {FADE_S} {PEAK:.7f} 0",
        ]
    return score
