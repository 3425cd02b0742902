"""A drill as it was confirmed: its files and its sound are sealed, and must not change.

Whoever edits a drill that is armed wants something else than what was confirmed. Nobody can say
which of the two is right, so nothing sounds. A file that cannot be read any more says nothing
of the kind, and what was confirmed stays what it was. The sound is computed once more before the
first signal: memory, or a siren that was replaced while it was down, may have changed it.
"""

from __future__ import annotations

import hashlib
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from siren.output.bounded import TookTooLong, bounded
from siren.output.soundhash import sound_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from siren.firing.record import Record
    from siren.synth.sound import Sound

READ_S = 0.2
"""A file system that takes longer is taken as one that cannot be read."""

LOOK_S = 5.0
"""While a drill is armed its files are looked at so often, and before every firing."""


class SealedFile(NamedTuple):
    """A file and the SHA-256 of its content, 64 hexadecimal digits."""

    path: Path
    sha256: str


class Seal(NamedTuple):
    """What must stay as it was.

    Attributes
    ----------
    sound_hash
        Of the sound that was confirmed, as :func:`siren.output.soundhash.sound_hash` has it;
        None: nobody has computed it.
    """

    files: tuple[SealedFile, ...] = ()
    sound_hash: str | None = None

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Seal:
        """Return the seal of files as they are now; raises OSError."""
        return cls(tuple(SealedFile(path, _digest(path)) for path in dict.fromkeys(paths)))

    def broken(self) -> Path | None:
        """Return a file that has changed; None: none has, as far as can be read."""
        return next((file.path for file in self.files if _has_changed(file)), None)


class SealWatch:
    """Looks at a seal while a drill is armed.

    Parameters
    ----------
    sound
        What is to be played.

    Attributes
    ----------
    changed
        What is not as it was when the drill was confirmed: a file's path, or ``the sound``;
        None: all is.
    """

    def __init__(self, seal: Seal, sound: Sound, record: Record) -> None:
        self._seal, self._sound, self._record = seal, sound, record
        self._looked_at_s = float("-inf")
        self._has_other_sound = False
        self.changed: str | None = None

    def begin_to_listen(self) -> None:
        """Compute the sound once more, in a thread of its own, and compare."""
        if self._seal.sound_hash is not None:
            Thread(target=self._listen, name="siren-seal", daemon=True).start()

    def _listen(self) -> None:
        self._has_other_sound = sound_hash(self._sound) != self._seal.sound_hash

    def look_now_and_then(self, now_s: float) -> None:
        """Look, if it is long ago (monotonic time) that anybody did."""
        if now_s - self._looked_at_s > LOOK_S:
            self._looked_at_s = now_s
            self.look()

    def look(self) -> None:
        """See whether something has changed, or is again what it was, and write that down."""
        file = self._seal.broken()
        changed = "the sound" if self._has_other_sound else str(file) if file else None
        if changed != self.changed:
            event = "changed" if changed else "changed-back"
            self._record.note(event, what=changed or self.changed)
            self.changed = changed


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _has_changed(file: SealedFile) -> bool:
    try:
        return bounded(lambda: _digest(file.path), READ_S) != file.sha256
    except (OSError, TookTooLong):
        return False
