"""Whether a text is a rule that says the days of a public test: RFC 5545, the part we need.

The library that works rules out takes much that is none, and guesses what is missing from the
day on which it starts; here a rule says its days by itself, or is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from siren.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

SUCH_AS = "an RFC 5545 rule such as FREQ=YEARLY;BYMONTH=9;BYDAY=3SA"

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
_SAID = {
    "FREQ": "one of YEARLY, MONTHLY, WEEKLY, DAILY",
    "INTERVAL": "a number from 1 to 99",
    "BYMONTH": "months from 1 to 12, such as 3,6,9,12",
    "BYMONTHDAY": "days of the month, 1 to 31, or -1 for the last",
    "BYDAY": "weekdays MO, TU, WE, TH, FR, SA, SU, such as 1WE, or -1WE for the last",
    "BYSETPOS": "places such as 1, or -1 for the last",
    "WKST": "MO or SU",
}
"""What may stand in each part, in words."""

_WORDS = {"FREQ": ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")}


class RuleFault(NamedTuple):
    """What is wrong with a rule: the part of it, what it must be, and what was meant, perhaps."""

    found: str
    must: str
    nearest: str | None = None


def rule_fault(rule: str, *, has_start: bool) -> RuleFault | None:
    """Return what is wrong with a rule; None where all is well.

    Parameters
    ----------
    has_start
        Whether the test says since when it is held: what comes every second week counts from it.
    """
    parts = [part.partition("=") for part in rule.split(";")]
    if wrong := _wrong_part([(name, value) for name, _, value in parts]):
        part = wrong.found
        return wrong._replace(found=repr(rule) if part == rule else f"{part!r} in {rule!r}")
    by_name = {name: value for name, _, value in parts}
    if "INTERVAL" in by_name and not has_start:
        must = "a rule without INTERVAL, or the key since, from which it counts"
    else:
        must = _days_must_be(by_name["FREQ"], by_name) or ""
    return RuleFault(repr(rule), must) if must else None


def _wrong_part(parts: Sequence[tuple[str, str]]) -> RuleFault | None:
    """Return the first part that RFC 5545, or what we take of it, does not have."""
    seen: list[str] = []
    for name, value in parts:
        part = f"{name}={value}" if value else name
        if name in ("UNTIL", "COUNT"):
            must = "a rule without UNTIL and COUNT: the key until says the last day"
            return RuleFault(part, must)
        if name not in _FORMS:
            return RuleFault(part, f"{SUCH_AS}; its parts: {', '.join(_FORMS)}", _alike(name))
        if not re.fullmatch(_FORMS[name], value):
            words = nearest(value.lower(), [w.lower() for w in _WORDS.get(name, ())])
            meant = f"{name}={words.upper()}" if words else None
            return RuleFault(part, f"{_SAID[name]}, in {SUCH_AS}", meant)
        if name in seen:
            return RuleFault(part, f"{name} once, in {SUCH_AS}")
        if not seen and name != "FREQ":
            return RuleFault(part, f"FREQ first, as in {SUCH_AS}")
        seen.append(name)
    return None


def _alike(name: str) -> str | None:
    """Return the part that is written nearly so."""
    known = nearest(name, [part.lower() for part in _FORMS])
    return known.upper() if known and name else None


def _days_must_be(frequency: str, parts: dict[str, str]) -> str | None:
    """Return how a rule must say its days, where it does not."""
    said = {"BYDAY", "BYMONTHDAY"} & parts.keys()
    needed = {"WEEKLY": {"BYDAY"}, "DAILY": said}.get(frequency, {"BYDAY", "BYMONTHDAY"})
    if frequency != "DAILY" and not needed & said:
        return f"{' or '.join(sorted(needed))} in a {frequency} rule: which day?"
    if frequency == "WEEKLY" and "BYMONTHDAY" in parts:
        return "a WEEKLY rule without BYMONTHDAY"
    if "BYSETPOS" in parts and not said:
        return "BYSETPOS only with BYDAY or BYMONTHDAY"
    most = {"YEARLY": 5 if "BYMONTH" in parts else 53, "MONTHLY": 5}.get(frequency, 0)
    if any(abs(int(nth)) > most for nth in re.findall(r"[+-]?\d+", parts.get("BYDAY", ""))):
        return f"numbers up to {most} before a weekday" if most else "weekdays without a number"
    return None
