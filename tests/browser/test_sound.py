"""What the page sends to the speakers, against what ``siren render`` makes of the same pattern."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from siren import library
from siren.learn.loops import LEVEL_DB
from siren.timeline import of_signal
from tests.browser.lessons import PLANS
from tests.browser.taps import TAP, taken
from tests.hearing import largest_step, level_db, pitch_hz

if TYPE_CHECKING:
    from tests.browser.lessons import Lesson
    from tests.browser.readers import Readers
    from tests.browser.taps import Taken

EDGE_S = 0.010
SEEN_S = 0.050
PITCH = 0.005
CEILING = 0.5
SILENT_WITHIN_S = 0.1
WINDOW_S = 0.010
"""In which a dip is heard as one; some waves of every tone here."""


@pytest.fixture(params=range(len(PLANS)), ids=[*map(str, PLANS)])
def lesson(request: pytest.FixtureRequest, lessons: list[Lesson]) -> Lesson:
    number: int = request.param
    return lessons[number]


def test_every_edge_is_where_the_pattern_has_it(lesson: Lesson) -> None:
    expected = lesson.expected.edges_s()
    edges = lesson.heard.edges_s()
    whole = len(expected) if lesson.plan.speed == 10 else len(expected) - 1  # the last: Escape
    assert len(edges) == len(expected)
    assert edges[:whole] == pytest.approx(expected[:whole], abs=EDGE_S)


def test_the_pitch_is_the_one_that_is_rendered(lesson: Lesson) -> None:
    expected, heard = lesson.expected, lesson.heard
    begin_s = heard.runs_s()[0][0]
    sounding_s = [at_s for run in expected.runs_s()[:3] for at_s in (run[0] + 0.1, run[1] - 0.5)]
    for at_s in sounding_s:
        rendered_hz = pitch_hz(expected.part(at_s, 0.3), expected.rate_hz)
        heard_hz = pitch_hz(heard.part(begin_s + at_s, 0.3), heard.rate_hz)
        assert heard_hz == pytest.approx(rendered_hz, rel=PITCH), at_s


def test_nothing_clicks_where_a_loop_begins_again(lesson: Lesson) -> None:
    expected, heard = (
        largest_step(sound.samples) / np.abs(sound.samples).max()
        for sound in (lesson.expected, lesson.heard)
    )
    assert heard < 1.1 * expected


def test_the_level_holds_where_one_tone_becomes_another(lessons: list[Lesson]) -> None:
    [lesson] = [one for one in lessons if one.plan.signal == "fr-test"]
    heard, expected = lesson.heard, lesson.expected
    begin_s = heard.runs_s()[0][0]
    edges = of_signal(library.signal("fr-test")).edges()
    joins_s = [float(b.start_s) for a, b in pairwise(edges) if a.end_s == b.start_s]
    heard_s = [at_s for at_s in joins_s if at_s < expected.samples.size / expected.rate_hz - 0.1]
    assert len(heard_s) >= 3
    own = [level_db(heard.part(begin_s + at_s + 0.1, 0.3)) for at_s in heard_s]
    for at_s, level in zip(heard_s, own, strict=True):
        levels = levels_db(heard, begin_s + at_s)
        assert level - 2 < min(levels) <= max(levels) < level + 1, at_s


def levels_db(sound: Taken, at_s: float) -> list[float]:
    """Return the levels of short windows around a moment."""
    starts_s = at_s + np.arange(-0.03, 0.03 - WINDOW_S, WINDOW_S / 8)
    return [level_db(sound.part(start_s, WINDOW_S)) for start_s in starts_s]


def test_it_is_never_louder_than_half_of_full_scale(lesson: Lesson) -> None:
    peak = np.abs(lesson.heard.samples).max()
    assert peak <= CEILING
    full = CEILING * 10 ** (LEVEL_DB / 20)
    assert peak == pytest.approx(full * (lesson.plan.volume / 100) ** 2, rel=0.05)


def test_escape_silences_at_once(lessons: list[Lesson]) -> None:
    for lesson in lessons:
        assert lesson.heard.end_s < lesson.escaped_s + SILENT_WITHIN_S


def test_the_cursor_moves_with_the_sound(lesson: Lesson) -> None:
    whole_s = float(of_signal(library.signal(lesson.plan.signal)).duration_s) / lesson.plan.speed
    onset_s = lesson.heard.onset_s
    moving = [(at_s, place) for at_s, place in lesson.moves if 0 < place < 100]
    assert len(moving) > 100
    off_s = [at_s - onset_s - place / 100 * whole_s for at_s, place in moving]
    assert np.percentile(np.abs(off_s), 99) < SEEN_S  # a busy machine may look a little later


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
