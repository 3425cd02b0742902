"""Whether a text is a rule that says the days of a public test: RFC 5545, the part we need.

The library that works rules out takes much that is none, and guesses what is missing from the
day on which it starts; here a rule says its days by itself, or is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import nearest
from siren.files.allowed import one_of
from siren.text import joined, phrase, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from siren.text import Text

_EXAMPLE = "FREQ=YEARLY;BYMONTH=9;BYDAY=3SA"

SUCH_AS = phrase(f"an RFC 5545 rule such as {_EXAMPLE}", f"RFC 5545 规则，如 {_EXAMPLE}")

_DAY = r"([+-]?[1-9]\d?)?(?:MO|TU|WE|TH|FR|SA|SU)"
_MONTH, _MONTH_DAY = r"(?:[1-9]|1[0-2])", r"-?(?:[1-9]|[12]\d|3[01])"
_PLACE = r"-?[1-9]\d{0,2}"
_FORMS = {
    "FREQ": "YEARLY|MONTHLY|WEEKLY|DAILY",
    "INTERVAL": r"[1-9]\d?",
    "BYMONTH": rf"{_MONTH}(?:,{_MONTH})*",
    "BYMONTHDAY": rf"{_MONTH_DAY}(?:,{_MONTH_DAY})*",
    "BYDAY": rf"{_DAY}(?:,{_DAY})*",
    "BYSETPOS": rf"{_PLACE}(?:,{_PLACE})*",
    "WKST": "MO|SU",
}
_WORDS = {"FREQ": ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")}
_SAID = {
    "FREQ": one_of(_WORDS["FREQ"]),
    "INTERVAL": phrase("a number from 1 to 99", "1 至 99 的数"),
    "BYMONTH": phrase("months from 1 to 12, such as 3,6,9,12", "月份 1 至 12，如 3,6,9,12"),
    "BYMONTHDAY": phrase(
        "days of the month, 1 to 31, or -1 for the last", "日 1 至 31，-1 为最后一日"
    ),
    "BYDAY": phrase(
        "weekdays MO, TU, WE, TH, FR, SA, SU, such as 1WE, or -1WE for the last",
        "星期 MO, TU, WE, TH, FR, SA, SU，前面可写第几个，如 1WE，-1WE 为最后一个",
    ),
    "BYSETPOS": phrase("places such as 1, or -1 for the last", "第几个，如 1，-1 为最后一个"),
    "WKST": phrase("MO or SU", "MO 或 SU"),
}
"""What may stand in each part, in words."""


class RuleFault(NamedTuple):
    """What is wrong with a rule: the part of it, what it must be, and what was meant, perhaps."""

    found: Text
    must: Text
    nearest: str | None = None


class _WrongPart(NamedTuple):
    part: str
    must: Text
    nearest: str | None = None


_NO_INTERVAL = phrase(
    "a rule without INTERVAL, or the key since, from which it counts",
    "规则中不写 INTERVAL，或写明起算日 since",
)
_NO_END = phrase(
    "a rule without UNTIL and COUNT: the key until says the last day",
    "规则中不写 UNTIL 和 COUNT；末日写在 until",
)


def rule_fault(rule: str, *, has_start: bool) -> RuleFault | None:
    """Return what is wrong with a rule; None where all is well.

    Parameters
    ----------
    has_start
        Whether the test says since when it is held: what comes every second week counts from it.
    """
    parts = [part.partition("=") for part in rule.split(";")]
    if wrong := _wrong_part([(name, value) for name, _, value in parts]):
        part = wrong.part
        within = phrase(f"{part!r} in {rule!r}", f"{rule!r} 中的 {part!r}")
        return RuleFault(same(repr(rule)) if part == rule else within, wrong.must, wrong.nearest)
    by_name = {name: value for name, _, value in parts}
    if "INTERVAL" in by_name and not has_start:
        return RuleFault(same(repr(rule)), _NO_INTERVAL)
    must = _days_must_be(by_name["FREQ"], by_name)
    return RuleFault(same(repr(rule)), must) if must else None


def _wrong_part(parts: Sequence[tuple[str, str]]) -> _WrongPart | None:
    """Return the first part that RFC 5545, or what we take of it, does not have."""
    seen: list[str] = []
    for name, value in parts:
        part = f"{name}={value}" if value else name
        if name in ("UNTIL", "COUNT"):
            return _WrongPart(part, _NO_END)
        if name not in _FORMS:
            there = ", ".join(_FORMS)
            parts_are = phrase(f"; its parts: {there}", f"；各部分为：{there}")
            return _WrongPart(part, joined(SUCH_AS, parts_are), _alike(name))
        if not re.fullmatch(_FORMS[name], value):
            words = nearest(value.lower(), [w.lower() for w in _WORDS.get(name, ())])
            meant = f"{name}={words.upper()}" if words else None
            return _WrongPart(part, _in_a_rule(_SAID[name]), meant)
        if name in seen:
            return _WrongPart(part, _in_a_rule(phrase(f"{name} once", f"{name} 只写一次")))
        if not seen and name != "FREQ":
            return _WrongPart(part, _in_a_rule(phrase("FREQ first", "FREQ 写在最前")))
        seen.append(name)
    return None


def _in_a_rule(must: Text) -> Text:
    zh = f"{must.said_in('zh')}（{SUCH_AS.said_in('zh')}）"
    return phrase(f"{must.english}, in {SUCH_AS.english}", zh)


def _alike(name: str) -> str | None:
    """Return the part that is written nearly so."""
    known = nearest(name, [part.lower() for part in _FORMS])
    return known.upper() if known and name else None


def _days_must_be(frequency: str, parts: dict[str, str]) -> Text | None:
    """Return how a rule must say its days, where it does not."""
    said = {"BYDAY", "BYMONTHDAY"} & parts.keys()
    needed = {"WEEKLY": {"BYDAY"}, "DAILY": said}.get(frequency, {"BYDAY", "BYMONTHDAY"})
    if frequency != "DAILY" and not needed & said:
        en, zh = (word.join(sorted(needed)) for word in (" or ", " 或 "))
        return phrase(
            f"{en} in a {frequency} rule: which day?", f"{frequency} 规则须以 {zh} 写明哪一天"
        )
    if frequency == "WEEKLY" and "BYMONTHDAY" in parts:
        return phrase("a WEEKLY rule without BYMONTHDAY", "WEEKLY 规则中不写 BYMONTHDAY")
    if "BYSETPOS" in parts and not said:
        return phrase(
            "BYSETPOS only with BYDAY or BYMONTHDAY", "BYSETPOS 须与 BYDAY 或 BYMONTHDAY 同用"
        )
    most = {"YEARLY": 5 if "BYMONTH" in parts else 53, "MONTHLY": 5}.get(frequency, 0)
    if any(abs(int(nth)) > most for nth in re.findall(r"[+-]?\d+", parts.get("BYDAY", ""))):
        if not most:
            return phrase("weekdays without a number", "星期前不写数字")
        return phrase(f"numbers up to {most} before a weekday", f"星期前的数字至多 {most}")
    return None
