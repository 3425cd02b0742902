"""Rules of public tests in words."""

from __future__ import annotations

import pytest

from siren import library
from siren.calendar.rule_words import rule_words


@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        ("FREQ=DAILY", "every day", "每天"),
        ("FREQ=WEEKLY;BYDAY=SA", "every Saturday", "每星期六"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "every Monday and Wednesday", "每星期一、星期三"),
        ("FREQ=MONTHLY;BYDAY=1WE", "the first Wednesday of each month", "每月第一个星期三"),
        ("FREQ=MONTHLY;BYDAY=-1WE", "the last Wednesday of each month", "每月最后一个星期三"),
        (
            "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1",
            "the first Wednesday of each month",
            "每月第一个星期三",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=26", "the 26th of each month", "每月26日"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,11,22",
            "the 1st and 11th and 22nd of each month",
            "每月1日、11日、22日",
        ),
        ("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=18", "18 September each year", "每年9月18日"),
        (
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=2FR",
            "the second Friday of March, June, September and December",
            "每年3月、6月、9月、12月第二个星期五",
        ),
        (
            "FREQ=MONTHLY;BYMONTH=4,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
            "the first weekday (Monday to Friday) of April and October",
            "每年4月、10月第一个工作日（星期一至星期五）",
        ),
    ],
)
def test_a_rule_in_words(rule: str, en: str, zh: str) -> None:
    words = rule_words(rule)
    assert (words.said_in("en"), words.said_in("zh")) == (en, zh)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTH=5;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=3",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;BYDAY=20MO",
    ],
)
def test_a_rule_of_a_rare_form_is_left_as_it_is(rule: str) -> None:
    assert rule_words(rule).said_in("en") == rule


def test_every_rule_of_the_library_has_words_of_its_own() -> None:
    rules = {test.rrule for system in library.systems() for test in system.tests if test.rrule}
    words = {rule_words(rule).said_in("en") for rule in rules}
    assert len(words) == len(rules)
    assert not words & rules
