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

from siren.output.soundhash import sound_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from siren.firing.record import Record
    from siren.synth.sound import Sound

FAR_S = 5.0
"""While a drill is armed its files are looked at so often."""

NEAR_S = 0.5
"""So often once its device is open."""


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
    """Looks at a seal while a drill is armed, in threads of its own: a disk may hang.

    Parameters
    ----------
    sound
        What is to be played.

    Attributes
    ----------
    changed
        What is not as it was when the drill was confirmed: a file's path, or ``the sound``;
        None: all is, as far as is known.
    has_compared_sound
        Whether the sound was computed once more, or nobody has to.
    """

    def __init__(self, seal: Seal, sound: Sound, record: Record) -> None:
        self._seal, self._sound, self._record = seal, sound, record
        self._looked_at_s = float("-inf")
        self._looking: Thread | None = None
        self._changed_file: Path | None = None
        self._has_other_sound = False
        self.has_compared_sound = seal.sound_hash is None
        self.changed: str | None = None

    def begin_to_listen(self) -> None:
        """Compute the sound once more, and compare."""
        if not self.has_compared_sound:
            Thread(target=self._listen, name="siren-seal", daemon=True).start()

    def look(self, now_s: float, *, is_near: bool) -> None:
        """See what is known, write down what is new, and look again if it is time to.

        Parameters
        ----------
        now_s
            Monotonic time.
        """
        self._tell()
        is_idle = self._looking is None or not self._looking.is_alive()
        if self._seal.files and is_idle and now_s - self._looked_at_s > self._every_s(is_near):
            self._looked_at_s = now_s
            self._looking = Thread(target=self._look, name="siren-seal", daemon=True)
            self._looking.start()

    @staticmethod
    def _every_s(is_near: bool) -> float:
        return NEAR_S if is_near else FAR_S

    def _look(self) -> None:
        self._changed_file = self._seal.broken()

    def _listen(self) -> None:
        self._has_other_sound = sound_hash(self._sound) != self._seal.sound_hash
        self.has_compared_sound = True

    def _tell(self) -> None:
        file = self._changed_file
        changed = "the sound" if self._has_other_sound else str(file) if file else None
        if changed != self.changed:
            event = "changed" if changed else "changed-back"
            self._record.note(event, what=changed or self.changed)
            self.changed = changed


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _has_changed(file: SealedFile) -> bool:
    try:
        return _digest(file.path) != file.sha256
    except OSError:
        return False
