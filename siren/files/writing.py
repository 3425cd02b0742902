"""Plain values -> TOML, as a person would write them; what is None is left out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import tomlkit

from siren.text import Text
from siren.units import plain_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def toml_table(values: Mapping[str, Any]) -> tomlkit.items.Table:
    """Return a table; lists and tables inside it stand on one line each."""
    table = tomlkit.table()
    for key, value in values.items():
        if value is not None:
            table.add(key, _item(value))
    return table


def toml_tables(rows: Sequence[Mapping[str, Any]]) -> tomlkit.items.AoT:
    """Return an array of tables."""
    tables = tomlkit.aot()
    for row in rows:
        tables.append(toml_table(row))
    return tables


def _item(value: Any) -> Any:
    match value:
        case Text():
            return _item(value.as_dict())
        case Fraction():
            return plain_number(value)
        case dict():
            words = tomlkit.inline_table()
            words.update({k: _item(v) for k, v in value.items() if v is not None})
            return words
        case list() | tuple():
            array = tomlkit.array()
            array.extend(_item(entry) for entry in value)
            return array
    return value
