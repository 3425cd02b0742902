"""A short sound as the bytes of a compressed file, for what carries its sounds inside it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from siren.synth.sound import Samples


def mp3(samples: Samples, rate_hz: int) -> bytes:
    """Return samples as MP3, which every browser reads.

    Parameters
    ----------
    samples
        float32, shape (frames,), within ±1.
    rate_hz
        One that MP3 has, such as 16000.
    """
    import soundfile

    target = BytesIO()
    soundfile.write(target, samples, rate_hz, format="MP3", subtype="MPEG_LAYER_III")
    return target.getvalue()
