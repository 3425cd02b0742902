"""How things stand now: what sounds, what is next, what is wrong; read from outside the runs.

Comes in: a state folder, perhaps another user's, and the time. Goes out: plain data. Nothing is
written, and no sound system is asked: locks say who is alive, the journal what they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren.errors import JournalFailed
from siren.firing.device_lock import LISTENING, holdings
from siren.firing.heard import is_heard
from siren.firing.latch import Latch
from siren.firing.recent import name_of, recent
from siren.firing.recovery import left_runs
from siren.firing.trouble import troubles
from siren.os_reason import refusal
from siren.text import joined, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from siren.firing.chain import Entry
    from siren.firing.device_lock import Holding
    from siren.firing.recovery import Left, LeftFiring
    from siren.text import Text


class Armed(NamedTuple):
    """A run that has not ended.

    Attributes
    ----------
    holding
        The process that attends to it; None: there is none any more.
    lines
        What the journal's end says of it.
    now_utc
        What its clock shows: a rehearsal may run fast.
    heard
        Whether it can be heard; not so once it was made a dry run.
    """

    left: Left
    holding: Holding | None
    lines: tuple[Entry, ...]
    now_utc: datetime
    heard: bool

    @property
    def drill(self) -> str:
        """The drill's id."""
        return str(self.left.lines[0].facts["drill"])

    @property
    def speed(self) -> float:
        """How fast its clock runs."""
        return float(self.left.lines[0].facts.get("speed") or 1.0)

    @property
    def timezone(self) -> str | None:
        """The drill's; None where an old journal does not say."""
        return self.left.lines[0].facts.get("timezone")

    @property
    def away_because(self) -> str | None:
        """Why its device is away; None: it is not."""
        last = self.last("device-away", "device-back")
        return str(last.facts.get("reason")) if last and last.event == "device-away" else None

    @property
    def begun(self) -> LeftFiring | None:
        """What should sound now: begun, not over, and within its time."""
        for firing in self.left.firings:
            if firing.was_announced and not firing.is_over and self._is_out(firing):
                return firing
        return None

    @property
    def next(self) -> LeftFiring | None:
        """What is to come first."""
        begun = self.begun
        coming = (
            firing
            for firing in self.left.firings
            if not firing.is_over and firing != begun and firing.planned_utc > self.now_utc
        )
        return min(coming, key=lambda firing: firing.planned_utc, default=None)

    def _is_out(self, firing: LeftFiring) -> bool:
        """Return whether its samples leave now: they do before T, by lead and offset."""
        ahead_s = float(self.left.lines[0].facts.get("ahead_s") or 0.0)
        since_s = (self.now_utc - firing.planned_utc).total_seconds() + ahead_s
        return 0 <= since_s <= firing.length_s + ahead_s

    def last(self, *events: str) -> Entry | None:
        """Return the last line of any of these events."""
        return next((line for line in reversed(self.lines) if line.event in events), None)


class Due(NamedTuple):
    """One signal of a run: that which sounds, or comes next."""

    run: Armed
    firing: LeftFiring

    @property
    def in_s(self) -> float:
        """In how many real seconds it comes."""
        away_s = (self.firing.planned_utc - self.run.now_utc).total_seconds()
        return away_s / self.run.speed


class Standing(NamedTuple):
    """How things stand.

    Attributes
    ----------
    sounding
        What can be heard now.
    silent
        What goes on likewise, and cannot be heard.
    next
        What comes first: of what will be heard, if there is any.
    armed
        Every run that somebody attends to.
    preparing
        Devices that are held by processes that have not armed anything on them.
    listening
        Devices that are held by listening tests: they may sound at any moment, and arm nothing.
    is_stopped, stopped
        Whether everything is stopped and latched; ``who`` did it ``at`` what time, if it says.
    problems
        What is not well, in words.
    """

    folder: Path
    sounding: tuple[Due, ...]
    silent: tuple[Due, ...]
    next: Due | None
    armed: tuple[Armed, ...]
    preparing: tuple[Holding, ...]
    listening: tuple[Holding, ...]
    is_stopped: bool
    stopped: dict[str, str] | None
    problems: tuple[Text, ...]


def standing(folder: Path, now_utc: datetime) -> Standing:
    """Return how things stand in a state folder.

    Raises
    ------
    JournalFailed
        Where it may not be read: then nobody can say.
    """
    _refuse_unreadable(folder)
    held, latch = holdings(folder), Latch(folder)
    found = recent(folder / "journal.jsonl", {_holder(one) for one in held})
    every = _armed(found.entries, held, now_utc)
    alive = tuple(one for one in every if one.holding is not None)
    begun = [Due(one, one.begun) for one in alive if one.begun]
    coming = [Due(one, one.next) for one in alive if one.next]
    idle = [one for one in held if one not in [run.holding for run in alive]]
    return Standing(
        folder,
        tuple(one for one in begun if one.run.heard and one.run.away_because is None),
        tuple(one for one in begun if not one.run.heard),
        min(coming, key=_soonest, default=None),
        alive,
        tuple(one for one in idle if one.signed.get("mode") != LISTENING),
        tuple(one for one in idle if one.signed.get("mode") == LISTENING),
        latch.is_set(),
        latch.by() if latch.is_set() else None,
        tuple(troubles(every, latch, now_utc, is_broken=found.is_broken)),
    )


def _refuse_unreadable(folder: Path) -> None:
    for place in (folder, folder / "locks"):
        try:
            next(iter(place.iterdir()), None)
        except FileNotFoundError:
            continue
        except OSError as error:
            ask = phrase(
                "; what sounds cannot be told. Ask as the user whose folder it is",
                "；无法得知是否有声音发出。请以该目录所属用户的身份查询",
            )
            raise JournalFailed(joined(refusal(place, error), ask)) from error


def _armed(entries: Sequence[Entry], held: Iterable[Holding], now_utc: datetime) -> list[Armed]:
    """Return the runs that have not ended; of one device's the last armed have its holder."""
    by_name = {_holder(one): one for one in held}
    parties: dict[tuple[str, str], str] = {}
    found: list[Armed] = []
    for left in reversed(list(left_runs(entries))):
        lines = tuple(entry for entry in entries if entry.facts.get("run") == left.run)
        name, party = name_of(left.lines[0]), left.lines[0].facts.get("party", left.run)
        is_held = parties.setdefault(name, party) == party
        holding = by_name.get(name) if is_held else None
        armed, silent = left.lines[0], any(line.event == "downgraded" for line in lines)
        speed = float(armed.facts.get("speed") or 1.0)
        its_now = armed.at + (now_utc - armed.at) * speed
        heard = is_heard(left.arming.mode, left.device) and not silent
        found.insert(0, Armed(left, holding, lines, its_now, heard))
    return found


def _holder(holding: Holding) -> tuple[str, str]:
    return str(holding.signed.get("drill")), str(holding.signed.get("device"))


def _soonest(due: Due) -> tuple[bool, float]:
    return not due.run.heard, due.in_s
