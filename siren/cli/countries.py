"""A country as people name it: by its code, or by its name in any of its languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren import library
from siren.errors import UnknownName, nearest

if TYPE_CHECKING:
    from collections.abc import Collection


def country_code(asked: str, known: Collection[str]) -> str:
    """Return the code of the country that is asked for.

    Raises
    ------
    UnknownName
        Where it is none of the known ones; names the nearest.
    """
    codes = {name.casefold(): code for code in known for name in (code, *_names(code))}
    if asked.casefold() not in codes:
        near = nearest(asked, [name for name in codes if len(name) > 2])
        raise UnknownName("country with signals", asked, [near] if near else sorted(known))
    return codes[asked.casefold()]


def _names(code: str) -> Collection[str]:
    return library.country(code).as_dict().values()
