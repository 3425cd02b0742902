"""Destinations -> what is fed: the device found, its rate and channels, a sink for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import Misuse, OutputFailed
from siren.firing.places import config_folder
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.cli.sounding import Sounding
    from siren.clock import Clock
    from siren.destination import Destination
    from siren.output.devices import Device
    from siren.output.paced import Drain
    from siren.output.sink import Sink
    from siren.synth.sound import Sound
    from siren.text import Text
    from siren.voice import Voice

RATE_HZ = 48_000
"""Where there is no device to ask."""


class Feed(NamedTuple):
    """A destination as it is found on this machine.

    Attributes
    ----------
    device
        None: a file, or silence.
    channels
        With so many it is opened.
    ahead_s
        So long before T its samples are to leave: its lead, and the offset of its device.
    make_sink
        Makes its sink, given the sound and the monotonic time of its first frame.
    is_silent
        Whether nothing is heard or kept, by intent: a dry run.
    """

    destination: Destination
    device: Device | None
    rate_hz: int
    channels: int
    ahead_s: float
    make_sink: Callable[[Sound, float], Sink]
    is_silent: bool = False

    @property
    def title(self) -> str:
        """Whom it feeds."""
        return self.destination.title

    def words(self, name: str) -> Text:
        """Return what people are told of what has this name: ``horn, 48000 Hz, 2 channels``."""
        noun = "channel" if self.channels == 1 else "channels"
        return phrase(
            f"{name}, {self.rate_hz} Hz, {self.channels} {noun}",
            f"{name}，{self.rate_hz} Hz，{self.channels} 声道",
        )


def silent(destination: Destination, clock: Clock) -> Feed:
    """Return a feed that nobody hears, at the same time as the real one."""
    ahead_s = float(destination.lead_s)
    return Feed(destination, None, RATE_HZ, 1, ahead_s, _nowhere(clock), is_silent=True)


def into_file(destination: Destination, subject: Sounding, voice: Voice, clock: Clock) -> Feed:
    """Return a feed into a WAV file or a named pipe; raises Misuse and OutputFailed."""
    path = _writable(Path(destination.file or ""))

    def make(sound: Sound, zero_s: float) -> Sink:
        from siren.output.aside import is_special
        from siren.output.paced import LATENCY_S, PacedSink

        drain = _recorder(path, subject, voice, sound, clock)
        is_whole = not is_special(path)
        ahead_s = LATENCY_S if is_whole else 0.0  # a pipe is read when it is written
        return PacedSink(
            clock,
            sound.rate_hz,
            zero_s=zero_s,
            drain=drain,
            ahead_s=ahead_s,
            is_whole=is_whole,
        )

    return Feed(destination, None, RATE_HZ, 1, float(destination.lead_s), make)


def on_devices(
    destinations: Sequence[Destination], clock: Clock, *, allow_default: bool = False
) -> list[Feed]:
    """Return feeds of one device: all of it, or some of its channels each.

    Raises
    ------
    DeviceNotFound, DeviceRefused, NoSoundSystem, InvalidFile
        As :mod:`siren.output.devices` and the settings of devices say.
    """
    from siren.output.channels import Channels, ChannelSink
    from siren.output.devices import find_device, format_for
    from siren.output.speaker import Speaker

    device = find_device(destinations[0].device or "", allow_default=allow_default)
    highest = max(max(destination.channels, default=0) for destination in destinations)
    rate_hz, channels = format_for(device, highest)
    offset_s = _offset_s(device)
    shared = cache(lambda: Channels(Speaker(device, rate_hz, channels, clock)))

    def feed(destination: Destination) -> Feed:
        numbers = destination.channels
        named = destination._replace(device=device.name)
        ahead_s = float(destination.lead_s) + offset_s

        def make(*_: object) -> Sink:
            return ChannelSink(shared(), numbers) if numbers else shared().speaker

        return Feed(named, device, rate_hz, channels, ahead_s, make)

    return [feed(destination) for destination in destinations]


def _offset_s(device: Device) -> float:
    """Return how much later than its card says a device is heard, as somebody measured it."""
    from siren.files.device_settings import read_device_settings

    settings = read_device_settings(config_folder() / "devices.toml")
    setting = settings.get(device.full_name) or settings.get(device.name)
    return float(setting.offset_s) if setting else 0.0


def _nowhere(clock: Clock) -> Callable[[Sound, float], Sink]:
    from siren.output.paced import silent_sink

    return lambda sound, zero_s: silent_sink(clock, sound.rate_hz, zero_s)


def _writable(path: Path) -> Path:
    """Return the path of a recording, refused before it is too late to choose another."""
    if path.suffix.lower() != ".wav":
        raise Misuse(
            phrase(
                f"{path}: a feed is written as it goes, as WAV; name a .wav file",
                f"{path}：边鸣响边写成 WAV；文件名须以 .wav 结尾",
            )
        )
    if not path.parent.is_dir():
        raise OutputFailed(
            phrase(f"{path}: there is no folder {path.parent}", f"{path}：没有目录 {path.parent}")
        )
    return path


def _recorder(path: Path, subject: Sounding, voice: Voice, sound: Sound, clock: Clock) -> Drain:
    from siren.cli.tags import metadata_of
    from siren.output.formats import choose
    from siren.output.recording import recorder

    encoding = choose(".wav", rate_hz=sound.rate_hz, channels=1, subtype=None, to_pipe=False)
    metadata = metadata_of(subject, voice.id, encoding, range(sound.frames), clock)
    return recorder(path, encoding, metadata, sound.frames)
