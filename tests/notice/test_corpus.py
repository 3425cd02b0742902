"""Each of the project's own notices is read as a careful person would read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from siren.notice.as_json import as_json
from siren.notice.reader import read_notice
from tests.notice.corpus import FOLDER, NAMES, notice, of_verdict, right_reading

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_TEST = ("date", "window", "windows", "issued", "document", "timezone")
OF_A_SIGNAL = (
    *("kind", "start", "end", "on_s", "off_s", "pattern", "repeats", "duration_s"),
    *("rounds", "round_gap_s", "total_s", "last_gap_counted"),
)


def decided(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Return what must be right: the verdict, when, and how each signal sounds."""
    if reading["should"] == "not-a-notice":
        return {"should": "not-a-notice"}
    return {
        "should": reading["should"],
        **{key: reading.get(key) for key in OF_THE_TEST},
        "signals": [{key: signal.get(key) for key in OF_A_SIGNAL} for signal in reading["signals"]],
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_notice_is_read_right(name: str) -> None:
    assert decided(as_json(read_notice(notice(name)))) == decided(right_reading(name))


@pytest.mark.parametrize("name", of_verdict("ask"))
def test_a_question_quotes_the_words_it_is_about_with_their_line(name: str) -> None:
    text = notice(name)
    printed = text.splitlines()
    for conflict in read_notice(text).conflicts:
        for quote in conflict.quotes:
            assert printed[quote.line - 1].replace(" ", "").find(quote.words[:2]) >= 0


@pytest.mark.parametrize("name", of_verdict("not-a-notice"))
def test_what_is_no_notice_is_said_to_be_so_for_a_reason(name: str) -> None:
    reading = read_notice(notice(name))
    assert reading.reason is not None
    assert (reading.signals, reading.date, reading.conflicts) == ((), None, ())


def test_every_notice_has_a_right_reading_and_every_reading_its_notice() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)
