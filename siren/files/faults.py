"""The faults of one file, gathered while it is read; see :mod:`siren.files.table`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from siren.errors import Fault, InvalidFile
from siren.text import same

if TYPE_CHECKING:
    from siren.text import Text


@dataclass(slots=True)
class Faults:
    """The faults of one file, as they are found."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, key: str, found: Text | str, allowed: Text, nearest: str | None = None) -> None:
        """Note one fault; `found` is what stands there, or words about it."""
        found = same(found) if isinstance(found, str) else found
        self.found.append(Fault(self.file, key, found, allowed, nearest))

    def raise_if_any(self) -> None:
        """Raise InvalidFile with all faults, if there are any."""
        if self.found:
            raise InvalidFile(self.found)
