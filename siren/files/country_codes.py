"""The country codes of ISO 3166, withdrawn ones too; they stand in ``country_codes.txt``.

Comes in: what a file calls its country. Goes out: whether that is a code, and which code is meant.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from siren.text import phrase

CODE_ALLOWED = phrase("an ISO 3166 code such as CN", "ISO 3166 代码，如 CN")
"""Said where another one was found."""

_LIST = Path(__file__).with_name("country_codes.txt")

_PRIVATE = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")
"""What ISO 3166 leaves to everybody: no country gets one of these."""


def is_country(code: str) -> bool:
    """Return whether a code is a country's, is one that was withdrawn, or is for private use."""
    return code in countries() or is_private(code)


def is_private(code: str) -> bool:
    """Return whether a code is for private use, such as XX of examples."""
    return _PRIVATE.fullmatch(code) is not None


@cache
def countries() -> dict[str, str]:
    """Return the usual English name of a country by its code."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def code_meant(said: str) -> str | None:
    """Return the code of a country that is written otherwise: small, by name, or so in use."""
    if not said.strip():
        return None
    if is_country(said.upper()):
        return said.upper()
    by_name = {name.lower(): code for code, name in countries().items()}
    whole_word = re.compile(rf"\b{re.escape(said.lower())}\b")
    named = next((code for name, code in by_name.items() if whole_word.search(name)), None)
    alike = get_close_matches(said.lower(), by_name, n=1, cutoff=0.8) if len(said) > 3 else []
    return named or next((by_name[name] for name in alike), None)
