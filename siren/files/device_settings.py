"""The settings file of sound devices: TOML -> how much later than it says each one is heard.

::

    [[device]]
    name     = "horn"
    offset_s = 0.0123           # heard so much later than the sound card says
    measured = 2026-11-01
    method   = "microphone at 1 m, line output on the other channel"
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren.files.allowed import SECONDS
from siren.files.document import read_document
from siren.files.values import shown
from siren.text import phrase

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from siren.files.table import Table

LEAST_OFFSET_S = Fraction(-1, 2)
"""A card may say too late a time; not by more than its buffer."""

MOST_OFFSET_S = Fraction(2)
"""The slowest wireless loudspeakers; a larger figure is milliseconds, taken for seconds."""


_DEVICE = phrase("the name of a device, as siren devices shows it", "设备名称，见 siren devices")
_METHOD = phrase("how the offset was measured, in words", "偏差的测量方法（文字）")


class DeviceSetting(NamedTuple):
    """What was measured of one device.

    Attributes
    ----------
    name
        As ``--device`` takes it.
    offset_s
        It is heard so many seconds later than the sound card says; exact, -0.5 to 2.
    measured, method
        When and how that was found.
    """

    name: str
    offset_s: Fraction
    measured: dt.date
    method: str


def read_device_settings(path: Path) -> dict[str, DeviceSetting]:
    """Return the settings by the device's name; empty where there is no such file.

    Raises
    ------
    InvalidFile
        With every fault of the file.
    """
    if not path.exists():
        return {}
    return parse_device_settings(read_document(path))


def parse_device_settings(document: Table) -> dict[str, DeviceSetting]:
    """Return what a settings file's top table holds; see :func:`read_device_settings`."""
    settings: dict[str, DeviceSetting] = {}
    for table in document.tables("device", required=False):
        setting = _setting(table)
        if setting is not None and setting.name in settings:
            found = phrase(f"{setting.name!r} again", f"{setting.name!r} 重复")
            table.fault("name", found, phrase("each device once", "每个设备只写一次"))
        elif setting is not None:
            settings[setting.name] = setting
    document.close()
    document.faults.raise_if_any()
    return settings


def _setting(table: Table) -> DeviceSetting | None:
    name = table.text("name", allowed=_DEVICE)
    offset_s = _offset_s(table)
    measured = table.date("measured")
    method = table.text("method", allowed=_METHOD)
    table.close()
    if name is None or offset_s is None or measured is None or method is None:
        return None
    return DeviceSetting(name, offset_s, measured, method)


def _offset_s(table: Table) -> Fraction | None:
    offset_s = table.number("offset_s", what=SECONDS)
    if offset_s is not None and not LEAST_OFFSET_S <= offset_s <= MOST_OFFSET_S:
        allowed = phrase("seconds, at least -0.5 and at most 2", "秒数，-0.5 至 2")
        table.fault("offset_s", shown(table.content["offset_s"]), allowed)
    return offset_s
