"""What is fed from this machine: one device for several channels, a file, or silence."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from siren import library
from siren.cli.feeds import RATE_HZ, Feed, into_file, on_devices, silent
from siren.cli.sounding import sounding
from siren.destination import Destination
from siren.drill import Outlet
from siren.errors import DeviceNotFound, Misuse, OutputFailed
from siren.output import devices
from siren.output.channels import ChannelSink
from siren.output.paced import PacedSink
from siren.output.speaker import Speaker
from siren.synth.compose import compose
from tests.cli.drills import HALL, HORN, fast_clock, written

if TYPE_CHECKING:
    from pathlib import Path

    from siren.synth.sound import Sound

pytestmark = pytest.mark.usefixtures("folders", "loudspeakers")

CLOCK = fast_clock()

SIRENS = Outlet("siren", "Sirens", Fraction(1, 2))
TELEVISION = Outlet("tv", "Town TV", Fraction(2), channel="1")


def to(*channels: int, device: str = "horn", outlet: Outlet = SIRENS) -> Destination:
    return Destination(device, channels, None, (outlet,))


@pytest.fixture
def sound() -> Sound:
    subject = sounding("de-ww2-akute")
    return compose(subject.timeline, library.voice("tone"), rate_hz=8000)


def offset(folder: Path, seconds: float) -> None:
    """Say of the horn that it is heard so much later than its card says."""
    (folder / "config").mkdir()
    (folder / "config" / "devices.toml").write_text(
        f'[[device]]\nname = "horn"\noffset_s = {seconds}\nmeasured = 2026-10-01\nmethod = "mic"\n'
    )


class TestOnOneDevice:
    def test_all_of_it_is_a_speaker(self, sound: Sound) -> None:
        [feed] = on_devices([to()], CLOCK)
        assert (feed.device, feed.rate_hz, feed.channels) == (HORN, 48_000, 2)
        assert isinstance(feed.make_sink(sound, 0.0), Speaker)

    def test_channels_that_are_fed_apart_share_the_device(self, sound: Sound) -> None:
        feeds = on_devices([to(1, 2), to(3, outlet=TELEVISION)], CLOCK)
        sinks: list[Any] = [feed.make_sink(sound, 0.0) for feed in feeds]
        assert [type(sink) for sink in sinks] == [ChannelSink, ChannelSink]
        assert sinks[0]._channels is sinks[1]._channels

    def test_each_is_fed_ahead_by_its_own_lead_and_the_offset_of_the_device(
        self, tmp_path: Path
    ) -> None:
        offset(tmp_path, 0.25)
        feeds = on_devices([to(1), to(2, outlet=TELEVISION)], CLOCK)
        assert [feed.ahead_s for feed in feeds] == [0.75, 2.25]

    def test_the_device_is_opened_with_as_many_channels_as_the_highest(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(devices, "format_for", lambda _, highest: (48_000, max(2, highest)))
        assert [feed.channels for feed in on_devices([to(5, 6), to(1)], CLOCK)] == [6, 6]
        assert [feed.channels for feed in on_devices([to()], CLOCK)] == [2]

    def test_it_is_called_by_its_exact_name_however_it_was_asked_for(self) -> None:
        [feed] = on_devices([to(device="default")], CLOCK, allow_default=True)
        assert feed.destination == to(device="hall")
        assert feed.device == HALL
        [feed] = on_devices([to(1, device="horn, ALSA")], CLOCK)
        assert feed.destination.label == "horn, channel 1"

    def test_one_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(DeviceNotFound, match="no sound device is called 'hron'"):
            on_devices([to(device="hron")], CLOCK)


class TestIntoAFile:
    @pytest.fixture
    def town(self, tmp_path: Path) -> str:
        return written(tmp_path)

    def feed(self, town: str, path: Path) -> Feed:
        destination = Destination(None, (), str(path), (TELEVISION,))
        return into_file(destination, sounding(town), library.voice("tone"), CLOCK)

    def test_it_has_its_lead_too_and_needs_no_device(
        self, town: str, tmp_path: Path, sound: Sound
    ) -> None:
        feed = self.feed(town, tmp_path / "tv.wav")
        assert (feed.device, feed.rate_hz, feed.channels, feed.ahead_s) == (None, RATE_HZ, 1, 2.0)
        assert isinstance(feed.make_sink(sound, 0.0), PacedSink)
        assert not (tmp_path / "tv.wav").exists()

    @pytest.mark.parametrize("name", ["tv.mp3", "tv", "wav"])
    def test_what_is_no_wav_is_misuse(self, town: str, tmp_path: Path, name: str) -> None:
        with pytest.raises(Misuse, match=rf"{name}: a feed is written as it goes, as WAV; name a"):
            self.feed(town, tmp_path / name)

    def test_a_folder_that_is_not_there_is_said_before_anything_is_armed(
        self, town: str, tmp_path: Path
    ) -> None:
        with pytest.raises(OutputFailed, match=r"no/tv\.wav: there is no folder .*no$"):
            self.feed(town, tmp_path / "no" / "tv.wav")


def test_silence_keeps_the_lead_of_what_it_stands_for(sound: Sound) -> None:
    feed = silent(to(3, outlet=TELEVISION), CLOCK)
    assert feed.is_silent
    assert (feed.device, feed.rate_hz, feed.channels, feed.ahead_s) == (None, RATE_HZ, 1, 2.0)
    assert isinstance(feed.make_sink(sound, 0.0), PacedSink)


def test_people_are_told_what_is_fed_and_for_whom() -> None:
    [feed] = on_devices([to(outlet=TELEVISION)], CLOCK)
    assert feed.words("horn").english == "horn, 48000 Hz, 2 channels"
    assert feed.title == "Town TV 1"
    alone = silent(Destination(file="x.wav"), CLOCK)
    assert alone.words("file x.wav").said_in("zh") == "file x.wav，48000 Hz，1 声道"
    assert alone.title == "file x.wav"
