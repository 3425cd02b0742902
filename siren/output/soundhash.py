"""The hash of a sound: of the samples that `siren render` writes as 16-bit mono WAV.

So that what was played can be compared with a file: the bytes are those of the file's data
chunk alone, little-endian, without header or cues.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from siren.output.export import encoded_spans, tiles

if TYPE_CHECKING:
    from siren.synth.sound import Sound


def sound_hash(sound: Sound) -> str:
    """Return the SHA-256 of a whole sound; 64 hexadecimal digits, in constant memory.

    Raises
    ------
    OutputFailed
        Where it holds samples that are no sound.
    """
    digest = hashlib.sha256()
    for span, encoded in encoded_spans(sound, range(sound.frames), "PCM_16", 1):
        for tile in tiles(encoded, span.repeat):
            digest.update(tile)
    return digest.hexdigest()
