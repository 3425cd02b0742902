"""Libraries that print on their own are not read; people are."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import os, sys
from siren.cli.noise import libraries_muted
print("before", file=sys.stderr)
with libraries_muted():
    os.write(2, b"Expression 'r' failed\\n")
    print("for people", file=sys.stderr)
    os.write(2, b"ALSA lib\\n")
os.write(2, b"after\\n")
print("and after", file=sys.stderr)
"""


def test_only_what_goes_by_our_own_stderr_is_seen() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines() == ["before", "for people", "after", "and after"]


def test_a_fault_inside_gives_the_descriptor_back() -> None:
    script = SCRIPT.replace(
        '    os.write(2, b"ALSA', "    raise SystemExit('gone')\n    os.write(2, b\"ALSA"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()) == (1, ["before", "for people", "gone"])
