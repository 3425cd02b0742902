"""Faults in Chinese: the common ones have words, the others are shown as they are."""

from __future__ import annotations

import pytest

from siren.cli.fault_words import in_chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("nothing", "无"),
        ("'xx-a', taken by signals/xx.toml", "'xx-a'，已被 signals/xx.toml 占用"),
        ("one of high, medium, low", "以下之一：high, medium, low"),
        ("only at, label, signal", "仅限 at, label, signal"),
        ("'FREQ=MONTHY' in 'FREQ=MONTHY;BYDAY=1WE'", "'FREQ=MONTHY;BYDAY=1WE' 中的 'FREQ=MONTHY'"),
        (
            "days that the rule gives; the nearest is 2025-02-05, a Wednesday",
            "规则所给的日期；最近的是 2025-02-05",
        ),
        (
            "seconds (or a table of nominal, min, max) above 0 and at most 60, without quotes",
            "秒数（或含 nominal、min、max 的表），大于 0，至多 60，不加引号",
        ),
        ("seconds, without quotes", "秒数，不加引号"),
        ("a date such as 2023-10-29, without quotes", "日期，如 2023-10-29，不加引号"),
        ("no TOML (Invalid value (at line 1, column 5)): x = A", "不是合法的 TOML (Invalid value"),
    ],
)
def test_a_common_fault_has_chinese_words(english: str, chinese: str) -> None:
    assert in_chinese(english).startswith(chinese)


@pytest.mark.parametrize("words", ["'stedy'", "{ tone = 'steady' }", "a rule without INTERVAL"])
def test_what_has_none_is_shown_as_it_is(words: str) -> None:
    assert in_chinese(words) == words
