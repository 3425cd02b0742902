"""The listening test for one person: before, explanation, after, result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.readers import IN_ORDER
from tests.browser.sitting import (
    SIGNALS,
    answer,
    begin_alone,
    downloaded,
    listen_again,
    matrices,
    wait_for_beat,
)

if TYPE_CHECKING:
    from tests.browser.readers import Readers


def test_a_whole_sitting(readers: Readers) -> None:
    page = readers.open(IN_ORDER)
    begin_alone(page)
    heading, verdict = page.locator("#test-stage > h3"), page.locator("#test-stage .verdict")
    assert heading.inner_text() == "Before · question 1 of 3"
    page.locator(".answer").nth(0).click()  # right
    assert verdict.inner_text().startswith("Noted.")
    assert page.locator(".answer:disabled").count() == 4
    assert page.locator(".answer.chosen").inner_text().endswith("Your answer")
    assert page.locator(".answer.is-right").count() == 0
    page.get_by_role("button", name="Next").click()
    answer(page, "30")  # wrong; unknown
    assert page.locator(".score").inner_text().startswith("1 of 3 right so far.")
    assert page.locator(".mark").all_inner_texts() == [
        "✓ Right: Advance (preliminary) air-raid warning.",
        "✗ It was Air-raid warning, not All clear.",
        "It was All clear.",
    ]
    listen_again(page)
    assert heading.inner_text() == "After · question 1 of 6"
    page.keyboard.press("2")
    assert verdict.inner_text().startswith("✗ It was Advance (preliminary) air-raid warning")
    assert verdict.locator("table.facts thead th").count() == 2  # what tells the two apart
    page.keyboard.press("Enter")
    answer(page, "23123")
    assert heading.inner_text() == "Your result"
    assert page.locator(".figure strong").all_inner_texts() == ["1 of 3", "5 of 6"]
    assert matrices(page) == [
        [[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
        [[1, 1, 0, 0], [0, 2, 0, 0], [0, 0, 2, 0]],
    ]
    pre, raid, clear = SIGNALS
    assert downloaded(page) == [
        ["step", "question", "sounded", "answered", "correct", "count", "speed"],
        ["before", "1", pre, pre, "1", "1", "10"],
        ["before", "2", raid, clear, "0", "1", "10"],
        ["before", "3", clear, "?", "0", "1", "10"],
        ["after", "1", pre, raid, "0", "1", "10"],
        ["after", "2", raid, raid, "1", "1", "10"],
        ["after", "3", clear, clear, "1", "1", "10"],
        ["after", "4", pre, pre, "1", "1", "10"],
        ["after", "5", raid, raid, "1", "1", "10"],
        ["after", "6", clear, clear, "1", "1", "10"],
    ]
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied.").wait_for()
    page.get_by_role("button", name="Another test").click()
    assert page.locator("#test-start").is_visible()


@pytest.mark.thorough
def test_what_is_asked_sounds_and_neither_its_name_nor_its_length_is_shown(
    readers: Readers,
) -> None:
    page = readers.open(IN_ORDER)
    page.locator("#see-beat").check()
    begin_alone(page)
    for _ in SIGNALS:
        wait_for_beat(page)
        assert page.locator("#beat").inner_text() == "SOUND"
        assert page.locator("#beat").get_attribute("data-left") == ""
        assert "/" not in page.locator("#now-time").inner_text()
        assert page.locator("#now-name").inner_text() == "EXERCISE · Listening test"
        answer(page, "0")


@pytest.mark.thorough
def test_the_beat_is_hidden_from_who_does_not_ask_for_it(readers: Readers) -> None:
    page = readers.open(IN_ORDER)
    begin_alone(page)
    page.locator("#now-time:not(:empty)").wait_for()
    assert page.locator("#beat").inner_text() == ""
    assert not page.evaluate("document.body.classList.contains('on')")
    assert page.locator("#test-stage .listen .note").inner_text().startswith("Shortened: 10 times")


@pytest.mark.thorough
def test_an_answer_silences_and_a_question_can_be_heard_again(readers: Readers) -> None:
    page = readers.open()
    begin_alone(page)
    page.keyboard.press("Escape")
    page.keyboard.press("4")  # stands for nothing
    page.keyboard.press("Control+1")
    assert page.locator(".answer:disabled").count() == 0
    listen = page.locator("#test-stage .listen button")
    assert listen.inner_text() == "Hear it"
    listen.click()
    assert listen.inner_text() == "Stop"
    page.keyboard.press("1")
    assert not page.evaluate("document.body.classList.contains('sounding')")


@pytest.mark.thorough
def test_it_can_be_taken_in_real_time_and_left_at_any_time(readers: Readers) -> None:
    page = readers.open()
    page.locator("#speed-real").check()
    begin_alone(page)
    assert page.locator("#test-stage .listen .note").inner_text() == "In real time, at full length."
    page.get_by_role("button", name="End the test").click()
    assert page.locator("#test-start").is_visible()
    assert not page.evaluate("document.body.classList.contains('sounding')")
