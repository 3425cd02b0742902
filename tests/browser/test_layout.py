"""Small screens, large print, and what readers ask of their system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.readers import DESKTOP, IN_ORDER, PHONE, PROJECTOR, TABLET
from tests.browser.sitting import every_state, wait_for_beat

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

    from tests.browser.readers import Readers

NARROW: ViewportSize = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400% (WCAG 1.4.10)."""

SMALLEST_TARGET = 24

BACK_OF_THE_ROOM = 56
"""Pixels of letters: 4 cm high on a picture of 2 m, read from 8 m."""

SMALL = """[...document.querySelectorAll("a, button, select, input, summary")]
  .filter((one) => one.offsetParent)
  .map((one) => [one.closest("label") ?? one, one.textContent || one.id])
  .map(([one, name]) => [name, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < %d)
  .map(([name]) => name)"""


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def small_targets(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SMALL % SMALLEST_TARGET)
    return [name for name in found if not name.startswith(("Skip", "跳"))]


def test_nothing_is_wider_than_the_window_and_every_button_can_be_hit(readers: Readers) -> None:
    page = readers.open(IN_ORDER, viewport=NARROW, reduced_motion="reduce")  # the longest words
    for state in every_state(page):
        assert not scrolls_sideways(page), state
        assert small_targets(page) == [], state
    page.set_viewport_size(DESKTOP)
    assert not scrolls_sideways(page)
    assert small_targets(page) == []


@pytest.mark.thorough
def test_the_bar_with_the_stop_button_hides_nothing_that_has_the_focus(readers: Readers) -> None:
    page = readers.open(viewport=PHONE, reduced_motion="reduce")
    page.locator("#cards .play").first.click()
    for control in page.locator("#compared button, #test-start button").all():
        control.focus()
        box, bar = control.bounding_box(), page.locator("#now").bounding_box()
        assert box is not None
        assert bar is not None
        assert box["y"] + box["height"] <= bar["y"]


@pytest.mark.thorough
@pytest.mark.parametrize("window", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
def test_the_stop_button_stays_where_it_is(readers: Readers, window: ViewportSize) -> None:
    page = readers.open(viewport=window)
    stop = page.locator("#stop")
    silent = stop.bounding_box()
    page.locator("#cards .play").first.click()
    wait_for_beat(page)
    sounding = stop.bounding_box()
    assert silent is not None
    assert sounding is not None
    assert (sounding["x"], sounding["y"]) == pytest.approx((silent["x"], silent["y"]), abs=12)


@pytest.mark.thorough
def test_the_beat_is_read_at_the_back_of_a_classroom(readers: Readers) -> None:
    page = readers.open(viewport=PROJECTOR)
    page.locator("#cards .play").first.click()
    wait_for_beat(page)
    letters = page.locator("#beat").evaluate("(beat) => getComputedStyle(beat).fontSize")
    assert float(letters.removesuffix("px")) >= BACK_OF_THE_ROOM


@pytest.mark.thorough
def test_who_asks_for_less_motion_is_not_scrolled_smoothly(readers: Readers) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    assert readers.open(reduced_motion="no-preference").evaluate(behaviour) == "smooth"
    assert readers.open(reduced_motion="reduce").evaluate(behaviour) == "auto"


@pytest.mark.thorough
def test_in_forced_colours_the_signals_are_still_drawn(readers: Readers) -> None:
    page = readers.open(forced_colors="active")
    colours = page.locator("#cards .lane").first.evaluate(
        "(lane) => [getComputedStyle(lane.querySelector('path')).fill,"
        " getComputedStyle(lane).backgroundColor]"
    )
    assert colours[0] != colours[1]
