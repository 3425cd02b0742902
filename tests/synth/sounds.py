"""Sounds for tests: from a few lines of pattern, whole, as float64."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siren import library, timeline
from siren.files.document import read_text
from siren.files.patterns import read_pattern
from siren.synth.compose import compose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from siren.synth.sound import Sound
    from siren.timeline import Timeline


def timeline_of(pattern: str, *, trailing_pause: bool | None = None) -> Timeline:
    """Return the timeline of TOML elements such as ``{ tone = "steady", on_s = 1 }``."""
    flag = "" if trailing_pause is None else f"\ntrailing_pause = {str(trailing_pause).lower()}"
    table = read_text(f"pattern = [{pattern}]{flag}", "test.toml")
    parsed = read_pattern(table)
    table.faults.raise_if_any()
    assert parsed is not None
    return timeline.unroll(parsed, "test")


def sound_of(
    pattern: str,
    voice: str = "tone",
    *,
    rate_hz: int = 48_000,
    level_db: float = -6.0,
    trailing_pause: bool | None = None,
) -> Sound:
    unrolled = timeline_of(pattern, trailing_pause=trailing_pause)
    return compose(unrolled, library.voice(voice), rate_hz=rate_hz, level_db=level_db)


def whole(sound: Sound) -> NDArray[np.float64]:
    return sound.block(0, sound.frames).astype(np.float64)


def in_spans(sound: Sound) -> NDArray[np.float64]:
    """Return the sound as a writer gets it: equal keys taken from the first of their kind."""
    kept: dict[object, NDArray[np.float32]] = {}
    parts = []
    for span in sound.spans():
        if span.key not in kept:
            kept[span.key] = np.array(sound.samples_of(span), dtype=np.float32)
        parts.append(np.tile(kept[span.key], span.repeat))
    return np.concatenate(parts).astype(np.float64)
