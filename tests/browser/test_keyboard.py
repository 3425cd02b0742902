"""The keyboard alone is enough, and it is always seen where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.readers import IN_ORDER
from tests.browser.sitting import answer, begin_alone, begin_class

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.readers import Readers

FOCUS = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  const name = document.activeElement.textContent.trim() || document.activeElement.id;
  return [document.activeElement.tagName, name, outlineStyle !== "none" && outlineWidth,
    box.top < innerHeight && box.bottom > 0];
}"""


def tab_to(page: Page, name: str) -> None:
    """Go on with Tab until something of this name has the focus; it is seen on the way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        tag, text, outline, is_on_screen = page.evaluate(FOCUS)
        assert tag != "BODY"
        assert outline == "3px", text
        assert is_on_screen, text
        if text.startswith(name):
            return
    pytest.fail(f"no way to {name}")


def assert_not_lost(page: Page) -> None:
    assert page.evaluate("document.activeElement.tagName") != "BODY"


@pytest.mark.thorough
def test_the_first_stop_leads_past_the_head(readers: Readers) -> None:
    page = readers.open(reduced_motion="reduce")
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    tab_to(page, "Listen")
    page.keyboard.press("Enter")
    page.locator(".plays").wait_for()
    assert_not_lost(page)
    page.keyboard.press("Escape")
    assert page.locator(".plays").count() == 0
    assert_not_lost(page)


def test_a_whole_sitting_with_keys_alone(readers: Readers) -> None:
    page = readers.open(IN_ORDER, reduced_motion="reduce")
    tab_to(page, "Take the listening test")
    page.keyboard.press("Enter")
    tab_to(page, "Start on my own")
    page.keyboard.press("Enter")
    for digit in "123":
        assert_not_lost(page)
        answer(page, digit)
    assert page.evaluate("document.activeElement.textContent") == "What you heard"
    tab_to(page, "Last step: listen again")
    page.keyboard.press("Enter")
    for _ in range(6):
        tab_to(page, "2")
        page.keyboard.press("Enter")
        assert_not_lost(page)
        page.keyboard.press("Enter")
    assert page.locator(".figure strong").all_inner_texts() == ["3 of 3", "2 of 6"]
    assert page.evaluate("document.activeElement.textContent") == "Your result"
    tab_to(page, "Another test")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Listening test"


@pytest.mark.thorough
def test_the_test_is_left_at_any_time_without_losing_the_focus(readers: Readers) -> None:
    page = readers.open(IN_ORDER)
    for begin in (begin_alone, begin_class):
        begin(page)
        page.get_by_role("button", name="End the test").click()
        assert page.evaluate("document.activeElement.textContent") == "Listening test"


@pytest.mark.thorough
def test_digits_typed_into_a_field_are_no_answers(readers: Readers) -> None:
    page = readers.open()
    page.locator("#begin-class").click()
    page.locator("#world-search").press_sequentially("1")
    page.locator("#volume").press("2")
    assert page.locator(".tally output").all_inner_texts() == ["0", "1", "0", "0"]
