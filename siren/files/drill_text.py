"""A drill -> the text of its TOML file; reading it gives the drill back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tomlkit

from siren.files.signal_text import signal_keys
from siren.files.writing import toml_table, toml_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    from siren.drill import Drill, Firing, Outlet

    Comments: TypeAlias = Mapping[tuple[str, int], Sequence[str]]

HEADING = "An exercise. To see it: siren show, then the name of this file."

_TABLE = re.compile(r"\[\[?(\w+)\]\]?")


def drill_text(drill: Drill, comments: Comments | None = None) -> str:
    """Return the text of a drill file, as a person would write it.

    Parameters
    ----------
    comments
        Lines that stand above a table: its name and its number, from 0, say which.
    """
    document = tomlkit.document()
    document.add(tomlkit.comment(HEADING))
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
    document.add("drill", toml_table(head))
    if drill.own_signals:
        document.add("signal", toml_tables([signal_keys(own) for own in drill.own_signals]))
    document.add("firing", toml_tables([_firing(firing, drill.date) for firing in drill.firings]))
    if drill.outlets:
        document.add("outlet", toml_tables([_outlet(outlet) for outlet in drill.outlets]))
    return _commented(tomlkit.dumps(document).rstrip("\n") + "\n", comments or {})


def _commented(text: str, comments: Comments) -> str:
    """Return a drill's text with lines above its tables; what would break a line is a blank."""
    seen: dict[str, int] = {}
    lines: list[str] = []
    for line in text.split("\n"):
        if table := _TABLE.fullmatch(line):
            number = seen.get(table[1], 0)
            seen[table[1]] = number + 1
            lines += [
                f"# {_plain(words)}".rstrip() for words in comments.get((table[1], number), ())
            ]
        lines.append(line)
    return "\n".join(lines)


def _plain(words: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in words)


def _firing(firing: Firing, day: date) -> dict[str, Any]:
    same_day = firing.at.date() == day
    again = firing.rounds > 1
    return {
        "signal": firing.signal.id,
        "at": firing.at.time() if same_day else firing.at,
        "rounds": firing.rounds if again else None,
        "round_gap_s": firing.round_gap_s if again else None,
    }


def _outlet(outlet: Outlet) -> dict[str, Any]:
    return {
        "kind": outlet.kind,
        "name": outlet.name,
        "freq_mhz": outlet.freq_mhz,
        "channel": outlet.channel,
        "device": outlet.device,
        "channels": list(outlet.channels) or None,
        "file": outlet.file,
        "lead_s": outlet.lead_s,
        "lead_measured": outlet.lead_measured,
        "lead_method": outlet.lead_method,
    }
