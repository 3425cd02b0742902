"""Whole files, read back by other programs' libraries."""

from __future__ import annotations

import os
import signal
import threading
import wave
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from siren.errors import OutputFailed
from siren.output.export import export_file, export_stream
from siren.output.formats import choose
from siren.output.metadata import Cue, Metadata
from tests.synth.sounds import sound_of, whole

METADATA = Metadata(
    "测试 · Test",
    "Test",
    "EXERCISE",
    "test",
    datetime(2026, 10, 1, tzinfo=UTC),
    cues=(Cue(0, "on"),),
)
TEXT = '{ tone = "steady", on_s = 0.6, off_s = 0.4, repeat = 3 }'


def exported(
    path: Path,
    *,
    rate_hz: int = 48_000,
    channels: int = 1,
    subtype: str | None = None,
    frames: range | None = None,
) -> np.ndarray:
    sound = sound_of(TEXT, rate_hz=rate_hz, trailing_pause=True)
    kind = choose(path.suffix, rate_hz=rate_hz, channels=channels, subtype=subtype, to_pipe=False)
    told: list[int] = []
    chosen = frames or range(sound.frames)
    export_file(sound, path, kind, METADATA, frames=chosen, progress=told.append)
    assert sum(told) == len(chosen)
    return whole(sound)[chosen.start : chosen.stop]


@pytest.mark.parametrize(
    ("name", "subtype", "error"),
    [
        ("x.wav", "PCM_16", 2**-15),
        ("x.wav", "PCM_24", 2**-22),
        ("x.wav", "PCM_32", 2**-23),
        ("x.wav", "FLOAT", 0),
        ("x.flac", "PCM_16", 2**-15),
        ("x.flac", "PCM_24", 2**-22),
    ],
)
@pytest.mark.parametrize("channels", [1, 2, 5])
def test_a_lossless_file_holds_every_sample(
    tmp_path: Path, name: str, subtype: str, error: float, channels: int
) -> None:
    samples = exported(tmp_path / name, subtype=subtype, channels=channels)
    read, rate_hz = soundfile.read(tmp_path / name, always_2d=True)
    assert rate_hz == 48_000
    assert read.shape == (samples.size, channels)
    assert np.abs(read - samples[:, np.newaxis]).max() <= error
    assert soundfile.info(tmp_path / name).subtype == subtype


@pytest.mark.parametrize("name", ["x.ogg", "x.mp3"])
def test_a_lossy_file_sounds_alike(tmp_path: Path, name: str) -> None:
    samples = exported(tmp_path / name)
    read, _ = soundfile.read(tmp_path / name)
    middle = slice(5000, 25_000)
    assert np.sqrt(np.mean(read[middle] ** 2)) == pytest.approx(
        np.sqrt(np.mean(samples[middle] ** 2)), rel=0.05
    )


def test_the_standard_library_reads_it_too(tmp_path: Path) -> None:
    exported(tmp_path / "x.wav", rate_hz=8000)
    with wave.open(str(tmp_path / "x.wav")) as file:
        assert (file.getnframes(), file.getframerate(), file.getsampwidth()) == (24_000, 8000, 2)


@pytest.mark.parametrize("name", ["x.wav", "x.flac", "x.ogg", "x.mp3"])
def test_a_file_says_what_it_is_and_that_it_is_an_exercise(tmp_path: Path, name: str) -> None:
    exported(tmp_path / name)
    with soundfile.SoundFile(tmp_path / name) as file:
        assert file.title == ("Test" if name.endswith(".mp3") else "测试 · Test")
        assert file.comment == "EXERCISE"
        assert "2026" in file.date
        assert "siren" in file.software or name.endswith((".mp3", ".ogg"))


def test_a_stretch_is_the_same_samples_as_in_the_whole(tmp_path: Path) -> None:
    exported(tmp_path / "whole.wav", subtype="FLOAT")
    exported(tmp_path / "part.wav", subtype="FLOAT", frames=range(10_001, 70_000))
    every, _ = soundfile.read(tmp_path / "whole.wav")
    part, _ = soundfile.read(tmp_path / "part.wav")
    assert np.array_equal(part, every[10_001:70_000])


def test_a_stream_is_the_file(tmp_path: Path) -> None:
    exported(tmp_path / "x.wav")
    reader, writer = os.pipe()
    received: list[bytes] = []

    def read_all() -> None:
        with open(reader, "rb") as stream:
            received.append(stream.read())

    thread = threading.Thread(target=read_all)
    thread.start()
    sound = sound_of(TEXT, trailing_pause=True)
    kind = choose(".wav", rate_hz=48_000, channels=1, subtype=None, to_pipe=True)
    with open(writer, "wb", buffering=0) as stream:
        export_stream(
            sound, stream.fileno(), kind, METADATA, frames=range(sound.frames), progress=len_
        )
    thread.join()
    assert received[0] == (tmp_path / "x.wav").read_bytes()


def len_(frames: int) -> None:
    assert frames > 0


def test_a_reader_that_goes_away_is_one_sentence() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    sound = sound_of(TEXT, trailing_pause=True)
    kind = choose(".wav", rate_hz=48_000, channels=1, subtype=None, to_pipe=True)
    with (
        open(writer, "wb", buffering=0) as stream,
        pytest.raises(OutputFailed, match="the reader of the stream went away"),
    ):
        export_stream(
            sound, stream.fileno(), kind, METADATA, frames=range(sound.frames), progress=len_
        )


@pytest.mark.parametrize("name", ["x.wav", "x.flac", "x.ogg", "x.mp3"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """A limit on file size stands in for the disk: the same error path, no mount needed."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OutputFailed, match="file too large"):
            exported(tmp_path / name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["x.wav", "x.flac", "x.ogg", "x.mp3"])
def test_ctrl_c_ends_it_and_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    """Also where libsndfile calls back into Python, which would swallow it."""
    (tmp_path / name).write_bytes(b"old")
    kind = choose(Path(name).suffix, rate_hz=48_000, channels=1, subtype=None, to_pipe=False)
    sound = sound_of(TEXT, trailing_pause=True)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt, match=r"^$"):
            export_file(
                sound,
                tmp_path / name,
                kind,
                METADATA,
                frames=range(sound.frames),
                progress=lambda frames: signal.raise_signal(signal.SIGINT),
            )
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert (tmp_path / name).read_bytes() == b"old"
    assert os.listdir(tmp_path) == [name]
