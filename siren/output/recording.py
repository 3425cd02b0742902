"""A file that fills while a drill is rehearsed: the same file as a rendered one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.errors import OutputFailed
from siren.output import wav
from siren.output.aside import write_all, written_aside
from siren.output.pcm import encode

if TYPE_CHECKING:
    from pathlib import Path

    from siren.output.formats import Encoding
    from siren.output.metadata import Metadata
    from siren.output.paced import Blocks, Drain


def recorder(path: Path, encoding: Encoding, metadata: Metadata, frames: int) -> Drain:
    """Return what takes blocks and writes frames ``[0, frames)`` of them to a WAV file.

    The file appears when its last frame has come; where the blocks end before, there is none
    and OutputFailed is raised. Blocks that come afterwards are taken and not kept. A named pipe
    is given the frames as they come; one that nobody reads is refused.
    """

    def record(blocks: Blocks) -> None:
        with written_aside(path, waits=False) as descriptor:
            write_all(descriptor, wav.head(encoding, frames, metadata))
            for first, block in blocks:
                inside = block[max(0, -first) : max(0, frames - first)]
                write_all(descriptor, encode(inside, encoding.subtype, encoding.channels))
                if first + block.size >= frames:
                    break
            else:
                raise OutputFailed(f"{path}: the sound ended early, and no file was made")
            write_all(descriptor, wav.tail(encoding, frames, metadata))
        for _ in blocks:
            pass

    return record
