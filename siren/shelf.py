"""Which files the library has, and the ids that stand in them, found without parsing.

The data stand in ``patterns/``: beside the package in a checkout, inside it
(``siren/_patterns``) in an installed wheel; the working directory does not matter. Goes out: paths
and ids, for :mod:`siren.library`, which parses a file when something in it is asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from siren.errors import Fault, InvalidFile, UnknownName
from siren.text import phrase

_PACKAGE = Path(__file__).parent

_HEADER_OR_ID = re.compile(
    r"""^[ \t]*(?:\[+[ \t]*(\w+)[ \t]*\]|id[ \t]*=[ \t]*["']([^"'\n]*)["'])""", re.MULTILINE
)
_SHELVED = {
    "signals": "signal",
    "systems": "system",
    "tests": "test",
    "voices": "voice",
    "drills": "drill",
    "templates": "template",
}
"""What can be asked for of each kind: the table that has its id."""

_FOLDERS = {"systems": "signals", "tests": "signals"}
"""Where what is asked for stands, if not in a folder of its own."""

_HEADS = {**_SHELVED, "signals": "system"}
"""After what a file of each folder is called."""


class Claim(NamedTuple):
    """An id that a file takes, and for what: ``system``, ``signal``, ``test``, ``voice``, ..."""

    kind: str
    name: str


def patterns_folder() -> Path:
    """Return the folder that holds signals, voices, drills and templates."""
    installed = _PACKAGE / "_patterns"
    return installed if installed.is_dir() else _PACKAGE.parent / "patterns"


def files(kind: str) -> list[Path]:
    """Return the files with ``signals``, ``systems``, ``tests``, ``voices``, ``drills``, ..."""
    folder = patterns_folder() / _FOLDERS.get(kind, kind)
    return sorted(p for p in folder.glob("*.toml") if p.is_file())


@cache
def claims(path: Path) -> tuple[Claim, ...]:
    """Return the ids that a file takes; of one that cannot be read, none."""
    found, table = [], ""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    for match in _HEADER_OR_ID.finditer(text):
        table = match[1] or table
        if match[2] is not None:
            found.append(Claim(table, match[2]))
    return tuple(found)


def tables(path: Path) -> set[str]:
    """Return the names of the tables that stand in a file, whatever else is wrong with it."""
    try:
        text = path.read_bytes().replace(b"\0", b"").decode("utf-8", "replace")  # UTF-16, perhaps
    except OSError:  # whoever reads it next says so
        return set()
    return {match[1] for match in _HEADER_OR_ID.finditer(text) if match[1]}


def is_well_named(path: Path) -> bool:
    """Return whether a file of the library is called after the id of what it holds."""
    return Claim(_HEADS[path.parent.name], path.stem) in claims(path)


def clashes(folder: str) -> dict[tuple[Path, Path], list[str]]:
    """Return the ids that a file takes though one before it has them, by the two files."""
    first: dict[Claim, Path] = {}
    twice: dict[tuple[Path, Path], list[str]] = defaultdict(list)
    for path in filter(is_well_named, files(folder)):
        for claim in dict.fromkeys(claims(path)):
            if first.setdefault(claim, path) != path:
                twice[first[claim], path].append(claim.name)
    return dict(twice)


def names(folder: str) -> list[str]:
    """Return every id of ``signals``, ``systems``, ``tests``, ``voices``, ``drills``, ..."""
    kind = _SHELVED[folder]
    return [claim.name for path in files(folder) for claim in claims(path) if claim.kind == kind]


def find(folder: str, name: str) -> Path:
    """Return the file in which something of a kind, such as ``signals``, stands.

    Raises
    ------
    UnknownName
        Where it stands nowhere.
    InvalidFile
        Where it stands in several files: none of them is taken for the right one.
    """
    claim = Claim(_SHELVED[folder], name)
    places = [path for path in files(folder) if claim in claims(path)]
    places = list(filter(is_well_named, places)) or places  # a copy under another name counts less
    if not places:
        raise UnknownName(claim.kind, name, names(folder))
    if len(places) > 1:
        raise InvalidFile([taken_by(claim, places[1].name, places[0])])
    return places[0]


def taken_by(claim: Claim, file: str, other: Path) -> Fault:
    """Return the fault of a file that takes an id which another file has."""
    key = "system.id" if claim.kind == "system" else f"{claim.kind}[{claim.name}].id"
    place = f"{other.parent.name}/{other.name}"
    found = phrase(f"{claim.name!r}, taken by {place}", f"{claim.name!r}，已被 {place} 占用")
    return Fault(file, key, found, phrase("an id that no other file has", "其他文件未用的编号"))
