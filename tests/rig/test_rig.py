"""The rig itself: what is played comes back bit for bit, at its time, and faults are faults."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.rig import player
from tests.rig.parts import is_required, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tests.rig.rig import Rig

RATE_HZ = 48_000


def noise(frames: int, seed: int = 1) -> NDArray[np.float32]:
    sound = np.random.default_rng(seed).uniform(-0.9, 0.9, frames).astype(np.float32)
    sound[[0, -1]] = 0.5
    return sound


@pytest.fixture
def play(rig: Rig, tmp_path: Path) -> Iterator[Play]:
    players = Play(rig, tmp_path)
    yield players
    players.end()


class Play:
    """Start players as processes of their own, as a user would."""

    def __init__(self, rig: Rig, folder: Path) -> None:
        self.rig, self.folder = rig, folder
        self.started: list[subprocess.Popen[str]] = []

    def __call__(self, sound: NDArray[np.float32], device: str) -> subprocess.Popen[str]:
        path = self.folder / f"{len(self.started)}.npy"
        np.save(path, sound)
        process = subprocess.Popen(
            [sys.executable, player.__file__, device, str(path)],
            env=self.rig.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.communicate()


class TestWhatIsPlayed:
    def test_comes_back_bit_for_bit_at_its_time_and_nowhere_else(
        self, rig: Rig, play: Play
    ) -> None:
        sound = noise(RATE_HZ // 2)
        with rig.monitor("rig") as heard, rig.monitor("other") as other:
            said, _ = play(sound, "siren_rig").communicate(timeout=30)
            heard.wait_s(0.2)
        place = heard.find(sound)
        assert place is not None
        assert [(s.first_frame, s.end_frame) for s in heard.soundings()] == [
            (place, place + RATE_HZ // 2)
        ]
        assert abs(heard.utc_s(place) - float(said)) < 0.020
        assert other.frames > RATE_HZ // 2
        assert not other.samples.any()

    def test_a_recorder_of_two_channels_hears_both(self, rig: Rig, play: Play) -> None:
        sound = noise(RATE_HZ // 10)
        with rig.monitor("rig", channels=2) as heard:
            play(sound, "siren_rig").communicate(timeout=30)
            heard.wait_s(0.2)
        both = np.column_stack([sound, sound])
        assert heard.find(both) is not None
        assert heard.find(both[:, :1] * [1, -1]) is None

    def test_on_the_default_device_it_sounds_on_the_other_sink(self, rig: Rig, play: Play) -> None:
        sound = noise(RATE_HZ // 10)
        with rig.monitor("rig") as heard, rig.monitor("other") as other:
            play(sound, "default").communicate(timeout=30)
            other.wait_s(0.2)
        assert other.find(sound) is not None
        assert not heard.samples.any()


class TestFaults:
    def test_a_killed_server_starts_again_at_the_same_place(self, rig: Rig) -> None:
        with rig.monitor("rig") as heard:
            rig.kill()
            with pytest.raises(RuntimeError, match=r"sink rig: \d+ frames, not"):
                heard.wait_s(0.1)
        rig.start()
        with rig.monitor("rig") as heard:
            heard.wait_s(0.1)

    def test_a_frozen_server_gives_nothing_until_it_goes_on(self, rig: Rig) -> None:
        with rig.monitor("rig") as heard:
            rig.freeze()
            before = heard.frames
            time.sleep(0.4)
            assert heard.frames - before < 0.2 * RATE_HZ  # what was under way
            rig.thaw()
            heard.wait_s(0.2)

    def test_a_suspended_sink_gives_nothing_and_its_time_line_begins_anew(self, rig: Rig) -> None:
        with rig.monitor("rig") as heard:
            rig.suspend("rig")
            time.sleep(0.4)
            before = heard.frames
            rig.resume("rig")
            heard.wait_s(0.2)
            pause_s = heard.utc_s(before + 1000) - heard.utc_s(before - 1000)
        assert 0.3 < pause_s - 2000 / RATE_HZ < 5

    def test_a_stream_whose_sink_goes_away_lands_on_the_other(self, rig: Rig, play: Play) -> None:
        sound = noise(20 * RATE_HZ)
        with rig.monitor("rig") as heard, rig.monitor("other") as other:
            player = play(sound, "siren_rig")
            heard.wait_for_sound()
            rig.remove_sink("rig")
            other.wait_for_sound()
            assert [(s.sink, s.process_id) for s in rig.streams()] == [("other", player.pid)]
            last = heard.frames
        assert heard.frames == last
        rig.add_sink("rig")
        with rig.monitor("rig") as again:
            again.wait_s(0.1)

    def test_a_stream_can_be_moved_and_muted_and_so_can_a_sink(self, rig: Rig, play: Play) -> None:
        with rig.monitor("rig") as heard, rig.monitor("other") as other:
            play(noise(20 * RATE_HZ), "siren_rig")
            heard.wait_for_sound()
            stream = rig.wait_for_stream("rig")
            rig.mute_stream(stream)
            assert rig.wait_for_stream("rig").muted
            heard.wait_s(0.2)
            assert not heard.samples[-1000:].any()
            rig.unmute_stream(stream)
            heard.wait_for_sound(first_frame=heard.frames)
            rig.mute("rig")
            heard.wait_s(0.2)
            assert not heard.samples[-1000:].any()
            rig.unmute("rig")
            heard.wait_for_sound(first_frame=heard.frames)
            assert not other.samples.any()
            rig.move_stream(stream, "other")
            other.wait_for_sound()

    def test_a_sink_can_be_added_and_has_its_own_device(self, rig: Rig, play: Play) -> None:
        rig.add_sink("north")
        sound = noise(RATE_HZ // 10)
        with rig.monitor("north") as north, rig.monitor("rig") as heard:
            play(sound, "siren_north").communicate(timeout=30)
            north.wait_s(0.2)
        assert north.find(sound) is not None
        assert not heard.samples.any()

    def test_the_next_test_finds_everything_as_new(self, rig: Rig) -> None:
        rig.mute("rig")
        rig.add_sink("north")
        rig.remove_sink("other")
        rig.freeze()
        rig.restore()
        sinks = [line.split("\t")[1] for line in rig.pactl("list", "short", "sinks").splitlines()]
        assert sinks == ["rig", "other"]
        assert rig.pactl("get-default-sink").strip() == "other"
        assert rig.pactl("get-sink-mute", "rig").strip() == "Mute: no"


class TestAlone:
    def test_portaudio_finds_the_rig_and_no_card_of_this_machine(self, rig_in_process: Rig) -> None:
        import pulsectl
        import sounddevice

        with pulsectl.Pulse("test") as server:
            assert [sink.name for sink in server.sink_list()] == ["rig", "other"]
        names = [device["name"] for device in sounddevice.query_devices()]
        assert names == ["siren_rig", "siren_other", "pulse", "default"]
        rig_in_process.add_sink("north")
        sounddevice._terminate()
        sounddevice._initialize()
        assert sounddevice.query_devices("siren_north")["max_output_channels"] > 0

    def test_the_rig_ends_with_the_tests_however_they_end(self, tmp_path: Path) -> None:
        session = (
            "import pathlib, sys, time\n"
            "from tests.rig.rig import Rig\n"
            "rig = Rig(pathlib.Path(sys.argv[1]))\n"
            "rig.start()\n"
            "rig.freeze()\n"
            "print(rig._process.pid, flush=True)\n"
            "time.sleep(60)\n"
        )
        root = Path(__file__).parents[2]
        tests = subprocess.Popen(
            [sys.executable, "-c", session, str(tmp_path)],
            cwd=root,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert tests.stdout is not None
        server = int(tests.stdout.readline())
        assert is_there(server)
        tests.send_signal(signal.SIGKILL)
        tests.communicate()
        deadline_s = time.monotonic() + 10
        while is_there(server) and time.monotonic() < deadline_s:
            time.sleep(0.01)
        assert not is_there(server)

    def test_two_rigs_do_not_meet(self, rig: Rig, tmp_path: Path) -> None:
        from tests.rig.rig import Rig

        second = Rig(tmp_path)
        second.start()
        try:
            second.remove_sink("rig")
            assert "rig" in rig.pactl("list", "short", "sinks")
        finally:
            second.kill()

    def test_busy_keeps_every_core_at_work_and_then_none(self, rig: Rig) -> None:
        before_s = os.times().children_user
        with rig.busy():
            time.sleep(0.5)
        assert os.times().children_user - before_s > 0.1


class TestMissingParts:
    def test_a_test_is_skipped_and_the_packages_are_named(self) -> None:
        with pytest.raises(pytest.skip.Exception, match="Debian packages pulseaudio libportaudio2"):
            settle(["pulseaudio", "libportaudio2"], required=False)

    def test_it_fails_where_the_rig_is_required(self) -> None:
        with pytest.raises(pytest.fail.Exception, match="pulseaudio, and SIREN_REQUIRE_RIG is set"):
            settle(["pulseaudio"], required=True)

    @pytest.mark.parametrize("required", [True, False])
    def test_nothing_happens_where_nothing_is_missing(self, required: bool) -> None:
        settle([], required=required)

    def test_the_rig_is_required_by_a_variable(self) -> None:
        assert is_required({"SIREN_REQUIRE_RIG": "1"})
        assert not is_required({"SIREN_REQUIRE_RIG": "0"})
        assert not is_required({"SIREN_REQUIRE_RIG": ""})
        assert not is_required({})


def is_there(process_id: int) -> bool:
    """Return whether a process lives; one that is dead and not yet collected does not."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"
