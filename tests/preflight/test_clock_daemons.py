"""What chrony, ntpd and timesyncd print, word by word, and what is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siren.preflight.clock_daemons import ask_chrony, ask_ntpd, ask_timesyncd
from tests.preflight.stand_ins import CHRONY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.preflight.clock_daemons import ClockAnswer
    from siren.preflight.commands import Ask

NTPD = """\
associd=0 status=0615 leap_none, sync_ntp, 1 event, clock_sync,
version="ntpd 4.2.8p15@1.3728-o Wed Sep 23 11:46:38 UTC 2020 (1)",
processor="x86_64", system="Linux/5.15.0-91-generic", leap=00, stratum=3,
precision=-24, rootdelay=8.000, rootdisp=21.000, refid=17.253.14.125,
reftime=e93c8a5c.2b1e5f8c  Thu, Jan  4 2024  9:19:40.168,
clock=e93c8d2a.5d8f3a1b  Thu, Jan  4 2024  9:31:38.365, peer=41261, tc=10,
mintc=3, offset=-0.412, frequency=-15.432, sys_jitter=0.288134,
clk_jitter=0.322, clk_wander=0.021
"""

NTPD_ALONE = """\
associd=0 status=c016 leap_alarm, sync_unspec, 1 event, restart,
version="ntpd 4.2.8p15", processor="x86_64", system="Linux/5.15.0", leap=11,
stratum=16, precision=-24, rootdelay=0.000, rootdisp=0.000, refid=INIT,
reftime=00000000.00000000  Mon, Jan  1 1900  8:05:43.000,
clock=e93c8d2a.5d8f3a1b  Thu, Jan  4 2024  9:31:38.365, peer=0, tc=3,
mintc=3, offset=0.000, frequency=-15.432, sys_jitter=0.000
"""

TIMESYNCD = """\
       Server: 185.125.190.57 (ntp.ubuntu.com)
Poll interval: 34min 8s (min: 32s; max 34min 8s)
         Leap: normal
      Version: 4
      Stratum: 2
    Reference: 4FF33C32
    Precision: 1us (-25)
Root distance: 30.517ms (max: 5s)
       Offset: -1.250ms
        Delay: 35.201ms
       Jitter: 2.104ms
 Packet count: 41
    Frequency: -11.802ppm
"""

TIMESYNCD_WAITING = """\
       Server: 185.125.190.57 (ntp.ubuntu.com)
Poll interval: 0 (min: 32s; max 34min 8s)
 Packet count: 0
"""


def saying(words: str | None, *, to: Sequence[str]) -> Ask:
    """Return a machine on which one command prints this, and there is no other."""
    return lambda command: words if list(command) == list(to) else None


def figures(answer: ClockAnswer) -> tuple[str, bool, float, float]:
    """Return an answer with its times to the microsecond."""
    assert answer.offset_s is not None
    offset_s, bound_s = round(answer.offset_s, 6), round(answer.bound_s, 6)
    return answer.who, answer.is_synchronised, offset_s, bound_s


class TestChrony:
    TO = ("chronyc", "-c", "tracking")

    def test_offset_and_bound_are_those_of_its_14_fields(self) -> None:
        answer = ask_chrony(saying(CHRONY, to=self.TO))
        assert answer is not None
        assert figures(answer) == ("chrony", True, -0.000312, 0.021)
        assert answer.worst_s == pytest.approx(0.021312)

    def test_without_a_source_it_is_not_synchronised(self) -> None:
        alone = "00000000,,0,0.0,0.0,0.0,0.0,-12.3,0.0,0.0,1.0,1.0,0.0,Not synchronised\n"
        answer = ask_chrony(saying(alone, to=self.TO))
        assert answer is not None
        assert not answer.is_synchronised

    def test_who_follows_his_own_clock_follows_nobody(self) -> None:
        local = CHRONY.replace("C0A80001,ntp.example.org", "7F7F0101,")
        answer = ask_chrony(saying(local, to=self.TO))
        assert answer is not None
        assert not answer.is_synchronised

    @pytest.mark.parametrize("words", [None, "", "506 Cannot talk to daemon\n", "a," * 13 + "b"])
    def test_anything_else_is_no_answer(self, words: str | None) -> None:
        assert ask_chrony(saying(words, to=self.TO)) is None


class TestNtpd:
    TO = ("ntpq", "-c", "rv")

    def test_its_figures_are_milliseconds(self) -> None:
        answer = ask_ntpd(saying(NTPD, to=self.TO))
        assert answer is not None
        assert figures(answer) == ("ntpd", True, -0.000412, 0.025)

    def test_a_leap_alarm_is_not_synchronised(self) -> None:
        answer = ask_ntpd(saying(NTPD_ALONE, to=self.TO))
        assert answer is not None
        assert not answer.is_synchronised

    @pytest.mark.parametrize(
        "words", [None, "", "ntpq: read: Connection refused\n", "offset=x, rootdelay=1"]
    )
    def test_anything_else_is_no_answer(self, words: str | None) -> None:
        assert ask_ntpd(saying(words, to=self.TO)) is None


class TestTimesyncd:
    TO = ("timedatectl", "timesync-status")

    def test_offset_and_root_distance_are_time_spans(self) -> None:
        answer = ask_timesyncd(saying(TIMESYNCD, to=self.TO))
        assert answer is not None
        assert figures(answer) == ("systemd-timesyncd", True, -0.00125, 0.030517)

    @pytest.mark.parametrize(
        ("words", "offset_s"),
        [
            ("+1min 2.500s", 62.5),
            ("-305us", -305e-6),
            ("+12μs", 12e-6),
            ("0", 0.0),
            ("+1h 1s", 3601.0),
            ("+2d 3h", float("inf")),
        ],
    )
    def test_a_time_span_is_read_as_systemd_writes_it(self, words: str, offset_s: float) -> None:
        said = TIMESYNCD.replace("-1.250ms", words)
        answer = ask_timesyncd(saying(said, to=self.TO))
        assert answer is not None
        assert answer.offset_s == pytest.approx(offset_s)

    @pytest.mark.parametrize(
        "words", [TIMESYNCD_WAITING, TIMESYNCD.replace("normal", "not synchronized")]
    )
    def test_before_its_first_answer_it_is_not_synchronised(self, words: str) -> None:
        answer = ask_timesyncd(saying(words, to=self.TO))
        assert answer is not None
        assert not answer.is_synchronised

    @pytest.mark.parametrize("words", [None, "", "System has not been booted with systemd.\n"])
    def test_anything_else_is_no_answer(self, words: str | None) -> None:
        assert ask_timesyncd(saying(words, to=self.TO)) is None
