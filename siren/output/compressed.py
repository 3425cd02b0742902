"""FLAC, OGG and MP3 through soundfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from siren.errors import OutputFailed
from siren.output.metadata import SOFTWARE
from siren.output.pcm import FULL_SCALE, check, integers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from siren.output.formats import Encoding
    from siren.output.metadata import Metadata
    from siren.synth.sound import Samples


def write_compressed(
    descriptor: int, encoding: Encoding, metadata: Metadata, blocks: Iterable[Samples]
) -> None:
    """Write a file through soundfile.

    FLAC keeps every sample; OGG and MP3 are lossy and smear an edge by some milliseconds.

    Parameters
    ----------
    descriptor
        Open for reading and writing, seekable; stays open.
    blocks
        float32 samples in order.

    Raises
    ------
    OutputFailed
        Where libsndfile fails, as on a full disk.
    """
    import soundfile

    try:
        with soundfile.SoundFile(
            descriptor,
            "w",
            samplerate=encoding.rate_hz,
            channels=encoding.channels,
            format=encoding.format.name,
            subtype=encoding.subtype,
            closefd=False,
        ) as file:
            file.title = metadata.title
            file.comment = metadata.description
            file.date = metadata.made_at.strftime("%Y-%m-%d")
            file.software = SOFTWARE
            for block in blocks:
                check(block)
                lossless = encoding.subtype in FULL_SCALE
                samples = _left_justified(block, encoding.subtype) if lossless else block
                file.write(np.repeat(samples[:, np.newaxis], encoding.channels, axis=1))
    except soundfile.LibsndfileError as error:
        raise OutputFailed(f"the file could not be written ({error.error_string})") from error


def _left_justified(block: Samples, subtype: str) -> NDArray[np.int32]:
    """Return integers in the upper bits of int32, where libsndfile looks for them."""
    bits = FULL_SCALE[subtype].bit_length() + 1
    return integers(block, subtype) << (32 - bits)
