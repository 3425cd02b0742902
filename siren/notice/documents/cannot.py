"""What a reader of documents raises; it goes to the parent process as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.notice.limits import MAX_CHARACTERS
from siren.text import phrase

if TYPE_CHECKING:
    from siren.text import Text


class CannotRead(Exception):
    """No text can be had of a document.

    Parameters
    ----------
    said
        What is the matter with it, as what follows its name and a colon.
    """

    def __init__(self, said: Text) -> None:
        self.said = said
        super().__init__(said.english)


TOO_LONG = phrase(
    f"has more than {MAX_CHARACTERS:,} characters; a notice is a page or two",
    f"超过 {MAX_CHARACTERS:,} 个字符；通告一般只有一两页",
)
"""Said of documents while they are read, and of texts."""
