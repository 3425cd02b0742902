from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from siren.errors import InvalidFile
from siren.files.device_settings import (
    DeviceSetting,
    parse_device_settings,
    read_device_settings,
)
from siren.files.document import read_text

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
[[device]]
name = "horn"
offset_s = 0.0123
measured = 2026-11-01
method = "microphone at 1 m"

[[device]]
name = "Hall, ALSA"
offset_s = -0.004
measured = 2026-11-02
method = "line output on the other channel"
"""


def settings(text: str) -> dict[str, DeviceSetting]:
    return parse_device_settings(read_text(text, "devices.toml"))


def only_fault(text: str) -> tuple[str, str]:
    with pytest.raises(InvalidFile, match=r"^devices\.toml: .*found .*; allowed: .") as caught:
        settings(text)
    [fault] = caught.value.faults
    return fault.key, fault.found.english


def test_settings_are_kept_exactly_by_device() -> None:
    read = settings(SETTINGS)
    assert list(read) == ["horn", "Hall, ALSA"]
    assert read["horn"] == DeviceSetting(
        "horn", Fraction(123, 10_000), dt.date(2026, 11, 1), "microphone at 1 m"
    )
    assert read["Hall, ALSA"].offset_s == Fraction(-4, 1000)


def test_no_file_is_no_settings(tmp_path: Path) -> None:
    assert read_device_settings(tmp_path / "devices.toml") == {}
    assert settings("") == {}


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "devices.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    assert read_device_settings(path) == settings(SETTINGS)


@pytest.mark.parametrize("key", ["name", "offset_s", "measured", "method"])
def test_a_setting_lacks_nothing(key: str) -> None:
    text = "\n".join(line for line in SETTINGS.splitlines() if not line.startswith(f"{key} ="))
    with pytest.raises(InvalidFile, match=f"device.0..{key}: found nothing") as caught:
        settings(text)
    assert [fault.key for fault in caught.value.faults] == [f"device[0].{key}", f"device[1].{key}"]


@pytest.mark.parametrize("offset", ["-0.5", "0", "2", "2.0"])
def test_the_bounds_of_an_offset_are_allowed(offset: str) -> None:
    assert settings(SETTINGS.replace("0.0123", offset))["horn"].offset_s == Fraction(offset)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("0.0123", "12.3", ("device[0].offset_s", "12.3")),
        ("0.0123", "-0.51", ("device[0].offset_s", "-0.51")),
        ("0.0123", "nan", ("device[0].offset_s", "NaN")),
        ("0.0123", '"12 ms"', ("device[0].offset_s", "'12 ms'")),
        ("2026-11-01", '"2026-11-01"', ("device[0].measured", "'2026-11-01'")),
        ('"microphone at 1 m"', '""', ("device[0].method", "empty text")),
        ('"Hall, ALSA"', '"horn"', ("device[1].name", "'horn' again")),
        ('[[device]]\nname = "horn"', 'x = 1\n[[device]]\nname = "horn"', ("x", "an unknown key")),
    ],
)
def test_a_wrong_value_is_refused(old: str, new: str, fault: tuple[str, str]) -> None:
    assert only_fault(SETTINGS.replace(old, new)) == fault


def test_an_offset_in_milliseconds_is_told_the_unit() -> None:
    with pytest.raises(
        InvalidFile, match=r"offset_ms: found an unknown key.*did you mean 'offset_s"
    ):
        settings(SETTINGS.replace("offset_s", "offset_ms"))


def test_all_faults_are_reported_at_once() -> None:
    text = SETTINGS.replace("0.0123", "5").replace("2026-11-02", "7").replace("method", "how")
    with pytest.raises(InvalidFile, match="offset_s") as caught:
        settings(text)
    assert sorted({fault.key for fault in caught.value.faults}) == [
        "device[0].how",
        "device[0].method",
        "device[0].offset_s",
        "device[1].how",
        "device[1].measured",
        "device[1].method",
    ]
