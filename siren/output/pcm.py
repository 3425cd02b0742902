"""Float samples -> the bytes or integers of a file."""

from __future__ import annotations

from array import array
from struct import pack
from typing import TYPE_CHECKING

from siren.errors import OutputFailed

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from siren.synth.sound import Samples

FULL_SCALE = {"PCM_16": 2**15 - 1, "PCM_24": 2**23 - 1, "PCM_32": 2**31 - 1}
"""The integer that a sample of 1.0 becomes; -1.0 becomes its negative."""

SAMPLE_BYTES = {"PCM_16": 2, "PCM_24": 3, "PCM_32": 4, "FLOAT": 4}


NO_SOUND = "the sound holds samples that are no number or over full scale"


def check(samples: Samples) -> None:
    """Refuse what would become noise: NaN, and anything over full scale.

    Raises
    ------
    OutputFailed
        Nothing is clipped or replaced in silence.
    """
    if samples.size and not (samples.min() >= -1.0 and samples.max() <= 1.0):
        raise OutputFailed(NO_SOUND)


def _encode_plainly(samples: array[float], subtype: str, channels: int) -> bytes:
    if not all(-1.0 <= sample <= 1.0 for sample in samples):
        raise OutputFailed(NO_SOUND)
    if subtype == "FLOAT":
        return b"".join(pack("<f", sample) * channels for sample in samples)
    scale, size = FULL_SCALE[subtype], SAMPLE_BYTES[subtype]
    scaled: Iterable[float] = (sample * scale for sample in samples)
    if subtype == "PCM_16":
        scaled = array("f", scaled)  # rounded once more, as numpy does in float32
    return b"".join(
        round(value).to_bytes(size, "little", signed=True) * channels for value in scaled
    )


def integers(samples: Samples, subtype: str) -> NDArray[np.int32]:
    """Return samples (float32, within ±1) as integers, rounded to the nearest, int32."""
    import numpy as np

    scaled = samples.astype(np.float64) * FULL_SCALE[subtype]
    return np.rint(scaled, out=scaled).astype(np.int32)


def encode(samples: array[float] | Samples, subtype: str, channels: int) -> bytes:
    """Return samples as little-endian bytes of a WAV file, the same in every channel.

    No dither: silence stays exactly zero, and a siren is no quiet passage. What comes as an
    `array` is short and is encoded without numpy, to the same bytes.
    """
    if isinstance(samples, array):
        return _encode_plainly(samples, subtype, channels)
    import numpy as np

    check(samples)
    if subtype == "FLOAT":
        values: NDArray[np.generic] = samples.astype("<f4")
    elif subtype == "PCM_16":
        scaled = samples * np.float32(FULL_SCALE[subtype])
        values = np.rint(scaled, out=scaled).astype("<i2")
    else:
        values = integers(samples, subtype).astype("<i4")
    if channels > 1:
        values = np.repeat(values, channels)
    if subtype == "PCM_24":
        return values.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
    return values.tobytes()
