"""How a signal of a notice sounds, and which signal of the library that is.

Comes in: a signal as it was read. Goes out: a :class:`~siren.signal.Signal`, the library's where
its cadence and its kind are the printed ones, else one of the drill's own.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from siren import library
from siren.errors import Refused
from siren.notice.cadence import cadence_of
from siren.notice.names import DISASTER
from siren.notice.nation import nations
from siren.pattern import Duration, Group, Pattern, Repeat, Segment
from siren.signal import Signal
from siren.text import Text, phrase
from siren.tone import Steady, Tone
from siren.units import clock_text, decimal_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from siren.notice.nation import Nation
    from siren.notice.reading import Assumed, Reading, SignalRead
    from siren.signal import System
    from siren.units import Seconds


class Sound(NamedTuple):
    """One period of a signal, whole: nothing is missing, and all of it agrees.

    Attributes
    ----------
    cycle
        Tones and pauses, in turn; a steady tone has no pause.
    is_last_counted
        Whether the pause after the last tone belongs to it.
    """

    cycle: tuple[tuple[Seconds, Seconds], ...]
    repeats: int
    is_last_counted: bool = True

    @property
    def duration_s(self) -> Seconds:
        """How long it takes."""
        whole_s = self.repeats * sum((on_s + off_s for on_s, off_s in self.cycle), Fraction(0))
        return whole_s if self.is_last_counted else whole_s - self.cycle[-1][1]

    @property
    def words(self) -> Text:
        """It in figures: ``36/24 s x 3 = 3:00``; ``steady 3:00``."""
        if self.is_steady:
            length = clock_text(self.duration_s)
            return phrase(f"steady {length}", f"长鸣 {length}")
        pairs = " + ".join(
            f"{decimal_text(on_s)}/{decimal_text(off_s)}" for on_s, off_s in self.cycle
        )
        times = f"× {self.repeats} = {clock_text(self.duration_s)}"
        return phrase(f"{pairs} s {times}", f"{pairs} 秒 {times}")

    @property
    def is_steady(self) -> bool:
        """Whether it is one tone without a pause."""
        return self.repeats == 1 and len(self.cycle) == 1 and not self.cycle[0][1]


def sound_of(signal: SignalRead, assumed: Iterable[Assumed]) -> Sound | None:
    """Return how a signal sounds: as printed, or as assumed; None where neither says it."""
    printed = _printed(signal)
    if printed is not None:
        return printed
    for rule in assumed:
        if rule.name == signal.name:
            whole_s = rule.repeats * sum(on_s + off_s for on_s, off_s in rule.cycle)
            return Sound(rule.cycle, rule.repeats, rule.duration_s == whole_s)
    return None


def _printed(signal: SignalRead) -> Sound | None:
    """Return what is printed of a signal, if it is all there and adds up."""
    if not signal.cycle or signal.repeats is None or signal.duration_s is None:
        return None
    for counted in (True, False):
        sound = Sound(signal.cycle, signal.repeats, counted)
        if sound.duration_s == signal.duration_s:
            return sound
    return None


def nation_of_reading(reading: Reading) -> Nation:
    """Return the place whose rules hold for a notice."""
    return next(nation for nation in nations() if nation.timezone == reading.timezone)


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
