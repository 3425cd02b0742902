"""``siren devices``: the sound devices, by the names that ``--device`` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from siren.cli.language import LANG, speech
from siren.cli.spoken import SpokenCommand

if TYPE_CHECKING:
    from siren.files.device_settings import DeviceSetting
    from siren.output.devices import Device

HEADING = (
    ("DEVICE", "设备"),
    ("HOST API", "接口"),
    ("CHANNELS", "声道"),
    ("RATE", "采样率"),
    ("", ""),
    ("OFFSET", "延迟"),
)


@click.command(cls=SpokenCommand, short_help="List the sound devices.")
@LANG
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def devices(lang: str, as_json: bool) -> None:
    """List the sound devices by the names that --device takes.

    A drill sounds on the device that was named, or not at all. The offset says how much later
    than its sound card a device is heard; it is measured once and kept in a settings file.

    \b
    Example:
      siren devices
    """
    from siren.files.device_settings import read_device_settings
    from siren.firing.places import config_folder
    from siren.output import devices as found

    listed = found.devices()
    settings = read_device_settings(config_folder() / "devices.toml")
    named = list(zip(found.names(listed), listed, strict=True))
    if as_json:
        import json

        entries = [_as_json(name, device, settings) for name, device in named]
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    elif named:
        from siren.cli.columns import columns

        say = speech(lang)
        heading = [say(*words) for words in HEADING]
        default = say("default", "系统默认")
        rows = [_row(name, device, settings, default) for name, device in named]
        click.echo(columns([heading, *rows], whole=1))
    if not named:
        from siren.errors import NoSoundSystem
        from siren.text import joined, phrase

        nothing = phrase("No sound device is here; ", "本机没有声音设备；")
        click.echo(joined(nothing, NoSoundSystem.WAY_OUT).said_in(lang), err=True)


def _as_json(name: str, device: Device, settings: dict[str, DeviceSetting]) -> dict[str, Any]:
    setting = settings.get(name)
    return {
        "name": name,
        "host_api": device.host_api,
        "channels": device.channels,
        "rate_hz": device.rate_hz,
        "default": device.is_default,
        "offset_s": float(setting.offset_s) if setting else None,
    }


def _row(name: str, device: Device, settings: dict[str, DeviceSetting], default: str) -> list[str]:
    setting = settings.get(name)
    return [
        name,
        device.host_api,
        str(device.channels),
        f"{device.rate_hz} Hz",
        default if device.is_default else "",
        f"{float(setting.offset_s):+.4f} s ({setting.measured})" if setting else "",
    ]
