"""GO or NO-GO, and what is written down of it."""

from __future__ import annotations

import pytest

from siren.errors import Refused
from siren.preflight.check import amber, green, red
from siren.preflight.verdict import ALLOWABLE, noted, reds, refuse_if_red
from siren.text import phrase

DO = phrase("do this", "请处理")
CLOCK = red("clock", phrase("chrony: not synchronised", "未同步"), DO, can_be_allowed=True)
GONE = red("device", phrase("no device", "没有设备"), DO, of="horn")
REMARK = amber("sleep", phrase("cannot be kept off", "无法禁止"), DO)
WELL = green("disk", phrase("12 GB free", "剩余"))


def test_without_red_nothing_is_refused() -> None:
    refuse_if_red([WELL, REMARK], ())
    assert reds([WELL, REMARK]) == []


def test_a_refusal_names_every_red_line_its_value_and_how_to_pass_it() -> None:
    with pytest.raises(Refused, match="NO-GO") as refused:
        refuse_if_red([WELL, CLOCK, REMARK, GONE], ())
    assert str(refused.value).splitlines() == [
        "NO-GO",
        "clock: chrony: not synchronised; do this; to go on all the same: --allow clock",
        "device (horn): no device; do this",
    ]


def test_what_was_allowed_is_passed() -> None:
    refuse_if_red([CLOCK], ["clock"])
    with pytest.raises(Refused, match="device"):
        refuse_if_red([CLOCK, GONE], ["clock"])


def test_what_may_not_be_allowed_is_not_passed() -> None:
    with pytest.raises(Refused, match="device"):
        refuse_if_red([GONE], ["device"])


def test_all_that_is_not_green_is_kept_and_always_the_clock() -> None:
    clock = green("clock", phrase("chrony: off by 1 ms", "偏差"))
    assert noted([WELL, clock, REMARK, GONE]) == [
        {"name": "clock", "of": None, "state": "green", "value": "chrony: off by 1 ms"},
        {"name": "sleep", "of": None, "state": "amber", "value": "cannot be kept off"},
        {"name": "device", "of": "horn", "state": "red", "value": "no device"},
    ]


def test_a_latch_a_journal_and_a_device_are_never_passed() -> None:
    assert not {"drill", "latch", "journal", "device", "format", "free", "file"} & set(ALLOWABLE)
