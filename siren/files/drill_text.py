"""A drill -> the text of its TOML file; reading it gives the drill back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

from siren.text import Text
from siren.units import plain_number

if TYPE_CHECKING:
    from datetime import date

    from siren.drill import Drill, Firing, Outlet


def drill_text(drill: Drill) -> str:
    """Return the text of a drill file, as a person would write it."""
    document = tomlkit.document()
    document.add(tomlkit.comment("An exercise. To see it: siren show, then the name of this file."))
    document.add(tomlkit.nl())
    head = {
        "id": drill.id,
        "title": drill.title,
        "place": drill.place,
        "authority": drill.authority,
        "timezone": drill.timezone,
        "date": drill.date,
        "announced": drill.announced,
        "document": drill.document,
        "note": drill.note,
    }
    document.add("drill", _table(head))
    document.add("firing", _tables([_firing(firing, drill.date) for firing in drill.firings]))
    if drill.outlets:
        document.add("outlet", _tables([_outlet(outlet) for outlet in drill.outlets]))
    return tomlkit.dumps(document).rstrip("\n") + "\n"


def _table(values: dict[str, Any]) -> tomlkit.items.Table:
    """Return a table of what is not None; a text in languages stands on one line."""
    table = tomlkit.table()
    for key, value in values.items():
        if isinstance(value, Text):
            words = tomlkit.inline_table()
            words.update(value.as_dict())
            table.add(key, words)
        elif value is not None:
            table.add(key, value)
    return table


def _tables(rows: list[dict[str, Any]]) -> tomlkit.items.AoT:
    tables = tomlkit.aot()
    for row in rows:
        tables.append(_table(row))
    return tables


def _firing(firing: Firing, day: date) -> dict[str, Any]:
    same_day = firing.at.date() == day
    again = firing.rounds > 1
    return {
        "signal": firing.signal.id,
        "at": firing.at.time() if same_day else firing.at,
        "rounds": firing.rounds if again else None,
        "round_gap_s": plain_number(firing.round_gap_s) if again else None,
    }


def _outlet(outlet: Outlet) -> dict[str, Any]:
    return {
        "kind": outlet.kind,
        "name": outlet.name,
        "freq_mhz": None if outlet.freq_mhz is None else plain_number(outlet.freq_mhz),
        "channel": outlet.channel,
        "device": outlet.device,
        "channels": list(outlet.channels) or None,
        "file": outlet.file,
        "lead_s": plain_number(outlet.lead_s),
        "lead_measured": outlet.lead_measured,
        "lead_method": outlet.lead_method,
    }
