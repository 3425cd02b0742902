"""A file of a voice: TOML -> :data:`~siren.voice.Voice`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.files.allowed import SECONDS
from siren.files.document import read_document
from siren.files.fields import NO_WORDS, read_id
from siren.files.table import Table
from siren.files.values import shown
from siren.text import phrase, same
from siren.voice import GatedVoice, MotorVoice, Spectrum

if TYPE_CHECKING:
    from pathlib import Path

    from siren.voice import Voice


def read_voice(path: Path) -> Voice:
    """Read a voice file.

    Raises
    ------
    InvalidFile
        With every fault of the file.
    """
    return parse_voice(read_document(path))


def parse_voice(document: Table) -> Voice:
    """Return the voice that a file's top table holds; see :func:`read_voice`."""
    head = document.table("voice") or Table({}, document.faults, "voice")
    kind = head.choice("kind", ("gated", "motor"))
    spectrum = _spectrum(document.table("spectrum") or Table({}, document.faults, "spectrum"))
    voice: Voice = _gated(head, spectrum) if kind == "gated" else _motor(head, spectrum)
    head.text("note", required=False)
    head.texts("sources")
    head.close()
    document.close()
    document.faults.raise_if_any()
    return voice


def _gated(head: Table, spectrum: Spectrum) -> GatedVoice:
    ramp_s = head.number("ramp_s", above=0, most=1, what=SECONDS)
    pitch_hz = head.number("pitch_hz", above=0, most=8000, what=same("Hz"))
    low_ratio = head.number("low_ratio", above=0, most=1)
    return GatedVoice(
        id=read_id(head),
        names=head.localised("names") or NO_WORDS,
        spectrum=spectrum,
        pitch_hz=pitch_hz or Fraction(500),
        low_ratio=low_ratio or Fraction(1),
        ramp_s=ramp_s or Fraction(1, 100),
    )


def _motor(head: Table, spectrum: Spectrum) -> MotorVoice:
    rpm = head.number("rpm", above=0, most=100_000, what=phrase("turns a minute", "每分钟转数"))
    return MotorVoice(
        id=read_id(head),
        names=head.localised("names") or NO_WORDS,
        spectrum=spectrum,
        ports=_ports(head),
        rpm=rpm or Fraction(60),
        coast_s=_real(head, "coast_s", above=0, most=120),
        torque_ratio=_real(head, "torque_ratio", above=1, most=20),
        slip=_real(head, "slip", above=0, most=1),
        friction_ratio=_real(head, "friction_ratio", above=0, most=1),
        level_exponent=_real(head, "level_exponent", least=0, most=10),
    )


def _ports(head: Table) -> tuple[int, ...]:
    allowed = phrase(
        "a list of one or two port counts from 1 to 200, such as [10] or [10, 12]",
        "一或两个孔数的列表，1 至 200，如 [10] 或 [10, 12]",
    )
    value = head.value("ports", allowed, required=True)
    good = isinstance(value, list) and 1 <= len(value) <= 2
    if good and all(type(count) is int and 1 <= count <= 200 for count in value):
        return tuple(value)
    if value is not None:
        head.fault("ports", shown(value), allowed)
    return (1,)


def _real(
    table: Table, key: str, *, above: int | None = None, least: int | None = None, most: int
) -> float:
    value = table.number(key, above=above, least=least, most=most)
    return 2.0 if value is None else float(value)


def _spectrum(table: Table) -> Spectrum:
    source = table.choice("source", ("sine", "sawtooth", "port"))

    def hertz(key: str) -> float | None:
        value = table.number(key, above=0, most=100_000, what=same("Hz"), required=False)
        return None if value is None else float(value)

    def opening(key: str) -> float:
        needed = source == "port"
        value = table.number(
            key, above=0, most=1, what=phrase("a fraction", "比例"), required=needed
        )
        return 0.5 if value is None else float(value)

    spectrum = Spectrum(
        source="sine" if source == "sine" else "port" if source == "port" else "sawtooth",
        rotor_opening=opening("rotor_opening"),
        stator_opening=opening("stator_opening"),
        radiation_corner_hz=hertz("radiation_corner_hz"),
        highpass_hz=hertz("highpass_hz"),
        lowpass_hz=hertz("lowpass_hz"),
    )
    table.close()
    return spectrum
