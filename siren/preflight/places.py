"""``device``, ``format`` and ``file``: whether each destination is there, and as the drill wants.

Nothing is opened here; :mod:`siren.preflight.trial` does that with the devices that are found.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import DeviceNotFound, DeviceRefused, NoSoundSystem
from siren.output.pcm import SAMPLE_BYTES
from siren.preflight.check import amber, green, red
from siren.preflight.state_folder import standing
from siren.preflight.words import size
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.destination import Destination
    from siren.output.devices import Device
    from siren.preflight.check import Check
    from siren.preflight.state_folder import FreeBytes


class Place(NamedTuple):
    """A device that was found, and how it is to be opened for a destination."""

    destination: Destination
    device: Device
    rate_hz: int
    channels: int


def find_place(
    destination: Destination,
    find: Callable[[str], Device],
    format_of: Callable[[Device, int], tuple[int, int]],
) -> tuple[list[Check], Place | None]:
    """Return the lines of a destination's device, and the device where it can be opened.

    Parameters
    ----------
    find, format_of
        :func:`siren.output.devices.find_device` and :func:`siren.output.devices.format_for`.
    """
    label, name = destination.label, destination.device or ""
    try:
        device = find(name)
    except (DeviceNotFound, NoSoundSystem) as error:
        return [_missing(label, name, error)], None
    value = phrase(f"there, by {device.host_api}", f"存在，{device.host_api}")
    line, place = _format_of(destination, device, format_of)
    return [green("device", value, of=label), line], place


def _format_of(
    destination: Destination, device: Device, format_of: Callable[[Device, int], tuple[int, int]]
) -> tuple[Check, Place | None]:
    label, highest = destination.label, max(destination.channels, default=0)
    if highest > device.channels:
        value = phrase(
            f"channel {highest} is to be fed, and it has {device.channels}",
            f"需要第 {highest} 声道，而设备只有 {device.channels} 个",
        )
        return red("format", value, _OTHER_CHANNELS, of=label), None
    try:
        place = Place(destination, device, *format_of(device, highest))
    except (DeviceRefused, NoSoundSystem) as error:
        refusal = phrase(str(error), f"设备不接受此格式：{error}")
        return red("format", refusal, _OTHER_DEVICE, of=label), None
    return _format(place), place


_OTHER_CHANNELS = phrase(
    "correct the outlet's channels, or name another device", "请改正声道，或另选设备"
)
_OTHER_DEVICE = phrase(
    "close what holds it, or name another device", "请关闭占用设备的程序，或另选设备"
)


def no_destination(named: Sequence[str]) -> Check:
    """Return the line of a drill that is fed nowhere; `named` is what there would be."""
    there = ", ".join(map(repr, named))
    value = phrase("no device is named, and none is taken unasked", "未指定设备，也不会擅自选用")
    action = phrase(
        f"add --device NAME, or device = to an outlet; there are: {there or 'none'}",
        f"请加 --device 名称，或在 [[outlet]] 中写明 device；现有：{there or '无'}",
    )
    return red("device", value, action)


def file_check(destination: Destination, sound_bytes: int | None, free_bytes: FreeBytes) -> Check:
    """Say whether a file destination can be written, with room for the sound."""
    label, path = destination.label, Path(destination.file or "")
    if path.is_fifo():
        pipe = phrase(
            "a named pipe; whether anybody reads it cannot be known", "命名管道，无法得知是否有读者"
        )
        reader = phrase("start its reader before the drill", "请在演习前启动读取程序")
        return amber("file", pipe, reader, of=label)
    if not path.parent.is_dir() or path.is_dir():
        value = phrase(f"there is no folder {path.parent}", f"没有目录 {path.parent}")
        if path.is_dir():
            value = phrase("is a folder", "是一个目录")
        return red("file", value, _OTHER_FILE, of=label)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        value = phrase(f"{path.parent} cannot be written to", f"{path.parent} 不可写")
        return red("file", value, _OTHER_FILE, of=label)
    return _room(path, sound_bytes, free_bytes, label)


_OTHER_FILE = phrase("make the folder, or correct the outlet's file", "请建立目录，或改正 file")


def bytes_of(frames: int) -> int:
    """Return how many bytes a sound takes as 16-bit mono."""
    return frames * SAMPLE_BYTES["PCM_16"]


def _room(path: Path, sound_bytes: int | None, free_bytes: FreeBytes, label: str) -> Check:
    try:
        room = free_bytes(standing(path.parent))
    except OSError:
        room = None
    needed = size(sound_bytes) if sound_bytes else "?"
    if room is not None and sound_bytes is not None and room < sound_bytes:
        value = phrase(
            f"needs {needed}, and {size(room)} are free", f"需要 {needed}，仅剩 {size(room)}"
        )
        return red("file", value, phrase("make room on this disk", "请清理该磁盘"), of=label)
    value = phrase(f"can be written, {needed}", f"可写，{needed}")
    if path.exists():
        value = phrase(
            f"is there already and will be replaced, {needed}", f"文件已存在，将被覆盖，{needed}"
        )
        keep = phrase("move it away if it is still needed", "如需保留请先移走")
        return amber("file", value, keep, of=label)
    return green("file", value, of=label)


def _missing(label: str, name: str, error: DeviceNotFound | NoSoundSystem) -> Check:
    if isinstance(error, NoSoundSystem):
        install = phrase(
            "start it, or install what is missing; then: siren devices",
            "请启动声音系统或补装组件，再试 siren devices",
        )
        return red("device", phrase(str(error), f"声音系统不可用：{error}"), install, of=label)
    meant = f"；是否指 {error.nearest!r}？" if error.nearest else ""
    value = phrase(str(error), f"找不到唯一名为 {name!r} 的声音设备{meant}")
    plug = phrase(
        "plug it in, or correct the name: siren devices", "请接好设备，或改正名称：siren devices"
    )
    return red("device", value, plug, of=label)


def _format(place: Place) -> Check:
    numbers = "+".join(map(str, place.destination.channels))
    rate = f"{place.rate_hz} Hz"
    if numbers:
        which = phrase(
            f"{rate}, channels {numbers} of {place.device.channels}",
            f"{rate}，第 {numbers} 声道，共 {place.device.channels} 个",
        )
    else:
        which = phrase(f"{rate}, {place.channels} channels", f"{rate}，{place.channels} 声道")
    return green("format", which, of=place.destination.label)
