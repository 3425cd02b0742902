"""The sound devices that PortAudio lists, found by exactly their name.

A device that was named is used or refused, never replaced by another: there is no search for
part of a name here, although sounddevice has one. Hand :attr:`Device.index` to sounddevice, not
the name.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from siren.errors import DeviceNotFound, DeviceRefused, NoSoundSystem
from siren.text import joined, phrase

RATE_HZ = 48_000
"""Taken wherever the device has it: what cards and sound servers run at."""

DEFAULT = "default"
"""The name that stands for whatever device the system prefers just then."""


class Device(NamedTuple):
    """One device that sound can go out of.

    Attributes
    ----------
    name, host_api
        As PortAudio spells them, such as ``"pulse"`` and ``"ALSA"``.
    channels
        The most it takes; a sound server says 32 and mixes them down.
    rate_hz
        Its own default sample rate.
    is_default
        Whether the system prefers it.
    index
        Its place in PortAudio's list, until :func:`refresh`.
    """

    name: str
    host_api: str
    channels: int
    rate_hz: int
    is_default: bool
    index: int  # type: ignore[assignment]  # instead of the method of tuples

    @property
    def full_name(self) -> str:
        """Return name and host API, as sounddevice joins them."""
        return f"{self.name}, {self.host_api}"


def devices() -> tuple[Device, ...]:
    """Return every device with an output; empty where there is none.

    The list is the one that PortAudio made when it started; see :func:`refresh`.

    Raises
    ------
    NoSoundSystem
        When PortAudio is not installed, or does not start.
    """
    sounddevice = _sounddevice()
    apis = [api["name"] for api in sounddevice.query_hostapis()]
    preferred = sounddevice.default.device[1]
    return tuple(
        Device(
            name=info["name"],
            host_api=apis[info["hostapi"]],
            channels=info["max_output_channels"],
            rate_hz=round(info["default_samplerate"]),
            is_default=info["index"] == preferred,
            index=info["index"],
        )
        for info in sounddevice.query_devices()
        if info["max_output_channels"] > 0
    )


def names(listed: tuple[Device, ...]) -> list[str]:
    """Return what each of all devices is called by: its name, or in full where two share it."""
    count = Counter(device.name for device in listed)
    return [device.full_name if count[device.name] > 1 else device.name for device in listed]


def find_device(name: str, *, allow_default: bool = False) -> Device:
    """Return the one device of exactly this name.

    Parameters
    ----------
    name
        As :func:`names` has it, or with its host API.
    allow_default
        Whether ``default`` may stand for the device that the system prefers.

    Raises
    ------
    DeviceNotFound
        When there is none of this name, or more than one.
    NoSoundSystem
        As :func:`devices`.
    """
    listed = devices()
    if name == DEFAULT:
        return _preferred(listed, allow_default=allow_default)
    found = [device for device in listed if name in (device.name, device.full_name)]
    if len(found) == 1:
        return found[0]
    if found:
        count = len(found)
        what = phrase(
            f"{count} sound devices are called {name!r}", f"有 {count} 个声音设备名为 {name!r}"
        )
        raise DeviceNotFound(name, [device.full_name for device in found], what=what)
    raise DeviceNotFound(name, _nameable(listed))


def _preferred(listed: tuple[Device, ...], *, allow_default: bool) -> Device:
    if allow_default:
        for device in listed:
            if device.is_default:
                return device
    what = phrase(
        "'default' is whichever device the system prefers at the time; name one",
        "'default' 随系统当时的首选而变；请指明设备",
    )
    raise DeviceNotFound(DEFAULT, _nameable(listed), what=None if allow_default else what)


def _nameable(listed: tuple[Device, ...]) -> list[str]:
    return [name for name in names(listed) if name != DEFAULT]


def format_for(device: Device, highest: int = 0) -> tuple[int, int]:
    """Return sample rate in Hz and number of channels to open a device with, in float32.

    48000 Hz, or else the device's own rate. Two channels where it has them: PipeWire plays
    a single one at 0.707 of its level on both sides. More, where one of them is to be fed.

    Parameters
    ----------
    highest
        The highest channel that is to be fed, from 1; 0: all that are opened.

    Raises
    ------
    DeviceRefused
        When it takes neither rate, or has not so many channels.
    """
    sounddevice = _sounddevice()
    if highest > device.channels:
        raise DeviceRefused(
            phrase(
                f"the device {device.name!r} has {device.channels} channels, and channel {highest} "
                f"is to be fed; allowed: 1 to {device.channels}",
                f"设备 {device.name!r} 有 {device.channels} 个声道，却要馈送第 {highest} 声道；"
                f"可用 1 至 {device.channels}",
            )
        )
    channels = max(min(device.channels, 2), highest)
    rates = list(dict.fromkeys((RATE_HZ, device.rate_hz)))
    reason = ""
    for rate_hz in rates:
        try:
            sounddevice.check_output_settings(
                device=device.index, samplerate=rate_hz, channels=channels, dtype="float32"
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            reason = str(error)
        else:
            return rate_hz, channels
    tried = [f"{rate_hz} Hz" for rate_hz in rates]
    raise DeviceRefused(
        phrase(
            f"the device {device.name!r} does not take {' nor '.join(tried)} ({reason}); "
            "another program may hold it: close that, or name another device",
            f"设备 {device.name!r} 不接受 {'、'.join(tried)}（{reason}）；"
            "可能被其他程序占用：请关闭该程序，或另选设备",
        )
    )


def refresh() -> None:
    """Make PortAudio look for devices again; every :class:`Device` from before is void.

    This kills **every open stream of the process**, without a word to their owners: call it
    only when none is open, or when the only one is already lost.

    Raises
    ------
    NoSoundSystem
        When PortAudio does not start again.
    """
    sounddevice = _sounddevice()
    try:
        sounddevice._terminate()
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        raise _not_starting(error) from error


def _sounddevice() -> Any:
    try:
        import sounddevice
    except OSError as error:  # the wheels for Linux do not bring PortAudio along
        missing = phrase(
            "the PortAudio library is missing: install it (Debian, Ubuntu: apt install "
            "libportaudio2); ",
            "缺少 PortAudio 库：请安装（Debian、Ubuntu：apt install libportaudio2）；",
        )
        raise NoSoundSystem(joined(missing, NoSoundSystem.WAY_OUT)) from error
    except Exception as error:  # PortAudioError, which cannot be named before it is imported
        raise _not_starting(error) from error
    return sounddevice


def _not_starting(error: Exception) -> NoSoundSystem:
    failed = phrase(
        f"PortAudio, the sound system, does not start ({error}); ",
        f"声音系统 PortAudio 无法启动（{error}）；",
    )
    return NoSoundSystem(joined(failed, NoSoundSystem.WAY_OUT))
