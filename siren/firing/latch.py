"""The stop latch: a file that, while it is there, lets nothing sound.

Making a file needs no network, no daemon and hardly any disk; that it exists is all that
counts, and its words are for people.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from siren.errors import Refused
from siren.text import phrase

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from siren.text import Text


class Latch:
    """The stop latch of a state folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "stopped"

    def is_set(self) -> bool:
        """Return whether everything is stopped; where nobody can tell, it is."""
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True

    def set(self, who: str, at_utc: datetime) -> None:
        """Stop everything; raises OSError where not even an empty file can be made."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        with suppress(OSError):
            words = {"who": who, "at": f"{at_utc:%Y-%m-%dT%H:%M:%SZ}"}
            self.path.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    def by(self) -> dict[str, str] | None:
        """Return ``who`` stopped everything, and ``at`` what time; None: it does not say."""
        try:
            said = json.loads(self.path.read_text(encoding="utf-8"))
            return {"who": str(said["who"]), "at": str(said["at"])}
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def words(self) -> str:
        """Return who stopped everything, and when."""
        said = self.by()
        return f"{said['who']} at {said['at']}" if said else "somebody"

    def refusal(self) -> Text:
        """Return that nothing sounds, by whom, and how to lift it."""
        said = self.by()
        zh = f"{said['who']} 于 {said['at']} " if said else ""
        return phrase(
            f"stopped by {self.words()}, and nothing sounds until: siren stop --clear",
            f"{zh}已中止并锁定；解除锁定前不会发声：siren stop --clear",
        )

    def clear(self) -> None:
        """Let things sound again; nothing changes where they may."""
        self.path.unlink(missing_ok=True)

    def refuse_if_set(self) -> None:
        """Raise Refused where everything is stopped."""
        if self.is_set():
            raise Refused(self.refusal())
