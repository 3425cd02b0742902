"""The facts of a journal line in words, whatever they are: their names say their units."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from siren.cli.language import speech
from siren.firing.chain import is_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNITS = {"ms": "ms", "s": "s", "hz": "Hz", "db": "dB", "bytes": "bytes", "frames": "frames"}

_SAY_IT_ALL = {"drill", "signal", "outcome", "mode", "device", "state", "reason"}
"""Facts whose value needs no name before it."""

_UNSAID = {"clock_offset_s", "boot_id", "text"}
"""Facts for a program that takes a run up again, or says of a whole page; not for one line."""

_HASH_DIGITS = 12


def facts_words(facts: Mapping[str, Any], language: str = "en") -> str:
    """Return facts as one line, such as ``cn-air-raid, played, error 0.3 ms``.

    Hashes are shortened, times are local, what is None is left out.
    """
    said = {n: v for n, v in facts.items() if v is not None and n not in _UNSAID}
    comma = "，" if language == "zh" else ", "
    return comma.join(_words(name, value, language) for name, value in said.items())


def event_words(event: str, language: str) -> str:
    """Return what happened in a word or two; the event itself where there are none yet."""
    if language == "zh":
        from siren.cli.journal_words import EVENTS_ZH

        event = EVENTS_ZH.get(event, event)
    return plain(event)


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


def _words(name: str, value: Any, language: str) -> str:
    stem, _, unit = name.rpartition("_")
    said = _value(value, language)
    if stem and unit in _UNITS and isinstance(value, int | float):
        return f"{_named(stem, language, name)} {said} {_UNITS[unit]}"
    if stem and unit == "utc" and isinstance(value, str):
        return f"{_named(stem, language)} {_clock_time(value)}"
    return said if name in _SAY_IT_ALL else f"{_named(name, language)} {said}"


def _named(name: str, language: str, with_unit: str = "") -> str:
    words = name.replace("_", " ")
    if language == "zh":
        from siren.cli.journal_words import FACTS_ZH

        words = FACTS_ZH.get(with_unit) or FACTS_ZH.get(words, words)
    return plain(words)


def _value(value: Any, language: str) -> str:
    say = speech(language)
    match value:
        case bool():
            return say("yes", "是") if value else say("no", "否")
        case float():
            return f"{value:.6g}"
        case str():
            return _string(value, language)
        case list():
            return " + ".join(_value(one, language) for one in value) or say("none", "无")
        case {"zh": str(chinese)} if language == "zh":
            return plain(chinese)
        case dict():
            return say("({})", "（{}）").format(facts_words(value, language))
    return str(value)


def _string(value: str, language: str) -> str:
    if language == "zh":
        from siren.cli.journal_words import VALUES_ZH

        value = VALUES_ZH.get(value, value)
    return plain(value[:_HASH_DIGITS] + "…" if is_hash(value) else value)


def _clock_time(value: str) -> str:
    try:
        return local_time(datetime.fromisoformat(value))
    except ValueError:
        return plain(value)
