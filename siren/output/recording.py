"""A file that fills while a drill is rehearsed: the same file as a rendered one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from siren.errors import OutputFailed
from siren.output import wav
from siren.output.aside import write_all, written_aside
from siren.output.pcm import encode
from siren.text import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from siren.output.formats import Encoding
    from siren.output.metadata import Metadata
    from siren.output.paced import Blocks, Drain


def recorder(path: Path, encoding: Encoding, metadata: Metadata, frames: int) -> Drain:
    """Return what takes blocks and writes frames ``[0, frames)`` of them to a WAV file.

    The file appears when its last frame has come; where the blocks end before, there is none
    and OutputFailed is raised. Blocks that come afterwards are taken and not kept. Where the
    first block comes too late the file holds the rest, and says so. A named pipe is given the
    frames as they come; one that nobody reads is refused.
    """

    def record(blocks: Blocks) -> None:
        with written_aside(path, waits=False) as descriptor:
            begin, blocks = _begin_of(blocks)
            begin = min(begin, frames)
            held = metadata.from_frame(begin)
            write_all(descriptor, wav.head(encoding, frames - begin, held))
            for first, block in blocks:
                inside = block[max(0, -first) : max(0, frames - first)]
                write_all(descriptor, encode(inside, encoding.subtype, encoding.channels))
                if first + block.size >= frames:
                    break
            else:
                raise OutputFailed(
                    phrase(
                        f"{path}: the sound ended early, and no file was made",
                        f"{path}：声音提前中断，未生成文件",
                    )
                )
            write_all(descriptor, wav.tail(encoding, frames - begin, held))
        for _ in blocks:
            pass

    return record


def _begin_of(blocks: Blocks) -> tuple[int, Blocks]:
    """Return the first frame from 0 on that blocks hold, and the same blocks."""
    first = next(blocks, None)
    if first is None:
        return 0, blocks
    return max(0, first[0]), chain([first], blocks)
