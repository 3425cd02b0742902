"""The exact instants of a timeline as cues of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.output.metadata import Cue
from siren.units import frame_at

if TYPE_CHECKING:
    from siren.timeline import Timeline


def cues_of(timeline: Timeline, rate_hz: int, frames: range) -> tuple[Cue, ...]:
    """Return a cue wherever a tone starts or sound ends, counted from ``frames.start``.

    They are the pattern's own edges, so in a motor voice they are where power goes on and off,
    whatever the rotor still does.
    """
    labels: dict[int, str] = {}
    for edge in timeline.edges():
        labels[frame_at(edge.start_s, rate_hz)] = f"{edge.signal} {edge.tone.name}"
        labels[frame_at(edge.end_s, rate_hz)] = f"{edge.signal} off"
    return tuple(
        Cue(frame - frames.start, label)
        for frame, label in sorted(labels.items())
        if frames.start <= frame <= frames.stop
    )
