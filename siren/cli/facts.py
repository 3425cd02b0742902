"""The facts of a journal line in words, whatever they are: their names say their units."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from siren.firing.chain import is_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNITS = {"ms": "ms", "s": "s", "hz": "Hz", "db": "dB", "bytes": "bytes", "frames": "frames"}

_SAY_IT_ALL = {"drill", "signal", "outcome", "mode", "device", "state", "reason"}
"""Facts whose value needs no name before it."""

_UNSAID = {"clock_offset_s", "boot_id"}
"""Facts for a program that takes a run up again, not for people."""

_HASH_DIGITS = 12


def facts_words(facts: Mapping[str, Any]) -> str:
    """Return facts as one line, such as ``cn-air-raid, played, error 0.3 ms``.

    Hashes are shortened, times are local, what is None is left out.
    """
    said = {n: v for n, v in facts.items() if v is not None and n not in _UNSAID}
    return ", ".join(_words(name, value) for name, value in said.items())


def local_time(time: datetime) -> str:
    """Return a time in the zone of this machine, as ``2026-11-22 18:29:00 +0800``.

    Between two seconds with its milliseconds.
    """
    part = f".{time.microsecond // 1000:03}" if time.microsecond else ""
    return f"{time.astimezone():%Y-%m-%d %H:%M:%S}{part} {time.astimezone():%z}"


def plain(text: str) -> str:
    """Return `text` with a mark for each character that would steer a terminal."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


def _words(name: str, value: Any) -> str:
    stem, _, unit = name.rpartition("_")
    if stem and unit in _UNITS and isinstance(value, int | float):
        return f"{_named(stem)} {_value(value)} {_UNITS[unit]}"
    if stem and unit == "utc" and isinstance(value, str):
        return f"{_named(stem)} {_clock_time(value)}"
    return _value(value) if name in _SAY_IT_ALL else f"{_named(name)} {_value(value)}"


def _named(name: str) -> str:
    return plain(name.replace("_", " "))


def _value(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.6g}"
        case str():
            return plain(value[:_HASH_DIGITS] + "…" if is_hash(value) else value)
        case list():
            return " + ".join(map(_value, value)) or "none"
        case dict():
            return f"({facts_words(value)})"
    return str(value)


def _clock_time(value: str) -> str:
    try:
        return local_time(datetime.fromisoformat(value))
    except ValueError:
        return plain(value)
