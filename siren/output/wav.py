"""WAV files, byte by byte: what comes before the samples and what comes after.

Ours, because a stream needs its lengths before its first sample, and because no public call of
soundfile writes cues or the broadcast chunk. The order is ``fmt``, ``bext``, ``LIST INFO``,
``data``, ``cue``, ``LIST adtl``. Above 4 GB the file becomes RF64 (EBU Tech 3306) by itself.

Pure functions: lengths and words in, bytes out.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from siren.output.metadata import SOFTWARE
from siren.output.pcm import SAMPLE_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.output.formats import Encoding
    from siren.output.metadata import Cue, Metadata

MAX_32_BIT = 2**32 - 1

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")  # KSDATAFORMAT_SUBTYPE_...


def head(encoding: Encoding, frames: int, metadata: Metadata) -> bytes:
    """Return everything before the samples; the lengths in it are already the final ones."""
    data_bytes = frames * frame_bytes(encoding)
    chunks = b"".join(
        [_format(encoding), _broadcast(encoding, metadata), _info(metadata)]
        + ([_fact(frames)] if encoding.subtype == "FLOAT" else [])
    )
    after = len(tail(encoding, frames, metadata))
    riff_bytes = 4 + len(chunks) + 8 + data_bytes + after
    if riff_bytes <= MAX_32_BIT:
        opening = struct.pack("<4sI4s", b"RIFF", riff_bytes, b"WAVE")
        return opening + chunks + struct.pack("<4sI", b"data", data_bytes)
    sizes = struct.pack("<QQQI", riff_bytes + 36, data_bytes, frames, 0)
    opening = struct.pack("<4sI4s", b"RF64", MAX_32_BIT, b"WAVE") + _chunk(b"ds64", sizes)
    return opening + chunks + struct.pack("<4sI", b"data", MAX_32_BIT)


def tail(encoding: Encoding, frames: int, metadata: Metadata) -> bytes:
    """Return everything after the samples: padding to an even length, and the cues."""
    padding = b"\0" * (frames * frame_bytes(encoding) % 2)
    return padding + _cues(metadata.cues)


def frame_bytes(encoding: Encoding) -> int:
    """Return how many bytes one frame takes."""
    return SAMPLE_BYTES[encoding.subtype] * encoding.channels


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)


def _format(encoding: Encoding) -> bytes:
    tag = _FLOAT if encoding.subtype == "FLOAT" else _PCM
    bits = 8 * SAMPLE_BYTES[encoding.subtype]
    size = frame_bytes(encoding)
    extensible = encoding.channels > 2
    fields = struct.pack(
        "<HHIIHH",
        _EXTENSIBLE if extensible else tag,
        encoding.channels,
        encoding.rate_hz,
        encoding.rate_hz * size,
        size,
        bits,
    )
    if extensible:  # no speaker positions: all channels carry the same
        fields += struct.pack("<HHIH", 22, bits, 0, tag) + _GUID_TAIL
    return _chunk(b"fmt ", fields)


def _fact(frames: int) -> bytes:
    return _chunk(b"fact", struct.pack("<I", min(frames, MAX_32_BIT)))


def _ascii(text: str, size: int) -> bytes:
    return text.encode("ascii", "replace")[:size]


def _broadcast(encoding: Encoding, metadata: Metadata) -> bytes:
    """Return the ``bext`` chunk of EBU Tech 3285, version 1 (no loudness figures)."""
    reference = metadata.since_midnight_frames
    bits = 8 * SAMPLE_BYTES[encoding.subtype]
    mode = {1: "mono", 2: "stereo"}.get(encoding.channels, "multi")
    history = f"A=PCM,F={encoding.rate_hz},W={bits},M={mode},T={SOFTWARE}\r\n"
    fields = struct.pack(
        "<256s32s32s10s8sIIH64s190s",
        _ascii(metadata.description, 256),
        _ascii(SOFTWARE, 32),
        _ascii(metadata.reference, 32),
        metadata.made_at.strftime("%Y-%m-%d").encode(),
        metadata.made_at.strftime("%H:%M:%S").encode(),
        reference & MAX_32_BIT,
        reference >> 32,
        1,
        b"",
        b"",
    )
    return _chunk(b"bext", fields + history.encode("ascii"))


def _info(metadata: Metadata) -> bytes:
    words = {
        b"INAM": metadata.title,
        b"ICMT": metadata.description,
        b"ICRD": metadata.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        b"ISFT": SOFTWARE,
    }
    return _chunk(b"LIST", b"INFO" + b"".join(_text(name, text) for name, text in words.items()))


def _text(name: bytes, text: str, before: bytes = b"") -> bytes:
    return _chunk(name, before + text.encode("utf-8") + b"\0")


def _cues(cues: Sequence[Cue]) -> bytes:
    """Return ``cue`` and its labels; positions beyond 32 bits cannot be written."""
    held = [cue for cue in cues if cue.frame <= MAX_32_BIT]
    if not held:
        return b""
    points = b"".join(
        struct.pack("<II4sIII", number, cue.frame, b"data", 0, 0, cue.frame)
        for number, cue in enumerate(held, start=1)
    )
    labels = b"".join(
        _text(b"labl", cue.label, struct.pack("<I", number))
        for number, cue in enumerate(held, start=1)
    )
    return _chunk(b"cue ", struct.pack("<I", len(held)) + points) + _chunk(
        b"LIST", b"adtl" + labels
    )
