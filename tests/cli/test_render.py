"""``siren render``, as a user runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from tests.hearing import sounding_runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

SIREN = [sys.executable, "-m", "siren"]


@pytest.mark.parametrize("voice", ["tone", "electronic"])
@pytest.mark.parametrize("rate_hz", [8000, 44_100, 48_000])
def test_the_yangjiang_drill_is_900_s_with_every_edge_on_its_frame(
    run: Run, tmp_path: Path, voice: str, rate_hz: int
) -> None:
    code, _, _ = run(
        "render", "yangjiang-2023", "-o", f"{tmp_path}/x.wav", "--voice", voice,
        "--rate", str(rate_hz),
    )  # fmt: skip
    samples, found_hz = soundfile.read(tmp_path / "x.wav", dtype="int16")
    assert (code, found_hz, samples.size) == (0, rate_hz, 900 * rate_hz)
    expected_s = [(60 * n, 60 * n + 36) for n in range(3)]
    expected_s += [(360 + 12 * n, 366 + 12 * n) for n in range(15)]
    expected_s += [(720, 900)]
    found = sounding_runs(samples, shortest_gap=rate_hz)
    assert found == [(a * rate_hz, b * rate_hz) for a, b in expected_s]


def test_a_motor_file_carries_the_switches_as_cues(run: Run, tmp_path: Path) -> None:
    run("render", "cn-air-raid", "-o", f"{tmp_path}/x.wav", "--voice", "motor", "--rate", "8000")
    content = (tmp_path / "x.wav").read_bytes()
    at = content.rindex(b"cue ")
    count = int.from_bytes(content[at + 8 : at + 12], "little")
    frames = [
        int.from_bytes(content[at + 16 + 24 * n : at + 20 + 24 * n], "little") for n in range(count)
    ]
    assert frames == [6 * n * 8000 for n in range(30)]


def test_from_and_to_cut_exact_samples(run: Run, tmp_path: Path) -> None:
    for name, cut in (("all", []), ("part", ["--from", "5.5", "--to", "13.25"])):
        run("render", "cn-air-raid", "-o", f"{tmp_path}/{name}.wav", "--rate", "8000", *cut)
    every, _ = soundfile.read(tmp_path / "all.wav")
    part, _ = soundfile.read(tmp_path / "part.wav")
    assert np.array_equal(part, every[44_000:106_000])


def test_a_tail_makes_the_file_longer(run: Run, tmp_path: Path) -> None:
    run("render", "se-all-clear", "-o", f"{tmp_path}/x.wav", "--rate", "8000", "--tail", "12.5")
    assert soundfile.info(tmp_path / "x.wav").frames == 42.5 * 8000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["cn-air-radi"],
            r"no signal or drill is called 'cn-air-radi'; did you mean 'cn-air-raid'",
        ),
        (["cn-air-raid", "--voice", "moter"], r"no voice is called 'moter'; did you mean 'motor'"),
        (["cn-air-raid", "--rate", "nan"], r"Invalid value for '--rate': 'nan'"),
        (["cn-air-raid", "--rate", "0"], r"cannot hold 0 Hz; allowed: 8000 to 192000 Hz"),
        (["cn-air-raid", "--from", "30", "--to", "20"], r"--from 30 is not before --to 20"),
        (["cn-air-raid", "--from", "nan"], r"'nan' is no number of seconds"),
        (["cn-air-raid", "--from", "-1"], r"'-1' is no number of seconds"),
        (["cn-air-raid", "--to", "181"], r"--to 181 lies past the end of cn-air-raid, .* 180 s"),
        (["cn-air-raid", "--level-db", "3"], r"'3' is no level between -120 and 0 dB"),
        (["cn-air-raid", "--level-db", "nan"], r"'nan' is no level"),
        (["cn-gaps-3min"], r"cn-gaps-3min is a template; make a drill of it with: siren new"),
        (["cn-air-raid", "--from", "0.000001", "--to", "0.000002"], r"no frame lies between"),
        (["missing.toml"], r"missing.toml: found no such file or directory"),
    ],
)
def test_misuse_is_one_sentence_exit_2_and_no_file(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = subprocess.run(
        [*SIREN, "render", *arguments, "-o", "x.wav"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("siren: ")
    assert list(tmp_path.iterdir()) == []
    assert re.search(message, done.stderr)


def test_what_is_wrong_with_a_file_is_said_in_chinese_too(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[drill]\ndate = 3\n", encoding="utf-8")
    done = subprocess.run(
        [*SIREN, "render", f"{tmp_path}/mine.toml", "-o", f"{tmp_path}/x.wav"],
        capture_output=True,
        text=True,
        env={**os.environ, "SIREN_LANG": "zh"},
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[:2] == [
        "siren: mine.toml: drill.date：现为 3；应为：日期，如 2023-10-29，不加引号",
        "siren: mine.toml: firing：现为 无；应为：表的列表，至少一项",
    ]


def test_a_folder_that_is_not_there_is_exit_1(tmp_path: Path) -> None:
    done = subprocess.run(
        [*SIREN, "render", "cn-air-raid", "-o", f"{tmp_path}/no/x.wav"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr == f"siren: {tmp_path}/no/x.wav: no such file or directory\n"


def test_a_stream_is_the_same_wav(run: Run, tmp_path: Path) -> None:
    piped = subprocess.run(
        [*SIREN, "render", "se-all-clear", "-o", "-", "--rate", "8000"], capture_output=True
    )
    run("render", "se-all-clear", "-o", f"{tmp_path}/x.wav", "--rate", "8000")
    file = (tmp_path / "x.wav").read_bytes()
    data = file.index(b"data")
    assert piped.returncode == 0
    assert piped.stdout[data:] == file[data:]  # before it stands the time it was made


def test_a_reader_that_goes_away_ends_it_with_one_sentence() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as stdout:
        done = subprocess.run(
            [*SIREN, "render", "cn-air-raid", "-o", "-"],
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "siren: the reader of the stream went away before its end\n"


def test_nothing_is_said_on_stdout_and_no_bar_off_a_terminal(run: Run, tmp_path: Path) -> None:
    code, out, err = run("render", "se-all-clear", "-o", f"{tmp_path}/x.wav")
    assert (code, out) == (0, "")
    assert err.startswith(f"{tmp_path}/x.wav: 0:30, 48000 Hz, 1 channel, PCM_16")
    assert "An exercise" in err


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_any_terminal_encoding_will_do(encoding: str) -> None:
    for arguments in (["list"], ["show", "fr-sna"], ["show", "yangjiang-2023"]):
        done = subprocess.run(
            [*SIREN, *arguments],
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": encoding},
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_stdout_is_one_sentence() -> None:
    with open("/dev/full", "w") as stdout:
        done = subprocess.run(
            [*SIREN, "list"], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "siren: stdout: no space left on device\n"
