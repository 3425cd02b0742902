"""What happened between arming and end, from journal lines that no row of signals tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.report.model import Happening

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siren.firing.chain import Entry
    from siren.report.model import Part

_TOLD_BY_ROWS = {"armed", "waiting", "firing", "onset", "lost", "outcome"}

_FOR_ALL = {"latched", "cleared", "torn-line", "begun-anew"}
"""Events that name no run."""

_TOGETHER_S = 1.0
"""The same of several devices within this time is one happening."""


def happenings(entries: Iterable[Entry], parts: Sequence[Part]) -> list[Happening]:
    """Return what happened to the runs of one arming, in order, while any of them was open."""
    device = {part.run: part.device_label if len(parts) > 1 else None for part in parts}
    open_runs: set[str] = set()
    found: list[Happening] = []
    for entry in entries:
        run, event = str(entry.facts.get("run")), entry.event
        if event == "armed" and run in device:
            open_runs.add(run)
        if _is_told(entry, of_ours=run in device) or (event in _FOR_ALL and open_runs):
            facts = {name: value for name, value in entry.facts.items() if name != "run"}
            found = _added(found, Happening(entry.at, event, device.get(run), facts))
        if event == "ended":
            open_runs.discard(run)
    return found


def _is_told(entry: Entry, *, of_ours: bool) -> bool:
    """Return whether a line of a run says more than its rows do; that it ended, only if why."""
    if not of_ours or entry.event in _TOLD_BY_ROWS:
        return False
    return entry.event != "ended" or "reason" in entry.facts


def _added(found: list[Happening], one: Happening) -> list[Happening]:
    """Return what happened with one thing more; many underflows of a device are one."""
    if one.event == "underflow":
        return _counted(found, one)
    if found and _is_same(found[-1], one):
        found[-1] = found[-1]._replace(device=f"{found[-1].device} + {one.device}")
        return found
    return [*found, one]


def _counted(found: list[Happening], one: Happening) -> list[Happening]:
    for place, before in enumerate(found):
        if (before.event, before.device) == (one.event, one.device):
            count = sum(int(each.facts.get("count", 1)) for each in (before, one))
            found[place] = before._replace(facts={**before.facts, "count": count})
            return found
    return [*found, one]


def _is_same(before: Happening, one: Happening) -> bool:
    """Return whether the same happened to another device."""
    apart_s = (one.at_utc - before.at_utc).total_seconds()
    is_alike = (one.event, one.facts) == (before.event, before.facts)
    return is_alike and one.device not in (None, before.device) and apart_s < _TOGETHER_S
