"""Laws of pitch that bend: glides under drag, and the motion of a motor siren.

Speeds of a motor siren are given as the pitch in Hz they produce, which is proportional. The
motor obeys ``J w' = T_motor - k w^2 - T_friction``. See :class:`siren.synth.laws.Law`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, exp, log, log1p, sqrt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from siren.synth.laws import Time


@dataclass(frozen=True, slots=True)
class HalfCosine:
    """From `from_hz` to `to_hz` in `length_s`, level at both ends."""

    from_hz: float
    to_hz: float
    length_s: float

    @property
    def smooth_s(self) -> float:
        return self.length_s

    def hz(self, u_s: Time) -> Time:
        middle, swing = (self.from_hz + self.to_hz) / 2, (self.to_hz - self.from_hz) / 2
        return middle - swing * np.cos(np.pi * u_s / self.length_s)

    def cycles(self, u_s: Time) -> Time:
        middle, swing = (self.from_hz + self.to_hz) / 2, (self.to_hz - self.from_hz) / 2
        turn = np.pi / self.length_s
        return middle * u_s - swing / turn * np.sin(turn * u_s)


@dataclass(frozen=True, slots=True)
class Drag:
    """From `from_hz` down to `to_hz` in `length_s` with 1/f a straight line: air drag alone.

    The half frame that may lie before the start has the pitch of the start.
    """

    from_hz: float
    to_hz: float
    length_s: float

    @property
    def smooth_s(self) -> float:
        return self._tau_s

    @property
    def _tau_s(self) -> float:
        return self.length_s / (self.from_hz / self.to_hz - 1)

    def hz(self, u_s: Time) -> Time:
        return self.from_hz / (1 + np.maximum(u_s, 0) / self._tau_s)

    def cycles(self, u_s: Time) -> Time:
        return self.from_hz * self._tau_s * np.log1p(np.maximum(u_s, 0) / self._tau_s)


@dataclass(frozen=True, slots=True)
class Coast:
    """Power off: air drag and bearing friction, down to rest.

    ``f = f_r tan(theta - u / tau_r)`` with ``f_r = sqrt(friction) F`` and
    ``tau_r = coast_s / sqrt(friction)``, F the running pitch.
    """

    from_hz: float
    running_hz: float
    coast_s: float
    friction_ratio: float

    @property
    def smooth_s(self) -> float:
        return self.coast_s * self.running_hz / max(self.from_hz, self.running_hz)

    @property
    def _friction_hz(self) -> float:
        return sqrt(self.friction_ratio) * self.running_hz

    @property
    def _tau_s(self) -> float:
        return self.coast_s / sqrt(self.friction_ratio)

    @property
    def _theta(self) -> float:
        return atan(self.from_hz / self._friction_hz)

    def _angle(self, u_s: Time) -> Time:
        """Return what the tangent is taken of; at rest, and for ever after, 0."""
        return np.maximum(self._theta - u_s / self._tau_s, 0.0)

    @property
    def rest_s(self) -> float:
        """When the rotor stands still."""
        return self._theta * self._tau_s

    def hz(self, u_s: Time) -> Time:
        return self._friction_hz * np.tan(self._angle(u_s))

    def cycles(self, u_s: Time) -> Time:
        angle = self._angle(u_s)
        scale: float = self._friction_hz * self._tau_s
        turns: Time = scale * np.log(np.cos(angle) / np.cos(self._theta))
        return turns


@dataclass(frozen=True, slots=True)
class RunUp:
    """Power on at constant torque: ``f = F sqrt(q) tanh(u sqrt(q) / coast_s + z)``."""

    from_hz: float
    running_hz: float
    coast_s: float
    torque_ratio: float

    @property
    def smooth_s(self) -> float:
        return 1 / self._rate_per_s

    @property
    def _top_hz(self) -> float:
        return self.running_hz * sqrt(self.torque_ratio)

    @property
    def _rate_per_s(self) -> float:
        return sqrt(self.torque_ratio) / self.coast_s

    @property
    def _start(self) -> float:
        ratio = self.from_hz / self._top_hz
        return (log1p(ratio) - log1p(-ratio)) / 2

    def reaches_s(self, pitch_hz: float) -> float:
        """Return when the pitch is `pitch_hz`."""
        ratio = pitch_hz / self._top_hz
        return ((log1p(ratio) - log1p(-ratio)) / 2 - self._start) / self._rate_per_s

    def hz(self, u_s: Time) -> Time:
        return self._top_hz * np.tanh(u_s * self._rate_per_s + self._start)

    def cycles(self, u_s: Time) -> Time:
        z = u_s * self._rate_per_s + self._start
        # ln cosh z without overflow
        ln_cosh = z + np.log1p(np.exp(-2 * z)) - log(2)
        at_start = self._start + log1p(exp(-2 * self._start)) - log(2)
        scale: float = self._top_hz / self._rate_per_s
        return scale * (ln_cosh - at_start)


@dataclass(frozen=True, slots=True)
class Slip:
    """The last few per cent of an induction motor: the gap to F shrinks exponentially."""

    from_hz: float
    running_hz: float
    tau_s: float

    @property
    def smooth_s(self) -> float:
        return self.tau_s

    def hz(self, u_s: Time) -> Time:
        gap_hz = self.running_hz - self.from_hz
        return self.running_hz - gap_hz * np.exp(-u_s / self.tau_s)

    def cycles(self, u_s: Time) -> Time:
        gap_hz = self.running_hz - self.from_hz
        return self.running_hz * u_s + gap_hz * self.tau_s * np.expm1(-u_s / self.tau_s)
