"""The hash of a sound is that of the samples in its WAV file, read by others."""

from __future__ import annotations

import hashlib
import tracemalloc
import wave
from typing import TYPE_CHECKING

import pytest
import soundfile

from siren import library, timeline
from siren.output.soundhash import sound_hash
from siren.synth.compose import compose

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from siren.synth.sound import Sound

    Run = Callable[..., tuple[int, str, str]]


def sound(signal: str, voice: str, rate_hz: int, level_db: float = -6.0) -> Sound:
    whole = timeline.of_signal(library.signal(signal))
    return compose(whole, library.voice(voice), rate_hz=rate_hz, level_db=level_db)


@pytest.mark.parametrize(
    ("signal", "voice", "rate_hz", "level_db"),
    [
        ("cn-air-raid", "electronic", 48_000, -6.0),
        ("cn-pre-warning", "tone", 44_100, -20.0),
        ("de-ww2-akute", "motor", 8000, -60.0),
    ],
)
def test_it_is_the_hash_of_the_data_of_a_rendered_file(
    run: Run, tmp_path: Path, signal: str, voice: str, rate_hz: int, level_db: float
) -> None:
    path = tmp_path / "x.wav"
    options = f"--voice {voice} --rate {rate_hz} --channels 1 --level-db {level_db}".split()
    assert run("render", signal, "-o", str(path), *options)[0] == 0
    with wave.open(str(path)) as file:
        data = file.readframes(file.getnframes())
    assert sound_hash(sound(signal, voice, rate_hz, level_db)) == hashlib.sha256(data).hexdigest()
    samples = soundfile.read(path, dtype="int16")[0].astype("<i2")
    assert samples.tobytes() == data


def test_another_voice_level_or_rate_is_another_hash() -> None:
    hashes = {
        sound_hash(sound("cn-all-clear", voice, rate_hz, level_db))
        for voice, rate_hz, level_db in [
            ("tone", 8000, -6.0),
            ("electronic", 8000, -6.0),
            ("tone", 8000, -7.0),
            ("tone", 16_000, -6.0),
        ]
    }
    assert len(hashes) == 4


def test_memory_does_not_grow_with_the_sound() -> None:
    whole = sound("cn-air-raid", "electronic", 48_000)
    sound_hash(whole)  # what is computed once stays
    tracemalloc.start()
    sound_hash(whole)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 5_000_000 < whole.frames * 2
