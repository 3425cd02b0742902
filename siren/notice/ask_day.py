"""The question on which day a test is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siren.notice.asked import NOTHING, Choice, Question
from siren.notice.typed import DAY
from siren.notice.year import WEEKDAYS_EN, WEEKDAYS_ZH
from siren.text import phrase

if TYPE_CHECKING:
    import datetime as dt

    from siren.notice.reading import Reading
    from siren.text import Text


def question(reading: Reading) -> Question[dt.date]:
    """Return it, with the days that the notice names."""
    days = [*reading.dates]
    if reading.date is not None and reading.date not in days:
        days.insert(0, reading.date)
    return Question(
        "date",
        phrase("On which day is the test?", "试鸣在哪一天？"),
        tuple(Choice(day_words(day), day) for day in days),
        _settle,
        DAY,
        NOTHING if reading.date is None else day_words(reading.date),
    )


def day_words(day: dt.date) -> Text:
    """Return a day with its weekday."""
    return phrase(
        f"{day} ({WEEKDAYS_EN[day.weekday()]})", f"{day}（星期{WEEKDAYS_ZH[day.weekday()]}）"
    )


def _settle(reading: Reading, day: dt.date) -> Reading:
    return reading._replace(date=day, dates=())
