"""The pattern of a signal: TOML elements -> :class:`~siren.pattern.Pattern`.

The format is described in ``docs/pattern-format.md``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.files.tone_words import SILENT, USED_FOR, plain_word
from siren.files.values import shown
from siren.pattern import NOTHING, ONCE, Duration, Group, Pattern, Pause, Repeat, Segment
from siren.tone import TONES, Glide, Steady, Steps, Sweep, Tone
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.files.table import Table
    from siren.pattern import Element
    from siren.tone import Contour, Notes
    from siren.units import Seconds

MAX_LENGTH_S = 7 * 24 * 3600
"""The longest signal that is taken; no known one exceeds 15 minutes."""

MAX_PIECES = 100_000
"""The most tones, sweeps and pauses that a signal may unroll to."""

MAX_DEPTH = 8
"""Groups within groups within ...; no known signal needs more than three."""

MAX_HZ = 8000
"""The highest pitch that is taken; no known siren exceeds 1.2 kHz."""

_STAND_IN = Pause(Duration.exactly(Fraction(1)))
"""Stands in for the elements of a faulty group, until the faults are raised."""


def read_pattern(table: Table) -> Pattern | None:
    """Return the pattern under the keys ``pattern`` and ``trailing_pause``, None if faulty."""
    known_faults = len(table.faults.found)
    elements = _elements(table, "pattern", depth=0)
    pattern = Pattern(elements, table.flag("trailing_pause", default=True))
    if len(table.faults.found) > known_faults:
        return None
    return pattern if _is_bounded(table, pattern) and _says_how_it_ends(table, pattern) else None


def _says_how_it_ends(table: Table, pattern: Pattern) -> bool:
    """Return whether ``trailing_pause`` stands where it is needed, and only there."""
    ends_in_pause = pattern.elements[-1].trailing_off_s > 0
    if ends_in_pause == table.has("trailing_pause"):
        return True
    if ends_in_pause:
        allowed = "true or false: does the pause after the last tone belong to the signal?"
        table.fault("trailing_pause", "nothing", allowed)
    else:
        table.fault("trailing_pause", "a flag", "nothing: the pattern does not end in an off_s")
    return False


def _is_bounded(table: Table, pattern: Pattern) -> bool:
    if pattern.length_s > MAX_LENGTH_S:
        found = f"{decimal_text(pattern.length_s)} s in all"
        table.fault("pattern", found, f"at most {MAX_LENGTH_S} s")
        return False
    if pattern.piece_count > MAX_PIECES:
        found = f"{pattern.piece_count} tones, sweeps and pauses"
        table.fault("pattern", found, f"at most {MAX_PIECES}")
        return False
    return True


def _elements(table: Table, key: str, depth: int) -> tuple[Element, ...]:
    if depth > MAX_DEPTH:
        table.expect(key)
        table.fault(key, f"groups nested {depth} deep", f"at most {MAX_DEPTH}")
        return ()
    return tuple(_element(entry, depth) for entry in table.tables(key))


def _element(table: Table, depth: int) -> Element:
    if table.has("group"):
        element: Element = _group(table, depth)
    elif table.has("pause_s"):
        element = Pause(
            read_duration(table, "pause_s", least_s=0), table.localised("label", required=False)
        )
    else:
        element = _segment(table)
    table.close()
    return element


def _group(table: Table, depth: int) -> Group:
    inner = _elements(table, "group", depth + 1) or (_STAND_IN,)
    gap = _silence(table, "gap_s")
    repeat, repeat_for_s = _repeats(table)
    group = Group(inner, repeat, gap, repeat_for_s)
    if group.once_s == 0:
        table.fault("group", "elements that take 0 s in all", "elements that take time")
        return group._replace(elements=(_STAND_IN,))
    return group


def _segment(table: Table) -> Segment:
    if not table.has("tone"):
        table.expect("group", "pause_s")
    tone = _tone(table)
    on = read_duration(table, "on_s", above_s=0)
    off = _silence(table, "off_s")
    repeat, repeat_for_s = _repeats(table)
    return Segment(tone, on, off, repeat, repeat_for_s)


def _silence(table: Table, key: str) -> Duration:
    table.expect(key)
    return read_duration(table, key, least_s=0) if table.has(key) else NOTHING


def _repeats(table: Table) -> tuple[Repeat, Seconds | None]:
    if table.has("repeat") and table.has("repeat_for_s"):
        table.fault("repeat_for_s", "a length beside repeat", "one of repeat and repeat_for_s")
    table.expect("repeat")
    for_s = table.number("repeat_for_s", above=0, most=MAX_LENGTH_S, what="seconds", required=False)
    return (read_repeat(table, "repeat") if table.has("repeat") else ONCE), for_s


# --- numbers with a range ---


def _is_range(table: Table, key: str) -> bool:
    return isinstance(table.content.get(key), dict)


def read_duration(
    table: Table, key: str, *, above_s: int | None = None, least_s: int | None = None
) -> Duration:
    """Return seconds: a number, or ``{ nominal, min, max }`` where the source gives a range."""

    def seconds(of: Table, name: str, *, required: bool = True) -> Seconds | None:
        what = "seconds" if of is not table else "seconds (or a table of nominal, min, max)"
        return of.number(
            name, above=above_s, least=least_s, most=MAX_LENGTH_S, what=what, required=required
        )

    if not _is_range(table, key):
        length_s = seconds(table, key)
        return Duration.exactly(Fraction(1) if length_s is None else length_s)
    inner = table.table(key)
    assert inner is not None
    nominal = seconds(inner, "nominal")
    low, high = (seconds(inner, name, required=False) for name in ("min", "max"))
    inner.close()
    if nominal is not None:
        _check_order(inner, nominal, low, high)
    return Duration(Fraction(1) if nominal is None else nominal, low, high)


def read_repeat(table: Table, key: str, *, most: int = MAX_PIECES) -> Repeat:
    """Return a count: a whole number, or ``{ nominal, min, max }``; no max is open-ended."""
    if not _is_range(table, key):
        return Repeat.exactly(table.count(key, most=most))
    inner = table.table(key)
    assert inner is not None
    nominal = inner.count("nominal", most=most)
    low, high = (inner.count(n, most=most) if inner.has(n) else None for n in ("min", "max"))
    inner.expect("min", "max")
    inner.close()
    _check_order(inner, Fraction(nominal), _fraction(low), _fraction(high))
    return Repeat(nominal, low, high)


def _fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _check_order(
    table: Table, nominal: Fraction, low: Fraction | None, high: Fraction | None
) -> None:
    if (low is not None and low > nominal) or (high is not None and high < nominal):
        table.fault("nominal", decimal_text(nominal), "between min and max")


# --- tones ---


def _tone_name(table: Table) -> str:
    said = table.content.get("tone")
    word = plain_word(said) if isinstance(said, str) else ""
    if word in SILENT:
        table.expect("tone")
        table.fault("tone", shown(said), 'a pause: { pause_s = 5, label = { en = "..." } }')
        return "steady"
    return table.choice("tone", TONES, meant=USED_FOR.get(word))


def _tone(table: Table) -> Tone:
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
        contour = Steady(read_notes(table, "hz"))
    return Tone(name, contour)


def read_notes(table: Table, key: str, *, required: bool = False) -> Notes | None:
    """Return pitches in Hz: a number, or a list of numbers for notes that sound together."""
    allowed = f"a pitch in Hz above 0 and at most {MAX_HZ}, or a list of them"
    value = table.value(key, allowed, required=required)
    if value is None:
        return None
    values = value if isinstance(value, list) else [value]
    if not 1 <= len(values) <= 8:
        table.fault(key, shown(value), allowed)
        return None
    notes = [table.check_number(key, v, above=0, most=MAX_HZ, what="a pitch in Hz") for v in values]
    good = tuple(note for note in notes if note is not None)
    return good if len(good) == len(notes) else None


def _pair(table: Table, first: str, second: str) -> tuple[Notes | None, Notes | None]:
    """Return two sets of notes that belong together: both or none, equally many."""
    one, other = read_notes(table, first), read_notes(table, second)
    if table.has(first) != table.has(second):
        missing = second if table.has(first) else first
        table.fault(missing, "nothing", f"pitches in Hz, since {first} and {second} go together")
    elif one is not None and other is not None and len(one) != len(other):
        table.fault(second, f"{len(other)} notes", f"{len(one)}, as many as {first} has")
    return one, other


def _range_hz(table: Table) -> tuple[Notes | None, Notes | None]:
    """Return ``hz_low`` and ``hz_high``, every note of the one below its note of the other."""
    low, high = _pair(table, "hz_low", "hz_high")
    if any(a >= b for a, b in zip(low or (), high or (), strict=False)):
        table.fault("hz_low", shown(table.content["hz_low"]), "a pitch below hz_high")
    return low, high


def _sweep(table: Table) -> Sweep:
    low, high = _range_hz(table)
    rise_s = table.number("rise_s", least=0, most=MAX_LENGTH_S, what="seconds")
    fall_s = table.number("fall_s", least=0, most=MAX_LENGTH_S, what="seconds")
    if rise_s == 0 and fall_s == 0:
        table.fault("rise_s", "0, with fall_s 0", "a sweep that takes time")
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
    high_s = table.number("high_s", above=0, most=MAX_LENGTH_S, what="seconds")
    low_s = table.number("low_s", above=0, most=MAX_LENGTH_S, what="seconds")
    return Steps(high_s or Fraction(1), low_s or Fraction(1), high, low)


def _glide(table: Table, name: str) -> Glide:
    start, end = _pair(table, "hz_from", "hz_to")
    if start is None or end is None:
        if not table.has("hz_from") and not table.has("hz_to"):
            table.fault("hz_from", "nothing", "pitches in Hz, with hz_to")
        return Glide((Fraction(1),), (Fraction(1),))
    rises = name == "ramp-up"
    if any(a == b or (b > a) is not rises for a, b in zip(start, end, strict=False)):
        found = f"{name} from {shown(table.content['hz_from'])} Hz"
        way = "higher" if rises else "lower"
        table.fault("hz_to", found, f"a pitch {way} than hz_from")
    return Glide(start, end)
