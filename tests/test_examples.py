"""The examples run, as they stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("1_samples.py", "float32, (48000,), peak 0.3"),
        ("2_edges.py", "02:41:00 UTC  cn-all-clear    steady for 180 s"),
    ],
)
def test_an_example_runs(name: str, says: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / name], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert says in done.stdout


def test_the_signal_of_ones_own_sounds(tmp_path: Path) -> None:
    own = str(EXAMPLES / "3_own_signal.toml")
    subprocess.run(
        [sys.executable, "-m", "siren", "render", own, "-o", "own.wav", "--rate", "8000"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert (tmp_path / "own.wav").stat().st_size > 26 * 8000 * 2
