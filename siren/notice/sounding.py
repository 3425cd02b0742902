"""Which signal of the library a signal of a notice is.

Comes in: a signal as it was read. Goes out: a :class:`~siren.signal.Signal`, the library's where
its cadence and its kind are the printed ones, else one of the drill's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren import library
from siren.errors import Refused
from siren.notice.cadence import cadence_of
from siren.notice.names import DISASTER
from siren.notice.nation import nations
from siren.pattern import Duration, Group, Pattern, Repeat, Segment
from siren.signal import Signal
from siren.text import Text, phrase
from siren.tone import Steady, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.notice.nation import Nation
    from siren.notice.reading import Reading, SignalRead
    from siren.notice.whole_sound import Sound
    from siren.signal import System


def nation_of_reading(reading: Reading) -> Nation:
    """Return the place whose rules hold for a notice; raises Refused where none is known."""
    for nation in nations():
        if nation.timezone == reading.timezone:
            return nation
    raise Refused(
        phrase("nobody knows whose rules hold for the notice", "无法确定公告适用何地的规定")
    )


def known_signal(signal: SignalRead, sound: Sound, nation: Nation) -> Signal | None:
    """Return the library's signal that means the same and sounds the same; None: it has none.

    The national rule comes first; then, for signals of disasters, those of provinces and cities.
    A disaster signal that sounds like an air raid is none: it would be called one everywhere.
    """
    rule = nation.signals.get(signal.kind)
    national = [rule] if rule else []
    regional: list[str] = []
    if signal.is_disaster or signal.kind == DISASTER:
        regional = [one for one in _of_nation(nation) if one not in nation.signals.values()]
    for name in [*national, *regional]:
        found = library.signal(name)
        cadence = cadence_of(found)
        if cadence and cadence[1:] == (sound.cycle, sound.repeats, sound.duration_s):
            return found
    return None


def _of_nation(nation: Nation) -> list[str]:
    """Return the ids of all signals of a nation's systems, in their order."""
    return [known.id for system in _systems(nation) for known in system.signals]


def _systems(nation: Nation) -> Sequence[System]:
    [*systems] = {
        system.id: system
        for name in nation.signals.values()
        for system in library.systems_for(library.signal(name))
    }.values()
    return systems


def own_signal(
    signal: SignalRead, sound: Sound, nation: Nation, name: str, source: str, *, is_told: bool
) -> Signal:
    """Return a signal of the drill's own.

    Parameters
    ----------
    name, source
        Its id, and where it comes from.
    is_told
        Whether a person had to say how it sounds.
    """
    systems = _systems(nation)
    if not systems:
        raise Refused(phrase("no system of signals is known there", "该地没有已知的信号体系"))
    return Signal(
        id=name,
        country=systems[0].country,
        names=Text.of({"zh": signal.name}),
        meaning=phrase("what the notice says of it", "以公告为准"),
        pattern=pattern_of(sound),
        status="current",
        confidence="low" if is_told else "medium",
        sources=(f"notice: {source}",),
        unspecified=("pitch",),
        assumed=("cycle, count or length: as a person answered",) if is_told else (),
    )


def pattern_of(sound: Sound) -> Pattern:
    """Return the pattern of steady tones that a cadence is."""
    tone = Tone("steady", Steady())
    again = Repeat.exactly(sound.repeats)
    tones = [
        Segment(tone, Duration.exactly(on_s), Duration.exactly(off_s))
        for on_s, off_s in sound.cycle
    ]
    if len(tones) == 1:
        return Pattern((tones[0]._replace(repeat=again),), sound.is_last_counted)
    return Pattern((Group(tuple(tones), again),), sound.is_last_counted)
