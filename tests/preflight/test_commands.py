"""Asking programs: what they print, or nothing, and never a long wait."""

from __future__ import annotations

import sys
import time

import pytest

from siren.preflight.commands import ask_command
from siren.preflight.kernel_clock import kernel_clock

pytestmark = pytest.mark.alone


def test_what_a_program_prints_is_its_answer() -> None:
    assert ask_command([sys.executable, "-c", "print('yes')"], within_s=20) == "yes\n"


@pytest.mark.parametrize(
    "command",
    [["no-such-program-here"], [sys.executable, "-c", "print('no'); raise SystemExit(1)"]],
)
def test_a_program_that_is_missing_or_fails_has_not_answered(command: list[str]) -> None:
    assert ask_command(command, within_s=20) is None


def test_a_program_that_takes_long_is_not_waited_for() -> None:
    began_s = time.monotonic()
    assert ask_command([sys.executable, "-c", "import time; time.sleep(60)"], within_s=0.1) is None
    assert time.monotonic() - began_s < 5


@pytest.mark.skipif(sys.platform != "linux", reason="adjtimex is Linux's")
def test_the_kernel_of_linux_says_how_far_its_clock_may_be_off() -> None:
    kernel = kernel_clock()
    assert kernel is not None
    assert kernel.bound_s >= 0
