"""Time ``siren render`` against other programs that do the same work, as whole processes.

python benchmarks/run.py [--rounds N] [--only drill,signal] [--siren PATH] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.measure import (
    Run,
    RunFailed,
    Summary,
    check,
    interleave,
    own_peak_mb,
    run,
    summarize,
)
from benchmarks.peers import PEERS
from benchmarks.work import DAY_SOURCE, WORKS, Work

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY_DISK = Path("/dev/shm")
HELP_ROUNDS = 20
DAY_LIMIT_S = 900.0
HELLO_FILE = Path(__file__).with_name("hello_click.py")
ITEMS = [*(work.name for work in WORKS), "memory", "help"]


class Bench:
    """The programs, and the folder that their files go to."""

    def __init__(self, siren: str, rounds: int, folder: Path) -> None:
        self._siren, self._rounds, self._folder = siren, rounds, folder
        self._output = folder / "out.wav"
        self._log = folder / "stderr.txt"

    def work(self, work: Work) -> dict[str, Any]:
        """Check and warm up every program, then time them; print the table.

        Raises
        ------
        RunFailed
            Siren failed.
        """
        render = [self._siren, "render", work.source, "-o", str(self._output)]
        commands = {"siren": self._checked(work, [*render, "--voice", work.voice])}
        notes: dict[str, str] = {}
        for name, command_of in PEERS.items():
            argv = command_of(work, self._folder, self._output)
            if argv is None:
                continue
            if shutil.which(name) is None:
                notes[name] = "not installed"
                continue
            try:
                commands[name] = self._checked(work, argv)
            except RunFailed as fault:
                notes[name] = f"refused: {fault}"
        runs, faults = interleave(commands, self._rounds)
        notes |= faults
        table = {name: summarize(each, runs["siren"]) for name, each in runs.items()}
        noise = table["siren"].max_s / table["siren"].min_s
        _print_table(work, table, notes, noise)
        return {
            "programs": {name: asdict(each) for name, each in table.items()},
            "notes": notes,
            "noise": noise,
        }

    def memory(self) -> dict[str, Any]:
        """Render a day to nowhere; print the peak memory."""
        argv = [self._siren, "render", DAY_SOURCE, "-o", "-", "--voice", "tone"]
        day = run(argv, self._log, DAY_LIMIT_S)
        print(f"\nmemory: 24 h of sine to stdout: peak {day.peak_mb:.0f} MB, {day.wall_s:.1f} s")
        return asdict(day)

    def help(self) -> dict[str, Any]:
        """Compare the start of siren with that of the least click program."""
        hello = [_interpreter_of(self._siren), str(HELLO_FILE), "--help"]
        commands = {
            "siren": partial(run, [self._siren, "--help"], self._log),
            "hello": partial(run, hello, self._log),
        }
        interleave(commands, 1)
        runs, faults = interleave(commands, HELP_ROUNDS)
        if faults:
            print(f"\nhelp: {faults['hello']}")
            return {"fault": faults["hello"]}
        median_ms = {
            name: 1000 * median(each.wall_s for each in many) for name, many in runs.items()
        }
        more_ms = median_ms["siren"] - median_ms["hello"]
        print(
            f"\nhelp: siren --help {median_ms['siren']:.0f} ms, click hello-world"
            f" {median_ms['hello']:.0f} ms: {more_ms:+.0f} ms"
        )
        return {"median_ms": median_ms, "difference_ms": more_ms}

    def _checked(self, work: Work, argv: list[str]) -> Callable[[], Run]:
        """Warm up and check one program; return what runs it again, held to the same length."""
        run(argv, self._log)
        try:
            check(work, self._output)
            checked_bytes = self._output.stat().st_size
        finally:
            self._output.unlink(missing_ok=True)

        def again() -> Run:
            try:
                measured = run(argv, self._log)
                written_bytes = self._output.stat().st_size if self._output.exists() else 0
            finally:
                self._output.unlink(missing_ok=True)
            if written_bytes != checked_bytes:
                raise RunFailed(f"wrote {written_bytes} bytes, {checked_bytes} before")
            return measured

        return again


def _print_table(
    work: Work, table: dict[str, Summary], notes: dict[str, str], noise: float
) -> None:
    """Print one work item, the fastest program first."""
    print(f"\n{work.name}: {work.title}; noise {noise:.2f}")
    print("| program | median s | min s | max s | CPU s | peak MB | ratio |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for name, row in sorted(table.items(), key=lambda item: item[1].ratio):
        print(
            f"| {name} | {row.median_s:.3f} | {row.min_s:.3f} | {row.max_s:.3f}"
            f" | {row.cpu_s:.3f} | {row.peak_mb:.0f} | {row.ratio:.2f} |"
        )
    for name, note in notes.items():
        print(f"{name}: {note}")
    sys.stdout.flush()


def _interpreter_of(script: str) -> str:
    """Return the Python that a console script runs on, or else this one."""
    with Path(script).open("rb") as file:
        first_line = file.readline(4096)
    if first_line.startswith(b"#!") and b"python" in first_line and b" " not in first_line:
        return os.fsdecode(first_line[2:].strip())
    return sys.executable


def _arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="timed runs of each program")
    parser.add_argument("--only", default=",".join(ITEMS), help=f"some of {','.join(ITEMS)}")
    parser.add_argument("--siren", default=None, help="the siren program to measure")
    parser.add_argument("--json", type=Path, default=None, help="also write the figures here")
    arguments = parser.parse_args()
    arguments.only = arguments.only.split(",")
    if unknown := set(arguments.only) - set(ITEMS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(ITEMS)}")
    if arguments.rounds < 1:
        parser.error("--rounds must be 1 or more")
    beside = shutil.which("siren", path=Path(sys.executable).parent)
    arguments.siren = shutil.which(arguments.siren or beside or "siren")
    if arguments.siren is None:
        parser.error("no siren program found; name it with --siren")
    return arguments


def main() -> None:
    """Measure what was asked for."""
    arguments = _arguments()
    disk = MEMORY_DISK if os.access(MEMORY_DISK, os.W_OK) else Path(tempfile.gettempdir())
    kind = "memory disk" if disk == MEMORY_DISK else "temporary folder, no memory disk"
    print(f"output to {disk} ({kind}); {arguments.rounds} rounds")
    print("ratio: time over siren's; above 1, siren is faster")
    print(f"peak memory: {own_peak_mb():.0f} MB, the size of this process, is the least to be seen")
    figures: dict[str, Any] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="siren-bench-", dir=disk) as folder:
            bench = Bench(arguments.siren, arguments.rounds, Path(folder))
            for work in WORKS:
                if work.name in arguments.only:
                    figures[work.name] = bench.work(work)
            for name, measurement in (("memory", bench.memory), ("help", bench.help)):
                if name in arguments.only:
                    figures[name] = measurement()
    except RunFailed as fault:
        sys.exit(f"failed: {fault}")
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
