"""FLAC, OGG and MP3 through soundfile."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from siren.errors import OutputFailed
from siren.output.aside import write_all
from siren.output.metadata import SOFTWARE
from siren.output.pcm import FULL_SCALE, check, integers
from siren.text import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    OSError
        Where the system refuses a write, as on a full disk.
    OutputFailed
        Where libsndfile fails.
    """
    import soundfile

    target = _Target(descriptor)
    try:
        with (
            _noted_interrupts() as interrupts,
            soundfile.SoundFile(
                target,
                "w",
                samplerate=encoding.rate_hz,
                channels=encoding.channels,
                format=encoding.format.name,
                subtype=encoding.subtype,
            ) as file,
        ):
            file.title = metadata.title if encoding.format.utf8_tags else metadata.plain_title
            file.comment = metadata.description
            file.date = metadata.made_at.strftime("%Y-%m-%d")
            file.software = SOFTWARE
            for block in blocks:
                check(block)
                lossless = encoding.subtype in FULL_SCALE
                samples = _left_justified(block, encoding.subtype) if lossless else block
                file.write(np.repeat(samples[:, np.newaxis], encoding.channels, axis=1))
                target.raise_if_failed()
                if interrupts:
                    raise KeyboardInterrupt
    except (soundfile.LibsndfileError, AssertionError) as error:  # soundfile asserts its writes
        target.raise_if_failed()
        raise OutputFailed(
            phrase(f"the file could not be written ({error})", f"无法写出文件（{error}）")
        ) from error
    target.raise_if_failed()


@contextmanager
def _noted_interrupts() -> Iterator[list[int]]:
    """Note Ctrl-C in a list for as long as libsndfile calls back: there it would be swallowed."""
    noted: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield noted
        return
    before = signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, before)


class _Target:
    """A file for libsndfile that remembers what a write ran into.

    libsndfile itself forgets some: its OGG and MP3 writers go on over a full disk and say
    nothing.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._error: OSError | None = None

    def raise_if_failed(self) -> None:
        """Raise what a write ran into."""
        if self._error is not None:
            raise self._error

    def write(self, content: bytes) -> int:
        """Write, or remember why not and write no more."""
        try:
            if self._error is None:
                write_all(self._descriptor, content)
                return len(content)
        except OSError as error:
            self._error = error
        return 0

    def read(self, size: int) -> bytes:
        """Read back, as the FLAC writer may."""
        return os.read(self._descriptor, size)

    def seek(self, offset: int, whence: int) -> int:
        """Move, and return where to."""
        return os.lseek(self._descriptor, offset, whence)

    def tell(self) -> int:
        """Return where the next write goes."""
        return os.lseek(self._descriptor, 0, os.SEEK_CUR)


def _left_justified(block: Samples, subtype: str) -> NDArray[np.int32]:
    """Return integers in the upper bits of int32, where libsndfile looks for them."""
    bits = FULL_SCALE[subtype].bit_length() + 1
    return integers(block, subtype) << (32 - bits)
