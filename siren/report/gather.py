"""The lines of a journal -> the report of one arming.

Old journals lack some facts; whatever is missing stays open in the report, which is made all
the same.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from siren import __version__
from siren.errors import NoSuchRecord, nearest
from siren.firing.heard import is_heard
from siren.report.happenings import happenings
from siren.report.model import ChainState, Check, Outlet, Part, Report, Row
from siren.text import Text, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siren.firing.chain import Entry
    from siren.firing.verification import Reading, Verification


def report_of(reading: Reading, drill: str, made_utc: datetime, party: str | None = None) -> Report:
    """Return the report of a drill's last arming in mode ``run``, or else in any mode.

    Parameters
    ----------
    drill
        Its id.
    party
        That of another arming, or the id of one of its runs.

    Raises
    ------
    NoSuchRecord
        Where the journal has no such drill, or no such arming of it; names those it has.
    """
    armed = _chosen(reading.entries, drill, party)
    runs = {entry.facts.get("run") for entry in armed}
    told = [entry for entry in reading.entries if entry.facts.get("run") in runs]
    first = armed[0].facts
    parts = tuple(_part(entry, told) for entry in armed)
    return Report(
        drill=drill,
        mode=str(first.get("mode")),
        party=_party(armed[0]),
        title=_text(first.get("title")),
        place=_text(first.get("place")),
        authority=_text(first.get("authority")),
        document=first.get("document"),
        announced=_date(first.get("announced")),
        timezone=first.get("timezone"),
        armed_utc=armed[0].at,
        who=str(first.get("who") or "?"),
        second=first.get("second"),
        confirmed=str(first.get("confirmed") or "?"),
        allowed=tuple(first.get("allowed") or ()),
        checks=_checks(armed),
        sealed=_sealed(armed),
        parts=parts,
        happenings=tuple(happenings(reading.entries, parts)),
        chain=_chain(reading.verification),
        made_utc=made_utc,
        version=__version__,
    )


def _chosen(entries: Sequence[Entry], drill: str, party: str | None) -> list[Entry]:
    """Return the ``armed`` lines of one arming, one a run."""
    armings = [entry for entry in entries if entry.event == "armed"]
    ours = [entry for entry in armings if entry.facts.get("drill") == drill]
    if not ours:
        raise NoSuchRecord(_unknown(drill, armings))
    if party is None:
        real = [entry for entry in ours if entry.facts.get("mode") == "run"]
        party = _party((real or ours)[-1])
    chosen = [entry for entry in ours if party in (_party(entry), entry.facts.get("run"))]
    if not chosen:
        raise NoSuchRecord(_unknown_party(drill, party, ours))
    by_run = {entry.facts.get("run"): entry for entry in ours if _party(entry) == _party(chosen[0])}
    return list(by_run.values())


def _party(armed: Entry) -> str:
    return str(armed.facts.get("party") or armed.facts.get("run"))


def _unknown(drill: str, armings: Iterable[Entry]) -> Text:
    known = list(dict.fromkeys(str(entry.facts.get("drill")) for entry in armings))
    if not known:
        return phrase(
            f"the journal has no drill {drill!r}: nothing was ever armed here",
            f"日志中没有演习 {drill!r}：此处从未有演习进入待命",
        )
    close = nearest(drill, known)
    there = ", ".join(sorted(known, key=lambda name: name != close))
    return phrase(
        f"the journal has no drill {drill!r}; it has, the nearest first: {there}",
        f"日志中没有演习 {drill!r}；现有（最接近的在前）：{there}",
    )


def _unknown_party(drill: str, party: str, ours: Iterable[Entry]) -> Text:
    known = dict.fromkeys(f"{_party(e)} ({e.facts.get('mode')}, {e.at:%Y-%m-%d})" for e in ours)
    there = ", ".join(known)
    return phrase(
        f"{drill} was never armed as {party!r}; the journal has: {there}",
        f"{drill} 没有编号为 {party!r} 的待命；日志中有：{there}",
    )


def _part(armed: Entry, told: Iterable[Entry]) -> Part:
    facts, run = armed.facts, armed.facts.get("run")
    ours = [entry for entry in told if entry.facts.get("run") == run]
    device, events = str(facts.get("device") or "?"), {entry.event for entry in ours}
    heard = is_heard(str(facts.get("mode")), device)
    return Part(
        run=str(run),
        device=device,
        channels=tuple(facts.get("channels") or ()),
        outlets=tuple(_outlet(outlet) for outlet in facts.get("outlets") or ()),
        rate_hz=facts.get("rate_hz"),
        ahead_s=facts.get("ahead_s"),
        voice=facts.get("voice"),
        level_db=facts.get("level_db"),
        plan_hash=facts.get("plan_hash"),
        sound_hash=facts.get("sound_hash"),
        rows=_rows(facts.get("firings") or (), ours, is_silent=not heard),
        is_heard=heard,
        was_taken_up="resumed" in events,
        has_ended="ended" in events,
    )


def _outlet(facts: dict[str, Any]) -> Outlet:
    return Outlet(
        str(facts.get("kind") or "?"),
        str(facts.get("title") or facts.get("name") or "?"),
        float(facts.get("lead_s") or 0.0),
        facts.get("lead_measured"),
        facts.get("lead_method"),
    )


def _rows(
    firings: Iterable[dict[str, Any]], told: Iterable[Entry], *, is_silent: bool
) -> tuple[Row, ...]:
    rows = {
        number: Row(
            number,
            str(firing["signal"]),
            datetime.fromisoformat(firing["planned_utc"]),
            float(firing.get("length_s") or 0.0),
            is_silent=is_silent,
        )
        for number, firing in enumerate(firings, start=1)
    }
    for entry in told:
        number = entry.facts.get("firing")
        if number in rows:
            rows[number] = _noted(rows[number], entry)
    return tuple(rows.values())


def _noted(row: Row, entry: Entry) -> Row:
    """Return a row with what a line says of it."""
    facts = entry.facts
    if entry.event == "firing":
        return row._replace(has_begun=True)
    if entry.event == "lost":
        return row._replace(lost_frames=facts.get("lost_frames"))
    if entry.event not in ("onset", "outcome"):
        return row
    actual = facts.get("actual_utc")
    row = row._replace(
        actual_utc=datetime.fromisoformat(actual) if actual else row.actual_utc,
        error_ms=row.error_ms if facts.get("error_ms") is None else facts["error_ms"],
        is_silent=row.is_silent or bool(facts.get("silent")),
    )
    if entry.event == "onset":
        return row
    return row._replace(
        frames=facts.get("frames"),
        lost_frames=facts.get("lost_frames"),
        outcome=str(facts.get("outcome")),
    )


def _checks(armed: Iterable[Entry]) -> tuple[Check, ...]:
    """Return the lines of the board of all runs, each once."""
    found = (check for entry in armed for check in entry.facts.get("checks") or ())
    words = (
        Check(*(str(check.get(name) or "") for name in ("name", "of", "state", "value")))
        for check in found
    )
    return tuple(dict.fromkeys(words))


def _sealed(armed: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    found = (sealed for entry in armed for sealed in entry.facts.get("sealed") or ())
    return tuple(dict.fromkeys((str(one.get("file")), str(one.get("sha256"))) for one in found))


def _chain(found: Verification) -> ChainState:
    return ChainState(
        found.broken is None, found.lines, found.head, tuple(f.fault for f in found.faults)
    )


def _text(words: Any) -> Text | None:
    if isinstance(words, str):
        return Text.plain(words)
    said = {tag: said for tag, said in (words or {}).items() if isinstance(said, str)}
    return Text.of(said) if said else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
