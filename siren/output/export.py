"""A sound becomes a file or a stream."""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import suppress
from stat import S_ISREG
from typing import TYPE_CHECKING

from siren.errors import OutputFailed
from siren.os_reason import reason_of
from siren.output import wav
from siren.output.aside import write_all, written_aside
from siren.output.pcm import encode
from siren.text import joined, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator
    from pathlib import Path

    from siren.output.formats import Encoding
    from siren.output.metadata import Metadata
    from siren.synth.sound import Samples, Sound, Span

    Progress = Callable[[int], None]

KEPT_SPANS = 64
"""Encoded spans kept for when the same samples come again: 4 MB of 16-bit mono."""

TILE_BYTES = 192 * 1024
"""How much of a repeated span is written at once."""

BLOCK_FRAMES = 1 << 15
"""How much a compressed file is given at once."""


def export_file(
    sound: Sound,
    path: Path,
    encoding: Encoding,
    metadata: Metadata,
    *,
    frames: range,
    progress: Progress,
) -> None:
    """Write a stretch of a sound to a file, whole or not at all.

    Parameters
    ----------
    frames
        Which frames of the sound, such as ``range(sound.frames)``.
    progress
        Is told the number of frames just written, again and again.

    Raises
    ------
    OutputFailed
        Where the file cannot be written; nothing is left behind.
    """
    with written_aside(path) as descriptor:
        if encoding.format.name == "WAV":
            holes = S_ISREG(os.fstat(descriptor).st_mode)
            _write_wav(descriptor, sound, encoding, metadata, frames, progress, holes=holes)
        else:
            from siren.output.compressed import write_compressed

            blocks = _blocks(sound, frames, progress)
            write_compressed(descriptor, encoding, metadata, blocks)


def export_stream(
    sound: Sound,
    descriptor: int,
    encoding: Encoding,
    metadata: Metadata,
    *,
    frames: range,
    progress: Progress,
) -> None:
    """Write a stretch of a sound as WAV to an open stream; see :func:`export_file`."""
    try:
        _write_wav(descriptor, sound, encoding, metadata, frames, progress, holes=False)
    except BrokenPipeError as error:
        raise OutputFailed(
            phrase("the reader of the stream went away before its end", "接收方提前中断了输出")
        ) from error
    except OSError as error:
        what = phrase("the stream could not be written: ", "无法写出：")
        raise OutputFailed(joined(what, reason_of(error))) from error


def _write_wav(
    descriptor: int,
    sound: Sound,
    encoding: Encoding,
    metadata: Metadata,
    frames: range,
    progress: Progress,
    *,
    holes: bool,
) -> None:
    """Write the file; with `holes`, silence is left out and reads as the zeros that it is."""
    write_all(descriptor, wav.head(encoding, len(frames), metadata))
    for span, encoded in encoded_spans(sound, frames, encoding.subtype, encoding.channels):
        if span.piece is None and holes:
            os.lseek(descriptor, span.repeat * len(encoded), os.SEEK_CUR)
            progress(span.repeat)
            continue
        for tile in tiles(encoded, span.repeat):
            write_all(descriptor, tile)
            progress(len(tile) // len(encoded) * span.frames)
    with suppress(BrokenPipeError):  # whoever has every sample may go before the cues
        write_all(descriptor, wav.tail(encoding, len(frames), metadata))
    if holes:
        os.ftruncate(descriptor, os.lseek(descriptor, 0, os.SEEK_CUR))


def encoded_spans(
    sound: Sound, frames: range, subtype: str, channels: int
) -> Iterator[tuple[Span, bytes]]:
    """Yield the spans of a stretch of a sound in order, each with its bytes, once."""
    kept: OrderedDict[Hashable, bytes] = OrderedDict()
    for span in sound.spans(frames.start, frames.stop):
        encoded = kept.get(span.key)
        if encoded is None:
            encoded = kept[span.key] = encode(sound.samples_of(span), subtype, channels)
            if len(kept) > KEPT_SPANS:
                kept.popitem(last=False)
        yield span, encoded


def tiles(encoded: bytes, repeat: int) -> Iterator[bytes]:
    """Yield bytes as often as they repeat, in tiles that stay in the processor's cache."""
    times = max(1, min(repeat, TILE_BYTES // len(encoded)))
    tile = encoded * times
    for _ in range(repeat // times):
        yield tile
    if left := repeat % times:
        yield encoded * left


def _blocks(sound: Sound, frames: range, progress: Progress) -> Iterator[Samples]:
    for first in range(frames.start, frames.stop, BLOCK_FRAMES):
        length = min(BLOCK_FRAMES, frames.stop - first)
        yield sound.block(first, length)
        progress(length)
