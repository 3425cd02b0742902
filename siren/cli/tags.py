"""What a file says about itself, from what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.drill import Drill
from siren.output.cues import cues_of
from siren.output.metadata import Metadata

if TYPE_CHECKING:
    from siren.cli.sounding import Sounding
    from siren.clock import Clock
    from siren.output.formats import Encoding


def metadata_of(
    subject: Sounding, voice: str, encoding: Encoding, frames: range, clock: Clock
) -> Metadata:
    """Return the words and cues of a file that holds `frames` of a subject's sound."""
    source, when, since_midnight_s = subject.source, "", 0
    if isinstance(source, Drill):
        at = source.firings[0].at
        when = f", first signal {at:%Y-%m-%d %H:%M:%S} {source.timezone}"
        since_midnight_s = at.hour * 3600 + at.minute * 60 + at.second
    description = (
        f"EXERCISE, not a real alarm. {subject.title.english} ({subject.id}{when}), voice {voice}."
    )
    return Metadata(
        title=subject.title.both(),
        plain_title=subject.title.english,
        description=description,
        reference=subject.id,
        made_at=clock.utc_now(),
        since_midnight_frames=since_midnight_s * encoding.rate_hz + frames.start,
        cues=cues_of(subject.timeline, encoding.rate_hz, frames),
    )
