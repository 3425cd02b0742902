"""What axe finds wrong for people with disabilities: nothing (WCAG 2.2 A and AA, best practice)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.readers import DESKTOP, IN_ORDER, PHONE
from tests.browser.sitting import answer, begin_alone, begin_class, listen_again

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.readers import Readers

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": RULES}
CHANGING = ["#test", "#now"]

READERS: list[dict[str, Any]] = [
    {"locale": "en-US", "viewport": PHONE, "color_scheme": "dark"},
    {"locale": "zh-CN", "viewport": DESKTOP, "color_scheme": "light"},
]


def faults(page: Page, within: list[str] | None = None) -> list[str]:
    """Return what is wrong, on the whole page or on parts of it."""
    found = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_whole_page_while_it_sounds(
    readers: Readers, window: dict[str, int], colours: str
) -> None:
    page = readers.open(viewport=window, color_scheme=colours)
    if colours == "light":
        page.locator("#cards .play").first.click()
        page.locator("#beat:not(:empty)").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize("kind", READERS, ids=["dark, phone", "light, desktop"])
def test_every_step_of_the_listening_test(readers: Readers, kind: dict[str, Any]) -> None:
    page = readers.open(IN_ORDER, **kind)
    found = {"start": faults(page, CHANGING)}
    begin_class(page)
    page.keyboard.press("1")
    found["class"] = faults(page, CHANGING)
    page.locator("#test-stage .quiet").click()
    begin_alone(page)
    found["question"] = faults(page, CHANGING)
    answer(page, "130")
    found["explanation"] = faults(page, CHANGING)
    listen_again(page)
    page.keyboard.press("2")
    found["verdict"] = faults(page, CHANGING)
    page.keyboard.press("Enter")
    answer(page, "23123")
    found["result"] = faults(page, CHANGING)
    assert found == dict.fromkeys(found, [])
