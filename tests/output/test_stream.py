"""One stream on a sound card: what it gives out, and what it notices."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren.errors import DeviceLost
from siren.output.soundserver import StreamWatch
from siren.output.stream import BLOCK_S, SETTLING_S, Stream
from tests.output.portaudio import HORN, UNDERFLOW, HandClock, PortAudio, at_once

if TYPE_CHECKING:
    from siren.output.sink import Heard
    from siren.synth.sound import Samples

SETTLED_BLOCKS = round(SETTLING_S / BLOCK_S) + 8
"""1.5 latencies in blocks of 10 ms, and those that place the first frame."""


class Feed:
    """Gives out a constant, and keeps what it was asked."""

    level = 0.5
    error: Exception | None = None

    def __init__(self) -> None:
        self.asked: list[Heard | None] = []

    def __call__(self, block: Samples, heard: Heard | None) -> None:
        self.asked.append(heard)
        block.fill(self.level)
        if self.error:
            raise self.error


class Watch(SimpleNamespace):
    """Stands in for the watch at the sound server."""

    def __init__(self) -> None:
        super().__init__(trouble=None, sink_name="horn sink", calls=[])

    def opened(self) -> None:
        self.calls.append("opened")

    def close(self) -> None:
        self.calls.append("closed")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    stand_in = Watch()
    monkeypatch.setattr(StreamWatch, "before_opening", lambda *_: stand_in)
    return stand_in


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def portaudio(clock: HandClock, monkeypatch: pytest.MonkeyPatch, watch: Watch) -> PortAudio:
    stand_in = PortAudio(clock)
    monkeypatch.setitem(sys.modules, "sounddevice", stand_in)
    return stand_in


@pytest.fixture
def feed() -> Feed:
    return Feed()


@pytest.fixture
def stream(portaudio: PortAudio, clock: HandClock, feed: Feed) -> Stream:
    opened = Stream(48_000, 2, clock, feed)
    opened.open(HORN)
    return opened


class TestOpening:
    @pytest.mark.usefixtures("stream")
    def test_the_device_is_named_by_its_index_and_asked_for_float32(
        self, portaudio: PortAudio
    ) -> None:
        [opened] = portaudio.streams
        assert opened.options["device"] == HORN.index
        asked = [opened.options[key] for key in ("samplerate", "channels", "dtype", "blocksize")]
        assert asked == [48_000, 2, "float32", 480]
        assert opened.calls == ["start"]

    def test_what_portaudio_says_is_told(
        self, portaudio: PortAudio, clock: HandClock, feed: Feed
    ) -> None:
        portaudio.refusal = "Device unavailable [PaErrorCode -9985]"
        opening = Stream(48_000, 2, clock, feed)
        with pytest.raises(DeviceLost, match=r"^horn cannot be opened: Device unavailable"):
            opening.open(HORN)
        assert not opening.is_opening

    def test_it_is_watched_at_the_sound_server(self, stream: Stream, watch: Watch) -> None:
        assert watch.calls == ["opened"]
        assert stream.place == "horn sink"
        stream.give_up()
        assert watch.calls == ["opened", "closed"]


class TestSounding:
    def test_until_it_may_sound_it_gives_out_silence_and_asks_nobody(
        self, stream: Stream, portaudio: PortAudio, feed: Feed
    ) -> None:
        for _ in range(50):
            assert not np.any(portaudio.streams[0].block())
        assert feed.asked == []
        assert stream.fault() is None

    def test_then_it_gives_out_what_the_feed_says_on_every_channel(
        self, stream: Stream, portaudio: PortAudio
    ) -> None:
        stream.may_sound()
        assert np.array_equal(portaudio.streams[0].block(), np.full((480, 2), 0.5))

    def test_the_feed_learns_when_a_block_is_heard_once_the_card_has_settled(
        self, stream: Stream, portaudio: PortAudio, feed: Feed, clock: HandClock
    ) -> None:
        stream.may_sound()
        portaudio.streams[0].blocks(SETTLED_BLOCKS - 1)
        assert feed.asked == [None] * (SETTLED_BLOCKS - 1)
        asked_s = clock.now_s
        portaudio.streams[0].blocks(2)
        heard = feed.asked[-1]
        assert heard is not None
        assert heard.at_s == pytest.approx(asked_s + 0.010 + 0.1, abs=1e-6)

    def test_a_block_says_that_the_card_is_alive(
        self, stream: Stream, portaudio: PortAudio, clock: HandClock
    ) -> None:
        clock.now_s += 5
        portaudio.streams[0].block(passes_s=0.25)
        assert stream.alive_s == clock.now_s - 0.25


class TestFaults:
    def test_an_error_in_the_feed_is_silence_and_a_fault(
        self, stream: Stream, portaudio: PortAudio, feed: Feed
    ) -> None:
        stream.may_sound()
        feed.error = ValueError("no number")
        assert not np.any(portaudio.streams[0].block())
        says = "the sound could not be computed: ValueError('no number')"
        assert stream.fault() == says
        feed.error = None
        assert not np.any(portaudio.streams[0].block())
        assert len(feed.asked) == 1
        assert stream.fault() == says

    def test_a_stream_that_ends_by_itself_is_a_fault(
        self, stream: Stream, portaudio: PortAudio
    ) -> None:
        assert stream.fault() is None
        portaudio.streams[0].end()
        assert stream.fault() == "the stream ended by itself"

    def test_what_the_sound_server_says_is_a_fault(self, stream: Stream, watch: Watch) -> None:
        watch.trouble = "muted at the sound server"
        assert stream.fault() == "muted at the sound server"
        watch.trouble = None
        assert stream.fault() is None


class TestRemarks:
    def test_a_card_that_ran_dry_is_remarked_once(
        self, stream: Stream, portaudio: PortAudio
    ) -> None:
        portaudio.streams[0].blocks(2)
        portaudio.streams[0].block(status=UNDERFLOW)
        assert stream.remarks() == ["underflow"]
        assert stream.remarks() == []
        assert stream.fault() is None

    def test_a_card_that_asked_for_nothing_longer_than_its_buffer_has_run_dry(
        self, stream: Stream, portaudio: PortAudio
    ) -> None:
        portaudio.streams[0].block(passes_s=0.09)
        portaudio.streams[0].block(passes_s=0.11)
        assert stream.remarks() == []
        portaudio.streams[0].block()
        assert stream.remarks() == ["underflow"]

    def test_the_first_block_is_no_underflow(
        self, stream: Stream, portaudio: PortAudio, clock: HandClock
    ) -> None:
        clock.now_s += 3
        portaudio.streams[0].block(status=UNDERFLOW)
        assert stream.remarks() == []

    def test_after_running_dry_the_time_is_learned_anew(
        self, stream: Stream, portaudio: PortAudio, feed: Feed, clock: HandClock
    ) -> None:
        stream.may_sound()
        portaudio.streams[0].blocks(2000)
        clock.now_s += 0.15  # what was lost
        portaudio.streams[0].block(status=UNDERFLOW)
        portaudio.streams[0].blocks(30)
        heard = feed.asked[-1]
        assert heard is not None
        assert heard.at_s == pytest.approx(clock.now_s - 0.010 + 0.1, abs=1e-4)

    def test_without_a_clock_of_the_card_its_latency_is_taken_and_that_is_remarked(
        self, stream: Stream, portaudio: PortAudio, feed: Feed, clock: HandClock
    ) -> None:
        stream.may_sound()
        portaudio.streams[0].blocks(40, has_clock=False)
        assert stream.remarks() == ["no-stream-clock"]
        heard = feed.asked[-1]
        assert heard is not None
        assert heard.at_s == pytest.approx(clock.now_s - 0.010 + 0.1, abs=1e-6)


class TestGivingUp:
    def test_it_is_aborted_and_closed_never_stopped(
        self, stream: Stream, portaudio: PortAudio
    ) -> None:
        stream.give_up()
        assert portaudio.streams[0].calls == ["start", "abort", "close"]

    def test_it_is_silent_at_once_and_for_good(
        self, stream: Stream, portaudio: PortAudio, feed: Feed
    ) -> None:
        stream.may_sound()
        assert np.any(portaudio.streams[0].block())
        stream.give_up()
        assert not np.any(portaudio.streams[0].block())
        stream.may_sound()
        assert not np.any(portaudio.streams[0].block())
        assert len(feed.asked) == 1

    def test_silence_does_not_wait_for_a_device_that_hangs(
        self, stream: Stream, portaudio: PortAudio
    ) -> None:
        stream.may_sound()
        portaudio.aborts.clear()
        giving_up = at_once(stream.give_up)
        try:
            while stream.fault() is None:
                assert giving_up.is_alive()
            assert not np.any(portaudio.streams[0].block())
        finally:
            portaudio.release()
            giving_up.join(10)
