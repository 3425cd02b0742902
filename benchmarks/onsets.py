"""How exactly on the second a firing is, on the software sound card: idle and with a busy machine.

Each trial is a process of its own, as a user starts it: `siren run` on a drill a few seconds
ahead. What came out is taken from the sound card's monitor, sample for sample.

    python benchmarks/onsets.py [TRIALS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from siren import library  # noqa: E402
from siren.cli.sounding import sounding  # noqa: E402
from siren.synth.compose import compose  # noqa: E402
from tests.rig.rig import Rig  # noqa: E402

if TYPE_CHECKING:
    from siren.synth.sound import Samples

SIGNAL = "de-ww2-akute"
"""The shortest signal of the library."""

AHEAD_S = 4


class Trial(NamedTuple):
    """What one firing measured; `error_ms` is None where the sound was not found whole."""

    error_ms: float | None
    exit_code: int


def main() -> None:
    """Print a line for each condition."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        rig = Rig(Path(folder))
        rig.start()
        try:
            for name, load in (("idle", nullcontext), ("busy", rig.busy)):
                with load():
                    _report(name, [_trial(rig, Path(folder)) for _ in range(trials)])
        finally:
            rig.kill()


def _report(name: str, trials: list[Trial]) -> None:
    errors_ms = [trial.error_ms for trial in trials if trial.error_ms is not None]
    print(
        f"{name}: {len(trials)} firings, {len(errors_ms)} whole and bit-exact, "
        f"{sum(trial.exit_code == 0 for trial in trials)} exit 0; onset error: "
        f"median {statistics.median(map(abs, errors_ms)):.3f} ms, "
        f"worst {max(map(abs, errors_ms)):.3f} ms, signed median "
        f"{statistics.median(errors_ms):+.3f} ms"
    )


def _trial(rig: Rig, folder: Path) -> Trial:
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=AHEAD_S)
    drill = folder / "drill.toml"
    drill.write_text(_drill(start), encoding="utf-8")
    command = [sys.executable, "-m", "siren", "run", str(drill), "--device", "siren_rig", "--yes"]
    environment = {**rig.environment, "SIREN_STATE_DIR": str(folder / "state")}
    with rig.monitor() as monitor:
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
        monitor.wait_s(0.3)
    place = monitor.find(_reference())
    if place is None:
        print(done.stdout.decode(), done.stderr.decode(), monitor.soundings(), file=sys.stderr)
        return Trial(None, done.returncode)
    return Trial((monitor.utc_s(place) - start.timestamp()) * 1000, done.returncode)


def _reference() -> Samples:
    """Return the samples of the signal, as `siren render --subtype FLOAT` writes them."""
    sound = compose(sounding(SIGNAL).timeline, library.voice("electronic"), rate_hz=48_000)
    samples = sound.block(0, sound.frames)
    return samples[samples.nonzero()[0][0] : samples.nonzero()[0][-1] + 1]


def _drill(start: datetime) -> str:
    return (
        f'[drill]\nid = "onset"\ntitle = "Onset"\ntimezone = "UTC"\ndate = {start:%Y-%m-%d}\n'
        f'[[firing]]\nsignal = "{SIGNAL}"\nat = {start:%H:%M:%S}\n'
    )


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
