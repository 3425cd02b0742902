"""What follows from the board: GO or NO-GO, a refusal in words, and what the journal keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.errors import Refused
from siren.preflight.check import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from siren.preflight.check import Check

ALLOWABLE = ("time", "clock", "disk", "opens", "audible", "pace")
"""Names that ``--allow`` may take: what a person may know better, or put right before T."""


def reds(checks: Iterable[Check], allowed: Collection[str] = ()) -> list[Check]:
    """Return what stands in the way, save what was allowed and may be."""
    return [
        check
        for check in checks
        if check.state is State.RED and not (check.can_be_allowed and check.name in allowed)
    ]


def refuse_if_red(checks: Iterable[Check], allowed: Collection[str]) -> None:
    """Raise Refused with every line that stands in the way, and how to pass it where one may."""
    found = reds(checks, allowed)
    if found:
        raise Refused("\n".join(["NO-GO", *map(_refusal, found)]))


def noted(checks: Iterable[Check]) -> list[dict[str, str | None]]:
    """Return what the journal keeps: every line that was not green, and always the clock."""
    return [
        {"name": check.name, "of": check.of, "state": str(check.state), "value": _english(check)}
        for check in checks
        if check.state is not State.GREEN or check.name == "clock"
    ]


def _english(check: Check) -> str:
    return check.value.english


def _refusal(check: Check) -> str:
    return "; ".join(_refusal_parts(check))


def _refusal_parts(check: Check) -> Iterator[str]:
    where = f" ({check.of})" if check.of else ""
    yield f"{check.name}{where}: {_english(check)}"
    if check.action:
        yield check.action.english
    if check.can_be_allowed:
        yield f"to go on all the same: --allow {check.name}"
