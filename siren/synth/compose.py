"""A timeline and a voice become a :class:`~siren.synth.sound.Sound`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.synth.gated import Ramps, gated_pieces, highest_hz
from siren.synth.motor import SpeedLevel, motor_pieces, power_schedule
from siren.synth.sound import Sound
from siren.synth.wavetable import Wavetable, note_partials, rotor_partials
from siren.units import frame_at
from siren.voice import MotorVoice

if TYPE_CHECKING:
    from siren.timeline import Timeline
    from siren.units import Seconds
    from siren.voice import GatedVoice, Voice

DEFAULT_LEVEL_DB = -6.0
"""Peak level re full scale: room for whatever comes after."""


def compose(
    timeline: Timeline,
    voice: Voice,
    *,
    rate_hz: int,
    level_db: float = DEFAULT_LEVEL_DB,
    tail_s: Seconds = Fraction(0),
) -> Sound:
    """Return the sound of a timeline.

    Parameters
    ----------
    rate_hz
        Sample rate.
    level_db
        Peak level in dB re full scale, 0 at most.
    tail_s
        How much longer than the timeline the sound is, for a motor to die away.
    """
    end_s = timeline.duration_s + tail_s
    if isinstance(voice, MotorVoice):
        return _motor(timeline, voice, rate_hz, level_db, end_s)
    return _gated(timeline, voice, rate_hz, level_db, end_s)


def _gated(
    timeline: Timeline, voice: GatedVoice, rate_hz: int, level_db: float, end_s: Seconds
) -> Sound:
    top_hz = float(highest_hz(timeline.stretches, voice))
    partials = note_partials(voice.spectrum, float(voice.pitch_hz), top_hz, rate_hz)
    return Sound(
        rate_hz=rate_hz,
        frames=frame_at(end_s, rate_hz),
        pieces=gated_pieces(timeline.stretches, voice, rate_hz),
        wavetable=Wavetable(partials),
        envelope=Ramps(voice.ramp_s, rate_hz),
        level_db=level_db,
    )


def _motor(
    timeline: Timeline, voice: MotorVoice, rate_hz: int, level_db: float, end_s: Seconds
) -> Sound:
    frames = frame_at(end_s, rate_hz)
    powers = power_schedule(timeline.stretches, voice, end_s)
    top_hz = float(max((p.running_hz or 0 for p in powers), default=voice.pitch_hz))
    shaft_hz = (top_hz or float(voice.pitch_hz)) / voice.ports[0]
    partials = rotor_partials(voice.spectrum, voice.ports, shaft_hz, shaft_hz, rate_hz)
    return Sound(
        rate_hz=rate_hz,
        frames=frames,
        pieces=motor_pieces(timeline.stretches, voice, rate_hz, end_s),
        wavetable=Wavetable(partials, unevenness_over=voice.ports[0]),
        envelope=SpeedLevel(shaft_hz, voice.level_exponent, rate_hz, frames),
        level_db=level_db,
    )
