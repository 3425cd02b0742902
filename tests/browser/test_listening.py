"""Listening: every button that sounds, one sound at a time, and every way to silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.sitting import wait_for_beat
from tests.browser.taps import TAP

if TYPE_CHECKING:
    from tests.browser.readers import Readers

PLACE = "(cursor) => parseFloat(cursor.style.insetInlineStart)"
SOUNDING = "document.body.classList.contains('sounding')"
GIVEN_UP_MS = 4_200
"""By then the page has given up a sound system that did not answer, if it did not."""

ALL_PLAYS = "#cards .play, #drill .play, #compared .play"


def test_every_button_sounds_and_stops_what_sounded_before(readers: Readers) -> None:
    page = readers.open()
    plays = page.locator(ALL_PLAYS)
    assert plays.count() == 6 + 5 + 4
    for number in range(plays.count()):
        plays.nth(number).click()
        wait_for_beat(page)
        assert page.locator(".plays").count() == 1
        assert plays.nth(number).inner_text() == "Stop"
    page.keyboard.press("Escape")
    assert not page.evaluate(SOUNDING)
    assert page.locator(".plays").count() == 0


def test_where_the_sound_is_taken_away_the_page_says_silent_and_sounds_again(
    readers: Readers,
) -> None:
    page = readers.open(TAP, bypass_csp=True)
    play = page.locator("#cards .play").first
    play.click()
    wait_for_beat(page)
    page.evaluate("tap.context.suspend()")  # as a call on a phone does
    page.wait_for_function(f"!({SOUNDING})")
    assert page.locator("#now-said").inner_text() == "Silent"
    page.wait_for_timeout(GIVEN_UP_MS)
    play.click()
    wait_for_beat(page)
    assert page.evaluate("tap.context.state") == "running"


@pytest.mark.thorough
def test_it_says_that_it_is_an_exercise_until_it_is_silenced(readers: Readers) -> None:
    page = readers.open()
    assert "an exercise, not an alarm" in page.locator(".badge").inner_text()
    play = page.locator("#cards .play").first
    for way in ("its own button", "the stop button", "Escape"):
        play.click()
        wait_for_beat(page)
        assert page.locator("#now-name").inner_text().startswith("EXERCISE · ")
        assert page.locator("#now-said").inner_text().startswith("Exercise. Now sounding: ")
        assert page.locator("#cards .cursor:visible").count() == 1
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            (play if way == "its own button" else page.locator("#stop")).click()
        assert not page.evaluate(SOUNDING)
        assert page.locator("#now-said").inner_text() == "Silent"
        assert page.locator("#cards .cursor:visible").count() == 0


def test_the_whole_drill_can_be_heard_from_any_signal_on(readers: Readers) -> None:
    page = readers.open()
    assert page.locator(".wall-clock").inner_text() == "10:29:00 – 10:44:00"
    rows = page.locator("#drill tbody tr")
    for number, begins in enumerate(["10:29:0", "10:35:0", "10:41:0"]):
        rows.nth(number).locator(".play").click()
        wait_for_beat(page)
        assert page.locator(".wall-clock").inner_text().startswith(begins)
        assert rows.nth(number).get_attribute("aria-current") == "time"
        assert page.locator("#drill [aria-current]").count() == 1
        left = page.locator("#drill .cursor").evaluate(PLACE)
        assert left == pytest.approx(100 * number * 6 / 15, abs=0.3)


@pytest.mark.thorough
def test_two_signals_are_compared_on_one_axis(readers: Readers) -> None:
    page = readers.open()
    page.locator("#compare-first").select_option("fr-sna")
    page.locator("#compare-second").select_option("cn-all-clear")
    lanes = page.locator("#compared .lane-of-two")
    boxes = [lane.locator("svg").get_attribute("viewBox") for lane in lanes.all()]
    assert boxes == ["0 0 313 1", "0 0 313 1"]
    assert lanes.nth(1).locator(".gap").inner_text() == "No gap: it never falls silent"
    assert page.locator("#compared table.facts thead th").count() == 2
    lanes.nth(0).locator(".play").first.click()
    wait_for_beat(page)
    page.locator("#compare-second").select_option("cn-air-raid")
    assert not page.evaluate(SOUNDING)


def test_signals_of_other_countries_are_found_by_country_and_by_word(readers: Readers) -> None:
    page = readers.open()
    cards, count = page.locator("#world-cards > article"), page.locator("#world-count")
    assert cards.count() == 12
    assert re.fullmatch(r"\d{3} signals; the first 12 are shown\. .+", count.inner_text())
    page.locator("#world-country").select_option("CH")
    assert cards.count() == int(count.inner_text().split()[0])
    assert {one.split(" · ")[0] for one in cards.locator(".country").all_inner_texts()} == {
        "Switzerland"
    }
    page.locator("#world-search").fill("water")
    assert cards.count() == 1
    cards.locator(".play").first.click()
    wait_for_beat(page)
    page.locator("summary").click()
    assert page.locator("#world-cards details li").first.inner_text()
    page.locator("#world-search").fill("no such signal")
    assert (cards.count(), count.inner_text()) == (0, "0 signals")
    page.get_by_role("button", name="中文").click()
    assert page.locator("#world-country").input_value() == "CH"


@pytest.mark.thorough
def test_what_cannot_sound_says_so(readers: Readers) -> None:
    broken = "AudioContext.prototype.decodeAudioData = () => Promise.reject(new Error('no MP3'));"
    page = readers.open(broken)
    page.locator("#cards .play").first.click()
    page.get_by_text("No sound can be played here (no MP3).").first.wait_for()
    assert page.locator(".plays").count() == 0
