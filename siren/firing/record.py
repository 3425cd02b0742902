"""What a run writes to the journal, come what may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.errors import JournalBroken, JournalFailed

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self._armed: dict[str, Any] = {}

    def arm(self, **facts: Any) -> None:
        """Write that the run is armed, and keep room for what follows; raises JournalFailed."""
        self._journal.reserve()
        self._journal.append("armed", run=self.run, **facts)
        self._armed = facts

    def resume(self, armed: dict[str, Any], **facts: Any) -> None:
        """Write that the run goes on after it was killed; raises JournalFailed."""
        self._journal.reserve()
        self._journal.append("resumed", run=self.run, **facts)
        self._armed = armed

    def must(self, event: str, **facts: Any) -> None:
        """Write a line without which nothing may sound; raises JournalFailed.

        A journal that somebody broke meanwhile is kept aside, and the line stands in a new one,
        after one that says again what was armed.
        """
        try:
            self._journal.append(event, run=self.run, **facts)
        except JournalBroken as error:
            kept = self._journal.set_aside_if_broken()
            self._complain(f"{error}; it is kept as {kept}, and a new journal was begun")
            self._journal.append("armed", run=self.run, **self._armed)
            self._journal.append(event, run=self.run, **facts)

    def note(self, event: str, **facts: Any) -> None:
        """Write a line if that can be done; what cannot be written is said aloud instead."""
        try:
            self.must(event, **facts)
        except JournalFailed as error:
            self._complain(f"not in the journal: {event} {facts}: {error}")
