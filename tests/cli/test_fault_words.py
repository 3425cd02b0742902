"""Faults in Chinese: the common ones have words, the others are shown as they are."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from siren.cli.fault_words import in_chinese
from siren.errors import InvalidFile
from siren.files.document import MAX_FILE_BYTES, read_document
from siren.files.systems import parse_system
from tests.shelves import SIGNAL, SYSTEM, TEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from siren.errors import Fault


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


GOOD = SYSTEM.format(id="xx") + SIGNAL.format(id="xx-a") + TEST.format(id="xx-t", signal="xx-a")

PATTERNS = [
    *("3", "[3]", '[{ tone = "x" }]', '[{ tone = "steady", on_s = 0 }]', "[]"),
    *(f'[{{ tone = "steady", on_s = 9, {key} }}]' for key in ("hz = 0", "hz = []", 'hz = "x"')),
    '[{ tone = "steady", on_s = { nominal = 1, min = 2 }, repeat = 1.5, off_s = 1 }]',
    '[{ tone = "steady", on_s = 1, repeat = 2, repeat_for_s = 5 }]',
    '[{ tone = "steady", on_s = 1234567890.1234567 }]',
    '[{ tone = "wail", on_s = 9, rise_s = 0, fall_s = 0, hz_low = 9, hz_high = 8 }]',
    '[{ tone = "hi-lo", on_s = 9, high_s = 1, low_s = 1, hz_low = 9, hz_high = [10, 11] }]',
    '[{ tone = "hi-lo", on_s = 9, high_s = "1", low_s = 1, hz_low = 9 }]',
    '[{ tone = "ramp-up", on_s = 9 }]',
    "[{ group = [{ pause_s = 0 }] }]",
    '[{ tone = "silence", on_s = 9 }]',
]
KEYS = [
    *('about = ["x"]', 'about = "x"', "sources = []", "well_known = 1", "replays = 3", "odd = 1"),
    *('note = ""', 'note = "\\u0007"', 'names = { english = "x" }', "disagreements = [3]"),
    *("stated_total_s = 1", "trailing_pause = true", 'status = "x"', 'id = "X x"', "names = 3"),
]
RULES = [
    *("FREQ=X", "FREQ=YEARLY;BYMONTH=13;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=40", "FREQ=MONTHLY"),
    *("FREQ=MONTHLY;BYDAY=X", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=x", "FREQ=WEEKLY;BYDAY=MO;WKST=FR"),
    *("FREQ=WEEKLY;FREQ=WEEKLY", "BYDAY=MO", "X=1", "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2"),
    *("FREQ=WEEKLY;BYDAY=MO;INTERVAL=0", "FREQ=WEEKLY;BYDAY=MO;COUNT=2"),
    *("FREQ=WEEKLY;BYDAY=MO;BYMONTHDAY=1", "FREQ=DAILY;BYSETPOS=1"),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
]
TIMES = [
    *("at = 12:00:01", 'at = "12"', "at = 12:00:00\nuntil = 2020-01-01\nsince = 2021-01-01"),
    *('at = "open"\nholidays = "x"', 'at = 12:00:00\nother_timezones = ["x"]', "at = 12:00:00.5"),
    *("at = 12:00:00\nexceptions = [2026-10-08]", 'at = 12:00:00\nseen = ["x"]'),
    *("at = 12:00:00\nseen = 3", "at = 12:00:00\ndates = [2020-01-01]\nsince = 2021-01-01"),
    *("at = 12:00:00\nmoved = [{ from = 1 }]",),
]
STEPS = ['[{ signal = "xx-b", at = 12:00:00 }]', '[{ signal = "X" }]', "[3]", '[{ label = "x" }]']
OTHERS = ["[sistem]\n", "k = 1\n", "[system]\nall_clear = 'x'\ncountry = 'X'\n", "[signal]\n"]
NO_TOML = ["k = 05", "k = a", "k = 12:00", "k = 2020-1-1", "k = 3 s", "k! = 3", "k = [", "k=1\nk=1"]


def spoilt() -> Iterable[str]:
    old = '[{ tone = "steady", on_s = 60 }]'
    yield from (GOOD.replace(old, pattern) for pattern in PATTERNS)
    yield from (GOOD.replace(f"pattern = {old}", f"pattern = {old}\n{key}") for key in KEYS[:12])
    yield from (GOOD.replace('names = "Alert"', key) for key in KEYS[12:])
    yield from (GOOD.replace("FREQ=MONTHLY;BYDAY=1WE", rule) for rule in RULES)
    yield from (GOOD.replace("at = 12:00:00\nsteps", f"{at}\nsteps") for at in TIMES)
    yield from (GOOD.replace('[{ signal = "xx-a", at = 12:00:00 }]', steps) for steps in STEPS)
    yield from OTHERS
    yield from NO_TOML
    yield from ("a = 1 #" + "x" * MAX_FILE_BYTES, "a = " + "9" * 5000, "a = " + "[" * 9999)


def faults(path: Path, text: str) -> tuple[Fault, ...]:
    path.write_text(text, encoding="utf-8")
    try:
        parse_system(read_document(path))
    except InvalidFile as invalid:
        return invalid.faults
    return ()


def test_what_is_allowed_is_said_in_chinese_whatever_is_wrong(tmp_path: Path) -> None:
    found = chain.from_iterable(faults(tmp_path / "x.toml", text) for text in spoilt())
    allowed = {fault.allowed for fault in found}
    assert len(allowed) > 70
    assert [words for words in allowed if not re.search("[\u4e00-\u9fff]", in_chinese(words))] == []
