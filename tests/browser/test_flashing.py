"""Nothing flashes more than three times in a second, however fast a signal is (WCAG 2.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.readers import Readers

WATCH = """() => {
  window.changes = 0;
  const look = () => { window.changes += 1; };
  const lights = [document.body, ...document.querySelectorAll(".card")];
  const states = new Map(lights.map((one) => [one, one.className]));
  new MutationObserver((seen) => {
    for (const one of new Set(seen.map(({ target }) => target))) {
      if (states.has(one) && states.get(one) !== one.className) look();
      states.set(one, one.className);
    }
  }).observe(document, { subtree: true, attributeFilter: ["class"] });
}"""


def test_fast_pulses_are_shown_as_steady(readers: Readers) -> None:
    page = readers.open()
    page.locator("#world-search").fill("nz-akl-alert")
    page.locator("#world-cards .play").nth(1).click()
    page.locator("#beat:not(:empty)").wait_for()
    page.evaluate(WATCH)
    page.wait_for_timeout(1200)
    assert page.locator("#beat").inner_text() == "FAST PULSES"
    assert page.locator("#world-cards .card.sounds").count() == 1
    assert page.evaluate("window.changes") == 0


@pytest.mark.thorough
def test_slower_ones_are_shown_as_they_are(readers: Readers) -> None:
    page = readers.open()
    page.locator("#cards > :nth-child(2) .play").nth(1).click()  # every 1.2 s
    page.locator("#beat:not(:empty)").wait_for()
    page.evaluate(WATCH)
    page.wait_for_timeout(2400)
    assert 6 <= page.evaluate("window.changes") <= 10  # of the page and of the card, twice a beat
