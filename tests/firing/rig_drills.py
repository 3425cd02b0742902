"""Drills on the software sound card, as a user starts them: processes, files, what was heard."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tests.rig.server import TIED_TO_US

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from tests.rig.monitor import Monitor

ROOT = Path(__file__).parents[2]
RATE_HZ = 48_000

SIGNAL = "de-ww2-akute"
"""A wail: no stretch of it is like the next, so a place in it is a time."""

SIGNAL_S = 8
EVERY_S = 10

ON_TIME_S = 0.020
"""Onsets and places are asserted no finer; `docs/testing.md` says why."""

RESUME_S = 5.0
"""As in siren/firing/rules.py; written here again, so that changing it is noticed."""

_WINDOW_FRAMES = 1024
_JOIN_FRAMES = 480  # a sound joined in its midst is faded in
_ALIKE = 0.2  # a steered stretch lies between the frames of the rendered one


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    out: str
    err: str
    at_utc_s: float

    @property
    def report(self) -> Any:
        """What ``--json`` said."""
        assert self.out, self.err
        return json.loads(self.out)

    @property
    def outcomes(self) -> list[str]:
        """The outcome of every firing, in order."""
        return [firing["outcome"] for firing in self.report["firings"]]


@dataclass(eq=False)
class Job:
    """A siren process under way."""

    process: subprocess.Popen[str]
    started_utc_s: float

    def end(self, *, within_s: float = 60.0) -> Ended:
        """Wait for its end; a process that hangs is killed, and fails the test."""
        try:
            out, err = self.process.communicate(timeout=within_s)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        return Ended(self.process.returncode, out, err, time.time())

    def kill(self) -> float:
        """End it as ``kill -9`` does; return when."""
        at_utc_s = time.time()
        self.process.kill()
        self.process.communicate()
        return at_utc_s


class Desk:
    """Where somebody runs drills: a sound card to reach, and a state folder of one's own.

    Parameters
    ----------
    environment
        From ``rig.environment``.
    folder
        For drills, state and settings; made if it is not there.
    """

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self.folder, self.state = folder, folder / "state"
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **environment,
            "SIREN_STATE_DIR": str(self.state),
            "SIREN_CONFIG_DIR": str(folder / "settings"),
        }

    # --- commands ---

    def start(self, *arguments: str | Path, stdin: int = subprocess.DEVNULL) -> Job:
        """Start ``siren`` with these arguments."""
        process = subprocess.Popen(
            [*command(), *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return Job(process, time.time())

    def siren(self, *arguments: str | Path) -> Ended:
        """Run ``siren`` to its end."""
        return self.start(*arguments).end()

    def run(self, drill: Path, device: str, *options: str) -> Job:
        """Start ``siren run`` without questions, with its outcomes as JSON."""
        return self.start("run", drill, "--device", device, "--yes", "--json", *options)

    # --- drills ---

    def drill(
        self,
        start: datetime,
        *,
        firings: int = 1,
        every_s: int = EVERY_S,
        signal: str = SIGNAL,
        name: str = "drill",
        outlets: str = "",
    ) -> Path:
        """Write a drill whose first firing is at `start`, with outlets as a file has them."""
        lines = [
            f'[drill]\nid = "{name}"\ntitle = "Test"\ntimezone = "UTC"\ndate = {start:%Y-%m-%d}'
        ]
        for number in range(firings):
            at = start + timedelta(seconds=number * every_s)
            lines.append(f'[[firing]]\nsignal = "{signal}"\nat = {at:%Y-%m-%dT%H:%M:%S}')
        path = self.folder / f"{name}.toml"
        path.write_text("\n".join(lines) + f"\n{outlets}")
        return path

    # --- the journal ---

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.state / "journal.jsonl"

    def entries(self, event: str | None = None) -> list[dict[str, Any]]:
        """Return the journal's lines so far, or those of one event."""
        text = self.journal.read_text() if self.journal.exists() else ""
        lines = [json.loads(line) for line in text.splitlines(keepends=True) if line[-1] == "\n"]
        return [line for line in lines if event in (None, line["event"])]

    def outcomes(self) -> list[tuple[int, str]]:
        """Return number and outcome of every firing, as the journal has them."""
        return [(line["firing"], line["outcome"]) for line in self.entries("outcome")]

    def wait_for(self, event: str, *, within_s: float = 20.0) -> dict[str, Any]:
        """Wait until a line of this event is in the journal, and return the first one."""
        wait_until(lambda: bool(self.entries(event)), within_s=within_s)
        return self.entries(event)[0]

    def verifies(self) -> bool:
        """Return whether ``siren journal verify`` finds nothing wrong."""
        return self.siren("journal", "verify").code == 0


def command() -> list[str]:
    """Return what starts siren, so that it ends with the tests, however they end."""
    return [*TIED_TO_US, sys.executable, "-m", "siren"]


def soon(ahead_s: float) -> datetime:
    """Return the first whole second at least so far ahead: seconds are what drills are made of."""
    return datetime.fromtimestamp(-(-(time.time() + ahead_s) // 1), UTC)


def wait_until(is_so: Callable[[], bool], *, within_s: float, look_s: float = 0.005) -> None:
    """Wait for something; AssertionError where it does not come about."""
    deadline_s = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline_s, f"not within {within_s:g} s"
        time.sleep(look_s)


def sleep_until(utc_s: float) -> None:
    """Wait for a moment of the drill's own clock."""
    time.sleep(max(0.0, utc_s - time.time()))


# --- what was heard ---


@cache
def reference(what: str = SIGNAL, *options: str) -> NDArray[np.float32]:
    """Return the samples of a signal as ``siren render`` writes them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reference.wav"
        arguments = ["render", what, "-o", str(path), "--subtype", "FLOAT", *options]
        subprocess.run([*command(), *arguments], cwd=ROOT, check=True, capture_output=True)
        return samples_of(path)


def samples_of(path: Path) -> NDArray[np.float32]:
    """Return the samples of a WAV file."""
    import soundfile

    samples: NDArray[np.float32] = soundfile.read(path, dtype="float32")[0]
    return samples


def strays_s(
    heard: Monitor, starts_utc_s: Sequence[float], *, tolerance_s: float = ON_TIME_S
) -> list[float]:
    """Return when anything was heard that is not the signal's sound for its time.

    Parameters
    ----------
    starts_utc_s
        When the signal is to begin; once for every firing.
    tolerance_s
        How far from its time a sound may be.

    Returns
    -------
    list of float
        For each window of 21 ms, the seconds since the beginning of its firing.
    """
    samples, found = heard.samples, []
    for sounding in heard.soundings():
        end = sounding.end_frame - _WINDOW_FRAMES
        for frame in range(sounding.first_frame + _JOIN_FRAMES, end, _WINDOW_FRAMES):
            at_s = _since_start_s(heard.utc_s(frame), starts_utc_s, tolerance_s)
            if not _belongs(samples[frame : frame + _WINDOW_FRAMES], at_s, tolerance_s):
                found.append(round(at_s, 3))
    return found


def assert_whole_and_on_time(heard: Monitor, start_utc_s: float) -> None:
    """Check that the signal was heard once, each sample of it at its time or nearly so."""
    [sounding] = heard.soundings()
    assert abs(sounding.start_utc_s - start_utc_s) < ON_TIME_S, sounding
    frames = sounding.end_frame - sounding.first_frame
    assert abs(frames - SIGNAL_S * RATE_HZ) < ON_TIME_S * RATE_HZ, sounding
    assert strays_s(heard, [start_utc_s]) == []


def _since_start_s(utc_s: float, starts_utc_s: Sequence[float], early_s: float) -> float:
    since_s = (utc_s - start for start in starts_utc_s)
    return min((s for s in since_s if s > -early_s), default=float("inf"))


def _belongs(window: NDArray[np.float32], at_s: float, tolerance_s: float) -> bool:
    """Return whether the signal has a stretch like this near a time: exactly, or steered."""
    if at_s > SIGNAL_S:
        return False
    low = max(0, round((at_s - tolerance_s) * RATE_HZ))
    near = reference()[low : round((at_s + tolerance_s) * RATE_HZ) + window.size]
    if near.tobytes().find(window.tobytes()) >= 0:
        return True
    shifted = np.lib.stride_tricks.sliding_window_view(near, window.size)
    power = np.mean(np.square(shifted - window), axis=1).min()
    return bool(power < _ALIKE**2 * np.mean(np.square(window)))


def sounding_s(heard: Monitor) -> float:
    """Return for how long a sink was not silent."""
    return sum(s.end_frame - s.first_frame for s in heard.soundings()) / RATE_HZ
