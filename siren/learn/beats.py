"""What a listener is given of a signal: its beat on the clock, with a sound or without.

Comes in: which signal, when. Goes out: when it began; and, with :class:`Aloud`, the sound itself
through the same player, line and watch as every firing. Nothing here is armed and nothing is
journalled: a listening test is no drill. Its device is locked like a drill's, and every way to
stop silences it. Between two signals the device is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from siren.firing.cue import Cue
from siren.firing.line import Line
from siren.firing.player import Player
from siren.firing.rules import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from siren.clock import Clock
    from siren.output.sink import Sink
    from siren.synth.sound import Sound

SOON_S = 0.8
"""A moment to look up, before the sound begins."""

SLOW_S = 4.0
"""Of a device that takes longer to open, it is said that it does not answer."""


class Beats(Protocol):
    """Gives out one signal at a time.

    Attributes
    ----------
    trouble
        Why nothing can be heard, in a few words; None: all is well.
    """

    trouble: str | None

    def begin(self, signal: str) -> None:
        """Begin a signal, by its id; another one ends."""
        ...

    def look(self) -> float | None:
        """Return when it is heard to begin, on the monotonic clock; None: not known yet."""
        ...

    def end(self) -> None:
        """Fall silent at once, until the next one begins."""
        ...

    def silence(self) -> None:
        """Fall silent at once and for good; may be called from any thread."""
        ...


class Unheard:
    """Nothing sounds: the beat is only seen."""

    trouble: str | None = None

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._at_s: float | None = None

    def begin(self, signal: str) -> None:
        """Begin in a moment."""
        self._at_s = self._clock.monotonic_s() + SOON_S

    def look(self) -> float | None:
        """Return when it begins."""
        return self._at_s

    def end(self) -> None:
        """Have nothing going on."""
        self._at_s = None

    def silence(self) -> None:
        """Do nothing: it is silent."""


class Aloud:
    """Sounds one signal after another on a device; what it does not sound is silence.

    Parameters
    ----------
    sink
        The device; opened for each signal and let go after it.
    sounds
        Of each signal by its id, all at one rate.
    ahead_s
        How much later than its card says the device is heard.
    """

    def __init__(
        self, sink: Sink, sounds: Mapping[str, Sound], clock: Clock, *, ahead_s: float = 0.0
    ) -> None:
        self._sink, self._sounds, self._clock, self._ahead_s = sink, sounds, clock, ahead_s
        self.trouble: str | None = None
        self._is_over = False
        self._wanted: Sound | None = None
        self._line: Line | None = None
        self._former: Line | None = None
        self._player: Player | None = None
        self._cue: Cue | None = None

    def begin(self, signal: str) -> None:
        """Begin as soon as the device is open."""
        self.end()
        self._wanted, self.trouble = self._sounds[signal], None

    def look(self) -> float | None:
        """Look after the device; return when the signal is heard to begin."""
        if self._wanted is None or self._is_over:
            return None
        if self._line is None:
            self._open(self._wanted)
        if self._line is None or self._player is None:
            self.trouble = self._slow(self._former)
            return None
        self._line.poll()
        self.trouble = self._slow(self._line)
        if self._line.away_because is not None:
            self.trouble = self._line.away_because
            self.end()
            return None
        if self._cue is None and self._line.is_ready:
            self._cue = self._soon(self._wanted, self._line)
            self._player.allow(self._cue)
        return self._cue.at_s + self._ahead_s if self._cue else None

    def end(self) -> None:
        """Fall silent at once, and let the device go."""
        line = self._line
        self._wanted = self._line = self._player = self._cue = None
        if line is not None:
            self._former = line
            line.silence()

    def silence(self) -> None:
        """Fall silent at once and for good."""
        self._is_over = True
        line = self._line
        if line is not None:
            line.silence()

    def _open(self, sound: Sound) -> None:
        """Begin to open the device, unless it is still being opened for the signal before."""
        if self._former is not None and self._former.is_opening:
            return
        self._player = Player(sound, Limits())
        self._line = Line(self._sink, self._player, self._clock, _unnoted)
        if self._is_over:  # somebody stopped us just now, and saw no line to silence
            self._line.hush()
        else:
            self._line.open()

    def _slow(self, line: Line | None) -> str | None:
        """Return that a device does not answer; None: it has, or not for long."""
        if line is None or line.opening_since_s is None:
            return None
        is_slow = self._clock.monotonic_s() - line.opening_since_s > SLOW_S
        return "it does not answer" if is_slow else None

    def _soon(self, sound: Sound, line: Line) -> Cue:
        at_s = self._clock.monotonic_s() + line.in_hand_s + SOON_S
        return Cue(
            first_frame=0,
            end_frame=sound.frames,
            until_frame=sound.frames,
            at_s=at_s,
            rate_hz=sound.rate_hz,
            reached_frame=0,
        )


def _unnoted(event: str, **facts: object) -> None:
    """Keep no journal."""
