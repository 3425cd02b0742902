"""How a siren sounds, as data: the numbers that a voice file holds.

Comes in: values checked by :mod:`siren.files.voices`. Goes out: to :mod:`siren.synth`, which
turns them into waveforms and laws of motion. Two kinds exist: a *gated* voice sounds exactly
while the pattern says on; a *motor* spins up and coasts down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from siren.text import Text


class Spectrum(NamedTuple):
    """Where the harmonics come from and what the horn or housing lets out.

    Attributes
    ----------
    source
        ``sine``: the fundamental alone. ``sawtooth``: harmonic n at 1/n. ``port``: air chopped
        by a rotor, harmonic n at sinc(n r) sinc(n s).
    rotor_opening, stator_opening
        r and s: the open fraction of the pitch of rotor and stator ports (``port`` only).
    radiation_corner_hz
        Below it the radiated pressure grows with frequency, above it not; None: no such effect.
    highpass_hz, lowpass_hz
        Second-order limits of a horn; None: none.
    """

    source: Literal["sine", "sawtooth", "port"]
    rotor_opening: float = 0.5
    stator_opening: float = 0.5
    radiation_corner_hz: float | None = None
    highpass_hz: float | None = None
    lowpass_hz: float | None = None


class GatedVoice(NamedTuple):
    """Sounds in exactly ``[start, end)`` of every stretch, with soft ramps inside it.

    Attributes
    ----------
    pitch_hz
        Where a tone sounds (or peaks) whose source states no pitch.
    low_ratio
        The low end of a sweep or step without stated pitches, as a fraction of the high end.
    ramp_s
        Length of the ramps inside each sounding run.
    """

    id: str
    names: Text
    spectrum: Spectrum
    pitch_hz: Fraction
    low_ratio: Fraction
    ramp_s: Fraction


class MotorVoice(NamedTuple):
    """A rotor before a stator: pitch is ports x rpm / 60, level follows the speed.

    Attributes
    ----------
    ports
        Openings of each rotor on the one shaft; the first gives the pitch.
    rpm
        Running speed under load.
    coast_s
        J / (k omega_max): the time constant of air drag.
    torque_ratio
        Motor torque over full-speed drag; above 1.
    slip
        The last fraction of the speed, which an induction motor nears exponentially.
    friction_ratio
        Bearing friction over full-speed drag; it is what stops the rotor in the end.
    level_exponent
        m in L = 10 m log10(f/F): 4 for a siren that makes its own air.
    """

    id: str
    names: Text
    spectrum: Spectrum
    ports: tuple[int, ...]
    rpm: Fraction
    coast_s: float
    torque_ratio: float
    slip: float
    friction_ratio: float
    level_exponent: float

    @property
    def pitch_hz(self) -> Fraction:
        """The note of the first rotor at running speed."""
        return self.ports[0] * self.rpm / 60


Voice = GatedVoice | MotorVoice
