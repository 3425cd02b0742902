"""One device, its channels fed apart: each group its own sound, and its own troubles only."""

from __future__ import annotations

import sys
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren.errors import DeviceLost
from siren.output.channels import Channels, ChannelSink
from siren.output.speaker import Speaker
from tests.output.portaudio import HORN, UNDERFLOW, HandClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from siren.output.sink import Feed, Heard
    from siren.synth.sound import Samples
    from tests.output.portaudio import Place, PortAudio

CARD = HORN._replace(name="card", channels=8)


def constant(level: float) -> Feed:
    def fill(block: Samples, heard: Heard | None) -> None:
        block.fill(level)

    return fill


SIRENS, TELEVISION = constant(0.25), constant(0.5)


def failing(block: Samples, heard: Heard | None) -> None:
    block.fill(0.9)
    raise ValueError("no number")


@pytest.fixture
def card(portaudio: PortAudio, clock: HandClock) -> Channels:
    """Four channels of a device."""
    return Channels(Speaker(CARD, 48_000, 4, clock))


def levels(block: NDArray[np.float32]) -> list[float]:
    """Return what each channel of a block carries; every frame of it the same."""
    assert np.all(block == block[0])
    return [float(level) for level in block[0]]


class TestEachGroupOfChannels:
    @pytest.mark.parametrize(
        ("groups", "carried"),
        [
            ([(1, 2), (3, 4)], [0.25, 0.25, 0.5, 0.5]),
            ([(1,), (3,)], [0.25, 0.0, 0.5, 0.0]),
            ([(4,), (1, 3)], [0.5, 0.0, 0.5, 0.25]),
            ([(2,)], [0.0, 0.25, 0.0, 0.0]),
        ],
    )
    def test_it_carries_its_own_feed_and_what_nobody_feeds_is_silent(
        self,
        card: Channels,
        portaudio: PortAudio,
        groups: Sequence[tuple[int, ...]],
        carried: list[float],
    ) -> None:
        for numbers, feed in zip(groups, (SIRENS, TELEVISION), strict=False):
            ChannelSink(card, numbers).start(feed)
        [stream] = portaudio.streams
        assert stream.options["channels"] == 4
        assert levels(stream.block()) == carried

    def test_each_feed_is_told_when_its_block_is_heard(
        self, card: Channels, portaudio: PortAudio
    ) -> None:
        told: list[list[Heard | None]] = [[], []]
        for number, asked in enumerate(told, start=1):
            ChannelSink(card, [number]).start(lambda _, heard, asked=asked: asked.append(heard))
        portaudio.streams[0].blocks(30)
        assert told[0] == told[1]
        assert len(told[0]) == 30
        assert told[0][-1] is not None

    def test_it_knows_of_the_device_what_a_speaker_knows(
        self, card: Channels, portaudio: PortAudio, clock: HandClock, place: Place
    ) -> None:
        place.name = "card sink"
        sink = ChannelSink(card, [1])
        sink.start(SIRENS)
        clock.now_s = 1005.0
        portaudio.streams[0].block()
        assert (sink.alive_s, sink.latency_s, sink.place) == (1005.0, 0.1, "card sink")


class TestTheDevice:
    def test_it_is_opened_once_for_all(self, card: Channels, portaudio: PortAudio) -> None:
        ChannelSink(card, [1]).start(SIRENS)
        ChannelSink(card, [2]).start(TELEVISION)
        assert [stream.calls for stream in portaudio.streams] == [["start"]]

    def test_it_is_let_go_after_the_last_and_opened_again(
        self, card: Channels, portaudio: PortAudio
    ) -> None:
        sinks = [ChannelSink(card, [1]), ChannelSink(card, [2])]
        for sink in sinks:
            sink.start(SIRENS)
        sinks[0].close()
        assert portaudio.streams[0].calls == ["start"]
        sinks[1].close()
        assert portaudio.streams[0].calls == ["start", "abort", "close"]
        sinks[1].start(TELEVISION)
        assert levels(portaudio.streams[1].block()) == [0.0, 0.5, 0.0, 0.0]

    @pytest.mark.usefixtures("_hasty_threads")
    def test_it_is_let_go_also_where_all_leave_at_once(
        self, card: Channels, portaudio: PortAudio
    ) -> None:
        for _ in range(50):
            sinks = [ChannelSink(card, [number]) for number in (1, 2, 3, 4)]
            for sink in sinks:
                sink.start(SIRENS)
            all_at_once([sink.abort for sink in sinks])
            assert portaudio.streams[-1].calls == ["start", "abort", "close"]

    def test_one_that_cannot_be_opened_is_lost_and_asked_for_again(
        self, card: Channels, portaudio: PortAudio
    ) -> None:
        portaudio.refusal = "Device unavailable"
        sink = ChannelSink(card, [1])
        with pytest.raises(DeviceLost, match=r"^card cannot be opened: Device unavailable$"):
            sink.start(SIRENS)
        portaudio.refusal = None
        sink.start(SIRENS)
        assert levels(portaudio.streams[1].block()) == [0.25, 0.0, 0.0, 0.0]


class TestTrouble:
    @pytest.fixture
    def pair(self, card: Channels) -> tuple[ChannelSink, ChannelSink]:
        """Two groups of channels that are fed."""
        sirens, television = ChannelSink(card, [1, 2]), ChannelSink(card, [3, 4])
        sirens.start(SIRENS)
        television.start(TELEVISION)
        return sirens, television

    def test_a_feed_that_fails_silences_its_own_channels_and_no_other(
        self, card: Channels, portaudio: PortAudio
    ) -> None:
        bad, good = ChannelSink(card, [1, 2]), ChannelSink(card, [3, 4])
        bad.start(failing)
        good.start(TELEVISION)
        for _ in range(3):
            assert levels(portaudio.streams[0].block()) == [0.0, 0.0, 0.5, 0.5]
        assert bad.trouble() == "the sound could not be computed: ValueError('no number')"
        assert good.trouble() is None

    def test_a_feed_that_failed_may_be_started_again(
        self, card: Channels, portaudio: PortAudio
    ) -> None:
        sink = ChannelSink(card, [1])
        sink.start(failing)
        portaudio.streams[0].block()
        sink.abort()
        sink.start(SIRENS)
        assert levels(portaudio.streams[1].block()) == [0.25, 0.0, 0.0, 0.0]
        assert sink.trouble() is None

    def test_that_of_the_device_is_everybodys(
        self, pair: tuple[ChannelSink, ChannelSink], portaudio: PortAudio
    ) -> None:
        portaudio.streams[0].end()
        assert [sink.trouble() for sink in pair] == ["the stream ended by itself"] * 2

    def test_nobody_joins_a_device_in_trouble(
        self, pair: tuple[ChannelSink, ChannelSink], card: Channels, portaudio: PortAudio
    ) -> None:
        portaudio.streams[0].end()
        with pytest.raises(DeviceLost, match=r"^the stream ended by itself$"):
            ChannelSink(card, [1]).start(SIRENS)
        assert len(portaudio.streams) == 1

    def test_once_all_have_left_it_the_device_is_opened_anew(
        self, pair: tuple[ChannelSink, ChannelSink], portaudio: PortAudio
    ) -> None:
        portaudio.streams[0].end()
        for sink in pair:
            sink.abort()
        for sink, feed in zip(pair, (SIRENS, TELEVISION), strict=True):
            sink.start(feed)
        assert levels(portaudio.streams[1].block()) == [0.25, 0.25, 0.5, 0.5]
        assert [sink.trouble() for sink in pair] == [None, None]

    def test_remarks_on_the_device_reach_everybody_once(
        self, pair: tuple[ChannelSink, ChannelSink], portaudio: PortAudio
    ) -> None:
        portaudio.streams[0].block()
        portaudio.streams[0].block(status=UNDERFLOW)
        assert [sink.remarks() for sink in pair] == [["underflow"]] * 2
        assert [sink.remarks() for sink in pair] == [[]] * 2

    def test_who_falls_silent_leaves_the_others_sounding(
        self, pair: tuple[ChannelSink, ChannelSink], portaudio: PortAudio
    ) -> None:
        pair[0].abort()
        pair[0].abort()
        assert levels(portaudio.streams[0].block()) == [0.0, 0.0, 0.5, 0.5]
        assert portaudio.streams[0].calls == ["start"]
        assert pair[1].trouble() is None


def test_who_never_began_takes_the_device_from_nobody(card: Channels, portaudio: PortAudio) -> None:
    idle = ChannelSink(card, [2])
    idle.close()
    assert portaudio.streams == []
    ChannelSink(card, [1]).start(SIRENS)
    idle.close()
    assert levels(portaudio.streams[0].block()) == [0.25, 0.0, 0.0, 0.0]


@pytest.fixture
def _hasty_threads() -> Iterator[None]:
    """Threads take turns as often as Python can."""
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual_s)


def all_at_once(acts: Sequence[Callable[[], None]]) -> None:
    """Do things, each in a thread of its own, as nearly at once as can be."""
    barrier = Barrier(len(acts))

    def act(one: Callable[[], None]) -> None:
        barrier.wait(10)
        one()

    threads = [Thread(target=act, args=[one]) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
