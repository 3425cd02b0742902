"""A stretch of a sound that may be heard, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True, eq=False)
class Cue:
    """Permission to sound frames ``[first_frame, until_frame)``, at one time.

    The run makes it, the sound card's thread notes in it what it does.

    Attributes
    ----------
    first_frame, end_frame, until_frame
        Frames of the sound: the first, the end of the pattern, and the end of what may still be
        heard after it (a motor that coasts on).
    at_s
        When the first frame is to leave the sound card, on the monotonic clock. May be changed
        until the firing has begun.
    reached_frame
        Everything before this has been handed to the card, or is counted as lost.
    joined_frame
        Where it was begun, or taken up for the last time.
    lost_frames
        How many frames of the pattern will never be heard.
    onset_s
        When the first sample leaves, by the card; None: nothing has sounded, or nobody knows.
    began, was_resumed
        Whether any of it has sounded, also in a process that was killed; and whether it was
        taken up again after a silence.
    is_given_up
        Whether it was found too late to take it up again.
    """

    first_frame: int
    end_frame: int
    until_frame: int
    at_s: float
    rate_hz: int
    reached_frame: int
    joined_frame: int = 0
    lost_frames: int = 0
    onset_s: float | None = None
    began: bool = False
    was_resumed: bool = False
    is_given_up: bool = False

    def place_of(self, at_s: float) -> float:
        """Return which frame, with its fraction, should be heard at a time."""
        return self.first_frame + (at_s - self.at_s) * self.rate_hz

    def time_of(self, frame: float) -> float:
        """Return when a frame should be heard."""
        return self.at_s + (frame - self.first_frame) / self.rate_hz

    @property
    def onset_error_s(self) -> float | None:
        """How much later than planned the first sample left; None: nothing has sounded."""
        return None if self.onset_s is None else self.onset_s - self.at_s

    @property
    def frames(self) -> int:
        """How many frames of the pattern were handed over and not lost."""
        reached = min(self.reached_frame, self.end_frame) - self.first_frame
        return reached - self.lost_frames

    def skip_to(self, frame: int) -> None:
        """Note that everything between what was reached and `frame` is lost."""
        lost = min(frame, self.end_frame) - min(self.reached_frame, self.end_frame)
        self.lost_frames += max(0, lost)
        self.reached_frame = self.joined_frame = max(self.reached_frame, frame)

    def cut(self, at_s: float) -> None:
        """Take back what was handed over but, since the card fell silent, was not heard.

        Where that is all of it, the firing has not begun.
        """
        if self.onset_s is not None and at_s <= self.onset_s:
            self.began, self.onset_s, self.lost_frames = False, None, 0
            self.reached_frame = self.joined_frame = self.first_frame
        elif self.began:
            heard = max(self.first_frame, self.joined_frame, round(self.place_of(at_s)))
            self.reached_frame = min(self.reached_frame, heard)
