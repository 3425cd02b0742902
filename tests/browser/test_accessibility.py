"""What axe finds wrong for people with disabilities: nothing (WCAG 2.2 A and AA, best practice).

Every state is kept as a picture for people to look at: in the folder SIREN_SCREENSHOTS, or in
build/screenshots.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.readers import DESKTOP, IN_ORDER, PHONE, PROJECTOR, TABLET
from tests.browser.sitting import every_state

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.readers import Readers

PICTURES = Path(os.environ.get("SIREN_SCREENSHOTS", Path(__file__).parents[2] / "build/screenshots"))

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": RULES}

CHANGING = ["#test", "#now"]
"""What a state changes; the rest of the page is looked at in the first."""

SCREENS: dict[str, dict[str, Any]] = {
    "phone-light-en": {"viewport": PHONE, "color_scheme": "light", "locale": "en-US"},
    "tablet-dark-zh": {"viewport": TABLET, "color_scheme": "dark", "locale": "zh-CN"},
    "projector-light-zh": {"viewport": PROJECTOR, "color_scheme": "light", "locale": "zh-CN"},
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
        is_first = state == "start"
        found[state] = faults(page, None if is_first else CHANGING)
        page.screenshot(path=PICTURES / f"{screen}-{state}.png", full_page=is_first)
    assert found == dict.fromkeys(found, [])
    assert len(found) == 7


def test_neither_does_a_phone_in_the_dark_or_a_desktop_in_daylight(readers: Readers) -> None:
    page = readers.open(viewport=PHONE, color_scheme="dark")
    assert faults(page) == []
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    page.emulate_media(color_scheme="light")
    assert faults(page) == []
