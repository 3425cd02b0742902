"""Several outlets, each with its own lead, on devices and channels of their own; and keys.

All that a drill feeds is heard at its monitor: each feed at T minus its lead, on its own device
and channels, whatever befalls the others.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.board.emulator import Emulator
from tests.firing.rig_drills import (
    EVERY_S,
    ON_TIME_S,
    ROOT,
    SIGNAL_S,
    Ended,
    assert_whole_and_on_time,
    command,
    soon,
    sounding_s,
)
from tests.firing.rig_scenes import ELSEWHERE_S, SILENT_WITHIN_S, Scene, Scenes, siren_stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.rig.monitor import Monitor, Sounding
    from tests.rig.rig import Rig

LEADS_S = {"a": 0.0, "b": 0.5, "c": 2.0, "d": 3.5}

AHEAD_S = 12.0
"""From the start of a process that looks at four devices first to its T."""

TERMINAL_AHEAD_S = 6.0
"""From the start of a process with a board, which looks at one device, to its T."""

OUTLET = """
[[outlet]]
kind = "tv"
name = "{name}"
device = "siren_{sink}"
lead_s = {lead_s}
"""

FIRST, SECOND = (1, 2), (3, 4)
"""Channels of one device, fed apart."""

KEY_S = 0.3
"""From a key to silence: the board looks at the keyboard fifty times a second, and a process on
a busy machine waits its turn."""


class Fed(Scene):
    """A drill that its outlets lead to sinks of their own.

    Attributes
    ----------
    monitors
        What came out of each.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.monitors: dict[str, Monitor] = {}

    def add(self, sink: str, *, channels: int = 2) -> None:
        """Add a sink, and record it."""
        self.rig.add_sink(sink, channels=channels)
        recorded = 1 if channels == 2 else channels
        monitor = self.rig.monitor(sink, channels=recorded)
        self.monitors[sink] = self._stack.enter_context(monitor)

    def feed(self, outlets: str) -> None:
        """Start a drill that feeds these outlets."""
        start = soon(AHEAD_S)
        self.start_utc_s = start.timestamp()
        self.path = self.desk.drill(start, outlets=outlets)
        self.job = self.desk.start("run", self.path, "--yes", "--json")

    def feed_four(self) -> None:
        """Start a drill with four outlets on four sinks."""
        for sink in LEADS_S:
            self.add(sink)
        outlets = (OUTLET.format(name=sink, sink=sink, lead_s=s) for sink, s in LEADS_S.items())
        self.feed("".join(outlets))

    def outcomes_by_device(self) -> dict[str, str]:
        """Return how each destination ended."""
        return {row["device"]: row["outcome"] for row in self.ended.report["firings"]}

    def only(self, sink: str) -> Sounding:
        """Return the one stretch that was heard of a sink."""
        [sounding] = self.monitors[sink].soundings()
        return sounding


# --- scenes ---


def four_outlets(folder: Path) -> Fed:
    with Fed(folder) as scene:
        scene.feed_four()
        scene.end()
        return scene


def one_of_four_is_unplugged(folder: Path) -> Fed:
    with Fed(folder) as scene:
        scene.feed_four()
        scene.at(2.0)
        scene.fault_utc_s = time.time()
        scene.rig.remove_sink("b")
        scene.end()
        return scene


def four_are_stopped(folder: Path) -> Fed:
    with Fed(folder) as scene:
        scene.feed_four()
        scene.at(2.0)
        scene.fault_utc_s = siren_stop(scene)
        scene.end()
        return scene


def two_on_one_device(folder: Path) -> Fed:
    with Fed(folder) as scene:
        scene.add("quad", channels=4)
        outlets = [
            f"{OUTLET.format(name=name, sink='quad', lead_s=lead_s)}channels = {list(channels)}\n"
            for name, channels, lead_s in (("TV", FIRST, 0.0), ("Radio", SECOND, 1.5))
        ]
        scene.feed("".join(outlets))
        scene.end()
        return scene


def drill_is_edited(folder: Path) -> Scene:
    with Scene(folder) as scene:
        scene.run(ahead_s=8)
        scene.desk.wait_for("armed")
        scene.path.write_text(scene.path.read_text() + "# edited\n")
        scene.fault_utc_s = time.time()
        return scene.end()


def vetoed_by_a_key(folder: Path) -> Scene:
    with Scene(folder) as scene, at_a_terminal(scene, firings=3) as terminal:
        read_until(terminal, scene.start_utc_s + SIGNAL_S)
        terminal.shows("VETO")
        terminal.press(b"v")
        return ended(scene, terminal)


def downgraded_by_a_key(folder: Path) -> Scene:
    with Scene(folder) as scene, at_a_terminal(scene, firings=2) as terminal:
        read_until(terminal, scene.start_utc_s + 2)
        scene.fault_utc_s = time.time()
        terminal.press(b"d")
        return ended(scene, terminal, "correction", "all-clear")


def at_a_terminal(scene: Scene, *, firings: int) -> Emulator:
    """Start a drill in a terminal."""
    scene.plan(soon(TERMINAL_AHEAD_S), firings=firings)
    return Emulator(
        [*command(), "run", str(scene.path), "--device", "siren_rig", "--yes"],
        {**scene.desk.environment, "PYTHONPATH": str(ROOT), "SIREN_LANG": "en"},
        100,
        30,
    )


def read_until(terminal: Emulator, utc_s: float) -> None:
    """Watch the screen until a moment of the drill."""
    terminal.until(lambda _: time.time() >= utc_s)


def ended(scene: Scene, terminal: Emulator, *offers: str) -> Scene:
    """Wait for the end; leave what is offered after a drill that was cut short."""
    for offered in offers:
        terminal.shows(f"Type {offered}")
        terminal.press(b"\n")
    scene.ended = Ended(terminal.end(), "", "", time.time())
    time.sleep(0.2)
    return scene


# --- what was heard ---

SCENES = [
    four_outlets,
    vetoed_by_a_key,  # mostly waits, as four outlets do not
    one_of_four_is_unplugged,
    downgraded_by_a_key,
    four_are_stopped,
    two_on_one_device,
    drill_is_edited,
]


@pytest.fixture(scope="module")
def scenes(rig_server: Rig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    played = Scenes(tmp_path_factory.mktemp("outlets"), SCENES)
    yield played
    played.close()


def assert_whole(scene: Fed, sink: str) -> None:
    """All of the signal was heard of a sink, so long before T as its lead says."""
    assert_whole_and_on_time(scene.monitors[sink], scene.start_utc_s - LEADS_S[sink])


class TestFourOutlets:
    def test_each_feed_begins_at_t_less_its_lead_and_is_played_in_full(
        self, scenes: Scenes
    ) -> None:
        scene = scenes.of(four_outlets)
        assert scene.ended.code == 0, scene.ended.err
        assert set(scene.ended.outcomes) == {"played"}
        for sink in LEADS_S:
            assert_whole(scene, sink)

    def test_nothing_is_heard_elsewhere(self, scenes: Scenes) -> None:
        assert scenes.of(four_outlets).elsewhere_s == 0

    def test_the_journal_has_a_run_for_each_and_verifies(self, scenes: Scenes) -> None:
        desk = scenes.of(four_outlets).desk
        assert [line["ahead_s"] for line in desk.entries("armed")] == list(LEADS_S.values())
        assert len({line["party"] for line in desk.entries("armed")}) == 1
        assert desk.verifies()


class TestOneOfFourIsUnplugged:
    def test_that_one_is_lost_and_the_others_are_played_in_full(self, scenes: Scenes) -> None:
        scene = scenes.of(one_of_four_is_unplugged)
        others = {f"siren_{sink}": "played" for sink in LEADS_S}
        assert scene.outcomes_by_device() == {**others, "siren_b": "device-lost"}
        assert scene.ended.code == 1
        for sink in "acd":
            assert_whole(scene, sink)

    def test_what_was_heard_of_it_ends_there(self, scenes: Scenes) -> None:
        scene = scenes.of(one_of_four_is_unplugged)
        assert scene.only("b").end_utc_s == pytest.approx(scene.fault_utc_s, abs=0.3)
        assert scene.elsewhere_s <= ELSEWHERE_S


class TestFourAreStopped:
    def test_all_are_silent_within_a_tenth_of_a_second_and_of_one_another(
        self, scenes: Scenes
    ) -> None:
        scene = scenes.of(four_are_stopped)
        ends_utc_s = [scene.only(sink).end_utc_s for sink in LEADS_S]
        assert max(ends_utc_s) - scene.fault_utc_s < SILENT_WITHIN_S
        assert max(ends_utc_s) - min(ends_utc_s) < SILENT_WITHIN_S

    def test_all_are_stopped(self, scenes: Scenes) -> None:
        scene = scenes.of(four_are_stopped)
        assert (scene.ended.code, scene.ended.outcomes) == (1, ["stopped"] * 4)
        said = scene.stop_said.err.splitlines()
        assert sorted(said[:-1]) == [f"drill on siren_{sink}: silent" for sink in LEADS_S]


class TestTwoOnOneDevice:
    def test_each_is_heard_on_its_own_channels_at_its_own_time(self, scenes: Scenes) -> None:
        scene = scenes.of(two_on_one_device)
        assert scene.outcomes_by_device() == {
            "siren_quad, channels 1+2": "played",
            "siren_quad, channels 3+4": "played",
        }
        for channels, lead_s in ((FIRST, 0.0), (SECOND, 1.5)):
            [sounding] = scene.monitors["quad"].soundings(of=channels)
            since_s = sounding.start_utc_s - scene.start_utc_s
            assert since_s == pytest.approx(-lead_s, abs=ON_TIME_S)
            until_s = sounding.end_utc_s - scene.start_utc_s
            assert until_s == pytest.approx(SIGNAL_S - lead_s, abs=ON_TIME_S)

    def test_the_channels_of_a_group_carry_the_same(self, scenes: Scenes) -> None:
        samples = scenes.of(two_on_one_device).monitors["quad"].samples
        assert (samples[:, 0] == samples[:, 1]).all()
        assert (samples[:, 2] == samples[:, 3]).all()

    def test_the_device_was_opened_once(self, scenes: Scenes) -> None:
        events = [line["event"] for line in scenes.of(two_on_one_device).desk.entries()]
        assert events.count("armed") == 2
        assert "device-away" not in events


class TestADrillThatIsEdited:
    def test_nothing_of_it_is_heard(self, scenes: Scenes) -> None:
        scene = scenes.of(drill_is_edited)
        assert (scene.ended.code, scene.ended.outcomes) == (1, ["aborted"])
        assert scene.sounded_s == 0
        [line] = scene.desk.entries("refused")
        assert line["reason"] == f"{scene.path} was changed after the drill was confirmed"


class TestKeys:
    def test_a_signal_that_is_vetoed_is_not_heard_and_the_others_are(self, scenes: Scenes) -> None:
        scene = scenes.of(vetoed_by_a_key)
        outcomes = [outcome for _, outcome in scene.desk.outcomes()]
        assert (scene.ended.code, sorted(outcomes)) == (1, ["played", "played", "stopped"])
        [vetoed] = scene.desk.entries("vetoed")
        assert vetoed["firing"] == 2
        starts_s = [s.start_utc_s - scene.start_utc_s for s in scene.heard[0].soundings()]
        assert starts_s == pytest.approx([0, 2 * EVERY_S], abs=ON_TIME_S)
        assert not scene.strays_s()

    def test_after_a_downgrade_it_is_silent_at_once_and_for_good(self, scenes: Scenes) -> None:
        scene = scenes.of(downgraded_by_a_key)
        rows = scene.desk.entries("outcome")
        assert [(row["outcome"], row["silent"]) for row in rows] == [
            ("stopped", False),
            ("played", True),
        ]
        assert scene.ended.code == 1
        assert 0 < scene.last_heard_utc_s() - scene.fault_utc_s < KEY_S
        assert sounding_s(scene.heard[0]) == pytest.approx(2, abs=KEY_S)
