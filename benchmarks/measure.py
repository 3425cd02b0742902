"""Run processes and measure them: wall time, processor time, peak memory.

Only the standard library is loaded here. The kernel counts the memory that a child shares with
its parent before it becomes another program, so no peak can come out below the size of this
process itself: :func:`own_peak_mb`.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

    from benchmarks.work import Work

ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Python programs may keep their compiled modules, as they do when they are installed."""
RUN_LIMIT_S = 180.0
RSS_UNITS_PER_MB = 2**20 if sys.platform == "darwin" else 2**10
CHECK_FILE = Path(__file__).with_name("check.py")


class RunFailed(Exception):
    """A process failed, took too long or wrote the wrong sound."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process, from its spawn to its exit."""

    wall_s: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Many runs of one command.

    Attributes
    ----------
    ratio
        The median, over the rounds, of its wall time over that of siren in the same round.
    """

    median_s: float
    min_s: float
    max_s: float
    cpu_s: float
    peak_mb: float
    ratio: float


def own_peak_mb() -> float:
    """Return the peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / RSS_UNITS_PER_MB


def run(argv: list[str], log: Path, limit_s: float = RUN_LIMIT_S) -> Run:
    """Run a command, its output thrown away.

    Parameters
    ----------
    log
        Receives what the command says on stderr.

    Raises
    ------
    RunFailed
        It exited with a status, or the limit passed.
    """
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, str(log), write, 0o644),
    ]
    signal.signal(signal.SIGALRM, _on_alarm)
    started_s = time.perf_counter()
    pid = os.posix_spawnp(argv[0], argv, ENVIRONMENT, file_actions=actions)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        _, status, usage = os.wait4(pid, 0)
        wall_s = time.perf_counter() - started_s
    except TimeoutError:
        os.kill(pid, signal.SIGKILL)
        os.wait4(pid, 0)
        raise RunFailed(f"not done after {limit_s:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if status != 0:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        code = os.waitstatus_to_exitcode(status)
        raise RunFailed(f"exit status {code}: {said[-1] if said else 'no message'}")
    return Run(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / RSS_UNITS_PER_MB)


def check(work: Work, output: Path) -> None:
    """Read an output once.

    Raises
    ------
    RunFailed
        It is missing, or not what the work asks for.
    """
    if not output.exists():
        raise RunFailed("wrote no file")
    argv = [sys.executable, str(CHECK_FILE), work.name, str(output)]
    done = subprocess.run(argv, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise RunFailed(f"wrong output: {said[-1] if said else 'the checker failed'}")


def interleave(
    commands: Mapping[str, Callable[[], Run]], rounds: int
) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Run every command once in turn, for a number of rounds; the first is the reference.

    Returns
    -------
    The runs of those that never failed, and the faults of the others, which are left out from
    their first failure on.

    Raises
    ------
    RunFailed
        The reference failed.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    faults: dict[str, str] = {}
    for number in range(1, rounds + 1):
        for name in list(runs):
            try:
                runs[name].append(commands[name]())
            except RunFailed as fault:
                if name == next(iter(commands)):
                    raise
                faults[name] = f"refused in round {number}: {fault}"
                del runs[name]
    return runs, faults


def summarize(runs: list[Run], reference: list[Run]) -> Summary:
    """Reduce the runs of a command, the reference being those of siren."""
    walls_s = [each.wall_s for each in runs]
    ratios = [one.wall_s / other.wall_s for one, other in zip(runs, reference, strict=True)]
    return Summary(
        median_s=median(walls_s),
        min_s=min(walls_s),
        max_s=max(walls_s),
        cpu_s=median(each.cpu_s for each in runs),
        peak_mb=max(each.peak_mb for each in runs),
        ratio=median(ratios),
    )


def _on_alarm(signum: int, frame: FrameType | None) -> None:
    """Leave the wait for a process."""
    raise TimeoutError
