from __future__ import annotations

from fractions import Fraction

import pytest

from siren.errors import InvalidFile
from siren.files.document import read_text
from siren.files.voices import parse_voice
from siren.text import Text
from siren.voice import GatedVoice, MotorVoice, Spectrum, Voice

GATED = """
[voice]
id = "horn"
kind = "gated"
names = { zh = "电声警报器", en = "Horn" }
pitch_hz = 500
low_ratio = 0.6
ramp_s = 0.02

[spectrum]
source = "sawtooth"
highpass_hz = 350
lowpass_hz = 5000
"""

MOTOR = """
[voice]
id = "dual"
kind = "motor"
names = "Two rotors"
ports = [10, 12]
rpm = 2850
coast_s = 6
torque_ratio = 2.25
slip = 0.05
friction_ratio = 0.001
level_exponent = 4

[spectrum]
source = "port"
rotor_opening = 0.45
stator_opening = 0.4
radiation_corner_hz = 1500
"""


def voice(text: str) -> Voice:
    return parse_voice(read_text(text, "x.toml"))


def lines(text: str, key: str, replacement: str) -> str:
    """Return `text` with the line of `key` replaced."""
    kept = [replacement if line.startswith(f"{key} =") else line for line in text.splitlines()]
    return "\n".join(kept)


def faults(text: str) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidFile, match=r"^x\.toml: .*found .*; allowed: .") as caught:
        voice(text)
    return [(fault.key, fault.found.english, fault.advice.english) for fault in caught.value.faults]


def only_fault(text: str) -> tuple[str, str, str]:
    [fault] = faults(text)
    return fault


def test_a_gated_voice_holds_what_its_file_says() -> None:
    assert voice(GATED) == GatedVoice(
        id="horn",
        names=Text((("zh", "电声警报器"), ("en", "Horn"))),
        spectrum=Spectrum("sawtooth", highpass_hz=350.0, lowpass_hz=5000.0),
        pitch_hz=Fraction(500),
        low_ratio=Fraction(3, 5),
        ramp_s=Fraction(1, 50),
    )


def test_a_motor_voice_holds_what_its_file_says() -> None:
    assert voice(MOTOR) == MotorVoice(
        id="dual",
        names=Text((("en", "Two rotors"),)),
        spectrum=Spectrum("port", 0.45, 0.4, radiation_corner_hz=1500.0),
        ports=(10, 12),
        rpm=Fraction(2850),
        coast_s=6.0,
        torque_ratio=2.25,
        slip=0.05,
        friction_ratio=0.001,
        level_exponent=4.0,
    )


def test_the_pitch_of_a_motor_is_its_first_rotors_ports_times_turns_a_second() -> None:
    assert voice(MOTOR).pitch_hz == 475


def test_a_voice_may_name_its_sources_and_have_a_note() -> None:
    more = 'note = "Seen in Wuhan."\nsources = ["https://example.org"]\nramp_s = 0.02'
    assert voice(lines(GATED, "ramp_s", more)) == voice(GATED)


@pytest.mark.parametrize("key", ["id", "kind", "names", "pitch_hz", "low_ratio", "ramp_s"])
def test_a_gated_voice_lacks_nothing(key: str) -> None:
    assert only_fault(lines(GATED, key, ""))[:2] == (f"voice.{key}", "nothing")


@pytest.mark.parametrize(
    "key",
    ["ports", "rpm", "coast_s", "torque_ratio", "slip", "friction_ratio", "level_exponent"],
)
def test_a_motor_voice_lacks_nothing(key: str) -> None:
    assert only_fault(lines(MOTOR, key, ""))[:2] == (f"voice.{key}", "nothing")


@pytest.mark.parametrize("key", ["source", "rotor_opening", "stator_opening"])
def test_the_spectrum_of_a_port_siren_lacks_nothing(key: str) -> None:
    assert faults(lines(MOTOR, key, ""))[0][:2] == (f"spectrum.{key}", "nothing")


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("kind", '"electronic"', "'electronic'"),
        ("pitch_hz", "0", "0"),
        ("pitch_hz", "8001", "8001"),
        ("pitch_hz", "true", "true"),
        ("pitch_hz", "[475, 570]", "[475, 570]"),
        ("low_ratio", "1.5", "1.5"),
        ("low_ratio", "nan", "NaN"),
        ("ramp_s", "0", "0"),
        ("ramp_s", '"20 ms"', "'20 ms'"),
        ("note", "5", "5"),
        ("sources", '"https://example.org"', "'https://example.org'"),
    ],
)
def test_a_gated_voice_with_a_wrong_value_is_refused(key: str, value: str, found: str) -> None:
    text = lines(GATED, key, "")
    text = text.replace('id = "horn"', f'id = "horn"\n{key} = {value}')
    assert only_fault(text)[:2] == (f"voice.{key}", found)


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("ports", "10", "10"),
        ("ports", "[]", "[]"),
        ("ports", "[10, 12, 14]", "[10, 12, 14]"),
        ("ports", "[10.5]", "[10.5]"),
        ("ports", "[true]", "[true]"),
        ("ports", "[0]", "[0]"),
        ("rpm", "inf", "Infinity"),
        ("rpm", "-2880", "-2880"),
        ("coast_s", "0", "0"),
        ("torque_ratio", "1", "1"),
        ("slip", "1.1", "1.1"),
        ("friction_ratio", "0", "0"),
        ("level_exponent", "-1", "-1"),
    ],
)
def test_a_motor_voice_with_a_wrong_value_is_refused(key: str, value: str, found: str) -> None:
    assert only_fault(lines(MOTOR, key, f"{key} = {value}"))[:2] == (f"voice.{key}", found)


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("rotor_opening", "0", "0"),
        ("stator_opening", "1.01", "1.01"),
        ("radiation_corner_hz", "-5", "-5"),
        ("radiation_corner_hz", "1e6", "1E+6"),
    ],
)
def test_a_spectrum_with_a_wrong_value_is_refused(key: str, value: str, found: str) -> None:
    assert only_fault(lines(MOTOR, key, f"{key} = {value}"))[:2] == (f"spectrum.{key}", found)


def test_a_misspelt_kind_is_told_the_nearest_and_read_as_it() -> None:
    key, found, allowed = only_fault(MOTOR.replace('"motor"', '"moter"'))
    assert (key, found) == ("voice.kind", "'moter'")
    assert allowed == "one of gated, motor; did you mean 'motor'?"


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        (GATED.replace("ramp_s", "ramp_ms"), "voice.ramp_ms", "ramp_s"),
        (MOTOR.replace("rpm", "rpms"), "voice.rpms", "rpm"),
        (GATED.replace("lowpass_hz", "lowpass"), "spectrum.lowpass", "lowpass_hz"),
    ],
)
def test_an_unknown_key_is_told_the_nearest(text: str, key: str, hint: str) -> None:
    unknown = [(key, allowed) for key, found, allowed in faults(text) if found == "an unknown key"]
    assert [where for where, _ in unknown] == [key]
    assert unknown[0][1].endswith(f"did you mean '{hint}'?")


@pytest.mark.parametrize("section", ["voice", "spectrum"])
def test_a_voice_file_has_both_tables(section: str) -> None:
    text = GATED.replace(f"[{section}]", f"[{section}s]")
    assert (section, "nothing", "a table") in faults(text)


def test_all_faults_of_a_voice_are_reported_at_once() -> None:
    text = MOTOR.replace("2850", "0").replace("[10, 12]", "[]").replace("0.45", "2")
    text = text.replace('"dual"', '"Dual"').replace("slip", "slipp")
    assert sorted(key for key, _, _ in faults(text)) == [
        "spectrum.rotor_opening",
        "voice.id",
        "voice.ports",
        "voice.rpm",
        "voice.slip",
        "voice.slipp",
    ]
