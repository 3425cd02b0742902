"""Devices by their exact names; sounddevice is a stand-in here, but for one look at the rig."""

from __future__ import annotations

import builtins
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from siren.errors import DeviceNotFound, DeviceRefused, NoSoundSystem
from siren.output.devices import Device, devices, find_device, format_for, names, refresh

if TYPE_CHECKING:
    from tests.rig.rig import Rig


class PortAudioError(Exception):
    pass


class Sounddevice(SimpleNamespace):
    """As much of sounddevice as we use; two host APIs share the name of one loudspeaker."""

    PortAudioError = PortAudioError

    def __init__(self, *, takes: set[int] | None = None) -> None:
        super().__init__(default=SimpleNamespace(device=[0, 3]), takes=takes or {44_100, 48_000})
        self.asked: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.listed = [
            device("Microphone", 0, outputs=0),
            device("Horn", 0),
            device("Horn left", 0, outputs=1),
            device("default", 0, outputs=32),
            device("Hall", 0),
            device("Hall", 1),
        ]

    def query_hostapis(self) -> tuple[dict[str, str], ...]:
        return ({"name": "ALSA"}, {"name": "OSS"})

    def query_devices(self) -> list[dict[str, Any]]:
        return [{**entry, "index": index} for index, entry in enumerate(self.listed)]

    def check_output_settings(self, **asked: Any) -> None:
        self.asked.append(asked)
        if asked["samplerate"] not in self.takes:
            raise PortAudioError("Device unavailable [PaErrorCode -9985]")

    def _terminate(self) -> None:
        self.calls.append("terminate")

    def _initialize(self) -> None:
        self.calls.append("initialize")
        if not self.listed:
            raise PortAudioError("no sound today")


def device(name: str, api: int, *, outputs: int = 2) -> dict[str, Any]:
    return {
        "name": name,
        "hostapi": api,
        "max_output_channels": outputs,
        "default_samplerate": 44_100.0,
    }


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> Sounddevice:
    stand_in = Sounddevice()
    monkeypatch.setitem(sys.modules, "sounddevice", stand_in)
    return stand_in


@pytest.mark.usefixtures("portaudio")
def test_devices_are_those_that_have_an_output() -> None:
    assert devices()[0] == Device("Horn", "ALSA", 2, 44_100, is_default=False, index=1)
    assert [found.name for found in devices() if found.is_default] == ["default"]
    assert "Microphone" not in [found.name for found in devices()]


@pytest.mark.usefixtures("portaudio")
def test_a_name_that_two_devices_share_is_written_in_full() -> None:
    assert names(devices()) == ["Horn", "Horn left", "default", "Hall, ALSA", "Hall, OSS"]


@pytest.mark.usefixtures("portaudio")
@pytest.mark.parametrize(
    ("name", "index"), [("Horn", 1), ("Horn, ALSA", 1), ("Horn left", 2), ("Hall, OSS", 5)]
)
def test_a_device_is_found_by_its_exact_name(name: str, index: int) -> None:
    assert find_device(name).index == index


@pytest.mark.usefixtures("portaudio")
@pytest.mark.parametrize("name", ["horn", "Hor", "Horn ", "left", "Microphone", "1", "", "ALSA"])
def test_part_of_a_name_finds_nothing(name: str) -> None:
    with pytest.raises(DeviceNotFound, match=f"no sound device is called {name!r}") as caught:
        find_device(name)
    assert caught.value.exit_code == 1
    assert "there are: 'Horn', 'Horn left', 'Hall, ALSA', 'Hall, OSS'" in str(caught.value)


@pytest.mark.usefixtures("portaudio")
def test_a_misspelt_name_is_told_the_nearest() -> None:
    with pytest.raises(DeviceNotFound, match="did you mean 'Horn left'") as caught:
        find_device("Horn lefd")
    assert caught.value.nearest == "Horn left"


@pytest.mark.usefixtures("portaudio")
def test_a_shared_name_alone_is_refused() -> None:
    with pytest.raises(
        DeviceNotFound, match=r"2 sound devices are called 'Hall'; there are: 'Hall, ALSA', 'Hall, "
    ):
        find_device("Hall")


@pytest.mark.usefixtures("portaudio")
def test_default_is_no_name_unless_it_may_be() -> None:
    with pytest.raises(DeviceNotFound, match="whichever device the system prefers at the time"):
        find_device("default")
    assert find_device("default", allow_default=True).is_default


def test_default_of_nothing_is_nothing(portaudio: Sounddevice) -> None:
    portaudio.listed = []
    assert devices() == ()
    with pytest.raises(DeviceNotFound, match="called 'default'; there are: none"):
        find_device("default", allow_default=True)


@pytest.mark.parametrize(
    ("name", "takes", "found"),
    [
        ("Horn", {48_000, 44_100}, (48_000, 2)),
        ("Horn", {44_100}, (44_100, 2)),
        ("Horn left", {48_000}, (48_000, 1)),
    ],
)
def test_the_format_is_48_khz_in_stereo_where_the_device_has_it(
    portaudio: Sounddevice, name: str, takes: set[int], found: tuple[int, int]
) -> None:
    portaudio.takes = takes
    horn = find_device(name)
    assert format_for(horn) == found
    assert portaudio.asked[-1] == {
        "device": horn.index,
        "samplerate": found[0],
        "channels": found[1],
        "dtype": "float32",
    }


@pytest.mark.parametrize(
    ("name", "highest", "channels"),
    [("Horn", 1, 2), ("Horn", 2, 2), ("Horn left", 1, 1), ("Many", 7, 7), ("Many", 32, 32)],
)
def test_it_is_opened_with_as_many_channels_as_the_highest_that_is_fed(
    portaudio: Sounddevice, name: str, highest: int, channels: int
) -> None:
    portaudio.listed.append(device("Many", 0, outputs=32))
    assert format_for(find_device(name), highest) == (48_000, channels)
    assert portaudio.asked[-1]["channels"] == channels


def test_a_channel_that_the_device_has_not_is_refused_with_those_that_it_has(
    portaudio: Sounddevice,
) -> None:
    with pytest.raises(
        DeviceRefused,
        match=r"^the device 'Horn' has 2 channels, and channel 3 is to be fed; allowed: 1 to 2$",
    ):
        format_for(find_device("Horn"), 3)
    assert portaudio.asked == []


def test_a_device_that_takes_no_rate_is_refused_with_the_reason(portaudio: Sounddevice) -> None:
    portaudio.takes = {8_000}
    with pytest.raises(
        DeviceRefused, match=r"'Horn' does not take 48000 Hz nor 44100 Hz \(Device unavailable"
    ):
        format_for(find_device("Horn"))


def test_the_list_is_read_anew_by_starting_portaudio_again(portaudio: Sounddevice) -> None:
    refresh()
    assert portaudio.calls == ["terminate", "initialize"]
    portaudio.listed = []
    with pytest.raises(NoSoundSystem, match=r"does not start \(no sound today\)"):
        refresh()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError("PortAudio library not found"), r"library is missing.*libportaudio2.*siren rend"),
        (RuntimeError("Error initializing"), r"does not start \(Error initializing\).*-o FILE"),
    ],
)
def test_without_portaudio_the_way_out_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    really_import = builtins.__import__

    def failing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "sounddevice":
            raise error
        return really_import(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(builtins, "__import__", failing)
    with pytest.raises(NoSoundSystem, match=says) as caught:
        devices()
    assert caught.value.exit_code == 1


@pytest.mark.usefixtures("rig_in_process")
def test_a_real_portaudio_is_understood() -> None:
    horn = find_device("siren_rig")
    assert horn.host_api == "ALSA"
    assert find_device("siren_rig, ALSA") == horn
    assert format_for(horn) == (48_000, 2)
    with pytest.raises(DeviceNotFound, match="did you mean 'siren_rig'"):
        find_device("siren_ri")


def test_a_new_device_is_seen_after_a_refresh(rig_in_process: Rig) -> None:
    rig_in_process.add_sink("north")
    with pytest.raises(DeviceNotFound, match="siren_north"):
        find_device("siren_north")
    refresh()
    assert find_device("siren_north").name == "siren_north"
