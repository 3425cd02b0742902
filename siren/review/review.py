"""A file of signals against its format and against the other files of the library.

Comes in: a path. Goes out: a :class:`Review`: every fault at once, and what is odd and may be
right. The format is :mod:`siren.files`' part; what the library wants beyond it, `fitness`'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren import library, shelf
from siren.errors import InvalidFile
from siren.files.document import read_document
from siren.files.systems import parse_system
from siren.review.fitness import fitness_faults, length_faults
from siren.review.remarks import remarks_on
from siren.review.steps import step_faults
from siren.shelf import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from siren.errors import Fault
    from siren.review.remarks import Remark
    from siren.signal import System


class Review(NamedTuple):
    """What is to be said of a file.

    Attributes
    ----------
    system
        What it holds; None where it breaks the format.
    faults
        What must be put right before it may stand in the library.
    remarks
        What is odd, and may be right.
    """

    path: Path
    system: System | None
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...]


def review(path: Path, beside: Iterable[Path] = ()) -> Review:
    """Return all that is right and wrong with a file of signals.

    Parameters
    ----------
    beside
        Files that are to stand in the library with it.
    """
    others = others_of(path, beside)
    try:
        document = read_document(path)
    except InvalidFile as error:
        return Review(path, None, error.faults, ())
    names = [claim.name for claim in others if claim.kind == "signal"]
    system, faults = None, list(document.faults.found)
    try:
        system = parse_system(document, lambda: names)
    except InvalidFile as error:
        faults = list(error.faults)
    faults += fitness_faults(path, document.content, others)
    if system is None:
        return Review(path, None, _in_order(faults), ())
    faults += [*length_faults(path, system), *step_faults(path, system, library.signal)]
    return Review(path, system, _in_order(faults), tuple(remarks_on(path, system, others)))


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults of each signal and each test together, those of the system first."""
    faults = tuple(faults)
    order = list(dict.fromkeys(["system", *map(_entry, faults)]))
    return tuple(sorted(faults, key=lambda fault: order.index(_entry(fault))))


def _entry(fault: Fault) -> str:
    """Return the system, the signal or the test that a fault is of."""
    return re.split(r"[.\]]", fault.key)[0]


def others_of(path: Path, beside: Iterable[Path]) -> dict[Claim, Path]:
    """Return the ids that other files take: of the library, and of those beside it.

    A file of the library that has the same name is not another one: this one is a draft of it.
    """
    others: dict[Claim, Path] = {}
    for other in [*shelf.files("signals"), *beside]:
        if other.name != path.name:
            for claim in shelf.claims(other):
                others.setdefault(claim, other)
    for folder in ("drills", "templates"):  # named by the same arguments as signals are
        for other in shelf.files(folder):
            for claim in shelf.claims(other):
                others.setdefault(Claim("signal", claim.name), other)
    return others
