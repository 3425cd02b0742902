"""What a file says about itself: what it is, that it is an exercise, when it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siren import __version__

if TYPE_CHECKING:
    from datetime import datetime

SOFTWARE = f"siren {__version__}"


class Cue(NamedTuple):
    """A named instant, such as a power-on: `frame` from the start of the file."""

    frame: int
    label: str


class Metadata(NamedTuple):
    """The words that go into a file.

    Attributes
    ----------
    title, plain_title
        What it is, in its own language; and in English.
    description
        What it is, in plain ASCII, and that it is an exercise.
    reference
        The id of the signal or drill.
    made_at
        When it was made, UTC.
    since_midnight_frames
        Local time of day of the first frame, for a drill; for a signal, frames since its start.
    cues
        Instants inside the file, in order.
    """

    title: str
    plain_title: str
    description: str
    reference: str
    made_at: datetime
    since_midnight_frames: int = 0
    cues: tuple[Cue, ...] = ()

    def from_frame(self, frame: int) -> Metadata:
        """Return the words of a file that begins with a later frame."""
        cues = (cue._replace(frame=cue.frame - frame) for cue in self.cues if cue.frame >= frame)
        since_midnight_frames = self.since_midnight_frames + frame
        return self._replace(since_midnight_frames=since_midnight_frames, cues=tuple(cues))
