"""Leaving: with a code, in one sentence, and whatever hangs."""

from __future__ import annotations

import subprocess
import sys
import time

HANGING = """
import sys
from threading import Event
import siren.cli.main as command_line
from siren.__main__ import main
from siren.output.bounded import TookTooLong, bounded

def command():
    try:
        bounded(Event().wait, 0.01)
    except TookTooLong:
        print("the outcome")
        print("what hangs is left", file=sys.stderr)
    sys.exit({code!r})

class Stalled:
    def __del__(self):
        Event().wait()  # as PortAudio's good-byes would

stalled = Stalled()
command_line.main = command
main()
"""


def leaving(code: object) -> tuple[int, str, str]:
    script = HANGING.format(code=code)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_a_call_that_hangs_keeps_nobody_from_leaving() -> None:
    began_s = time.monotonic()
    assert leaving(0) == (0, "the outcome\n", "what hangs is left\n")
    assert time.monotonic() - began_s < 10


def test_the_exit_code_stays() -> None:
    assert leaving(1)[0] == 1
    assert leaving(2)[0] == 2
    assert leaving("in words")[0] == 1


def test_leaving_in_peace_is_as_ever() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "siren", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("siren, version ")
