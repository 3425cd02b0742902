"""What a run writes to the journal, come what may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.errors import JournalBroken, JournalFailed
from siren.firing.recovery import TELLING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.firing.chain import Entry
    from siren.firing.journal import Journal


class Record:
    """The journal, as one run writes to it.

    Parameters
    ----------
    run
        The run's id; stands in every line.
    complain
        Is told, in one sentence, what could not be written, or was found broken.
    """

    def __init__(self, journal: Journal, run: str, complain: Callable[[str], None]) -> None:
        self.run = run
        self._journal, self._complain = journal, complain
        self._told: list[tuple[str, dict[str, Any]]] = []

    def arm(self, **facts: Any) -> None:
        """Write that the run is armed, and keep room for what follows; raises JournalFailed."""
        self._journal.reserve()
        self._append("armed", facts)

    def resume(self, lines: Sequence[Entry], **facts: Any) -> None:
        """Write that the run goes on after it was killed; raises JournalFailed.

        Parameters
        ----------
        lines
            What tells of it so far.
        """
        self._journal.reserve()
        self._told = [(entry.event, without_run(entry.facts)) for entry in lines]
        self._append("resumed", facts)

    def must(self, event: str, **facts: Any) -> None:
        """Write a line without which nothing may sound; raises JournalFailed.

        A journal that somebody broke meanwhile is kept aside, and the line stands in a new one,
        after those that say again what was armed and what became of it.
        """
        try:
            self._append(event, facts)
        except JournalBroken as error:
            kept = self._journal.set_aside_if_broken()
            self._complain(f"{error}; it is kept as {kept}, and a new journal was begun")
            for told, its_facts in self._told:
                self._journal.append(told, run=self.run, **its_facts)
            self._append(event, facts)

    def note(self, event: str, **facts: Any) -> None:
        """Write a line if that can be done; what cannot be written is said aloud instead."""
        try:
            self.must(event, **facts)
        except JournalFailed as error:
            self._complain(f"not in the journal: {event} {facts}: {error}")

    def _append(self, event: str, facts: dict[str, Any]) -> None:
        self._journal.append(event, run=self.run, **facts)
        if event in TELLING:
            self._told.append((event, facts))


def without_run(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts but for the run's id, which every line of the run has."""
    return {name: value for name, value in facts.items() if name != "run"}
