"""Every state of the page shuts nobody out: axe finds no fault (WCAG 2.2 A and AA, best practice).

Every state is kept as a picture for people to look at: in the folder SIREN_SCREENSHOTS, or in
build/screenshots.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.readers import IN_ORDER, PHONE, PROJECTOR, TABLET
from tests.browser.sitting import every_state, wait_for_beat

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.readers import Readers

BUILD = Path(__file__).parents[2] / "build"
PICTURES = Path(os.environ.get("SIREN_SCREENSHOTS", BUILD / "screenshots"))

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": RULES}

BULKY = ["world", "compare", "poster"]

CHANGING = ["#test", "#now"]
"""What a state changes; the rest of the page is looked at in the first."""

SCREENS: dict[str, dict[str, Any]] = {
    "phone-light-en": {"viewport": PHONE, "color_scheme": "light", "locale": "en-US"},
    "projector-dark-zh": {"viewport": PROJECTOR, "color_scheme": "dark", "locale": "zh-CN"},
}


def faults(page: Page, within: list[str] | None = None) -> list[str]:
    """Return what is wrong, on the whole page or on parts of it."""
    found = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_state_of_the_page_shuts_anybody_out(readers: Readers, screen: str) -> None:
    page = readers.open(IN_ORDER, reduced_motion="reduce", **SCREENS[screen])
    found = {}
    for state in every_state(page):
        if state == "class":  # what the states to come leave alone was looked at; axe is slow
            page.evaluate(f"{BULKY}.forEach((id) => document.getElementById(id).remove())")
        if state != "start":
            assert page.evaluate("document.activeElement.tagName") != "BODY"
        found[state] = faults(page, None if state == "start" else CHANGING)
        keep(page, f"{screen}-{state}")
    assert found == {state: [] for state in found}
    assert len(found) == 7


def test_the_whole_page_on_a_tablet(readers: Readers) -> None:
    page = readers.open(viewport=TABLET, locale="zh-CN")
    page.locator("#cards .play").first.click()
    wait_for_beat(page)
    assert faults(page) == []
    keep(page, "tablet-light-zh", full_page=True)
    page.emulate_media(color_scheme="dark")
    keep(page, "tablet-dark-zh")


def keep(page: Page, name: str, *, full_page: bool = False) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", full_page=full_page)
