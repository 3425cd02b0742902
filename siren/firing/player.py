"""What a sound card is given for each block: the samples of the moment at which it is heard.

Comes in: a :class:`~siren.synth.sound.Sound`, the cues that may sound, and for each block the
time at which the card will play it. Goes out: the block. It runs in the card's own thread and
keeps to itself: it writes no file, waits for nothing and prints nothing.

A card that keeps time is given the sound's own frames, one for one. One that does not is
steered: it is asked for a little more or less than a frame each time, never a jump, until a
silence lets the count begin anew.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from siren.firing.rules import may_join

if TYPE_CHECKING:
    from siren.firing.cue import Cue
    from siren.firing.rules import Limits
    from siren.output.sink import Heard
    from siren.synth.sound import Samples, Sound

STEER_FROM_S = 0.0005
"""A card that is off by less is given the frames of the rendered file."""

STEER_MOST = 300e-6
"""Half a cent of pitch: nobody hears it, and no quartz is further off."""

STEER_OVER_S = 5.0
"""An error is steered away in about this time."""

OUTAGE_S = 0.020
"""A card that is off by more than this has not drifted: it has lost or repeated something."""

FADE_S = 0.005
"""How softly a sound is joined in its midst."""


class Player:
    """Answers a sound card.

    Parameters
    ----------
    sound
        All that may ever sound; only what a cue covers does.
    limits
        How late a cue may be joined and how long after a silence it may be taken up again.

    Attributes
    ----------
    hushed
        While True, only silence is given out, whatever the cues say.
    knows_time
        Whether it is known when the blocks of the card are heard.
    level
        The peak of the last block, 1 at full scale; for people who look at a meter.
    """

    def __init__(self, sound: Sound, limits: Limits) -> None:
        self.hushed = self.knows_time = False
        self.level = 0.0
        self._sound, self._limits = sound, limits
        self._outage_frames = round(OUTAGE_S * sound.rate_hz)
        self._cues: tuple[Cue, ...] = ()
        self._playing: Cue | None = None
        self._next = 0.0
        self._from_frame = 0
        self._is_steered = False

    def allow(self, cue: Cue) -> None:
        """Let a cue sound when its time comes; nothing changes where it may already."""
        if cue not in self._cues:
            self._cues = (*self._cues, cue)

    def forbid(self, cue: Cue) -> None:
        """Take the permission back."""
        self._cues = tuple(other for other in self._cues if other is not cue)

    def lose_place(self, since_s: float) -> None:
        """Note that nothing has been heard since a time; the next block joins anew."""
        self._playing, self.knows_time = None, False
        for cue in self._cues:
            cue.cut(since_s)

    def fill(self, block: Samples, heard: Heard | None) -> None:
        """Write what is to be heard into a block.

        Parameters
        ----------
        block
            float32, shape (frames,); overwritten.
        heard
            When it will be heard; None: not known.
        """
        block.fill(0.0)
        self.knows_time = heard is not None and heard.is_known
        if self.hushed or heard is None:
            self._playing, self.level = None, 0.0
            return
        self._fill(block, heard)
        self.level = float(max(block.max(initial=0.0), -block.min(initial=0.0)))

    def _fill(self, block: Samples, heard: Heard) -> None:
        """Write what the cues let sound into a silent block."""
        begin = self._next
        for cue in self._cues:
            if self._playing and cue.first_frame < self._playing.first_frame:
                continue  # a clock that was set forward has brought the next one before its end
            place = cue.place_of(heard.at_s)
            at = begin if self._goes_on_with(cue, place - begin) else place
            if cue.first_frame < round(at) + block.size and at < cue.until_frame:
                self._sound_on(cue, block, at, place - begin, heard)

    def _goes_on_with(self, cue: Cue, off: float) -> bool:
        """Return whether a cue is counted on from what sounds now; else by its own time.

        The last frames of a sound would else be cut where the card is a little late, and two
        signals without a gap would not meet. In a pause the count begins anew for the next one.
        """
        if self._playing is None or abs(off) > self._outage_frames:
            return False
        first = cue.first_frame
        return cue is self._playing or not self._sound.is_silent(first - self._outage_frames, first)

    def _sound_on(self, cue: Cue, block: Samples, at: float, off: float, heard: Heard) -> None:
        """Give out the part of a cue that falls into a block.

        Parameters
        ----------
        at
            Which frame begins the block.
        off
            How far what is counted on lags behind what should be heard, in frames.
        """
        if self._playing is not cue or abs(off) > self._outage_frames:
            if not heard.is_known or not self._joins(cue, block, round(at), heard.at_s):
                return
        elif self._is_steered or abs(off) > (STEER_FROM_S + heard.unsure_s) * cue.rate_hz:
            self._is_steered = not self._is_pause(at, at + off, block.size)
            if not self._is_steered:
                self._next = round(at + off)
        if self._is_steered:
            self._steered(cue, block, off, heard.drift)
        else:
            self._one_for_one(cue, block)

    def _joins(self, cue: Cue, block: Samples, frame: int, at_s: float) -> bool:
        """Begin a cue, or take it up again, where it should be now; unless that is too late."""
        before, self._playing = self._playing, None
        start = max(frame, cue.first_frame, cue.reached_frame)
        gap_s = (start - cue.reached_frame) / cue.rate_hz
        if start >= min(frame + block.size, cue.until_frame):
            return False
        if not may_join(gap_s, self._limits, begun=cue.began):
            cue.is_given_up = cue.began and start < cue.end_frame
            return False
        if before is not None:
            self._end_in_pause(before)
        self._playing, self._next, self._is_steered = cue, frame, False
        self._from_frame = start
        cue.was_resumed = cue.was_resumed or (cue.began and start < cue.end_frame)
        cue.skip_to(start)
        if not cue.began:
            cue.onset_s = at_s + (start - frame) / cue.rate_hz
        cue.began = True
        return True

    def _end_in_pause(self, cue: Cue) -> None:
        """Take what was left of a cue as given out, where that is a moment of silence."""
        reached, until = cue.reached_frame, cue.until_frame
        if until - reached <= self._outage_frames and self._sound.is_silent(reached, until):
            cue.reached_frame = until

    def _is_pause(self, counted: float, due: float, frames: int) -> bool:
        """Return whether nothing sounds in this block, wherever in it we are."""
        first = int(min(counted, due)) - self._outage_frames
        return self._sound.is_silent(first, first + frames + 3 * self._outage_frames)

    def _one_for_one(self, cue: Cue, block: Samples) -> None:
        """Give out the sound's own frames."""
        frame = int(self._next)
        lo, hi = max(frame, self._from_frame), min(frame + block.size, cue.until_frame)
        if lo < hi:
            block[lo - frame : hi - frame] = self._sound.block(lo, hi - lo)
            self._fade_in(cue, block[lo - frame : hi - frame], lo)
            cue.reached_frame = hi
        self._next = frame + block.size

    def _fade_in(self, cue: Cue, samples: Samples, lo: int) -> None:
        """Soften the first frames of a sound that is joined in its midst."""
        fade_frames = round(FADE_S * cue.rate_hz)
        passed = lo - self._from_frame
        if self._from_frame == cue.first_frame or passed >= fade_frames:
            return
        for n in range(min(samples.size, fade_frames - passed)):
            samples[n] *= (passed + n) / fade_frames

    def _steered(self, cue: Cue, block: Samples, off: float, drift: float) -> None:
        """Give out the sound of the moments at which the card will really play its frames."""
        pull = off / (STEER_OVER_S * cue.rate_hz)
        step = 1 + max(-STEER_MOST, min(STEER_MOST, drift + pull))
        inside = min(block.size, max(0, ceil((cue.until_frame - self._next) / step)))
        if inside:
            block[:inside] = self._sound.at(self._next, step, inside)
        self._next += step * block.size
        cue.reached_frame = min(cue.until_frame, max(cue.reached_frame, ceil(self._next)))
