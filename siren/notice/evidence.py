"""Where a notice says what was read: for each field its words, with their line.

Comes in: the text and its reading; the reader itself notes the fields of the notice. Goes out:
those, the signals and the outlets, to the summary on the terminal and the comments of a drill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.notice.items import about_sirens, items
from siren.notice.names import names
from siren.notice.noise import cleaned
from siren.notice.times import times
from siren.units import decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.notice.page import Page, Quote
    from siren.notice.reading import OutletRead, Reading, SignalRead

NEAR = 40
"""A name and a time so few letters apart are quoted as one."""


class Evidence(NamedTuple):
    """The words of a notice for each field: ``date``, ``signals[0]``, ``outlets[2]``, ..."""

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
    return Evidence(found | dict(_looked_up(page, reading)) if page else found)


def _page_of(text: str, reading: Reading) -> Page | None:
    """Return the item that was read: the one that holds most of what was quoted."""
    pages = [item.page for item in about_sirens(items(cleaned(text)))]
    lines = {quote.line for signal in reading.signals for quote in signal.quotes}
    lines |= {quote.line for _, quote in reading.evidence}
    return max(pages, key=lambda page: len(lines & set(page.lines)), default=None)


def _looked_up(page: Page, reading: Reading) -> Iterable[tuple[str, tuple[Quote, ...]]]:
    for number, signal in enumerate(reading.signals):
        yield f"signals[{number}]", _whole((*_moment(page, signal), *signal.quotes))
    for number, outlet in enumerate(reading.outlets):
        yield f"outlets[{number}]", tuple(_outlet(page, outlet))


def _whole(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Return quotes without those that another one of the same line holds."""
    each = tuple(dict.fromkeys(quotes))
    return tuple(
        quote
        for quote in each
        if not any(
            other != quote and other.line == quote.line and quote.words in other.words
            for other in each
        )
    )


def _moment(page: Page, signal: SignalRead) -> tuple[Quote, ...]:
    """Return the name of a signal with the time beside it."""
    named = [
        name for name in names(page.text) if page.as_printed(name.start, name.end) == signal.name
    ]
    moments = [moment for moment in times(page.text) if moment.from_s == signal.start_s]
    pairs = [(min(n.start, m.start), max(n.end, m.end)) for n in named for m in moments]
    start, end = min(pairs, key=lambda span: span[1] - span[0], default=(0, NEAR + 1))
    if end - start <= NEAR:
        return (page.quote(start, end),)
    return tuple(page.quote(name.start, name.end) for name in named[:1])


def _outlet(page: Page, outlet: OutletRead) -> Iterable[Quote]:
    """Yield the name of an outlet, and what tells it from others of that name."""
    which = outlet.freq_mhz or outlet.freq_khz
    for words in (outlet.name, outlet.channel or "", decimal_text(which) if which else ""):
        clean = cleaned(words).text.replace("\n", "")
        at = page.text.find(clean)
        if clean and at >= 0:
            yield page.quote(at, at + len(clean))
