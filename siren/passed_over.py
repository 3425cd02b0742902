"""Files of the library that were passed over: what is the matter with them, until it is told.

Comes in: how a file is read. Goes out: what stands in those that can be; one that has faults, or
takes the ids of another, must not hide the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from siren.errors import InvalidFile
from siren.shelf import clashes, files
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from siren.text import Text

T = TypeVar("T")

FEW_IDS = 3
"""So many are told where a file takes the ids of another."""

_left_out: dict[Path | tuple[Path, Path], Text] = {}
"""What is the matter with files of the library that were passed over, until somebody is told."""


def left_out() -> tuple[Text, ...]:
    """Return what there is to say of files that were passed over since this was last asked."""
    told = tuple(_left_out.values())
    _left_out.clear()
    return told


def readable(folder: str, read: Callable[[Path], T]) -> Iterator[T]:
    """Yield what stands in each file of a kind, as `read` has it."""
    for path in files(folder):
        try:
            yield read(path)
        except InvalidFile as error:
            _left_out[path] = _faulty(path, len(error.faults))


def _faulty(path: Path, count: int) -> Text:
    return phrase(
        f"{path.name} is left out: {count} fault{'s'[: count > 1]}; see: siren check {path}",
        f"{path.name} 有 {count} 处错误，已略过；请见 siren check {path}",
    )


def note_clashes() -> None:
    """Note which files of signals take ids that another one has."""
    for (one, other), ids in clashes("signals").items():
        some = ", ".join(ids[:FEW_IDS]) + (", ..." if len(ids) > FEW_IDS else "")
        en = f"{one.name} and {other.name} both have {some}: neither is used; "
        zh = f"{one.name} 与 {other.name} 都有 {some}：均不采用；"
        en, zh = f"{en}see: siren check {other}", f"{zh}请见 siren check {other}"
        _left_out[one, other] = phrase(en, zh)
