"""Every sound that a page needs, each once, numbered in the order in which it is met."""

from __future__ import annotations

from base64 import b64encode
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from siren.errors import Misuse
from siren.learn.loops import HELD_S, MARGIN_S, RATE_HZ, ClipKey, clip, key_of
from siren.output.memory import mp3
from siren.text import phrase
from siren.units import plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from siren.timeline import Stretch
    from siren.tone import Tone
    from siren.voice import GatedVoice

ALERT_RECEIVERS_HZ = frozenset(map(Fraction, (853, 960)))
"""Sounding together they are the attention signal of the US Emergency Alert System (47 CFR
11.31); receivers and broadcasters act on it, and the law forbids it elsewhere (11.45)."""


class Sounds:
    """The sounds of a page in one voice."""

    def __init__(self, voice: GatedVoice) -> None:
        self.voice = voice
        self._tones: dict[ClipKey, tuple[int, Tone]] = {}

    def number_of(self, stretch: Stretch) -> int:
        """Return the number of a stretch's sound; raises Misuse for one that must not sound."""
        _refuse_alerts(stretch)
        key = key_of(stretch)
        number, _ = self._tones.setdefault(key, (len(self), stretch.tone))
        return number

    def as_dicts(self, progress: Callable[[int], None]) -> list[dict[str, Any]]:
        """Return all sounds as the page takes them.

        Parameters
        ----------
        progress
            Is told of each.
        """
        dicts = []
        for key, (_, tone) in self._tones.items():
            sound = clip(tone, key, self.voice)
            dicts.append(
                {
                    "mp3": b64encode(mp3(sound.samples, RATE_HZ)).decode("ascii"),
                    "margin_s": plain_number(MARGIN_S),
                    "held_s": plain_number(HELD_S),
                    "length_s": plain_number(sound.length_s),
                    "loops": sound.loops,
                }
            )
            progress(1)
        return dicts

    def __len__(self) -> int:
        return len(self._tones)


def _refuse_alerts(stretch: Stretch) -> None:
    notes = _pitches_of(stretch)
    if any(set(together) >= ALERT_RECEIVERS_HZ for together in notes):
        raise Misuse(
            phrase(
                f"{stretch.signal} sounds 853 and 960 Hz together, which alert receivers act on"
                " (47 CFR 11.45): no page is made of it",
                f"{stretch.signal} 同时发出 853 与 960 Hz，会触发预警接收设备（47 CFR 11.45），"
                "不为其生成网页",
            )
        )


def _pitches_of(stretch: Stretch) -> Sequence[tuple[Fraction, ...]]:
    """Return every set of stated pitches that sound together in a stretch."""
    contour = stretch.tone.contour
    fields = ("hz", "hz_low", "hz_high", "hz_from", "hz_to")
    return [notes for field in fields if (notes := getattr(contour, field, None))]
