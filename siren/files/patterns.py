"""The pattern of a signal: TOML elements -> :class:`~siren.pattern.Pattern`.

The format is described in ``docs/pattern-format.md``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from siren.files.allowed import MISSING, SECONDS
from siren.files.tones import read_tone
from siren.files.values import MAX_LENGTH_S
from siren.pattern import NOTHING, ONCE, Duration, Group, Pattern, Pause, Repeat, Segment
from siren.text import joined, phrase
from siren.units import decimal_text

if TYPE_CHECKING:
    from siren.files.table import Table
    from siren.pattern import Element
    from siren.text import Text
    from siren.units import Seconds

MAX_PIECES = 100_000
"""The most tones, sweeps and pauses that a signal may unroll to."""

MAX_DEPTH = 8
"""Groups within groups within ...; no known signal needs more than three."""

_OR_RANGE = phrase(" (or a table of nominal, min, max)", "（或含 nominal、min、max 的表）")

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
        allowed = phrase(
            "true or false: does the pause after the last tone belong to the signal?",
            "true 或 false（末尾的停顿是否计入）",
        )
        table.fault("trailing_pause", MISSING, allowed)
    else:
        allowed = phrase(
            "nothing: the pattern does not end in an off_s", "不写：pattern 不以 off_s 结尾"
        )
        table.fault("trailing_pause", phrase("a flag", "写了此项"), allowed)
    return False


def _is_bounded(table: Table, pattern: Pattern) -> bool:
    if pattern.length_s > MAX_LENGTH_S:
        length = decimal_text(pattern.length_s)
        found = phrase(f"{length} s in all", f"共 {length} 秒")
        table.fault(
            "pattern", found, phrase(f"at most {MAX_LENGTH_S} s", f"至多 {MAX_LENGTH_S} 秒")
        )
        return False
    if pattern.piece_count > MAX_PIECES:
        count = pattern.piece_count
        found = phrase(f"{count} tones, sweeps and pauses", f"音、升降和停顿共 {count} 个")
        table.fault("pattern", found, _at_most(MAX_PIECES))
        return False
    return True


def _at_most(count: int) -> Text:
    return phrase(f"at most {count}", f"至多 {count}")


def _elements(table: Table, key: str, depth: int) -> tuple[Element, ...]:
    if depth > MAX_DEPTH:
        table.expect(key)
        found = phrase(f"groups nested {depth} deep", f"group 嵌套 {depth} 层")
        table.fault(key, found, _at_most(MAX_DEPTH))
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
        found = phrase("elements that take 0 s in all", "总时长为 0 秒的内容")
        table.fault("group", found, phrase("elements that take time", "时长不为 0 的内容"))
        return group._replace(elements=(_STAND_IN,))
    return group


def _segment(table: Table) -> Segment:
    if not table.has("tone"):
        table.expect("group", "pause_s")
    tone = read_tone(table)
    on = read_duration(table, "on_s", above_s=0)
    off = _silence(table, "off_s")
    repeat, repeat_for_s = _repeats(table)
    return Segment(tone, on, off, repeat, repeat_for_s)


def _silence(table: Table, key: str) -> Duration:
    table.expect(key)
    return read_duration(table, key, least_s=0) if table.has(key) else NOTHING


def _repeats(table: Table) -> tuple[Repeat, Seconds | None]:
    if table.has("repeat") and table.has("repeat_for_s"):
        found = phrase("a length beside repeat", "与 repeat 同时写的时长")
        allowed = phrase("one of repeat and repeat_for_s", "repeat 与 repeat_for_s 只写其一")
        table.fault("repeat_for_s", found, allowed)
    table.expect("repeat")
    for_s = table.number("repeat_for_s", above=0, most=MAX_LENGTH_S, what=SECONDS, required=False)
    return (read_repeat(table, "repeat") if table.has("repeat") else ONCE), for_s


# --- numbers with a range ---


def _is_range(table: Table, key: str) -> bool:
    return isinstance(table.content.get(key), dict)


def read_duration(
    table: Table, key: str, *, above_s: int | None = None, least_s: int | None = None
) -> Duration:
    """Return seconds: a number, or ``{ nominal, min, max }`` where the source gives a range."""

    def seconds(of: Table, name: str, *, required: bool = True) -> Seconds | None:
        what = joined(SECONDS, _OR_RANGE) if of is table else SECONDS
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


_BETWEEN = phrase("between min and max", "介于 min 与 max 之间")


def _check_order(
    table: Table, nominal: Fraction, low: Fraction | None, high: Fraction | None
) -> None:
    if (low is not None and low > nominal) or (high is not None and high < nominal):
        table.fault("nominal", decimal_text(nominal), _BETWEEN)
