"""Whether a text is a rule that says the days of a public test: RFC 5545, the part we need.

The library that works rules out takes much that is none, and guesses what is missing from the
day on which it starts; here a rule says its days by itself, or is refused.
"""

from __future__ import annotations

import re

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


def rule_must_be(rule: str, *, has_start: bool) -> str | None:
    """Return what a rule must be instead; None where all is well.

    Parameters
    ----------
    has_start
        Whether the test says since when it is held: what comes every second week counts from it.
    """
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if {"UNTIL", "COUNT"} & parts.keys():
        return "a rule without UNTIL and COUNT: the key until says the last day"
    is_rule = rule.startswith("FREQ=") and len(parts) == rule.count(";") + 1
    if not is_rule or not all(re.fullmatch(_FORMS.get(n, "(?!)"), v) for n, v in parts.items()):
        return SUCH_AS
    if "INTERVAL" in parts and not has_start:
        return "a rule without INTERVAL, or the key since, from which it counts"
    return _days_must_be(parts["FREQ"], parts)


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
