"""What does not add up in a notice, collected while it is read, with the words it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from siren.notice.reading import Conflict
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siren.notice.page import Page, Quote
    from siren.text import Text


class Words(Protocol):
    """Something that was found on a page."""

    @property
    def start(self) -> int:
        """Its first letter."""

    @property
    def end(self) -> int:
        """The letter after its last one."""


class Span(NamedTuple):
    """Words that are nothing more than where they stand."""

    start: int
    end: int


class Doubts:
    """Collects contradictions; the same one is said once.

    Attributes
    ----------
    conflicts
        What was collected so far.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.conflicts: list[Conflict] = []

    def quotes(self, words: Iterable[Words]) -> tuple[Quote, ...]:
        """Return words as they were printed, with their lines."""
        return tuple(self._page.quote(word.start, word.end) for word in words)

    def say(self, about: str, en: str, zh: str, quotes: tuple[Quote, ...] = ()) -> None:
        """Add a contradiction.

        Parameters
        ----------
        about
            ``date``, ``window``, ``signals`` or ``notice``.
        """
        self.add(about, phrase(en, zh), quotes)

    def add(self, about: str, said: Text, quotes: tuple[Quote, ...] = ()) -> None:
        """Add a contradiction that is said in two languages already."""
        self._once(Conflict(about, said, quotes))

    def of_signal(
        self,
        name: str,
        en: str,
        zh: str,
        quotes: tuple[Quote, ...] = (),
        *,
        at_s: int | None = None,
    ) -> None:
        """Add a contradiction in what is said of one signal; `at_s`: of the one that starts so."""
        said = phrase(f"{name}: {en}", f"{name}：{zh}")
        self._once(Conflict("signals", said, quotes, name, at_s))

    def _once(self, found: Conflict) -> None:
        """Add it, unless the same was said of the same start."""
        known = {(conflict.said, conflict.at_s) for conflict in self.conflicts}
        if (found.said, found.at_s) not in known:
            self.conflicts.append(found)
