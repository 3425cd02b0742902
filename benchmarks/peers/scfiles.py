"""The two binary formats of scsynth: synth definitions (SCgf 2) and scores of OSC bundles."""

from __future__ import annotations

import struct
from dataclasses import dataclass

SCALAR, CONTROL, AUDIO = 0, 1, 2
"""Calculation rates."""
MULTIPLY = 2
"""Special index of ``BinaryOpUGen``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit generator.

    Attributes
    ----------
    inputs
        Constants, and the numbers (int) of the units whose first output comes in.
    outputs
        How many; all run at the unit's own rate.
    """

    name: str
    rate: int
    inputs: tuple[float | int, ...] = ()
    outputs: int = 1
    special: int = 0


def synth_definition(name: str, parameter: str, units: list[Unit]) -> bytes:
    """Return a definition file whose one parameter is unit 0's output."""
    constants = list(
        dict.fromkeys(value for unit in units for value in unit.inputs if isinstance(value, float))
    )
    body = _short_text(name) + struct.pack(f">i{len(constants)}f", len(constants), *constants)
    body += struct.pack(">ifi", 1, 0.0, 1) + _short_text(parameter) + struct.pack(">i", 0)
    body += struct.pack(">i", len(units))
    for unit in units:
        body += _short_text(unit.name)
        body += struct.pack(">biih", unit.rate, len(unit.inputs), unit.outputs, unit.special)
        for value in unit.inputs:
            is_constant = isinstance(value, float)
            pair = (-1, constants.index(value)) if is_constant else (int(value), 0)
            body += struct.pack(">ii", *pair)
        body += bytes([unit.rate] * unit.outputs)
    variants = struct.pack(">h", 0)
    return b"SCgf" + struct.pack(">ih", 2, 1) + body + variants


def message(address: str, *arguments: str | float | int | bytes) -> bytes:
    """Return an OSC message."""
    tags, payload = ",", b""
    for value in arguments:
        match value:
            case bytes():
                tags += "b"
                payload += struct.pack(">i", len(value)) + _padded(value)
            case str():
                tags += "s"
                payload += _padded(value.encode() + b"\0")
            case float():
                tags += "f"
                payload += struct.pack(">f", value)
            case _:
                tags += "i"
                payload += struct.pack(">i", value)
    return _padded(address.encode() + b"\0") + _padded(tags.encode() + b"\0") + payload


def bundle(time_s: float, *messages: bytes) -> bytes:
    """Return one entry of a score: messages that happen at a time."""
    body = b"#bundle\0" + struct.pack(">Q", round(time_s * 2**32))
    for content in messages:
        body += struct.pack(">i", len(content)) + content
    return struct.pack(">i", len(body)) + body


def _short_text(text: str) -> bytes:
    """Return a text behind its length, as definitions hold it."""
    return bytes([len(text)]) + text.encode()


def _padded(data: bytes) -> bytes:
    """Fill up to a multiple of four bytes."""
    return data + b"\0" * (-len(data) % 4)
