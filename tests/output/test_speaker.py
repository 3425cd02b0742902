"""A named sound card: hanging calls, silence for good, and never another device."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren.errors import DeviceLost
from siren.output import bounded, speaker
from siren.output.speaker import Speaker
from tests.output.portaudio import HORN, UNDERFLOW, HandClock, PortAudio

if TYPE_CHECKING:
    from siren.output.sink import Heard
    from siren.synth.sound import Samples
    from tests.output.portaudio import Place

SOON_S = 0.05
"""How long the tests let a card hang."""


def loud(block: Samples, heard: Heard | None) -> None:
    block.fill(0.5)


@pytest.fixture
def horn(portaudio: PortAudio, clock: HandClock) -> Speaker:
    return Speaker(HORN, 48_000, 2, clock)


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "OPEN_S", SOON_S)
    monkeypatch.setattr(speaker, "TURN_S", SOON_S / 5)


class TestFromStartToAbort:
    def test_once_it_has_started_the_feed_is_heard(
        self, horn: Speaker, portaudio: PortAudio
    ) -> None:
        horn.start(loud)
        assert np.all(portaudio.streams[0].block() == 0.5)
        assert horn.trouble() is None
        assert horn.latency_s == 0.1

    def test_before_and_after_it_is_not_open(self, horn: Speaker) -> None:
        assert horn.trouble() == "the device is not open"
        horn.start(loud)
        horn.abort()
        assert horn.trouble() == "the device is not open"
        assert horn.remarks() == []

    def test_abort_is_silence_and_lets_the_card_go(
        self, horn: Speaker, portaudio: PortAudio
    ) -> None:
        horn.start(loud)
        horn.abort()
        assert portaudio.streams[0].calls == ["start", "abort", "close"]
        assert not np.any(portaudio.streams[0].block())

    def test_abort_without_a_start_does_nothing(self, horn: Speaker, portaudio: PortAudio) -> None:
        horn.abort()
        horn.close()
        assert portaudio.streams == []

    def test_it_can_be_started_again(self, horn: Speaker, portaudio: PortAudio) -> None:
        horn.start(loud)
        horn.close()
        horn.start(loud)
        assert not np.any(portaudio.streams[0].block())
        assert np.all(portaudio.streams[1].block() == 0.5)

    def test_when_it_was_last_alive_is_known_afterwards_too(
        self, horn: Speaker, portaudio: PortAudio, clock: HandClock
    ) -> None:
        horn.start(loud)
        clock.now_s = 1005.0
        portaudio.streams[0].block()
        clock.now_s = 1010.0
        horn.abort()
        assert horn.alive_s == 1005.0

    def test_remarks_are_those_of_the_stream(self, horn: Speaker, portaudio: PortAudio) -> None:
        horn.start(loud)
        portaudio.streams[0].block()
        portaudio.streams[0].block(status=UNDERFLOW)
        assert horn.remarks() == ["underflow"]


class TestAStalledCard:
    def test_half_a_second_without_a_block_is_trouble(
        self, horn: Speaker, portaudio: PortAudio, clock: HandClock
    ) -> None:
        horn.start(loud)
        portaudio.streams[0].block()
        clock.now_s += 0.48
        assert horn.trouble() is None
        clock.now_s += 0.03
        assert horn.trouble() == "the device asks for nothing more"

    def test_a_long_buffer_is_given_three_times_its_length(
        self, horn: Speaker, portaudio: PortAudio, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tests.output.portaudio.FakeStream.latency", 0.4)
        horn.start(loud)
        portaudio.streams[0].block(passes_s=1.1)
        assert horn.trouble() is None
        clock.now_s += 0.2
        assert horn.trouble() == "the device asks for nothing more"

    def test_an_abort_that_hangs_is_not_waited_for(
        self, horn: Speaker, portaudio: PortAudio
    ) -> None:
        horn.start(loud)
        portaudio.aborts.clear()
        began_s = time.monotonic()
        horn.abort()
        assert speaker.ABORT_S <= time.monotonic() - began_s < 20 * speaker.ABORT_S
        assert not np.any(portaudio.streams[0].block())
        assert bounded.is_anything_left()
        portaudio.release()
        assert portaudio.streams[0].closed.wait(10)


@pytest.mark.usefixtures("_impatient")
class TestAnOpeningThatHangs:
    def test_it_is_a_lost_device_soon(self, horn: Speaker, portaudio: PortAudio) -> None:
        portaudio.opens.clear()
        with pytest.raises(DeviceLost, match=r"^horn did not open in 0.05 s$"):
            horn.start(loud)
        assert bounded.is_anything_left()
        assert horn.trouble() == "the device is not open"

    def test_a_second_start_is_refused_at_once(self, horn: Speaker, portaudio: PortAudio) -> None:
        portaudio.opens.clear()
        with pytest.raises(DeviceLost):
            horn.start(loud)
        with pytest.raises(DeviceLost, match=r"^horn still does not answer$"):
            horn.start(loud)
        assert len(portaudio.streams) == 1

    def test_when_it_comes_back_it_is_silent_and_closes_itself(
        self, horn: Speaker, portaudio: PortAudio
    ) -> None:
        portaudio.opens.clear()
        with pytest.raises(DeviceLost):
            horn.start(loud)
        portaudio.release()
        [late] = portaudio.streams
        assert late.closed.wait(10)
        for thread in bounded._left_behind:
            thread.join(10)
        assert "abort" in late.calls
        assert not np.any(late.block())

    def test_then_the_device_can_be_opened_again_as_the_only_voice(
        self, horn: Speaker, portaudio: PortAudio
    ) -> None:
        portaudio.opens.clear()
        with pytest.raises(DeviceLost):
            horn.start(loud)
        portaudio.release()
        assert portaudio.streams[0].closed.wait(10)
        for thread in bounded._left_behind:
            thread.join(10)
        horn.start(loud)
        assert np.all(portaudio.streams[1].block() == 0.5)
        assert not np.any(portaudio.streams[0].block())

    def test_it_does_not_keep_other_devices_from_being_opened(
        self, horn: Speaker, portaudio: PortAudio, clock: HandClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        portaudio.opens.clear()
        with pytest.raises(DeviceLost):
            horn.start(loud)
        hall = Speaker(HORN._replace(name="hall", index=4), 48_000, 2, clock)
        opens, portaudio.opens = portaudio.opens, type(portaudio.opens)()
        portaudio.opens.set()
        monkeypatch.setattr(speaker, "OPEN_S", 10.0)
        hall.start(loud)
        assert np.all(portaudio.streams[1].block() == 0.5)
        opens.set()
        assert portaudio.streams[0].closed.wait(10)


class TestACardThatIsNotThere:
    def test_it_is_a_lost_device(self, horn: Speaker, portaudio: PortAudio) -> None:
        portaudio.refusal = "Device unavailable"
        with pytest.raises(DeviceLost, match=r"^horn cannot be opened: Device unavailable$"):
            horn.start(loud)
        assert not np.any(portaudio.streams[0].block())

    def test_it_is_used_when_it_is_there_again(self, horn: Speaker, portaudio: PortAudio) -> None:
        portaudio.refusal = "Device unavailable"
        with pytest.raises(DeviceLost):
            horn.start(loud)
        portaudio.refusal = None
        horn.start(loud)
        assert np.all(portaudio.streams[1].block() == 0.5)


class TestAnotherPlace:
    """The sound server may lead the same name to another loudspeaker."""

    def test_reopening_elsewhere_is_refused_and_nothing_was_heard_there(
        self, horn: Speaker, portaudio: PortAudio, place: Place
    ) -> None:
        place.name = "siren sink"
        horn.start(loud)
        horn.abort()
        place.name = "living room"
        with pytest.raises(
            DeviceLost, match=r"^horn leads to 'living room' now, not to 'siren sink'$"
        ):
            horn.start(loud)
        elsewhere = portaudio.streams[1]
        assert not np.any(elsewhere.block())
        assert elsewhere.calls == ["start", "abort", "close"]

    def test_reopening_in_the_same_place_is_well(
        self, horn: Speaker, portaudio: PortAudio, place: Place
    ) -> None:
        place.name = "siren sink"
        for _ in range(2):
            horn.start(loud)
            assert np.all(portaudio.streams[-1].block() == 0.5)
            horn.abort()

    def test_a_server_that_has_gone_is_another_place(
        self, horn: Speaker, portaudio: PortAudio, place: Place
    ) -> None:
        place.name = "siren sink"
        horn.start(loud)
        horn.abort()
        place.name = None
        with pytest.raises(
            DeviceLost,
            match=r"^horn leads to no place that a sound server knows now, not to 'siren sink'$",
        ):
            horn.start(loud)
        assert not np.any(portaudio.streams[1].block())
