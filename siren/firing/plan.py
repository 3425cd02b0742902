"""What a run will do: a drill's firings placed on the clock and in its sound.

Comes in: a drill or a single signal, a voice and a time. Goes out: to :mod:`siren.firing.run`,
and to the people who are asked whether this is what they want.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from siren.units import frame_at

if TYPE_CHECKING:
    from datetime import datetime

    from siren.drill import Drill
    from siren.signal import Signal
    from siren.synth.sound import Sound
    from siren.text import Text
    from siren.voice import Voice


class PlannedFiring(NamedTuple):
    """One signal: when it sounds, and which frames of the sound it is.

    Attributes
    ----------
    start_utc
        T: when it is to be heard.
    first_frame, end_frame
        The pattern, with its pauses and rounds.
    until_frame
        The end of what may still be heard after it, where the voice is a motor that coasts on.
    """

    signal: str
    names: Text
    start_utc: datetime
    first_frame: int
    end_frame: int
    until_frame: int


class Plan(NamedTuple):
    """Everything that a run needs to know before it begins.

    Attributes
    ----------
    id, title
        Of the drill, or of the signal.
    hash
        Changes with anything that changes what is heard: drill, patterns, voice, level, rate.
    ahead_s
        How long before T a sample must leave the sound card to be heard at T.
    """

    id: str
    title: Text
    timezone: str
    hash: str
    sound: Sound
    firings: tuple[PlannedFiring, ...]
    ahead_s: float = 0.0

    @property
    def rate_hz(self) -> int:
        """The sample rate."""
        return self.sound.rate_hz

    def starting(self, first_utc: datetime) -> Plan:
        """Return the same plan, its first firing at another time."""
        shift = first_utc - self.firings[0].start_utc
        moved = (f._replace(start_utc=f.start_utc + shift) for f in self.firings)
        return self._replace(firings=tuple(moved))

    def length_s(self, firing: PlannedFiring) -> float:
        """Return how long a firing takes, its last pause included."""
        return (firing.end_frame - firing.first_frame) / self.rate_hz

    @property
    def end_utc(self) -> datetime:
        """When the last firing is over."""
        last = self.firings[-1]
        return last.start_utc + timedelta(seconds=self.length_s(last))


def plan_drill(drill: Drill, sound: Sound, fingerprint: str, *, ahead_s: float) -> Plan:
    """Return the plan of a drill at its announced time; raises NoSuchLocalTime.

    Parameters
    ----------
    sound
        Of the whole drill, frame 0 at its first firing.
    """
    rate_hz = sound.rate_hz
    schedule = drill.schedule()
    firsts = [frame_at(scheduled.start_s, rate_hz) for scheduled in schedule]
    untils = [*firsts[1:], sound.frames]
    firings = (
        PlannedFiring(
            scheduled.signal.id,
            scheduled.signal.names,
            scheduled.start_utc,
            first,
            frame_at(scheduled.end_s, rate_hz),
            until,
        )
        for scheduled, first, until in zip(schedule, firsts, untils, strict=True)
    )
    return Plan(drill.id, drill.title, drill.timezone, fingerprint, sound, tuple(firings), ahead_s)


def plan_signal(
    signal: Signal, sound: Sound, fingerprint: str, at_utc: datetime, *, ahead_s: float
) -> Plan:
    """Return the plan of one signal, sounded at `at_utc`."""
    frames = frame_at(signal.duration_s, sound.rate_hz)
    firing = PlannedFiring(signal.id, signal.names, at_utc, 0, frames, sound.frames)
    return Plan(signal.id, signal.names, "UTC", fingerprint, sound, (firing,), ahead_s)


def fingerprint(what: Drill | Signal, voice: Voice, *, rate_hz: int, level_db: float) -> str:
    """Return a hash of all that decides what is heard; SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(repr((what, voice, rate_hz, level_db)).encode()).hexdigest()


def overdue(plan: Plan, now_utc: datetime, late_s: float) -> list[str]:
    """Return the signals for which it is too late: their feed should have begun long ago."""
    limit = now_utc + timedelta(seconds=plan.ahead_s - late_s)
    return [firing.signal for firing in plan.firings if firing.start_utc < limit]
