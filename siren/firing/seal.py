"""The files from which a drill was read, sealed when it was confirmed: they must not change.

Whoever edits a drill that is armed wants something else than what was confirmed. Nobody can say
which of the two is right, so nothing sounds. A file that cannot be read any more says nothing
of the kind, and what was confirmed stays what it was.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from siren.output.bounded import TookTooLong, bounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from siren.firing.record import Record

READ_S = 0.2
"""A file system that takes longer is taken as one that cannot be read."""

LOOK_S = 5.0
"""While a drill is armed its files are looked at so often, and before every firing."""


class SealedFile(NamedTuple):
    """A file and the SHA-256 of its content, 64 hexadecimal digits."""

    path: Path
    sha256: str


class Seal(NamedTuple):
    """What must stay as it was."""

    files: tuple[SealedFile, ...] = ()

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Seal:
        """Return the seal of files as they are now; raises OSError."""
        return cls(tuple(SealedFile(path, _digest(path)) for path in dict.fromkeys(paths)))

    def broken(self) -> Path | None:
        """Return a file that has changed; None: none has, as far as can be read."""
        return next((file.path for file in self.files if _has_changed(file)), None)


class SealWatch:
    """Looks at a seal while a drill is armed.

    Attributes
    ----------
    changed
        A file that is not what it was when the drill was confirmed; None: none is.
    """

    def __init__(self, seal: Seal, record: Record) -> None:
        self._seal, self._record = seal, record
        self._looked_at_s = float("-inf")
        self.changed: Path | None = None

    def look_now_and_then(self, now_s: float) -> None:
        """Look, if it is long ago (monotonic time) that anybody did."""
        if now_s - self._looked_at_s > LOOK_S:
            self._looked_at_s = now_s
            self.look()

    def look(self) -> None:
        """See whether a file has changed, or is again what it was, and write that down."""
        changed = self._seal.broken()
        if changed != self.changed:
            event = "changed" if changed else "changed-back"
            self._record.note(event, file=str(changed or self.changed))
            self.changed = changed


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _has_changed(file: SealedFile) -> bool:
    try:
        return bounded(lambda: _digest(file.path), READ_S) != file.sha256
    except (OSError, TookTooLong):
        return False
