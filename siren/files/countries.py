"""The file of country names: TOML -> the name of each country by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.files.country_codes import CODE_ALLOWED, code_meant, is_country
from siren.files.document import read_document
from siren.files.fields import NO_WORDS
from siren.files.table import Table
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from siren.text import Text


def read_countries(path: Path) -> Mapping[str, Text]:
    """Read a file of country names; raises InvalidFile with every fault of it."""
    return parse_countries(read_document(path))


def parse_countries(document: Table) -> Mapping[str, Text]:
    """Return the names that a file's top table holds; see :func:`read_countries`."""
    table = document.table("countries") or Table({}, document.faults, "countries")
    for code in table.content:
        if not is_country(code):
            table.fault(code, phrase("no code", "不是代码"), CODE_ALLOWED, code_meant(code))
    names = {code: table.localised(code) or NO_WORDS for code in table.content}
    document.close()
    document.faults.raise_if_any()
    return names
