"""``sound``: the hash of what will be played, to be compared with a rendered file."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.errors import SirenError
from siren.output.soundhash import sound_hash
from siren.preflight.check import green, red
from siren.text import phrase
from siren.units import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from siren.preflight.check import Check
    from siren.synth.sound import Sound


def sound_check(sound_at: Callable[[int], Sound], rate_hz: int) -> Check:
    """Compute the whole sound at a rate, and say its hash."""
    try:
        sound = sound_at(rate_hz)
        digest = sound_hash(sound)
    except SirenError as error:
        other = phrase("choose another voice or level", "请更换音色或电平")
        return red("sound", phrase(str(error), f"无法合成：{error}"), other)
    length = clock_text(Fraction(sound.frames, rate_hz))
    return green(
        "sound",
        phrase(
            f"{length} at {rate_hz} Hz, SHA-256 {digest}",
            f"{length}，{rate_hz} Hz，SHA-256 {digest}",
        ),
    )
