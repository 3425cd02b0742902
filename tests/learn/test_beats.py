"""What a listener is given: the beat alone, or the sound on a card that may go away."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from siren.clock import SystemClock
from siren.learn.beats import SLOW_S, SOON_S, Aloud, Unheard
from siren.output.speaker import Speaker
from tests.firing.drills import DEVICE, RATE_HZ
from tests.firing.world import START_S, START_UTC_S
from tests.synth.sounds import sound_of

if TYPE_CHECKING:
    from siren.output.sink import Feed
    from tests.firing.world import Card, SimClock

SOUNDS = {
    "short": '{ tone = "steady", on_s = 1.0, off_s = 0.5, repeat = 2 }',
    "long": '{ tone = "steady", on_s = 20 }',
}


@pytest.fixture
def aloud(card: Card, clock: SimClock) -> Aloud:
    sounds = {
        name: sound_of(
            pattern, rate_hz=RATE_HZ, trailing_pause=False if "off_s" in pattern else None
        )
        for name, pattern in SOUNDS.items()
    }
    return Aloud(Speaker(DEVICE, RATE_HZ, 2, clock), sounds, clock, ahead_s=0.1)


def passes(clock: SimClock, beats: Aloud, seconds: float) -> float | None:
    """Let time pass as the screen does; return when it is heard to begin."""
    at_s = None
    for _ in range(round(seconds / 0.02)):
        at_s = beats.look()
        clock.wait(Event(), 0.02)
    return at_s


def test_without_a_device_the_beat_begins_in_a_moment(clock: SimClock) -> None:
    beats = Unheard(clock)
    assert beats.look() is None
    beats.begin("short")
    assert beats.look() == START_S + SOON_S
    beats.end()
    assert beats.look() is None


def test_it_sounds_when_it_says_and_its_edges_are_those_of_the_signal(
    aloud: Aloud, clock: SimClock, card: Card
) -> None:
    aloud.begin("short")
    heard_s = passes(clock, aloud, 5)
    assert heard_s is not None
    first, second = card.onsets()
    assert first - START_UTC_S == pytest.approx(heard_s - 0.1 - START_S, abs=0.001)
    assert second - first == pytest.approx(1.5, abs=0.001)
    assert aloud.trouble is None


def test_an_answer_silences_at_once_and_closes_the_device(
    aloud: Aloud, clock: SimClock, card: Card
) -> None:
    aloud.begin("long")
    passes(clock, aloud, 3)
    aloud.end()
    ended_s = clock.true_s
    passes(clock, aloud, 1)
    times_s, samples = card.heard()
    assert times_s[samples != 0.0].max() <= ended_s
    assert [stream.end_s for stream in card.streams] == [pytest.approx(ended_s)]


def test_the_next_signal_begins_anew_on_the_same_device(
    aloud: Aloud, clock: SimClock, card: Card
) -> None:
    for _ in range(2):
        aloud.begin("short")
        passes(clock, aloud, 1.5)
    aloud.end()
    assert len(card.streams) == 2
    assert len(card.onsets(pause_s=0.6)) == 2


def test_once_silenced_nothing_sounds_again(aloud: Aloud, clock: SimClock, card: Card) -> None:
    aloud.begin("long")
    passes(clock, aloud, 2)
    aloud.silence()
    silenced_s = clock.true_s
    aloud.begin("short")
    assert passes(clock, aloud, 3) is None
    times_s, samples = card.heard()
    assert times_s[samples != 0.0].max() <= silenced_s


def test_silenced_while_the_device_opens_it_never_sounds(
    aloud: Aloud, clock: SimClock, card: Card
) -> None:
    aloud.begin("long")
    aloud.look()
    aloud.silence()
    passes(clock, aloud, 3)
    assert not np.any(card.heard()[1])


def test_a_device_that_goes_is_a_trouble_and_not_replaced(
    aloud: Aloud, clock: SimClock, card: Card
) -> None:
    aloud.begin("long")
    passes(clock, aloud, 2)
    card.vanish()
    assert passes(clock, aloud, 1) is None
    assert str(aloud.trouble) == "the stream ended by itself"
    card.come_back()
    passes(clock, aloud, 2)
    assert len(card.streams) == 1
    aloud.begin("short")
    assert aloud.trouble is None
    passes(clock, aloud, 3)
    assert len(card.streams) == 2


class SlowSink:
    """A device that opens when it is let."""

    latency_s = alive_s = 0.0

    def __init__(self) -> None:
        self.openings, self.is_let = 0, Event()

    def start(self, feed: Feed) -> None:
        self.openings += 1
        self.is_let.wait(20)

    def trouble(self) -> str | None:
        return None

    def remarks(self) -> list[str]:
        return []

    def finish(self, limit_s: float) -> None:
        pass

    def abort(self, *_: Any) -> None:
        pass

    close = abort


def test_a_device_that_never_answers_is_a_trouble_also_when_it_is_tried_again(
    clock: SimClock,
) -> None:
    sink = SlowSink()
    beats = Aloud(sink, {"short": sound_of(SOUNDS["long"])}, clock)
    for _ in range(2):
        beats.begin("short")
        beats.look()
        clock.leap(SLOW_S + 0.1)
        assert beats.look() is None
        assert beats.trouble == "it does not answer"
    sink.is_let.set()
    while beats.trouble is not None:
        beats.look()


def test_a_device_is_not_opened_again_while_it_still_opens() -> None:
    sink = SlowSink()
    beats = Aloud(sink, {"short": sound_of(SOUNDS["long"])}, SystemClock())
    beats.begin("short")
    beats.look()
    beats.begin("short")
    beats.look()
    assert sink.openings == 1
    sink.is_let.set()
    while sink.openings == 1:
        beats.look()
    assert sink.openings == 2
