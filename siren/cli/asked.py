"""Which signals are asked for: by country, system, status, by what they are about, by words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import nearest
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from siren.signal import Signal, System


class Asked(NamedTuple):
    """What a signal must be; None: anything. `country` is a code, `search` words in any order."""

    country: str | None = None
    system: str | None = None
    status: str | None = None
    meaning: str | None = None
    search: str | None = None

    @property
    def is_place(self) -> bool:
        """Whether nothing is asked but where."""
        return (self.status, self.meaning, self.search) == (None, None, None)


class Group(NamedTuple):
    """A system, and those of its signals that are asked for."""

    system: System
    signals: tuple[Signal, ...]


def chosen(systems: Iterable[System], asked: Asked) -> list[Group]:
    """Return the systems that have what is asked for; all of a place, if that alone is asked."""
    groups = [
        Group(system, tuple(one for one in system.signals if _fits(one, system, asked)))
        for system in systems
        if asked.country in (None, system.country) and asked.system in (None, system.id)
    ]
    return [group for group in groups if group.signals or asked.is_place]


def _fits(signal: Signal, system: System, asked: Asked) -> bool:
    """Return whether a signal is asked for; a current one of a regional system is regional too."""
    statuses = {None, signal.status, system.status if signal.status == "current" else None}
    return (
        asked.status in statuses
        and (asked.meaning is None or asked.meaning in signal.about)
        and (asked.search is None or _says(signal, asked.search))
    )


def _says(signal: Signal, search: str) -> bool:
    words = _plain(" ".join(_texts(signal)))
    return all(word in words for word in _plain(search).split())


def _texts(signal: Signal) -> Iterator[str]:
    yield signal.id
    for text in (signal.names, signal.meaning, signal.action):
        if text is not None:
            yield from text.as_dict().values()


def _plain(text: str) -> str:
    """Return a text as it is searched: without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not "\u0300" <= part <= "\u036f")


def why_none(systems: Iterable[System], asked: Asked) -> Text:
    """Return a sentence that says of what there is none, and how many there are of each alone."""
    systems = tuple(systems)
    counts = {
        f"--{name} {value}": _count(systems, Asked()._replace(**{name: value}))
        for name, value in asked._asdict().items()
        if value is not None
    }
    given = ", ".join(f"{option}: {count}" for option, count in counts.items())
    found = phrase(
        f"No signal is all of this; signals by each alone: {given}.",
        f"没有同时符合各项条件的信号；各项单独符合的信号数：{given}。",
    )
    if len(counts) == 1:
        found = phrase(
            f"No signal fits {next(iter(counts))}.", f"没有符合 {next(iter(counts))} 的信号。"
        )
    near = _nearest_word(systems, asked.search) if asked.search else None
    if near is None:
        return found
    return phrase(
        f"{found.said_in('en')} Did you mean {near!r}?", f"{found.said_in('zh')}您是否指 {near!r}？"
    )


def _count(systems: Iterable[System], asked: Asked) -> int:
    return sum(len(group.signals) for group in chosen(systems, asked))


def _nearest_word(systems: Iterable[System], search: str) -> str | None:
    """Return the word of a signal most like what was searched for in vain."""
    signals = [signal for system in systems for signal in system.signals]
    if any(_says(signal, search) for signal in signals):
        return None
    words = {word for signal in signals for text in _texts(signal) for word in _plain(text).split()}
    return nearest(_plain(search), sorted(words), alike=0.7)
