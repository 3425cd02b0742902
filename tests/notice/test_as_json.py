from __future__ import annotations

import json

import pytest

from siren.notice.as_json import as_json
from siren.notice.reader import read_notice
from tests.notice.corpus import NAMES, notice, of_verdict

ALWAYS = (
    *("should", "city", "issuer", "document", "issued", "timezone", "date", "window", "signals"),
    *("gap_s", "outlets", "area", "occasion", "derived", "evidence"),
)


def said(name: str, language: str = "en") -> dict[str, object]:
    return as_json(read_notice(notice(name)), language)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_plain_data_with_the_same_keys_always(name: str) -> None:
    found = said(name)
    assert json.loads(json.dumps(found)) == found
    assert set(ALWAYS) <= set(found)


def test_times_are_hours_and_minutes_with_seconds_where_there_are_any() -> None:
    signals = as_json(read_notice(notice("taiwan-compound-cycle")))["signals"]
    assert [(signal["start"], signal["end"]) for signal in signals] == [
        ("13:30", "13:31:55"),
        ("14:00", "14:01:30"),
    ]


def test_a_single_cycle_is_on_and_off_a_compound_one_a_pattern() -> None:
    [*_, disaster] = as_json(read_notice(notice("three-rounds-of-a-compound-cycle")))["signals"]
    assert (disaster["on_s"], disaster["off_s"]) == (None, None)
    assert disaster["pattern"] == [[15, 10], [5, 10]]
    assert (disaster["rounds"], disaster["round_gap_s"], disaster["total_s"]) == (3, 120, 600)


def test_a_steady_tone_says_so() -> None:
    signals = as_json(read_notice(notice("weekday-wrong")))["signals"]
    assert [signal.get("continuous", False) for signal in signals] == [False, False, True]


def test_a_silence_that_is_not_counted_says_so() -> None:
    first, last = as_json(read_notice(notice("taiwan-compound-cycle")))["signals"]
    assert (first["last_gap_counted"], "last_gap_counted" in last) == (False, False)


def test_two_sessions_are_windows_and_no_window() -> None:
    found = said("two-sessions-a-day")
    assert found["window"] is None
    assert found["windows"] == [["09:30", "09:49"], ["15:00", "15:19"]]


def test_a_window_without_an_end() -> None:
    assert said("table-read-column-by-column")["window"] == ["10:00", None]


def test_a_question_quotes_with_the_line_and_names_what_to_choose_from() -> None:
    found = said("weekday-wrong")
    assert found["conflicts"] == [
        "2024-09-18 is a Wednesday, the notice says Tuesday: “2024年9月18日（星期二）” (line 2)"
    ]
    assert found["candidates"] == {"date": ["2024-09-18", "2024-09-17"]}


def test_two_start_times_are_both_offered() -> None:
    found = said("two-start-times")
    assert found["candidates"] == {"window": [["10:30", None], ["10:40", "11:00"]]}


def test_what_is_assumed_is_said_with_its_figures() -> None:
    assumed = said("no-cycles-printed")["assumed"]
    assert isinstance(assumed, list)
    assert assumed[0] == {
        "name": "预先警报",
        "signal": "cn-pre-warning",
        "cycle": [[36, 24]],
        "repeats": 3,
        "duration_s": 180,
    }


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "a cancellation: the test described does not take place"),
        ("zh", "试鸣已取消或推迟，未公布新的日期"),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, reason: str) -> None:
    assert said("cancelled", language)["reject_reason"] == reason


@pytest.mark.parametrize("name", of_verdict("plan"))
def test_a_plan_has_no_conflicts_and_no_reason(name: str) -> None:
    assert {"conflicts", "candidates", "reject_reason"}.isdisjoint(said(name))
