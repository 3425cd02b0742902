"""The notify protocol, spoken to a real datagram socket, by runs that are made up."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from siren.clock import Instant
from siren.firing.supervisor import HUNG_S, Supervisor
from tests.firing.world import START_UTC_S, SimClock
from tests.report.journals import T

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs unix sockets")


class Manager:
    """A service manager: listens."""

    def __init__(self, address: str) -> None:
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(address)
        self.ear.setblocking(False)
        self._said: list[str] = []

    def listen(self) -> None:
        """Take what has come: the kernel keeps some ten messages for us."""
        with suppress(BlockingIOError):
            while True:
                self._said.append(self.ear.recv(4096).decode())

    def heard(self) -> list[str]:
        """Return what was said since this was last asked."""
        self.listen()
        said, self._said = self._said, []
        return said


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "notify")


@pytest.fixture
def manager(address: str) -> Iterator[Manager]:
    manager = Manager(address)
    yield manager
    manager.ear.close()


def run(**line: Any) -> Any:
    """Return a run that waits for its first signal."""
    facts = {"is_ready": True, "away_because": None, "opening_since_s": None} | line
    planned = SimpleNamespace(signal="cn-air-raid", start_utc=T)
    return SimpleNamespace(
        plan=SimpleNamespace(id="town-2026", timezone="Asia/Shanghai"),
        mode="run",
        device="horn",
        has_ended=False,
        line=SimpleNamespace(**facts),
        next_firing=SimpleNamespace(planned=planned, cue=SimpleNamespace(began=False)),
    )


class Service:
    """A supervisor whose loop goes round four times a second."""

    def __init__(self, environ: dict[str, str], manager: Manager | None = None) -> None:
        self.clock, self.is_call_left = SimClock(), False
        self.manager = manager
        self.supervisor = Supervisor(
            self.clock, environ=environ, is_call_left=lambda: self.is_call_left
        )

    def go_round(self, runs: list[Any], seconds: float) -> None:
        for _ in range(round(seconds * 4)):
            self.supervisor.look(runs, self.clock.read())
            self.clock.true_s += 0.25
            if self.manager is not None:
                self.manager.listen()


@pytest.fixture
def service(address: str, manager: Manager) -> Service:
    return Service({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "6000000"}, manager)


def beats(manager: Manager) -> int:
    return manager.heard().count("WATCHDOG=1")


def test_from_armed_to_the_end(service: Service, manager: Manager) -> None:
    service.supervisor.ready()
    service.go_round([run()], 0.25)
    service.supervisor.stopping()
    assert manager.heard() == [
        "READY=1",
        "STATUS=town-2026: next cn-air-raid 10:29:00 (run, horn)",
        "WATCHDOG=1",
        "STOPPING=1",
    ]


def test_the_status_is_said_when_it_changes(service: Service, manager: Manager) -> None:
    one = run()
    service.go_round([one], 1)
    one.next_firing.cue.began = True
    service.go_round([one], 1)
    one.line.away_because = "unplugged"
    service.go_round([one], 1)
    one.has_ended = True
    service.go_round([one], 1)
    assert [words for words in manager.heard() if words.startswith("STATUS=")] == [
        "STATUS=town-2026: next cn-air-raid 10:29:00 (run, horn)",
        "STATUS=town-2026: sounding cn-air-raid 10:29:00 (run, horn)",
        "STATUS=town-2026: sounding cn-air-raid 10:29:00 (run, horn), DEVICE AWAY",
        "STATUS=ended",
    ]


class TestBeat:
    def test_three_in_the_time_that_is_allowed(self, service: Service, manager: Manager) -> None:
        service.go_round([run()], 60)
        assert beats(manager) == 30

    def test_none_where_the_loop_does_not_go_round(
        self, service: Service, manager: Manager
    ) -> None:
        service.go_round([run()], 1)
        beats(manager)
        service.clock.true_s += 60
        assert beats(manager) == 0

    def test_a_device_that_opens_slowly_is_waited_for(
        self, service: Service, manager: Manager
    ) -> None:
        opening = run(is_ready=False, opening_since_s=service.clock.true_s)
        service.go_round([opening], HUNG_S)
        assert beats(manager) == 5

    def test_a_device_whose_opening_hangs_ends_it(self, service: Service, manager: Manager) -> None:
        opening = run(is_ready=False, opening_since_s=service.clock.true_s)
        service.go_round([opening], HUNG_S + 1)
        beats(manager)
        service.go_round([opening], 30)
        assert beats(manager) == 0

    def test_a_call_that_never_returns_ends_it_while_the_device_is_away(
        self, service: Service, manager: Manager
    ) -> None:
        service.is_call_left = True
        away = run(is_ready=False, away_because="it does not answer")
        service.go_round([away], HUNG_S + 1)
        beats(manager)
        service.go_round([away], 30)
        assert beats(manager) == 0
        away.line.away_because = None
        service.go_round([away], 6)
        assert beats(manager) == 3

    def test_a_call_that_returns_late_is_forgiven(self, service: Service, manager: Manager) -> None:
        service.is_call_left = True
        away = run(is_ready=False, away_because="it does not answer")
        service.go_round([away], HUNG_S - 1)
        service.is_call_left = False
        service.go_round([away], 1)
        beats(manager)
        service.is_call_left = True
        service.go_round([away], 6)
        assert beats(manager) == 3

    def test_what_sounds_is_not_ended_for_another_device(
        self, service: Service, manager: Manager
    ) -> None:
        sounding, hung = run(), run(is_ready=False, opening_since_s=service.clock.true_s)
        sounding.next_firing.cue.began = True
        service.go_round([sounding, hung], 60)
        assert beats(manager) == 30
        sounding.next_firing.cue.began = False
        service.go_round([sounding, hung], 30)
        assert beats(manager) == 0

    @pytest.mark.parametrize(
        "environ",
        [
            {},
            {"WATCHDOG_USEC": "0"},
            {"WATCHDOG_USEC": "soon"},
            {"WATCHDOG_USEC": "6000000", "WATCHDOG_PID": str(os.getpid() + 1)},
        ],
    )
    def test_none_is_given_that_nobody_awaits(
        self, address: str, manager: Manager, environ: dict[str, str]
    ) -> None:
        Service({"NOTIFY_SOCKET": address, **environ}).go_round([run()], 10)
        assert beats(manager) == 0

    def test_its_own_process_is_meant(self, address: str, manager: Manager) -> None:
        environ = {"WATCHDOG_USEC": "6000000", "WATCHDOG_PID": str(os.getpid())}
        Service({"NOTIFY_SOCKET": address, **environ}).go_round([run()], 6)
        assert beats(manager) == 3


class TestSockets:
    @pytest.mark.skipif(os.uname().sysname != "Linux", reason="abstract names are Linux's")
    def test_an_abstract_one(self) -> None:
        name = f"siren-test-{os.getpid()}"
        manager = Manager("\0" + name)
        Service({"NOTIFY_SOCKET": "@" + name}).supervisor.ready()
        assert manager.heard() == ["READY=1"]
        manager.ear.close()

    @pytest.mark.parametrize("named", ["", "relative", "vsock:2:1", "/nowhere/at/all"])
    def test_where_nobody_listens_nothing_happens(self, named: str) -> None:
        service = Service({"NOTIFY_SOCKET": named, "WATCHDOG_USEC": "6000000"})
        service.supervisor.ready()
        service.go_round([run()], 1)
        service.supervisor.stopping()

    def test_one_that_is_full_holds_nobody_up_and_gets_the_next_beat(
        self, service: Service, manager: Manager
    ) -> None:
        service.manager = None
        service.go_round([run()], 120)
        assert 0 < beats(manager) < 60
        service.go_round([run()], 0.25)
        assert beats(manager) == 1


def test_a_fast_clock_does_not_quicken_the_beat(service: Service, manager: Manager) -> None:
    for _ in range(24):
        fast = Instant(START_UTC_S, service.clock.true_s * 300, 0.0)
        service.supervisor.look([run()], fast)
        service.clock.true_s += 0.25
    assert beats(manager) == 3
