"""The watch on a sound server: a stream is heard on its device, or it is said, or it is ended."""

from __future__ import annotations

import ctypes
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from siren.output.soundserver import NO_ANSWER, SERVER_GONE, StreamWatch, trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.rig.rig import Rig

MOVED = "the sound server moved the stream to 'other'"


def thing(*, mute: bool = False, volume: tuple[float, ...] = (1, 1), state: str = "running") -> Any:
    return SimpleNamespace(mute=mute, volume=SimpleNamespace(values=volume), state=state)


@pytest.mark.parametrize(
    ("stream", "sink", "trouble"),
    [
        (thing(), thing(), None),
        (thing(volume=(0.0, 0.3)), thing(state="idle"), None),
        (thing(mute=True), thing(), "the stream is muted"),
        (thing(), thing(mute=True), "the device is muted"),
        (thing(volume=(0.0, 0.0)), thing(), "the volume of the stream is zero"),
        (thing(), thing(volume=(0.0,)), "the volume of the device is zero"),
        (thing(mute=True), thing(state="suspended"), "the device is suspended"),
    ],
)
def test_what_cannot_be_heard_is_said(stream: Any, sink: Any, trouble: str | None) -> None:
    assert trouble_of(stream, sink) == trouble


def test_without_the_servers_library_there_is_nothing_to_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pulsectl", None)
    assert StreamWatch.before_opening() is None


def test_without_a_server_there_is_nothing_to_watch(
    rig_in_process: Rig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    assert StreamWatch.before_opening() is None


class Watched:
    """A stream on a device, and its watch."""

    def __init__(self, device: str) -> None:
        import sounddevice

        self.moves, self.stall_s = 0, 0.0
        watch = StreamWatch.before_opening(self._moved)
        assert watch is not None
        self.watch = watch
        self.stream = sounddevice.OutputStream(
            device=device, samplerate=48_000, channels=2, latency=0.1, callback=self._hum
        )
        self.stream.start()
        watch.opened()

    def _moved(self) -> None:
        self.moves += 1

    def _hum(self, out: Any, *_: Any) -> None:
        stall_s, self.stall_s = self.stall_s, 0.0
        time.sleep(stall_s)
        out.fill(0.25)

    def until(self, trouble: str | None) -> None:
        reached = eventually(lambda: self.watch.trouble == trouble)
        assert reached, f"trouble is {self.watch.trouble!r}"


def eventually(condition: Callable[[], bool], *, within_s: float = 10.0) -> bool:
    deadline_s = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.005)
    return True


@contextmanager
def watched(device: str = "siren_rig") -> Iterator[Watched]:
    playing = Watched(device)
    try:
        yield playing
    finally:
        playing.stream.abort(ignore_errors=True)
        playing.stream.close(ignore_errors=True)
        playing.watch.close()


@pytest.mark.usefixtures("rig_in_process")
def test_a_stream_that_is_heard_is_in_no_trouble() -> None:
    with watched() as playing:
        assert playing.watch.sink_name == "rig"
        assert playing.watch.trouble is None


@pytest.mark.usefixtures("rig_in_process")
def test_a_stream_that_no_server_plays_is_not_mistaken_for_another() -> None:
    with watched():
        watch = StreamWatch.before_opening()
        assert watch is not None
        watch.opened()
        assert (watch.sink_name, watch.trouble) == (None, None)
        watch.close()


@pytest.mark.usefixtures("rig_in_process")
def test_a_stream_that_the_server_shows_late_is_found_all_the_same() -> None:
    early = StreamWatch.before_opening()
    assert early is not None
    early.opened()
    with watched():
        assert eventually(lambda: early.sink_name == "rig")
        early.close()


@pytest.mark.usefixtures("rig_in_process")
def test_each_watch_finds_its_own_stream_of_several() -> None:
    with watched("siren_other") as first, watched("siren_rig") as second:
        assert (first.watch.sink_name, second.watch.sink_name) == ("other", "rig")


def test_a_stream_that_runs_dry_and_is_made_anew_stays_the_same_to_us(
    rig_in_process: Rig,
) -> None:
    with watched() as playing:
        first = rig_in_process.wait_for_stream().number
        troubles: set[str | None] = set()

        def is_another() -> bool:
            troubles.add(playing.watch.trouble)
            return [stream.number for stream in rig_in_process.streams()] not in ([], [first])

        playing.stall_s = 0.5
        assert eventually(is_another)
        assert troubles == {None}
        rig_in_process.mute_stream(rig_in_process.wait_for_stream())
        playing.until("the stream is muted")


def test_a_stream_that_is_moved_is_ended_and_told_once(rig_in_process: Rig) -> None:
    with watched() as playing:
        rig_in_process.move_stream(rig_in_process.wait_for_stream(), "other")
        playing.until(MOVED)
        assert eventually(lambda: not playing.stream.active)
        assert playing.moves == 1
        assert rig_in_process.streams() == []


def test_next_to_nothing_is_heard_elsewhere_when_the_device_goes(rig_in_process: Rig) -> None:
    with rig_in_process.monitor("other") as other, watched() as playing:
        rig_in_process.remove_sink("rig")
        playing.until(MOVED)
        other.wait_s(0.3)
        leaked_s = (other.samples != 0).sum() / 48_000
    assert leaked_s < 0.1  # 0 to 5 ms on a quiet machine; 0.3 s and more when nobody watches


def test_the_server_remembers_no_mute_for_the_next_stream(rig_in_process: Rig) -> None:
    rig_in_process.pactl("load-module", "module-stream-restore")
    with watched() as playing:
        rig_in_process.move_stream(rig_in_process.wait_for_stream(), "other")
        playing.until(MOVED)
    with watched() as playing:
        assert playing.watch.trouble is None


def test_a_server_library_that_cannot_end_a_stream_mutes_it(
    rig_in_process: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())
    with watched() as playing:
        rig_in_process.move_stream(rig_in_process.wait_for_stream(), "other")
        playing.until(MOVED)
        assert [stream.muted for stream in rig_in_process.streams()] == [True]


def test_a_device_that_goes_and_leaves_no_other_is_told(rig_in_process: Rig) -> None:
    with watched() as playing:
        rig_in_process.remove_sink("other")
        rig_in_process.remove_sink("rig")
        playing.until("the device is gone, and the stream with it")
        assert playing.moves == 0


@pytest.mark.parametrize(
    ("fault", "cure", "trouble"),
    [
        ("set-sink-mute rig 1", "set-sink-mute rig 0", "the device is muted"),
        ("set-sink-volume rig 0", "set-sink-volume rig 100%", "the volume of the device is zero"),
        ("suspend-sink rig 1", "suspend-sink rig 0", "the device is suspended"),
        ("set-sink-input-mute N 1", "set-sink-input-mute N 0", "the stream is muted"),
        (
            "set-sink-input-volume N 0",
            "set-sink-input-volume N 100%",
            "the volume of the stream is zero",
        ),
    ],
)
def test_what_silences_a_stream_is_said_until_it_is_over(
    rig_in_process: Rig, fault: str, cure: str, trouble: str
) -> None:
    with watched() as playing:
        number = str(rig_in_process.wait_for_stream().number)
        rig_in_process.pactl(*fault.replace("N", number).split())
        playing.until(trouble)
        rig_in_process.pactl(*cure.replace("N", number).split())
        playing.until(None)


def test_a_server_that_dies_is_said_and_the_next_one_watched(rig_in_process: Rig) -> None:
    with watched() as playing:
        rig_in_process.kill()
        playing.until(SERVER_GONE)
    rig_in_process.start()
    with watched() as playing:
        assert playing.watch.sink_name == "rig"


def test_a_frozen_server_holds_nobody_up(rig_in_process: Rig) -> None:
    with watched() as playing:
        rig_in_process.freeze()
        began_s = time.monotonic()
        late = StreamWatch.before_opening()
        assert late is not None
        late.opened()
        late.close()
        playing.watch.close()
        took_s = time.monotonic() - began_s
        rig_in_process.thaw()
    assert late.trouble == NO_ANSWER
    assert took_s < 1.0
    assert late.sink_name is None
