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

from siren.files.document import read_document
from siren.files.values import shown

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from siren.files.table import Table

LEAST_OFFSET_S = Fraction(-1, 2)
"""A card may say too late a time; not by more than its buffer."""

MOST_OFFSET_S = Fraction(2)
"""The slowest wireless loudspeakers; a larger figure is milliseconds, taken for seconds."""


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
            table.fault("name", f"{setting.name!r} again", "each device once")
        elif setting is not None:
            settings[setting.name] = setting
    document.close()
    document.faults.raise_if_any()
    return settings


def _setting(table: Table) -> DeviceSetting | None:
    name = table.text("name", allowed="the name of a device, as siren devices shows it")
    offset_s = _offset_s(table)
    measured = table.date("measured")
    method = table.text("method", allowed="how the offset was measured, in words")
    table.close()
    if name is None or offset_s is None or measured is None or method is None:
        return None
    return DeviceSetting(name, offset_s, measured, method)


def _offset_s(table: Table) -> Fraction | None:
    offset_s = table.number("offset_s", what="seconds")
    if offset_s is not None and not LEAST_OFFSET_S <= offset_s <= MOST_OFFSET_S:
        allowed = "seconds, at least -0.5 and at most 2"
        table.fault("offset_s", shown(table.content["offset_s"]), allowed)
    return offset_s
