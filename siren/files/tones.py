"""What sounds in a segment: TOML keys -> :class:`~siren.tone.Tone`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.files.allowed import MISSING, SECONDS
from siren.files.tone_words import SILENT, USED_FOR, plain_word
from siren.files.values import MAX_LENGTH_S, shown
from siren.text import phrase
from siren.tone import TONES, Glide, Steady, Steps, Sweep, Tone

if TYPE_CHECKING:
    from siren.files.table import Table
    from siren.tone import Contour, Notes

MAX_HZ = 8000
"""The highest pitch that is taken; no known siren exceeds 1.2 kHz."""


def read_tone(table: Table) -> Tone:
    """Return what sounds: the key ``tone``, and the keys that its kind has."""
    name = _tone_name(table)
    kind = TONES[name]
    contour: Contour
    if kind is Sweep:
        contour = _sweep(table)
    elif kind is Steps:
        contour = _steps(table)
    elif kind is Glide:
        contour = _glide(table, name)
    else:
        contour = Steady(_notes(table, "hz"))
    return Tone(name, contour)


def _tone_name(table: Table) -> str:
    said = table.content.get("tone")
    word = plain_word(said) if isinstance(said, str) else ""
    if word in SILENT:
        table.expect("tone")
        pause = '{ pause_s = 5, label = { en = "..." } }'
        table.fault("tone", shown(said), phrase(f"a pause: {pause}", f"停顿：{pause}"))
        return "steady"
    return table.choice("tone", TONES, meant=USED_FOR.get(word))


def _notes(table: Table, key: str) -> Notes | None:
    """Return pitches in Hz: a number, or a list of numbers for notes that sound together."""
    allowed = phrase(
        f"a pitch in Hz above 0 and at most {MAX_HZ}, or a list of them",
        f"音高（Hz），大于 0，至多 {MAX_HZ}；或其列表",
    )
    value = table.value(key, allowed, required=False)
    if value is None:
        return None
    values = value if isinstance(value, list) else [value]
    if not 1 <= len(values) <= 8:
        table.fault(key, shown(value), allowed)
        return None
    what = phrase("a pitch in Hz", "音高（Hz）")
    notes = [table.check_number(key, v, above=0, most=MAX_HZ, what=what) for v in values]
    good = tuple(note for note in notes if note is not None)
    return good if len(good) == len(notes) else None


def _pair(table: Table, first: str, second: str) -> tuple[Notes | None, Notes | None]:
    """Return two sets of notes that belong together: both or none, equally many."""
    one, other = _notes(table, first), _notes(table, second)
    if table.has(first) != table.has(second):
        missing = second if table.has(first) else first
        allowed = phrase(
            f"pitches in Hz, since {first} and {second} go together",
            f"音高（Hz）；{first} 与 {second} 须同时写",
        )
        table.fault(missing, MISSING, allowed)
    elif one is not None and other is not None and len(one) != len(other):
        found = phrase(f"{len(other)} notes", f"{len(other)} 个音")
        allowed = phrase(f"{len(one)}, as many as {first} has", f"{len(one)} 个，与 {first} 相同")
        table.fault(second, found, allowed)
    return one, other


def _range_hz(table: Table) -> tuple[Notes | None, Notes | None]:
    """Return ``hz_low`` and ``hz_high``, every note of the one below its note of the other."""
    low, high = _pair(table, "hz_low", "hz_high")
    if any(a >= b for a, b in zip(low or (), high or (), strict=False)):
        allowed = phrase("a pitch below hz_high", "低于 hz_high 的音高")
        table.fault("hz_low", shown(table.content["hz_low"]), allowed)
    return low, high


def _sweep(table: Table) -> Sweep:
    low, high = _range_hz(table)
    rise_s = table.number("rise_s", least=0, most=MAX_LENGTH_S, what=SECONDS)
    fall_s = table.number("fall_s", least=0, most=MAX_LENGTH_S, what=SECONDS)
    if rise_s == 0 and fall_s == 0:
        found = phrase("0, with fall_s 0", "0，而 fall_s 也为 0")
        table.fault("rise_s", found, phrase("a sweep that takes time", "时长不为 0 的升降"))
    shape = table.choice("shape", ("linear", "sine"), default="linear")
    return Sweep(
        Fraction(1) if rise_s is None else rise_s,
        Fraction(1) if fall_s is None else fall_s,
        low,
        high,
        "sine" if shape == "sine" else "linear",
    )


def _steps(table: Table) -> Steps:
    low, high = _range_hz(table)
    high_s = table.number("high_s", above=0, most=MAX_LENGTH_S, what=SECONDS)
    low_s = table.number("low_s", above=0, most=MAX_LENGTH_S, what=SECONDS)
    return Steps(high_s or Fraction(1), low_s or Fraction(1), high, low)


def _glide(table: Table, name: str) -> Glide:
    start, end = _pair(table, "hz_from", "hz_to")
    if start is None or end is None:
        if not table.has("hz_from") and not table.has("hz_to"):
            allowed = phrase("pitches in Hz, with hz_to", "音高（Hz），与 hz_to 同时写")
            table.fault("hz_from", MISSING, allowed)
        return Glide((Fraction(1),), (Fraction(1),))
    rises = name == "ramp-up"
    if any(a == b or (b > a) is not rises for a, b in zip(start, end, strict=False)):
        start_hz = shown(table.content["hz_from"])
        found = phrase(f"{name} from {start_hz} Hz", f"从 {start_hz} Hz 起的 {name}")
        higher = phrase("a pitch higher than hz_from", "高于 hz_from 的音高")
        lower = phrase("a pitch lower than hz_from", "低于 hz_from 的音高")
        table.fault("hz_to", found, higher if rises else lower)
    return Glide(start, end)
