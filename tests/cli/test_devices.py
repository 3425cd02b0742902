"""``siren devices``: the names that --device takes, with what was measured of each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from siren.errors import NoSoundSystem
from siren.output import devices
from siren.output.devices import Device

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

HORN = Device("horn", "ALSA", 2, 48_000, is_default=False, index=3)
HALL = Device("hall", "ALSA", 32, 44_100, is_default=True, index=4)
HALL_TOO = Device("hall", "OSS", 1, 44_100, is_default=False, index=5)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Device]:
    found = [HORN, HALL, HALL_TOO]
    monkeypatch.setattr(devices, "devices", lambda: tuple(found))
    monkeypatch.setenv("SIREN_CONFIG_DIR", str(tmp_path))
    (tmp_path / "devices.toml").write_text(
        '[[device]]\nname = "horn"\noffset_s = 0.0123\nmeasured = 2026-11-01\nmethod = "mic"\n'
    )
    return found


@pytest.mark.usefixtures("listed")
def test_people_see_a_line_for_each_device(run: Run) -> None:
    code, out, err = run("devices")
    assert (code, err) == (0, "")
    heading, horn, hall, hall_too = out.splitlines()
    assert heading.split() == ["DEVICE", "HOST", "API", "CHANNELS", "RATE", "OFFSET"]
    assert horn.split() == ["horn", "ALSA", "2", "48000", "Hz", "+0.0123", "s", "(2026-11-01)"]
    assert hall.split() == ["hall,", "ALSA", "ALSA", "32", "44100", "Hz", "default"]
    assert hall_too.split() == ["hall,", "OSS", "OSS", "1", "44100", "Hz"]


@pytest.mark.usefixtures("listed")
def test_programs_get_the_same_as_json(run: Run) -> None:
    horn, hall, hall_too = json.loads(run("devices", "--json")[1])
    assert horn == {
        "name": "horn",
        "host_api": "ALSA",
        "channels": 2,
        "rate_hz": 48_000,
        "default": False,
        "offset_s": 0.0123,
    }
    assert (hall["name"], hall["default"], hall["offset_s"]) == ("hall, ALSA", True, None)
    assert hall_too["name"] == "hall, OSS"


@pytest.mark.parametrize(("option", "out"), [((), ""), (("--json",), "[]\n")])
def test_no_device_is_no_failure_and_files_are_the_way_out(
    run: Run, listed: list[Device], option: tuple[str, ...], out: str
) -> None:
    listed.clear()
    code, printed, err = run("devices", *option)
    assert (code, printed) == (0, out)
    assert "No sound device is here; files need no device: siren render" in err


def test_without_portaudio_it_fails_in_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> tuple[Device, ...]:
        raise NoSoundSystem("the PortAudio library is missing")

    monkeypatch.setattr(devices, "devices", missing)
    assert run("devices") == (1, "", "the PortAudio library is missing")


@pytest.mark.usefixtures("listed")
def test_a_faulty_settings_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "devices.toml").write_text('[[device]]\nname = "horn"\n')
    code, _, err = run("devices")
    assert code == 2
    assert "devices.toml: device[0].offset_s: found nothing" in err


def test_people_are_told_in_chinese(run: Run, listed: list[Device]) -> None:
    heading, _, hall, _ = run("devices", "--lang", "zh")[1].splitlines()
    assert heading.split() == ["设备", "接口", "声道", "采样率", "延迟"]
    assert hall.split()[-1] == "系统默认"
    listed.clear()
    assert run("devices", "--lang", "zh")[2].startswith("本机没有声音设备；生成文件无需设备：siren")
