"""A file that fills while a drill is rehearsed: the rendered file, bit for bit, or none."""

from __future__ import annotations

import errno
import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siren.clock import FastClock, SystemClock
from siren.errors import OutputFailed
from siren.output import recording
from siren.output.aside import write_all
from siren.output.export import export_file
from siren.output.formats import choose
from siren.output.metadata import Cue, Metadata
from siren.output.paced import PacedSink
from siren.output.recording import recorder
from tests.synth.sounds import sound_of

if TYPE_CHECKING:
    from pathlib import Path

    from siren.output.paced import Blocks
    from siren.output.sink import Heard
    from siren.synth.sound import Samples

RATE_HZ = 8000
SOUND = sound_of('{ tone = "wail", on_s = 1.5, rise_s = 0.4, fall_s = 0.7 }', rate_hz=RATE_HZ)
ENCODING = choose(".wav", rate_hz=RATE_HZ, channels=1, subtype=None, to_pipe=False)
METADATA = Metadata(
    title="试鸣 · Test",
    plain_title="Test",
    description="EXERCISE",
    reference="test",
    made_at=datetime(2026, 10, 1, tzinfo=UTC),
    since_midnight_frames=0,
    cues=(Cue(0, "on"), Cue(9000, "off")),
)


def blocks_of(size: int, *, first: int, end: int) -> Blocks:
    for frame in range(first, end, size):
        yield frame, SOUND.block(frame, size)


def rendered(folder: Path) -> bytes:
    path = folder / "rendered.wav"
    export_file(
        SOUND, path, ENCODING, METADATA, frames=range(SOUND.frames), progress=lambda _: None
    )
    return path.read_bytes()


def test_frames_come_from_the_sound() -> None:
    assert SOUND.frames == 12_000
    assert np.any(SOUND.block(0, 100))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    size=st.integers(50, 5000), before=st.integers(0, 3), after=st.integers(0, 3), odd=st.booleans()
)
def test_the_file_is_the_rendered_one_whatever_the_blocks(
    tmp_path: Path, size: int, before: int, after: int, odd: bool
) -> None:
    path = tmp_path / "recorded.wav"
    first = -before * size - (1 if odd else 0)
    last = SOUND.frames + after * size
    recorder(path, ENCODING, METADATA, SOUND.frames)(blocks_of(size, first=first, end=last))
    assert path.read_bytes() == rendered(tmp_path)


def test_the_file_is_there_as_soon_as_its_last_frame_has_come(tmp_path: Path) -> None:
    path = tmp_path / "recorded.wav"
    seen = []

    def watched() -> Blocks:
        for block in blocks_of(1000, first=-1000, end=SOUND.frames + 5000):
            seen.append(path.exists())
            yield block

    recorder(path, ENCODING, METADATA, SOUND.frames)(watched())
    assert seen == [False] * 13 + [True] * 5


class TestNoFile:
    def test_where_the_sound_ends_early(self, tmp_path: Path) -> None:
        path = tmp_path / "recorded.wav"
        short = blocks_of(1000, first=0, end=SOUND.frames - 1000)
        with pytest.raises(OutputFailed, match=r"recorded\.wav: the sound ended early, and no fi"):
            recorder(path, ENCODING, METADATA, SOUND.frames)(short)
        assert list(tmp_path.iterdir()) == []

    def test_where_nothing_came_at_all(self, tmp_path: Path) -> None:
        with pytest.raises(OutputFailed, match="ended early"):
            recorder(tmp_path / "x.wav", ENCODING, METADATA, SOUND.frames)(iter(()))
        assert list(tmp_path.iterdir()) == []

    def test_where_the_old_one_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "recorded.wav"
        path.write_bytes(b"old")
        with pytest.raises(OutputFailed, match="ended early"):
            recorder(path, ENCODING, METADATA, SOUND.frames)(iter(()))
        assert path.read_bytes() == b"old"

    def test_where_the_disk_is_full(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "recorded.wav"
        fill_up_after(monkeypatch, bytes_left=8000)
        with pytest.raises(OutputFailed, match=r"recorded\.wav: no space left on device"):
            recorder(path, ENCODING, METADATA, SOUND.frames)(
                blocks_of(1000, first=0, end=SOUND.frames)
            )
        assert list(tmp_path.iterdir()) == []

    def test_where_the_folder_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(OutputFailed, match="no such file or directory"):
            recorder(tmp_path / "no" / "x.wav", ENCODING, METADATA, 10)(iter(()))


class TestWithASink:
    """The recorder where it belongs: behind a sink, by a fast clock."""

    def feed(self, block: Samples, heard: Heard | None) -> None:
        assert heard is not None
        block[:] = SOUND.block(round((heard.at_s - self.zero_s) * RATE_HZ), block.size)

    def sink(self, path: Path) -> PacedSink:
        clock = FastClock(SystemClock(), 30)
        self.zero_s = clock.monotonic_s() + 1.0
        drain = recorder(path, ENCODING, METADATA, SOUND.frames)
        sink = PacedSink(clock, RATE_HZ, zero_s=self.zero_s, drain=drain)
        sink.start(self.feed)
        self.clock = clock
        return sink

    def test_once_closed_the_file_is_there(self, tmp_path: Path) -> None:
        sink = self.sink(tmp_path / "recorded.wav")
        while sink.alive_s < self.zero_s + SOUND.frames / RATE_HZ:
            assert sink.trouble() is None
        sink.close()
        assert sink.trouble() is None
        assert (tmp_path / "recorded.wav").read_bytes() == rendered(tmp_path)

    def test_closed_too_early_it_says_that_there_is_none(self, tmp_path: Path) -> None:
        sink = self.sink(tmp_path / "recorded.wav")
        sink.close()
        assert sink.trouble() is not None
        assert "ended early" in str(sink.trouble())
        assert list(tmp_path.iterdir()) == []

    def test_a_full_disk_is_trouble(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fill_up_after(monkeypatch, bytes_left=8000)
        sink = self.sink(tmp_path / "recorded.wav")
        assert sink._thread is not None
        sink._thread.join(20)
        assert "no space left on device" in str(sink.trouble())
        sink.close()
        assert list(tmp_path.iterdir()) == []


def fill_up_after(monkeypatch: pytest.MonkeyPatch, *, bytes_left: int) -> None:
    left = [bytes_left]

    def filling(descriptor: int, content: bytes, **_: Any) -> None:
        left[0] -= len(content)
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_all(descriptor, content)

    monkeypatch.setattr(recording, "write_all", filling)


def test_a_rendered_file_is_no_empty_promise(tmp_path: Path) -> None:
    content = rendered(tmp_path)
    at = content.index(b"data")
    assert struct.unpack_from("<I", content, at + 4) == (SOUND.frames * 2,)
    assert np.any(np.frombuffer(content, dtype="<i2", count=SOUND.frames, offset=at + 8))
