"""A timeline and a voice become a :class:`~siren.synth.sound.Sound`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.synth.gated import gated_pieces, highest_hz
from siren.synth.plain import PlainTones
from siren.synth.ramps import Ramps
from siren.synth.sound import Sound, gain_of
from siren.synth.waveform import Waveform, note_partials, rotor_partials
from siren.units import frame_at
from siren.voice import MotorVoice

if TYPE_CHECKING:
    from siren.synth.wavetable import Wavetable
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

    Raises
    ------
    Unsupported
        Where the rate is too low for a pitch.
    """
    end_s = timeline.duration_s + tail_s
    if isinstance(voice, MotorVoice):
        return _motor(timeline, voice, rate_hz, gain_of(level_db), end_s)
    return _gated(timeline, voice, rate_hz, gain_of(level_db), end_s)


def _gated(
    timeline: Timeline, voice: GatedVoice, rate_hz: int, gain: float, end_s: Seconds
) -> Sound:
    top_hz = float(highest_hz(timeline.stretches, voice))
    waveform = Waveform(note_partials(voice.spectrum, float(voice.pitch_hz), top_hz, rate_hz))
    ramps = Ramps(voice.ramp_s, rate_hz)

    def table() -> Wavetable:
        from siren.synth.wavetable import note_table

        return note_table(waveform)

    return Sound(
        rate_hz=rate_hz,
        frames=frame_at(end_s, rate_hz),
        pieces=gated_pieces(timeline.stretches, voice, rate_hz),
        table=table,
        envelope=ramps,
        plain=PlainTones(waveform, ramps, gain, rate_hz),
        gain=gain,
    )


def _motor(
    timeline: Timeline, voice: MotorVoice, rate_hz: int, gain: float, end_s: Seconds
) -> Sound:
    from siren.synth.motor import SpeedLevel, motor_pieces, power_schedule
    from siren.synth.wavetable import rotor_table

    frames = frame_at(end_s, rate_hz)
    powers = power_schedule(timeline.stretches, voice, end_s)
    top_hz = float(max((p.running_hz or 0 for p in powers), default=voice.pitch_hz))
    shaft_hz = (top_hz or float(voice.pitch_hz)) / voice.ports[0]
    partials = rotor_partials(voice.spectrum, voice.ports, shaft_hz, rate_hz)
    return Sound(
        rate_hz=rate_hz,
        frames=frames,
        pieces=motor_pieces(timeline.stretches, voice, rate_hz, end_s),
        table=lambda: rotor_table(partials, voice.ports[0]),
        envelope=SpeedLevel(shaft_hz, voice.level_exponent, rate_hz, frames),
        plain=None,
        gain=gain,
    )
