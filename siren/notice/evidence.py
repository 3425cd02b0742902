"""Where a notice says what was read: for each field its words, with their line.

Comes in: the text and its reading; what the reader has noted itself stands first. Goes out: to
the summary on the terminal and to the comments of a drill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.notice.dates import dates
from siren.notice.items import about_sirens, items
from siren.notice.names import names
from siren.notice.noise import cleaned
from siren.notice.times import times
from siren.units import decimal_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from siren.notice.page import Page, Quote
    from siren.notice.reading import Reading, SignalRead, Window

NEAR = 40
"""A name and a time so few letters apart are quoted as one."""

PRINTED = ("city", "issuer", "document", "area", "occasion")
"""Fields whose value stands in the notice letter by letter."""


class Evidence(NamedTuple):
    """The words of a notice for each field that it prints."""

    quotes: dict[str, tuple[Quote, ...]]

    def of(self, field: str) -> tuple[Quote, ...]:
        """Return the words of one field; none where it is not printed as such."""
        return self.quotes.get(field, ())


def evidence_of(text: str, reading: Reading) -> Evidence:
    """Return where a notice says what was read of it."""
    found: dict[str, tuple[Quote, ...]] = {}
    for field, quote in reading.evidence:
        found[field] = (*found.get(field, ()), quote)
    page = _page_of(text, reading)
    if page is not None:
        for field, quotes in _looked_up(page, reading):
            if quotes:
                found.setdefault(field, quotes)
    return Evidence(found)


def _page_of(text: str, reading: Reading) -> Page | None:
    """Return the item that was read: the one that holds most of what was quoted."""
    pages = [item.page for item in about_sirens(items(cleaned(text)))]
    lines = {quote.line for signal in reading.signals for quote in signal.quotes}
    lines |= {quote.line for conflict in reading.conflicts for quote in conflict.quotes}
    return max(pages, key=lambda page: len(lines & set(page.lines)), default=None)


def _looked_up(page: Page, reading: Reading) -> Iterable[tuple[str, tuple[Quote, ...]]]:
    for field in PRINTED:
        value = getattr(reading, field)
        yield field, tuple(_words(page, one) for one in _parts(page, value))
    yield "issued", _day(page, reading.issued, is_last=True)
    yield "date", _day(page, reading.date, is_last=False)
    for number, window in enumerate(reading.windows):
        yield ("window", f"windows[{number}]")[len(reading.windows) > 1], _window(page, window)
    for number, signal in enumerate(reading.signals):
        yield f"signals[{number}]", (*_moment(page, signal), *signal.quotes)
    for number, outlet in enumerate(reading.outlets):
        which = outlet.freq_mhz or outlet.freq_khz
        words = [outlet.name, outlet.channel or "", decimal_text(which) if which else ""]
        yield f"outlets[{number}]", tuple(_words(page, w) for w in words if w and _at(page, w) >= 0)


def _at(page: Page, value: str) -> int:
    return page.text.find(cleaned(value).text.replace("\n", ""))


def _words(page: Page, value: str) -> Quote:
    at = _at(page, value)
    return page.quote(at, at + len(cleaned(value).text.replace("\n", "")))


def _parts(page: Page, value: str | None) -> list[str]:
    """Return a value, or the several that it is made of, as far as they are found."""
    if value is None:
        return []
    return [value] if _at(page, value) >= 0 else [p for p in value.split() if _at(page, p) >= 0]


def _day(page: Page, day: dt.date | None, *, is_last: bool) -> tuple[Quote, ...]:
    if day is None:
        return ()
    same = [m for m in dates(page.text) if (m.month, m.day) == (day.month, day.day)]
    same = [m for m in same if m.year in (None, day.year)]
    return tuple(page.quote(m.start, m.end) for m in (same[-1:] if is_last else same[:1]))


def _window(page: Page, window: Window) -> tuple[Quote, ...]:
    found = [m for m in times(page.text) if m.from_s == window.start_s]
    whole = [m for m in found if m.to_s == window.end_s] or found
    return tuple(page.quote(m.start, m.end) for m in whole[:1])


def _moment(page: Page, signal: SignalRead) -> tuple[Quote, ...]:
    """Return the name of a signal with the time beside it."""
    named = [
        name for name in names(page.text) if page.as_printed(name.start, name.end) == signal.name
    ]
    moments = [m for m in times(page.text) if m.from_s == signal.start_s]
    pairs = [(min(n.start, m.start), max(n.end, m.end)) for n in named for m in moments]
    start, end = min(pairs, key=lambda span: span[1] - span[0], default=(0, NEAR + 1))
    if end - start <= NEAR:
        return (page.quote(start, end),)
    return tuple(page.quote(name.start, name.end) for name in named[:1])
