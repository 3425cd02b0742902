"""A file that fills while a drill is rehearsed: the rendered file, bit for bit, or none."""

from __future__ import annotations

import errno
import os
import select
import stat
import struct
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siren.clock import FastClock, SystemClock
from siren.errors import OutputFailed
from siren.output import recording, wav
from siren.output.aside import write_all
from siren.output.export import export_file
from siren.output.formats import choose
from siren.output.metadata import Cue, Metadata
from siren.output.paced import PacedSink
from siren.output.recording import recorder
from tests.synth.sounds import sound_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from siren.output.paced import Blocks
    from siren.output.sink import Heard
    from siren.synth.sound import Samples

pytestmark = pytest.mark.alone

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


class TestBegunLate:
    """A sink that begins late begins where it should be: the file says what it holds."""

    SKIPPED = 5000

    def recorded(self, folder: Path) -> bytes:
        path = folder / "late.wav"
        late = blocks_of(1000, first=self.SKIPPED, end=SOUND.frames + 2000)
        recorder(path, ENCODING, METADATA, SOUND.frames)(late)
        return path.read_bytes()

    def test_it_holds_the_rest_and_states_its_length(self, tmp_path: Path) -> None:
        rest = SOUND.frames - self.SKIPPED
        at, size = data_of(content := self.recorded(tmp_path))
        assert size == rest * 2
        whole = rendered(tmp_path)
        start = data_of(whole)[0] + self.SKIPPED * 2
        assert content[at : at + size] == whole[start : start + size]
        assert struct.unpack_from("<I", content, 4) == (len(content) - 8,)

    def test_its_cues_and_its_time_of_day_are_where_they_are_heard(self, tmp_path: Path) -> None:
        content = self.recorded(tmp_path)
        assert METADATA.from_frame(self.SKIPPED).cues == (Cue(9000 - self.SKIPPED, "off"),)
        assert wav.tail(ENCODING, 1, METADATA.from_frame(self.SKIPPED)) in content
        assert METADATA.from_frame(self.SKIPPED).since_midnight_frames == self.SKIPPED

    def test_one_that_begins_in_time_is_described_as_it_was(self) -> None:
        assert METADATA.from_frame(0) == METADATA


class TestANamedPipe:
    @pytest.fixture
    def pipe(self, tmp_path: Path) -> Path:
        path = tmp_path / "feed.wav"
        os.mkfifo(path)
        return path

    def test_one_that_nobody_reads_is_refused_at_once(self, pipe: Path) -> None:
        with pytest.raises(OutputFailed, match=r"feed\.wav: nobody reads it$"):
            recorder(pipe, ENCODING, METADATA, SOUND.frames)(iter(()))

    def test_who_reads_gets_the_rendered_file_bit_for_bit(self, pipe: Path, tmp_path: Path) -> None:
        with reading(pipe) as content:
            recorder(pipe, ENCODING, METADATA, SOUND.frames)(
                blocks_of(700, first=-1400, end=SOUND.frames + 700)
            )
        assert content.result(10) == rendered(tmp_path)
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_who_comes_later_is_fed_from_the_first_frame_on(
        self, pipe: Path, tmp_path: Path
    ) -> None:
        with_sink = TestWithASink()
        sink = with_sink.sink(pipe, zero_in_s=30.0)
        while sink.trouble() is None:
            time.sleep(0.005)
        assert sink.trouble() == f"{pipe}: nobody reads it"
        with reading(pipe) as content:
            sink.start(with_sink.feed)
            with_sink.wait_for_the_end(sink)
            sink.close()
        assert content.result(10) == rendered(tmp_path)

    def test_who_goes_away_is_trouble_and_who_comes_then_is_fed_the_rest(
        self, pipe: Path, tmp_path: Path
    ) -> None:
        with_sink = TestWithASink()
        descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        sink = with_sink.sink(pipe, zero_in_s=15.0)
        assert select.select([descriptor], [], [], 10)[0]
        assert os.read(descriptor, 4) == b"RIFF"
        os.close(descriptor)
        while sink.trouble() is None:
            time.sleep(0.005)
        assert sink.trouble() == f"{pipe}: broken pipe"
        with reading(pipe) as rest:
            sink.start(with_sink.feed)
            with_sink.wait_for_the_end(sink)
            sink.close()
        at, size = data_of(content := rest.result(10))
        assert 0 < size <= SOUND.frames * 2
        whole, start = rendered(tmp_path), data_of(rendered(tmp_path))[0]
        assert content[at : at + size] == whole[start + SOUND.frames * 2 - size :][:size]


@contextmanager
def reading(pipe: Path) -> Iterator[Future[bytes]]:
    """Read a pipe to its end, from the moment on at which the block begins."""
    descriptor = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(descriptor, True)
    written = os.open(pipe, os.O_WRONLY)  # else it would be at its end before anybody writes
    with ThreadPoolExecutor(1) as pool, open(descriptor, "rb") as file:
        try:
            yield pool.submit(file.read)
        finally:
            os.close(written)


def data_of(content: bytes) -> tuple[int, int]:
    """Return where the samples of a WAV file begin, and how many bytes of them it states."""
    at = content.index(b"data") + 8
    return at, struct.unpack_from("<I", content, at - 4)[0]


class TestWithASink:
    """The recorder where it belongs: behind a sink, by a fast clock."""

    def feed(self, block: Samples, heard: Heard | None) -> None:
        assert heard is not None
        block[:] = SOUND.block(round((heard.at_s - self.zero_s) * RATE_HZ), block.size)

    def sink(self, path: Path, *, zero_in_s: float = 1.0) -> PacedSink:
        clock = FastClock(SystemClock(), 30)
        self.zero_s = clock.monotonic_s() + zero_in_s
        drain = recorder(path, ENCODING, METADATA, SOUND.frames)
        sink = PacedSink(clock, RATE_HZ, zero_s=self.zero_s, drain=drain)
        sink.start(self.feed)
        self.clock = clock
        return sink

    def wait_for_the_end(self, sink: PacedSink) -> None:
        while sink.alive_s < self.zero_s + SOUND.frames / RATE_HZ:
            assert sink.trouble() is None

    def test_once_closed_the_file_is_there(self, tmp_path: Path) -> None:
        sink = self.sink(tmp_path / "recorded.wav")
        self.wait_for_the_end(sink)
        sink.close()
        assert sink.finish(10) is None
        assert (tmp_path / "recorded.wav").read_bytes() == rendered(tmp_path)

    def test_closed_too_early_it_says_that_there_is_none(self, tmp_path: Path) -> None:
        sink = self.sink(tmp_path / "recorded.wav")
        sink.close()
        assert "ended early" in str(sink.finish(10))
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
    at, size = data_of(content := rendered(tmp_path))
    assert size == SOUND.frames * 2
    assert np.any(np.frombuffer(content, dtype="<i2", count=SOUND.frames, offset=at))
