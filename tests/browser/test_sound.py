"""What the page sends to the speakers, against what ``siren render`` makes of the same pattern."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

from siren.learn.loops import LEVEL_DB
from tests.browser.readers import Readers
from tests.browser.taps import TAP, Taken, rendered, taken
from tests.hearing import largest_step, pitch_hz

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

EDGE_S = 0.010
SEEN_S = 0.050
PITCH = 0.005
CEILING = 0.5
SILENT_WITHIN_S = 0.1
SEEN = "[tap.moves, tap.beats, tap.pressedS]"

HEARD_S = 18.6
"""Three minutes ten times as fast, and a little silence."""


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

    signal: str
    speed: int
    volume: int
    heard: Taken
    moves: list[tuple[float, float]]
    beats: list[tuple[float, str]]
    escaped_s: float

    @property
    def expected(self) -> Taken:
        until_s = self.escaped_s - self.heard.onset_s
        return rendered(self.signal, self.speed, self.heard.rate_hz, until_s=until_s)


LESSONS = [
    ("cn-pre-warning", 1, 2, 10, 25),
    ("cn-air-raid", 2, 2, 10, 100),
    ("cn-air-raid", 2, 1, 1, 50),
    ("cn-all-clear", 3, 2, 10, 25),
]
"""Signal, its card, the button there, how many times as fast, volume."""

BY_EAR = [f"{signal}, {speed}x" for signal, _, _, speed, _ in LESSONS]


@pytest.fixture(scope="module")
def lessons(browser: Browser, page_file: Path) -> Iterator[list[Lesson]]:
    """Everybody listens at the same time, each alone; Escape ends it all."""
    readers = Readers(browser, page_file)
    pages = [readers.open(TAP, bypass_csp=True) for _ in LESSONS]
    for page, (_, card, button, _, volume) in zip(pages, LESSONS, strict=True):
        assert page.evaluate("tap.contexts") == 0
        page.locator("#volume").fill(str(volume))
        page.locator(f"#cards > :nth-child({card}) .buttons > :nth-child({button})").click()
        page.evaluate(f"tap.watch('#cards > :nth-child({card})')")
    pages[0].wait_for_timeout(HEARD_S * 1000)
    for page in pages:
        page.keyboard.press("Escape")
    pages[0].wait_for_timeout(300)
    yield [
        Lesson(signal, speed, volume, taken(page), *page.evaluate(SEEN))
        for page, (signal, _, _, speed, volume) in zip(pages, LESSONS, strict=True)
    ]
    readers.close()
    assert readers.troubles == []


@pytest.fixture(params=range(len(LESSONS)), ids=BY_EAR)
def lesson(request: pytest.FixtureRequest, lessons: list[Lesson]) -> Lesson:
    return lessons[request.param]


def test_every_edge_is_where_the_pattern_has_it(lesson: Lesson) -> None:
    expected = lesson.expected.edges_s()
    edges = lesson.heard.edges_s()
    whole = len(expected) if lesson.speed == 10 else len(expected) - 1  # the last was cut off
    assert len(edges) == len(expected)
    assert edges[:whole] == pytest.approx(expected[:whole], abs=EDGE_S)


def test_the_pitch_is_the_one_that_is_rendered(lesson: Lesson) -> None:
    begin_s = 0.1
    expected, heard = (
        sound.samples[round(at_s * sound.rate_hz) :][: round(0.4 * sound.rate_hz)]
        for sound, at_s in (
            (lesson.expected, begin_s),
            (lesson.heard, lesson.heard.runs_s()[0][0] + begin_s),
        )
    )
    rate_hz = lesson.heard.rate_hz
    assert pitch_hz(heard, rate_hz) == pytest.approx(pitch_hz(expected, rate_hz), rel=PITCH)


def test_nothing_clicks_where_a_loop_begins_again(lesson: Lesson) -> None:
    expected, heard = (
        largest_step(sound.samples) / np.abs(sound.samples).max()
        for sound in (lesson.expected, lesson.heard)
    )
    assert heard < 1.1 * expected


def test_it_is_never_louder_than_half_of_full_scale(lesson: Lesson) -> None:
    peak = np.abs(lesson.heard.samples).max()
    assert peak <= CEILING
    full = CEILING * 10 ** (LEVEL_DB / 20)
    assert peak == pytest.approx(full * (lesson.volume / 100) ** 2, rel=0.05)


def test_escape_silences_at_once(lessons: list[Lesson]) -> None:
    [lesson] = [one for one in lessons if one.speed == 1]
    assert lesson.heard.end_s < lesson.escaped_s + SILENT_WITHIN_S


def test_the_cursor_moves_with_the_sound(lesson: Lesson) -> None:
    whole_s, onset_s = 180 / lesson.speed, lesson.heard.onset_s
    moving = [(at_s, place) for at_s, place in lesson.moves if 0 < place < 100]
    assert len(moving) > 100
    off_s = [at_s - onset_s - place / 100 * whole_s for at_s, place in moving]
    assert max(map(abs, off_s)) < SEEN_S


def test_the_beat_says_what_is_heard(lesson: Lesson) -> None:
    runs = [(a + lesson.heard.first_s, b + lesson.heard.first_s) for a, b in lesson.heard.runs_s()]
    pauses = [(end_s, begin_s) for (_, end_s), (begin_s, _) in pairwise(runs)]
    said = {
        word: {beat.split()[0] for at_s, beat in lesson.beats if is_within(at_s, spans)}
        for word, spans in (("SOUND", runs), ("SILENCE", pauses))
    }
    expected = {"SOUND": {"SOUND"}, "SILENCE": {"SILENCE"} if pauses else set()}
    assert said == expected


def is_within(at_s: float, spans: list[tuple[float, float]]) -> bool:
    return any(begin_s + SEEN_S < at_s < end_s - SEEN_S for begin_s, end_s in spans)


def test_nothing_sounds_before_a_button_is_pressed(readers: Readers) -> None:
    page = readers.open(TAP, bypass_csp=True)
    page.locator("#volume").fill("60")
    page.keyboard.press("Escape")
    page.locator("#languages button").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("tap.contexts") == 0


def test_stop_silences_at_once_and_a_second_start_is_one_sound_only(readers: Readers) -> None:
    page = readers.open(TAP, bypass_csp=True)
    plays = page.locator("#cards > :nth-child(3) .play")
    plays.nth(0).click()
    page.wait_for_timeout(500)
    plays.nth(1).click()
    page.wait_for_timeout(500)
    page.locator("#stop").click()
    page.wait_for_timeout(300)
    heard = taken(page)
    assert len(heard.runs_s()) == 2
    assert heard.end_s < page.evaluate("tap.pressedS") + SILENT_WITHIN_S
