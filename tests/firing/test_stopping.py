"""Every way to stop: heard at once, silence first, then the latch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Event
from typing import TYPE_CHECKING

import pytest

from siren.clock import SystemClock
from siren.errors import Refused
from siren.firing.attend import attend
from siren.firing.latch import Latch
from siren.firing.stopping import Stopping
from tests.firing.drills import Bench, plan_of, stretches

if TYPE_CHECKING:
    from pathlib import Path

    from tests.firing.world import Card, SimClock

pytestmark = pytest.mark.alone

AT_ONCE_S = 0.1
"""From when the process gets the request until silence."""

LISTENER = """
import signal, sys, time
from pathlib import Path
from threading import Event
from siren.clock import SystemClock
from siren.firing.latch import Latch
from siren.firing.stopping import Stopping

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # these tests may run under nohup

def silence():
    print(time.monotonic(), flush=True)

def farewell():
    print("farewell", flush=True)

latch, wake = Latch(Path(sys.argv[1])), Event()
clock = SystemClock()
with Stopping(latch, silence, wake, clock, who="wang@console", farewell=farewell) as stopping:
    print("ready", flush=True)
    while sys.argv[2] == "busy" and not wake.is_set():
        sum(range(10_000))
    wake.wait(20)
    while sys.argv[2] == "hangs":
        time.sleep(1)
print(stopping.how, flush=True)
"""


class Listening:
    """A process that hears a stop, and says when it was silent."""

    def __init__(self, folder: Path, how: str = "waits") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", LISTENER, str(folder), how], stdout=subprocess.PIPE, text=True
        )
        assert self.read() == "ready"

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def __enter__(self) -> Listening:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


SIGNALS = [
    (signal.SIGINT, "Ctrl-C"),
    (signal.SIGTERM, "SIGTERM"),
    (signal.SIGHUP, "SIGHUP"),
]


@pytest.mark.parametrize(("number", "how"), SIGNALS)
def test_a_signal_silences_at_once_and_latches(
    tmp_path: Path, number: signal.Signals, how: str
) -> None:
    with Listening(tmp_path) as listening:
        asked_s = time.monotonic()
        listening.process.send_signal(number)
        assert float(listening.read()) - asked_s < AT_ONCE_S
        assert listening.read() == how
        assert listening.process.wait(5) == 0
    assert Latch(tmp_path).words().startswith(f"wang@console ({how}) at ")


def test_a_busy_main_thread_does_not_delay_silence(tmp_path: Path) -> None:
    with Listening(tmp_path, "busy") as listening:
        asked_s = time.monotonic()
        listening.process.send_signal(signal.SIGTERM)
        assert float(listening.read()) - asked_s < AT_ONCE_S
        assert listening.read() == "SIGTERM"


def test_the_latch_silences_at_once(tmp_path: Path) -> None:
    with Listening(tmp_path) as listening:
        asked_s = time.monotonic()
        Latch(tmp_path).set("li@hall", SystemClock().utc_now())
        assert float(listening.read()) - asked_s < AT_ONCE_S
        assert listening.read() == "siren stop"
        assert listening.process.wait(5) == 0
    assert Latch(tmp_path).words().startswith("li@hall at ")


def test_who_asks_again_ends_a_process_that_hangs(tmp_path: Path) -> None:
    with Listening(tmp_path, "hangs") as listening:
        listening.process.send_signal(signal.SIGINT)
        listening.read()
        time.sleep(1.2)
        listening.process.send_signal(signal.SIGINT)
        assert listening.process.wait(5) == 1
        assert listening.read() == "farewell"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_the_same_request_twice_ends_nothing_but_the_sound(
    tmp_path: Path, number: signal.Signals
) -> None:
    """A terminal and a shell both pass it on."""
    with Listening(tmp_path, "hangs") as listening:
        listening.process.send_signal(number)
        listening.read()
        listening.process.send_signal(number)
        with pytest.raises(subprocess.TimeoutExpired):
            listening.process.wait(0.2)


# --- in this process ---


def wait_for(event: Event) -> None:
    assert event.wait(5), "nothing was heard"


def test_silence_comes_before_anything_else(tmp_path: Path) -> None:
    said: list[tuple[bool, bool]] = []
    wake, latch = Event(), Latch(tmp_path)
    stopping = Stopping(
        latch,
        lambda: said.append((latch.is_set(), stopping.heard.is_set())),
        wake,
        SystemClock(),
        who="tester",
    )
    with stopping:
        os.kill(os.getpid(), signal.SIGTERM)
        wait_for(wake)
    assert said == [(False, False)]
    assert stopping.heard.is_set()
    assert latch.is_set()


def test_where_silence_fails_the_stop_is_heard_all_the_same(tmp_path: Path) -> None:
    wake, latch = Event(), Latch(tmp_path)

    def failing() -> None:
        raise RuntimeError("the sound card is on fire")

    with Stopping(latch, failing, wake, SystemClock(), who="tester") as stopping:
        os.kill(os.getpid(), signal.SIGTERM)
        wait_for(wake)
        assert stopping.heard.is_set()
    assert latch.is_set()


def test_where_the_latch_cannot_be_set_the_stop_is_heard_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file stands here")
    silent, wake = Event(), Event()
    latch = Latch(tmp_path / "state")
    with Stopping(latch, silent.set, wake, SystemClock(), who="tester") as stopping:
        os.kill(os.getpid(), signal.SIGTERM)
        wait_for(wake)
        while stopping.unlatched is None:
            time.sleep(0.001)
    assert silent.is_set()
    assert stopping.unlatched in ("File exists", "Not a directory")


def test_afterwards_signals_mean_what_they_meant_before(tmp_path: Path) -> None:
    before = [signal.getsignal(number) for number, _ in SIGNALS]
    with Stopping(Latch(tmp_path), lambda: None, Event(), SystemClock(), who="tester"):
        assert [signal.getsignal(number) for number, _ in SIGNALS] != before
    assert [signal.getsignal(number) for number, _ in SIGNALS] == before
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)


def test_a_hang_up_that_was_to_be_ignored_is_ignored(tmp_path: Path) -> None:
    """As under ``nohup``."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Stopping(Latch(tmp_path), lambda: None, Event(), SystemClock(), who="x") as stopping:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not stopping.heard.wait(0.1)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_other_signals_stop_nothing(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGUSR1, lambda number, frame: None)
    try:
        with Stopping(Latch(tmp_path), lambda: None, Event(), SystemClock(), who="x") as stopping:
            os.kill(os.getpid(), signal.SIGUSR1)
            assert not stopping.heard.wait(0.1)
    finally:
        signal.signal(signal.SIGUSR1, before)


# --- with a drill ---


def test_a_latched_stop_silences_a_drill_and_keeps_the_next_one_from_sounding(
    bench: Bench, clock: SimClock, card: Card
) -> None:
    run = bench.arm(plan_of((0, '{ tone = "steady", on_s = 60 }')))
    bench.run(run, until_s=2)
    latch, wake = Latch(bench.folder), Event()
    with Stopping(latch, run.silence, wake, SystemClock(), who="tester") as stopping:
        latch.set("li@hall", clock.utc_now())
        wait_for(stopping.heard)
        [stretch] = stretches(card)
        assert stretch.end_s == pytest.approx(2.0, abs=0.021)  # silent before the loop knows
        attend([run], clock, None, stopping, wake, who="tester", look=lambda *_: None)  # type: ignore[arg-type]
    assert [str(result.outcome) for result in run.results] == ["stopped"]
    [line] = bench.lines("stop")
    assert (line["how"], line["who"]) == ("siren stop", "tester")
    with pytest.raises(Refused, match="stopped by li@hall"):
        latch.refuse_if_set()
    latch.clear()
    latch.refuse_if_set()


def test_what_concerns_nobody_else_is_stopped_without_a_latch(tmp_path: Path) -> None:
    latch, silenced, wake = Latch(tmp_path), Event(), Event()
    clock = SystemClock()
    with Stopping(latch, silenced.set, wake, clock, who="wang", latches=False) as stopping:
        os.kill(os.getpid(), signal.SIGINT)
        assert wake.wait(5)
    assert (stopping.how, silenced.is_set(), latch.is_set()) == ("Ctrl-C", True, False)


def test_what_does_not_sound_minds_no_latch(tmp_path: Path) -> None:
    Latch(tmp_path).set("somebody", SystemClock().utc_now())
    wake = Event()
    with Stopping(None, lambda: None, wake, SystemClock(), who="wang") as stopping:
        assert not wake.wait(0.1)
        os.kill(os.getpid(), signal.SIGINT)
        assert wake.wait(5)
    assert (stopping.how, stopping.unlatched) == ("Ctrl-C", None)
