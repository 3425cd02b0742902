"""What loads when: the help is fast because it needs nothing heavy."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    *("numpy", "soundfile", "sounddevice", "apscheduler", "pulsectl", "platformdirs"),
    *("rich", "dateutil", "icalendar", "lxml", "pypdfium2"),
    *("tomllib", "tomlkit", "dataclasses"),
}


def loaded_by(*arguments: str) -> set[str]:
    script = (
        "import sys\n"
        "sys.argv = ['siren', *sys.argv[1:]]\n"
        "from siren.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('\\nLOADED', *sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split("LOADED ")[1].split())


def test_help_loads_nothing_heavy() -> None:
    assert not HEAVY & loaded_by("--help")
    for command in ("render", "check", "run", "play", "stop", "devices", "journal", "learn"):
        assert not HEAVY & loaded_by(command, "--help"), command


def test_a_picture_needs_no_synthesiser() -> None:
    assert "numpy" not in loaded_by("show", "cn-air-raid")


def test_a_steady_tone_as_wav_needs_neither_numpy_nor_soundfile() -> None:
    loaded = loaded_by("render", "yangjiang-2023", "-o", "/dev/null")
    assert not {"numpy", "soundfile"} & loaded


def test_a_motor_as_wav_needs_no_soundfile() -> None:
    loaded = loaded_by("render", "se-all-clear", "-o", "/dev/null", "--voice", "motor")
    assert "numpy" in loaded
    assert "soundfile" not in loaded
