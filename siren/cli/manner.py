"""How the people at the desk are dealt with."""

from __future__ import annotations

from typing import NamedTuple


class Manner(NamedTuple):
    """How people are spoken to, and what is asked of them.

    Attributes
    ----------
    language
        ``en`` or ``zh``.
    confirmed
        What stands for an answer, such as ``--yes``; None: somebody is asked.
    second
        Who has to agree as well; None: nobody.
    """

    language: str = "en"
    confirmed: str | None = None
    second: str | None = None
