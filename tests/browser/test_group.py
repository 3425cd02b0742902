"""The listening test for a class: one screen sounds, hands are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.readers import IN_ORDER
from tests.browser.sitting import SIGNALS, begin_class, downloaded, matrices

if TYPE_CHECKING:
    from tests.browser.readers import Readers


@pytest.mark.thorough
def test_hands_are_counted_by_buttons_and_digits(readers: Readers) -> None:
    page = readers.open(IN_ORDER)
    begin_class(page)
    counts = page.locator(".tally output")
    for digit in "1112204":  # 4 stands for nothing
        page.keyboard.press(digit)
    page.get_by_role("button", name="One more for All clear").click()
    page.get_by_role("button", name="One less for Air-raid warning").click()
    page.get_by_role("button", name="One less for Air-raid warning").click()
    page.get_by_role("button", name="One less for Air-raid warning").click()
    assert counts.all_inner_texts() == ["3", "0", "1", "1"]


@pytest.mark.thorough
def test_what_sounded_before_ends_and_nothing_sounds_until_the_teacher_presses(
    readers: Readers,
) -> None:
    page = readers.open()
    page.locator("#cards .play").first.click()
    begin_class(page)
    assert page.locator("#now-name").inner_text() == "Silent"


def test_a_whole_class(readers: Readers) -> None:
    page = readers.open(IN_ORDER)
    begin_class(page)
    for hands in ("1110", "2223", "3333"):
        for digit in hands:
            page.keyboard.press(digit)
        page.get_by_role("button", name="What was it?").click()
        assert not page.evaluate("document.body.classList.contains('sounding')")
        page.keyboard.press("1")  # too late
        assert page.locator(".tally.is-right").count() == 1
        page.get_by_role("button", name="Next").click()
    assert page.locator(".score").inner_text() == "10 of 12 answers of the class were right."
    assert matrices(page) == [[[3, 0, 0, 1], [0, 3, 1, 0], [0, 0, 4, 0]]]
    pre, raid, clear = SIGNALS
    assert downloaded(page)[1:] == [
        ["class", "1", pre, pre, "1", "3", "10"],
        ["class", "1", pre, "?", "0", "1", "10"],
        ["class", "2", raid, raid, "1", "3", "10"],
        ["class", "2", raid, clear, "0", "1", "10"],
        ["class", "3", clear, clear, "1", "4", "10"],
    ]
