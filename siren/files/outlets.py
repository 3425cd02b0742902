"""The outlets of a drill's file: TOML -> :class:`~siren.drill.Outlet`, checked together."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from siren.destination import destinations
from siren.drill import Outlet
from siren.files.allowed import MISSING, SECONDS
from siren.files.values import shown
from siren.text import phrase, same
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.files.table import Table

MOST_CHANNELS = 64
"""Of one device; more than any card has."""


def read_outlets(document: Table) -> tuple[Outlet, ...]:
    """Return every outlet, after noting what is wrong with each and between them."""
    outlets = tuple(_outlet(table) for table in document.tables("outlet", required=False))
    if not document.faults.found:
        _check_leads(document, outlets)
        _check_channels(document, outlets)
    return outlets


def _outlet(table: Table) -> Outlet:
    outlet = Outlet(
        kind=table.text("kind", allowed=same("siren, tv, radio, ...")) or "?",
        name=table.text("name") or "?",
        lead_s=table.number("lead_s", least=0, most=3600, what=SECONDS, required=False)
        or Fraction(0),
        freq_mhz=table.number("freq_mhz", above=0, most=3000, what=same("MHz"), required=False),
        channel=table.text("channel", required=False),
        device=table.text("device", required=False),
        channels=_channels(table),
        file=_file(table),
        lead_measured=table.date("lead_measured", required=False),
        lead_method=table.text("lead_method", required=False),
    )
    if outlet.device is None and outlet.channels:
        found = phrase("channels, but no device", "有声道，却无设备")
        table.fault("channels", found, phrase("device, the name of one", "device：设备名称"))
    if outlet.device is not None and outlet.file is not None:
        found = phrase("a file and a device", "既有文件又有设备")
        table.fault("file", found, phrase("one of them", "只写其一"))
    if (outlet.lead_measured is None) != (outlet.lead_method is None):
        missing = "lead_method" if outlet.lead_method is None else "lead_measured"
        allowed = phrase(
            "the day and the way of a measurement, both or neither",
            "测量的日期与方法，须同时写或都不写",
        )
        table.fault(missing, MISSING, allowed)
    table.close()
    return outlet


def _channels(table: Table) -> tuple[int, ...]:
    allowed = phrase(
        "a list of channels, counted from 1, such as [3, 4]", "声道的列表，从 1 数起，如 [3, 4]"
    )
    value = table.value("channels", allowed, required=False)
    if value is None:
        return ()
    good = isinstance(value, list) and value and all(type(number) is int for number in value)
    if not good or len(set(value)) < len(value):
        table.fault("channels", shown(value), allowed)
        return ()
    if not all(1 <= number <= MOST_CHANNELS for number in value):
        allowed = phrase(f"channels from 1 to {MOST_CHANNELS}", f"1 至 {MOST_CHANNELS} 的声道")
        table.fault("channels", shown(value), allowed)
        return ()
    return tuple(sorted(value))


def _file(table: Table) -> str | None:
    allowed = phrase(
        "the path of a .wav file, or of a named pipe that ends so",
        "以 .wav 结尾的文件或命名管道的路径",
    )
    path = table.text("file", allowed=allowed, required=False)
    if path is not None and not path.lower().endswith(".wav"):
        table.fault("file", repr(path), allowed)
    return path


def _check_leads(document: Table, outlets: tuple[Outlet, ...]) -> None:
    """Note outlets that are fed by one device and want to be fed at different times."""
    for destination in destinations(outlets):
        first = destination.outlets[0]
        for outlet in destination.outlets[1:]:
            if outlet.lead_s != first.lead_s:
                lead, other = decimal_text(first.lead_s), f"outlet[{outlets.index(first)}]"
                allowed = phrase(
                    f"{lead}, as {other} on the same device has it",
                    f"{lead}，与同一设备的 {other} 相同",
                )
                key = f"outlet[{outlets.index(outlet)}].lead_s"
                document.fault(key, decimal_text(outlet.lead_s), allowed)


def _check_channels(document: Table, outlets: tuple[Outlet, ...]) -> None:
    """Note channels of one device that two outlets share in part: they are fed apart or alike."""
    for first, second in combinations(destinations(outlets), 2):
        if first.device is None or first.device != second.device:
            continue
        alone = not first.channels or not second.channels
        if alone or set(first.channels) & set(second.channels):
            key = f"outlet[{outlets.index(second.outlets[0])}].channels"
            before = f"outlet[{outlets.index(first.outlets[0])}]"
            allowed = phrase(
                f"the channels of {before} on the same device, or none of them",
                f"与同一设备的 {before} 声道全同，或全不同",
            )
            document.fault(key, shown(list(second.channels)), allowed)
