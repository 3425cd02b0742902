"""What an event is called, where it is, and all that is known of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from siren.calendar.event import Event, Part

HOUR_OPEN = phrase("The hour is not fixed.", "具体时间不固定。")

_HEADS = {
    "test": phrase("Siren test: ", "警报试鸣："),
    "commemoration": phrase("Sirens in remembrance: ", "纪念鸣响："),
    "drill": phrase("EXERCISE 演习: ", "演习 EXERCISE："),
}

KINDS = {
    "test": phrase("A public test of the sirens, no alarm", "防空警报试鸣，并非真实警报"),
    "commemoration": phrase("Sirens sound in remembrance, no alarm", "纪念鸣响，并非警报"),
    "drill": phrase("EXERCISE 演习: a siren drill", "演习 EXERCISE：防空警报演习"),
}


def titled(event: Event, language: str) -> str:
    """Return a title that cannot be taken for an alarm, with a mark where it is in doubt."""
    doubt = phrase("perhaps: ", "待定：").said_in(language) if event.doubts else ""
    what = f"{event.title.said_in(language)} ({place_words(event, language)})"
    return f"{doubt}{_HEADS[event.kind].said_in(language)}{what}"


def place_words(event: Event, language: str) -> str:
    """Return where it is: a place or region if known, else the country."""
    return event.where.said_in(language) if event.where else ", ".join(event.countries)


def described(event: Event, language: str) -> str:
    """Return all that is known of an event, line by line."""
    return "\n".join(_lines(event, language))


def _lines(event: Event, language: str) -> Iterator[str]:
    yield f"{KINDS[event.kind].said_in(language)} [{event.id}]"
    if event.start_utc is None:
        yield HOUR_OPEN.said_in(language)
    yield from (_part_line(part, event, language) for part in event.parts)
    yield from (doubt.said_in(language) for doubt in event.doubts)
    if event.note:
        yield event.note
    yield from event.sources


def _part_line(part: Part, event: Event, language: str) -> str:
    known = part.start_utc and part.start_utc.astimezone(event.zone)
    open_at = phrase("later", "其后") if event.start_utc else phrase("open", "未定")
    at = f"{known:%H:%M:%S}" if known else open_at.said_in(language)
    return f"{at} {part.names.said_in(language)}" + (f" [{part.signal}]" if part.signal else "")
