"""Laws of pitch: frequency and phase as closed forms of the time since a piece began.

Every law gives ``hz(u_s)`` and its exact integral ``cycles(u_s)``, so that a phase needs no
accumulator and any instant can be asked for on its own. Here are the straight ones, which need
no numpy; :mod:`siren.synth.curves` has the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from fractions import Fraction

Time = Any
"""Seconds since a piece began: a float, or a float64 array; an answer has the same shape."""


class Law(Protocol):
    """A pitch that moves in time.

    `smooth_s` is the time in which the law changes its shape: how closely it must be followed.
    """

    @property
    def smooth_s(self) -> float:
        """Return that time in seconds; infinite where pitch is a straight line."""
        ...

    def hz(self, u_s: Time) -> Time:
        """Return the pitch, `u_s` seconds after the piece began."""
        ...

    def cycles(self, u_s: Time) -> Time:
        """Return the cycles made since the piece began."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """One pitch, exact, so that its loop can be found."""

    exact_hz: Fraction

    smooth_s: ClassVar[float] = inf

    def hz(self, u_s: Time) -> Time:
        return 0.0 * u_s + float(self.exact_hz)

    def cycles(self, u_s: Time) -> Time:
        return u_s * float(self.exact_hz)


@dataclass(frozen=True, slots=True)
class Linear:
    """Evenly from `from_hz` to `to_hz` in `length_s`."""

    from_hz: float
    to_hz: float
    length_s: float

    smooth_s: ClassVar[float] = inf

    def hz(self, u_s: Time) -> Time:
        return self.from_hz + (self.to_hz - self.from_hz) / self.length_s * u_s

    def cycles(self, u_s: Time) -> Time:
        return u_s * (self.from_hz + (self.to_hz - self.from_hz) / (2 * self.length_s) * u_s)
