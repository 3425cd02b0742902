"""Pure Data in batch mode: a patch with large blocks whose voice is switched off in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.work import COAST_S, FADE_S, HARMONICS, PEAK, RATE_HZ, RUN_UP_S, TONE_HZ

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.work import Work

BLOCK_FRAMES = 512
"""10.7 ms: edges fall on blocks. Larger blocks are no faster."""
FILE_BUFFER_BYTES = 16_777_216
"""Of ``writesf~``. With 4 MB, Pure Data 0.53 now and then lost a whole buffer of the sound."""
TABLE_FRAMES = 2048
CANVAS = "#N canvas 0 0 450 300"


class Canvas:
    """A window of a patch: boxes, numbered as they are added, and cords between them."""

    def __init__(self) -> None:
        self._boxes: list[str] = []
        self._cords: list[str] = []

    def box(self, text: str, *inputs: int, kind: str = "obj") -> int:
        """Add a box; the first outlet of each input box goes to the matching inlet."""
        self._boxes.append(f"#X {kind} 10 10 {text};")
        number = len(self._boxes) - 1
        for inlet, source in enumerate(inputs):
            self.cord(source, 0, number, inlet)
        return number

    def window(self, name: str, content: Canvas) -> int:
        """Add a subpatch."""
        self._boxes.append(f"{CANVAS} {name} 0;\n{content}\n#X restore 10 10 pd {name};")
        return len(self._boxes) - 1

    def cord(self, source: int, outlet: int, target: int, inlet: int = 0) -> None:
        """Connect two boxes."""
        self._cords.append(f"#X connect {source} {outlet} {target} {inlet};")

    def __str__(self) -> str:
        return "\n".join(self._boxes + self._cords)


def command(work: Work, folder: Path, output: Path) -> list[str] | None:
    """Write the patch; return the arguments (``-nrt``: no priority over the other programs)."""
    top = Canvas()
    top.window("drill", _drill(work, folder, output))
    if work.voice == "motor":
        top.box(f"table wave {TABLE_FRAMES}")
    patch = folder / f"{work.name}.pd"
    patch.write_text(f"{CANVAS} 12;\n{top}\n", encoding="utf-8")
    argv = ["pd", "-batch", "-nogui", "-noprefs", "-nosound", "-nomidi", "-nostdpath", "-nrt"]
    return [*argv, "-r", str(RATE_HZ), str(patch)]


def _drill(work: Work, folder: Path, output: Path) -> Canvas:
    """Return the voice, the file and everything that happens, as delays from the start."""
    canvas = Canvas()
    voice = canvas.window("voice", _voice(work))
    file = canvas.box(f"writesf~ 1 {FILE_BUFFER_BYTES}", voice)
    canvas.box(f"block~ {BLOCK_FRAMES}")
    begin = canvas.box("t b b b", canvas.box("loadbang"))

    def at(time_s: float, text: str, target: int) -> None:
        delay = canvas.box(f"delay {round(time_s * 1000)}", begin)
        canvas.cord(canvas.box(text, delay, kind="msg"), 0, target)

    ready = canvas.box(rf"{_table(work)}\; pd dsp 1", kind="msg")
    silence = canvas.box("run 0", kind="msg")
    record = canvas.box(rf"open -bytes 2 {output} \, start", kind="msg")
    canvas.cord(begin, 2, ready)
    canvas.cord(begin, 2, silence)
    canvas.cord(begin, 1, record)
    canvas.cord(silence, 0, voice)
    canvas.cord(record, 0, file)

    level, up_s, down_s, down_early_s = PEAK, FADE_S, FADE_S, FADE_S
    if work.voice == "motor":
        level, up_s, down_s, down_early_s = 1.0, RUN_UP_S, COAST_S, 0.0
    for interval in work.intervals:
        at(interval.start_s, rf"run 1 \, drive {level:.7f} {up_s * 1000:g}", voice)
        down_from_s = interval.end_s - down_early_s
        at(down_from_s, f"drive 0 {down_s * 1000:g}", voice)
        rest_s = down_from_s + down_s + 2 * BLOCK_FRAMES / RATE_HZ
        if rest_s < interval.end_s + interval.off_s:
            at(rest_s, "run 0", voice)

    # Opening another file waits until the first is on the disk; quitting does not.
    finish = canvas.box("t b b", canvas.box(f"delay {work.total_s * 1000}", begin))
    close = canvas.box(rf"stop \, open {folder / 'unused.wav'}", kind="msg")
    canvas.cord(finish, 1, close)
    canvas.cord(close, 0, file)
    canvas.box(r"\; pd quit", finish, kind="msg")
    return canvas


def _voice(work: Work) -> Canvas:
    """Return a subpatch that understands ``run 0|1`` and ``drive target milliseconds``."""
    canvas = Canvas()
    route = canvas.box("route run drive", canvas.box("inlet"))
    canvas.box(f"switch~ {BLOCK_FRAMES}", route)
    drive = canvas.box("line~")
    canvas.cord(route, 1, drive)
    if work.voice == "motor":
        wave = canvas.box("tabosc4~ wave", canvas.box(f"*~ {TONE_HZ}", drive))
        level = canvas.box(f"*~ {PEAK:.7f}", canvas.box("*~", drive, drive))
    else:
        wave, level = canvas.box(f"osc~ {TONE_HZ}"), drive
    canvas.box("outlet~", canvas.box("*~", wave, level))
    return canvas


def _table(work: Work) -> str:
    """Return the messages that fill the table, if the voice has one."""
    if work.voice == "tone":
        return ""
    amplitudes = " ".join(f"{1 / n:.6f}" for n in range(1, HARMONICS + 1))
    return rf"\; wave sinesum {TABLE_FRAMES} {amplitudes} \; wave normalize 1 "
