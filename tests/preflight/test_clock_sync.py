"""Whether the clock can be trusted: every state, and who said so."""

from __future__ import annotations

import pytest

from siren.preflight.check import Check, State
from siren.preflight.clock_sync import clock_check
from siren.preflight.kernel_clock import KernelClock
from tests.preflight.stand_ins import CHRONY
from tests.preflight.test_clock_daemons import NTPD, NTPD_ALONE, TIMESYNCD, TIMESYNCD_WAITING

GOOD, BAD = KernelClock(True, 0.016), KernelClock(False, 16.0)


def checked(answers: dict[str, str], kernel: KernelClock | None = None) -> Check:
    return clock_check(lambda command: answers.get(command[0]), lambda: kernel)


@pytest.mark.parametrize(
    ("program", "words", "said"),
    [
        ("chronyc", CHRONY, "chrony: off by 0.31 ms, at most 21 ms"),
        ("ntpq", NTPD, "ntpd: off by 0.41 ms, at most 25 ms"),
        ("timedatectl", TIMESYNCD, "systemd-timesyncd: off by 1.2 ms, at most 32 ms"),
    ],
)
def test_a_daemon_that_is_synchronised_is_green_and_named(
    program: str, words: str, said: str
) -> None:
    line = checked({program: words})
    assert (line.state, line.value.english, line.action) == (State.GREEN, said, None)


def test_the_kernel_is_asked_too_and_named() -> None:
    assert checked({"chronyc": CHRONY}, GOOD).value.english.endswith("; kernel: synchronised")
    assert checked({"chronyc": CHRONY}, BAD).value.english.endswith("; kernel: not synchronised")


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("chronyc", CHRONY.replace("Normal", "Not synchronised")),
        ("ntpq", NTPD_ALONE),
        ("timedatectl", TIMESYNCD_WAITING),
    ],
)
def test_a_daemon_that_is_not_synchronised_is_red_whatever_the_kernel_says(
    program: str, words: str
) -> None:
    line = checked({program: words}, GOOD)
    assert line.state is State.RED
    assert line.value.english.endswith(": not synchronised")
    assert line.can_be_allowed
    assert line.action is not None
    assert "--allow clock" in line.action.english


@pytest.mark.parametrize(
    ("offset", "dispersion", "state"),
    [
        ("0.300", "0.180", State.GREEN),
        ("-0.300", "0.180", State.GREEN),
        ("0.300", "0.191", State.RED),
        ("-0.510", "0.001", State.RED),
    ],
)
def test_offset_and_dispersion_together_may_come_to_half_a_second(
    offset: str, dispersion: str, state: State
) -> None:
    said = CHRONY.replace("-0.000312", offset).replace("0.011000", dispersion)
    assert checked({"chronyc": said}).state is state  # half its root delay is 10 ms


def test_of_two_daemons_the_one_that_is_synchronised_counts() -> None:
    alone = CHRONY.replace("Normal", "Not synchronised")
    line = checked({"chronyc": alone, "timedatectl": TIMESYNCD})
    assert line.state is State.GREEN
    assert line.value.english.startswith("systemd-timesyncd: ")


def test_without_a_daemon_the_kernel_may_vouch_for_the_clock() -> None:
    line = checked({}, GOOD)
    assert line.state is State.GREEN
    assert line.value.english == "no clock daemon answers; kernel: synchronised, to 16 ms"


@pytest.mark.parametrize("kernel", [None, BAD, KernelClock(True, 0.6)])
def test_where_nobody_can_say_it_is_amber_with_what_to_do(kernel: KernelClock | None) -> None:
    line = checked({}, kernel)
    assert line.state is State.AMBER
    assert line.value.english.startswith("no clock daemon answers")
    assert line.action is not None
    assert "chrony" in line.action.english
