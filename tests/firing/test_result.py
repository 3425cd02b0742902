"""A result, and the row of JSON that says the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siren.firing.result import Result, onset_row, result_of_row, row_of, time_text
from siren.firing.rules import Outcome

NOON = datetime(2026, 10, 29, 12, tzinfo=UTC)

times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
results = st.builds(
    Result,
    signal=st.text(min_size=1),
    planned_utc=times,
    actual_utc=times | st.none(),
    error_ms=st.floats(-1000, 1000) | st.none(),
    frames=st.integers(0, 10**9),
    lost_frames=st.integers(0, 10**9),
    outcome=st.sampled_from(Outcome),
)


def test_a_row_says_it_in_the_words_of_the_command_line() -> None:
    late = NOON + timedelta(milliseconds=250)
    result = Result("cn-air-raid", NOON, late, 250.0, 8000, 2000, Outcome.LATE)
    assert row_of(result) == {
        "signal": "cn-air-raid",
        "planned_utc": "2026-10-29T12:00:00Z",
        "actual_utc": "2026-10-29T12:00:00.250000Z",
        "error_ms": 250.0,
        "frames": 8000,
        "lost_frames": 2000,
        "outcome": "late",
        "silent": False,
    }


def test_what_was_never_heard_has_no_time() -> None:
    assert onset_row(None, None) == {"actual_utc": None, "error_ms": None}


@given(results)
def test_a_row_read_back_through_json_is_the_result(result: Result) -> None:
    assert result_of_row(json.loads(json.dumps(row_of(result)))) == result


@pytest.mark.parametrize(
    ("micros", "text"), [(0, "2026-10-29T12:00:00Z"), (1500, "2026-10-29T12:00:00.001500Z")]
)
def test_a_time_is_in_utc_and_says_so(micros: int, text: str) -> None:
    assert time_text(NOON + timedelta(microseconds=micros)) == text


def test_every_outcome_has_one_word_for_all_time() -> None:
    """They stand in journals that are kept for years."""
    assert [str(outcome) for outcome in Outcome] == [
        "played",
        "late",
        "interrupted",
        "missed",
        "stopped",
        "device-lost",
        "aborted",
    ]
