"""A reading in which nothing stands open -> a drill.

Comes in: from :mod:`siren.notice.reader`, or with answers from :mod:`siren.notice.questions`. Goes
out: a :class:`~siren.drill.Drill`; :mod:`siren.notice.provenance` says where each part comes from.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from siren.drill import Drill, Firing, Outlet
from siren.errors import Misuse, Refused
from siren.files.fields import ID
from siren.notice.adding_up import contradictions
from siren.notice.ask_signal import sound_missing
from siren.notice.asked import sound_subject
from siren.notice.names import MEMORIAL, OTHER
from siren.notice.sounding import known_signal, nation_of_reading, own_signal
from siren.notice.whole_sound import whole_sound
from siren.text import Text, joined, phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from siren.notice.reading import OutletRead, Reading, SignalRead
    from siren.notice.whole_sound import Sound
    from siren.signal import Signal

KHZ = 1000
"""In a MHz."""

OPEN = phrase("something of the notice stands open", "公告尚有未定之处")

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,11}?(?:市|县|縣|区|區|州|旗|盟)")
_JOINED = re.compile(r"^[和及与与以及、]+(?=[\u4e00-\u9fff]{3})|所有")


def draft(
    reading: Reading,
    *,
    source: str,
    drill_id: str | None = None,
    told: Collection[str] = (),
) -> Drill:
    """Return the drill that a notice announces.

    Parameters
    ----------
    source
        What the notice is called where it says nothing of itself.
    drill_id
        None: made of the day.
    told
        The subjects that a person had to say.

    Raises
    ------
    Refused
        Where the reading lacks what a drill needs, something stands open, or contradicts.
    Misuse
        For an id that is none.
    """
    check_id(drill_id)
    if reading.date is None or reading.conflicts or not reading.signals:
        raise Refused(OPEN)
    if against := contradictions(reading):
        raise Refused(joined(phrase("this does not add up: ", "前后矛盾："), against[0].said))
    name = drill_id or f"notice-{reading.date}"
    firings, own = _firings(reading, reading.date, name, source, told)
    return Drill(
        id=name,
        title=title_of(reading),
        timezone=reading.timezone or "",
        date=reading.date,
        firings=firings,
        outlets=tuple(_outlet(outlet) for outlet in reading.outlets),
        place=_words(reading.city),
        authority=_words(reading.issuer),
        announced=reading.issued,
        document=reading.document,
        own_signals=own,
    )


def check_id(drill_id: str | None) -> None:
    """Raise Misuse for an id that is none; None is made of the day."""
    if drill_id is not None and not ID.fullmatch(drill_id):
        raise Misuse(
            phrase(
                f"--id {drill_id!r}: allowed: lower-case words joined by hyphens",
                f"--id {drill_id!r}：应为小写字母和数字，以连字符相连",
            )
        )


def _words(printed: str | None) -> Text | None:
    return Text.of({"zh": printed}) if printed else None


def title_of(reading: Reading) -> Text:
    """Return what the drill is called: place and kind of test, in the letters of the notice."""
    place = _PLACE.match(reading.issuer or "")
    what = _what(reading.signals)
    return Text.of({"zh": (place[0] if place else reading.city or "") + what})


def _what(signals: Collection[SignalRead]) -> str:
    disasters = {signal.is_disaster for signal in signals}
    if any("報" in signal.name for signal in signals):
        return "海嘯警報試放" if disasters == {True} else "防空警報演習"
    if all(signal.kind in (MEMORIAL, OTHER) for signal in signals):
        return "防空警报鸣放"
    if len(disasters) > 1:
        return "防空防灾警报试鸣"
    return "防灾警报试鸣" if True in disasters else "防空警报试鸣"


# --- firings ---


def _firings(
    reading: Reading, day: dt.date, name: str, source: str, told: Collection[str]
) -> tuple[tuple[Firing, ...], tuple[Signal, ...]]:
    """Return the firings, and the signals that the drill has to bring itself."""
    own: dict[Signal, Signal] = {}
    firings, nation = [], nation_of_reading(reading)
    for number, read in enumerate(reading.signals):
        if read.start_s is None or (read.rounds > 1 and read.round_gap_s is None):
            raise Refused(OPEN)
        is_told = sound_subject(reading, number) in told
        sound = _sound(reading, read)
        signal = known_signal(read, sound, nation)
        if signal is None:
            kind = f"{name}-{read.kind}"
            made = own_signal(read, sound, nation, kind, cited(reading, source), is_told=is_told)
            signal = own.setdefault(made, _numbered(made, own.values()))
        gap_s = read.round_gap_s or Fraction(0)
        at = dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=read.start_s)
        firings.append(
            Firing(signal, read.rounds, gap_s if read.rounds > 1 else Fraction(0), at=at)
        )
    return tuple(firings), tuple(own.values())


def _sound(reading: Reading, read: SignalRead) -> Sound:
    sound = whole_sound(read, reading.assumed)
    if sound is None:
        raise Refused(sound_missing(read))
    return sound


def _numbered(signal: Signal, own: Collection[Signal]) -> Signal:
    """Return a signal of the drill's own with an id that no other of them has."""
    alike = sum(other.id.startswith(signal.id) for other in own)
    return signal._replace(id=f"{signal.id}-{alike + 1}") if alike else signal


def cited(reading: Reading, source: str) -> str:
    """Return which notice it is: who, its number, its day; else what its file is called."""
    issued = reading.issued.isoformat() if reading.issued else None
    parts = [part for part in (reading.issuer, reading.document, issued) if part]
    return ", ".join(parts) if reading.issuer or reading.document else ", ".join([source, *parts])


# --- outlets ---


def _outlet(outlet: OutletRead) -> Outlet:
    """Return an outlet; kilohertz become megahertz, the words between several names go."""
    mhz = outlet.freq_mhz
    if mhz is None and outlet.freq_khz is not None:
        mhz = outlet.freq_khz / KHZ
    name = _JOINED.sub("", outlet.name) or outlet.name
    return Outlet(kind=outlet.kind, name=name, freq_mhz=mhz, channel=outlet.channel)
