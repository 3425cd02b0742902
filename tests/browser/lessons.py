"""Signals that people listen to on the page, each alone, and all at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.browser.taps import TAP, Taken, rendered, taken

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.readers import Readers

HEARD_S = 18.6
"""Three minutes ten times as fast, and a little silence."""


SMALL = {"width": 400, "height": 300}
"""A window that costs little to draw."""


class Plan(NamedTuple):
    """What somebody listens to: a signal, how many times as fast, with the slider where."""

    signal: str
    speed: int
    volume: int

    def __str__(self) -> str:
        return f"{self.signal}, {self.speed}x"


PLANS = (
    Plan("cn-pre-warning", 10, 25),
    Plan("cn-air-raid", 1, 100),
    Plan("fr-test", 1, 25),  # run-up and run-down of a motor, and tones that touch
)


class Lesson(NamedTuple):
    """A signal that was listened to, and what was to be seen, all times on the audio clock.

    Attributes
    ----------
    moves
        When the cursor came to which place, in %.
    beats
        When the beat said what.
    escaped_s
        When Escape was pressed.
    """

    plan: Plan
    heard: Taken
    moves: list[tuple[float, float]]
    beats: list[tuple[float, str]]
    escaped_s: float

    @property
    def expected(self) -> Taken:
        """What ought to sound, as far as it was listened to."""
        until_s = round(self.escaped_s - self.heard.onset_s, 3)
        return rendered(self.plan.signal, self.plan.speed, self.heard.rate_hz, until_s=until_s)


def begin(readers: Readers, plan: Plan) -> Page:
    """Begin to listen; it ends by itself after `HEARD_S`."""
    page = readers.open(TAP, bypass_csp=True, viewport=SMALL)
    page.locator("#volume").fill(str(plan.volume))
    page.locator("#world-search").fill(plan.signal)  # where it is not taught
    card = page.locator(f"[data-signal={plan.signal}]")
    card.get_by_role("button", name="× as fast" if plan.speed > 1 else "Listen:").click()
    page.evaluate(f"tap.watch('[data-signal={plan.signal}]')")
    page.evaluate(f"tap.leave({HEARD_S})")
    return page


def end(page: Page, plan: Plan) -> Lesson:
    """Wait for the end, and return what there was."""
    page.wait_for_function("tap.context.state === 'suspended'", timeout=2_000 * HEARD_S)
    return Lesson(plan, taken(page), *page.evaluate("[tap.moves, tap.beats, tap.pressedS]"))
